import DropFolder
package import Exchange

/// Documents that can be sent once more, and how a decision names them.
package struct ResendSubject: Sendable {
  package let subject: Decision.Subject
  /// Published import documents, in the order of publication.
  package let documents: [Document]

  /// `12 documents for erp`, `12 documents: 10 for erp and 2 for crm`.
  package static func count(of documents: [Document]) -> String {
    let bySystem = Dictionary(grouping: documents, by: \.system).sorted { $0.key < $1.key }
    let count = Phrase.many(documents.count, "document")
    if bySystem.count == 1 { return "\(count) for \(bySystem[0].key)" }
    if bySystem.isEmpty { return count }
    return "\(count): \(Phrase.list(bySystem.map { "\(Phrase.number($1.count)) for \($0)" }))"
  }
}

/// Finds what was sent by what a command line says.
package struct SentSubjects {
  package let ledger: any Ledger

  package init(ledger: any Ledger) {
    self.ledger = ledger
  }

  package func named(_ texts: [String]) throws -> [ResendSubject] {
    var subjects: [ResendSubject] = []
    for text in texts {
      let subject = try document(text.uppercased()) ?? interchange(text)
      if !subjects.contains(where: { $0.subject == subject.subject }) { subjects.append(subject) }
    }
    return subjects
  }

  /// Oldest first. What sent nothing is left out.
  package func matching(_ filter: InterchangeFilter) throws -> [ResendSubject] {
    try ledger.interchanges(matching: filter).sorted { $0.id < $1.id }.filter { $0.state == .done }.map {
      ResendSubject(subject: .interchange($0.id), documents: try sent(by: $0))
    }.filter { !$0.documents.isEmpty }
  }

  private func document(_ id: String) throws -> ResendSubject? {
    guard let document = try ledger.document(id) else { return nil }
    guard document.kind == .import else {
      throw Failure(.usage, "\(id) is an acknowledgement; drop the file again, and it is answered again")
    }
    guard document.state == .published else {
      throw Failure(
        .usage,
        "\(id) is \(document.state.rawValue), so it was not sent yet; kontor show \(document.interchange) tells what keeps it"
      )
    }
    return ResendSubject(subject: .document(id), documents: [document])
  }

  private func interchange(_ text: String) throws -> ResendSubject {
    let interchange = try InterchangeSearch(ledger: ledger).one(text)
    let documents = try sent(by: interchange)
    if documents.isEmpty {
      throw Failure(
        .usage,
        "\(interchange.fileName.display) (\(interchange.id)) sent no documents, so there is nothing to send again")
    }
    return ResendSubject(subject: .interchange(interchange.id), documents: documents)
  }

  private func sent(by interchange: Interchange) throws -> [Document] {
    try ledger.importDocuments(of: interchange.id).filter { $0.state == .published }
  }
}
