package import Exchange

/// What became of one decision.
package struct DeskAnswer: Sendable {
  package var record: RecordOutcome
  package var issues: [Issue]

  package var isDone: Bool { record.verdict != .rejected && record.verdict != .held }
}

/// What became of decisions.
package struct DeskResult: Sendable {
  /// One for each decision, in their order.
  package var answers: [DeskAnswer] = []
  package var documents: [Document] = []
  /// Further attempts that decisions handed in, by the place of the decision, counted from 0.
  package var attempts: [Int: Interchange] = [:]

  package init() {}

  /// Adds what became of the decisions after these.
  package mutating func append(_ next: DeskResult) {
    let before = answers.count
    answers += next.answers
    documents += next.documents
    for (place, attempt) in next.attempts { attempts[before + place] = attempt }
  }
}
