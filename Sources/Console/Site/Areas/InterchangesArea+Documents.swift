import Exchange
import Operations

/// What Kontor wrote: import documents and acknowledgements. Each look is an entry of the access log.
extension InterchangesArea {
  var documentRoutes: [Route] {
    [
      Route(.get, "/documents/{document}", needsPayloads: true) { visit in
        try await written(visit) { document, interchange, name, file in
          let first = number("from", visit, in: 1...1_000_000_000) ?? 1
          let listing = try await file.listing(first...(first + SourcePage.lines - 1))
          try await workplace.note(.payloadShown, "document \(document.id)", visit)
          let source = try await workplace.read { try $0.interchange(interchange.id, limit: 1)?.file }
          return try await answer(
            DocumentPage(document, name: name, of: source ?? interchange.id.text, listing), visit)
        }
      },
      Route(.get, "/documents/{document}/content.xml", needsPayloads: true) { visit in
        try await written(visit) { document, _, _, file in
          guard let bytes = try await file.bytes() else { return try await missingDocument(visit) }
          try await workplace.note(.payloadShown, AccessSubject("document", document.id, .asFile).text, visit)
          let disposition = ("content-disposition", "attachment; filename=\"\(document.id).xml\"")
          return WebAnswer(type: "application/octet-stream", bytes, headers: [disposition])
        }
      },
    ]
  }

  private func written(
    _ visit: Visit,
    _ shown: (Document, Interchange, _ name: String, SentDocument) async throws -> WebAnswer
  ) async throws -> WebAnswer {
    let id = visit.parameters["document"] ?? ""
    guard let (document, interchange, name) = try await workplace.read({ try $0.document(id) }) else {
      return try await missingDocument(visit)
    }
    let configuration = workplace.configuration
    guard configuration.masked.isEmpty else {
      return try await answer(
        MaskedPage(interchange.id.text, hasLines: false), visit, status: 403)
    }
    return try await shown(document, interchange, name, SentDocument(document, of: interchange, configuration))
  }

  private func missingDocument(_ visit: Visit) async throws -> WebAnswer {
    try await answer(
      NotFoundPage(.other(visit.parameters["document"] ?? "")), visit, status: 404)
  }
}
