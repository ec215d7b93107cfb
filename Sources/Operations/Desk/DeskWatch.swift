import DropFolder
package import Exchange

/// Looks how decisions on the desk go on, as the ledger has it.
package struct DeskWatch {
  package let ledger: any Ledger

  package enum Course: Sendable {
    /// Nobody has carried them out.
    case notTaken
    /// They are decided; so many of the further attempts that they handed in are done.
    case underWay(done: Int, of: Int)
    case decided(DeskResult)
  }

  package init(_ ledger: any Ledger) {
    self.ledger = ledger
  }

  package func course(of file: DroppedFile) throws -> Course {
    guard let interchange = try interchange(of: file) else { return .notTaken }
    let attempts = try ledger.attempts(handedInBy: interchange.id)
    let done = attempts.count { $0.state == .done }
    guard done == attempts.count else { return .underWay(done: done, of: attempts.count) }
    return .decided(try result(of: interchange))
  }

  /// What became of decisions so far; nil where nobody has carried them out.
  package func result(of file: DroppedFile) throws -> DeskResult? {
    try interchange(of: file).map(result)
  }

  /// The file as it was taken in and done.
  private func interchange(of file: DroppedFile) throws -> Interchange? {
    try ledger.interchanges(from: System.desk, controlNumber: file.number).first { $0.state == .done }
  }

  private func result(of interchange: Interchange) throws -> DeskResult {
    var result = DeskResult()
    try ledger.forEachRecord(of: interchange.id, exceptions: false) { record, issues, _ in
      result.answers.append(DeskAnswer(record: record, issues: issues))
    }
    for issue in try ledger.issues(of: interchange.id) where issue.severity == .error {
      throw Failure(.software, issue.message)
    }
    result.documents = try ledger.importDocuments(of: interchange.id)
    for wait in try ledger.endedWaits(by: interchange.id) where !wait.isSuperseded {
      if let document = try ledger.document(wait.document) { result.documents.append(document) }
    }
    for attempt in try ledger.attempts(handedInBy: interchange.id) {
      if let source = attempt.handedIn { result.attempts[source.position - 1] = attempt }
    }
    return result
  }
}
