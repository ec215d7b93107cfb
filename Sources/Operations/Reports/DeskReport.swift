import DropFolder
package import Exchange

/// What a command that decides something says with `--json`.
package struct DeskReport: Encodable, Sendable {
  package struct One: Encodable, Sendable {
    package var subject: String
    package var action: String
    package var verdict: String
    package var issues: [String]
    /// The further attempt that the decision handed in.
    package var attempt: InterchangeReport?
    /// The documents of that attempt.
    package var documents: [String]?
  }

  package var decisions: [One]
  /// Documents that came of the decisions themselves.
  package var documents: [String]

  package init(_ result: DeskResult, _ decisions: [Decision]) {
    self.decisions = zip(result.answers, decisions).map { answer, decision in
      One(
        subject: decision.subject.words, action: decision.action.rawValue, verdict: answer.record.verdict.rawValue,
        issues: answer.issues.map(\.message))
    }
    documents = result.documents.map(Self.name)
  }

  /// The same with what became of each attempt.
  package init(_ result: DeskResult, _ decisions: [Decision], places: Places, in ledger: any Ledger) throws {
    self.init(result, decisions)
    try add(result.attempts, places: places, in: ledger)
  }

  private mutating func add(_ attempts: [Int: Interchange], places: Places, in ledger: any Ledger) throws {
    for (place, attempt) in attempts where self.decisions.indices.contains(place) {
      self.decisions[place].attempt = InterchangeReport(
        attempt, places: places, acknowledgement: try places.acknowledgement(of: attempt, in: ledger))
      self.decisions[place].documents = try ledger.importDocuments(of: attempt.id).map(Self.name)
    }
  }

  /// For somebody who has not the decisions any more: what they were stands in the audit trail.
  package init(_ result: DeskResult, of file: DroppedFile, places: Places, in ledger: any Ledger) throws {
    var entries: [Int: AuditEntry] = [:]
    if let desk = try ledger.interchanges(from: System.desk, controlNumber: file.number).first {
      try ledger.forEachAuditEntry(of: desk.id) { entries[$0.source.position] = $0 }
    }
    decisions = result.answers.map { answer in
      let entry = entries[answer.record.position]
      return One(
        subject: entry?.subject ?? answer.record.key ?? "", action: entry?.action ?? "",
        verdict: answer.record.verdict.rawValue, issues: answer.issues.map(\.message))
    }
    documents = result.documents.map(Self.name)
    try add(result.attempts, places: places, in: ledger)
  }

  private static func name(_ document: Document) -> String { "\(document.system)/\(document.name.display)" }
}
