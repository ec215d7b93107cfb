import Exchange
import Operations

/// Putting a rejected file right: what is to be put right, and handing in another version of it.
extension ApiArea {
  var attempts: [Route] {
    [
      Route(.get, "/interchanges/{id}/correction", for: .operator, needsPayloads: true) { try await correction($0) },
      Route(.post, "/interchanges/{id}/attempts", for: .operator, needsPayloads: true) { try await handIn($0) },
    ]
  }

  /// What is to be put right, as it lies there: the file, or of one that passed in part the one with only its bad records.
  private func correction(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let id = try Self.id(visit)
    guard workplace.configuration.masked.isEmpty else {
      throw ApiProblem(
        403, "masked", "Some values are shown to nobody (mask: in the configuration), so files are not given away.")
    }
    let latest = try await basis(of: id, nil)
    let bytes: [UInt8]
    do {
      bytes = try await workplace.atBench { bench in
        guard let interchange = try bench.ledger.interchange(id) else { return [] }
        let subject = OpenSubject(
          interchange: interchange, rejection: try bench.ledger.rejection(of: id), basis: latest)
        let trial = AttemptTrial(bench.configuration, bench.ledger, catalogue: bench.catalogue)
        return try FileCorrection(of: subject, trial, bench.configuration).original
      }
    } catch let failure as Failure {
      throw ApiProblem(410, "gone", Self.sentence(failure))
    }
    try await workplace.note(.payloadShown, AccessSubject("interchange", id.text, .toPutRight).text, visit)
    return WebAnswer(
      type: "application/octet-stream", bytes,
      headers: [
        ("content-disposition", "attachment; filename=\"\(id.text).xml\""), ("x-basis", latest.text),
      ])
  }

  /// Paths of this machine are nobody's business.
  private static func sentence(_ failure: Failure) -> String {
    failure.outcome == .noInput ? "What is to be put right does not lie where it was filed." : failure.message
  }

  private func handIn(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "basis", "reason", "wait")
    guard let basis = try fields.text("basis") else {
      throw Refusal.badRequest(why: "basis is missing: the attempt that the new version builds on.")
    }
    guard let reason = try fields.text("reason", longest: 500) else {
      throw Refusal.badRequest(why: "reason is missing: why this is done.")
    }
    _ = try ApiBody.reason(reason)
    let wait = Duration.seconds(try fields.number("wait", 0...10) ?? 2)
    let content = try Self.content(visit.request)
    let id = try Self.id(visit)
    _ = try await self.basis(of: id, basis)
    let version = EditedFile(
      content: content, interchange: id, basis: InterchangeID(basis), by: visit.viewer.name, reason: reason,
      at: visit.now)
    switch try await EditWork(workplace, pending).handIn(version, patience: wait) {
    case .handedIn(let course, let decision): return try await answer(course, [decision])
    case .pending(let other):
      throw ApiProblem(
        409, "attempt-pending", "\(other.by) has handed in attempt \(other.number), which is not decided yet.")
    }
  }

  private static func content(_ request: WebRequest) throws -> [UInt8] {
    let type = (request.headers["content-type"] ?? "").prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    guard ["application/xml", "text/xml", "application/octet-stream"].contains(type) else {
      throw ApiProblem(
        415, "unsupported-media-type",
        "The body is the file itself: Content-Type: application/octet-stream, or application/xml.")
    }
    guard (1...FileCorrection.largest).contains(request.body.count) else {
      throw Refusal.badRequest(why: "The file has 1 to \(FileCorrection.largest) bytes.")
    }
    return request.body
  }
}
