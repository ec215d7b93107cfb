package import Exchange

/// One file and what became of the attempt at it.
package struct AttemptOutcome: Sendable {
  package let subject: OpenSubject
  package let answer: DeskAnswer
  package let attempt: Interchange?

  package init(subject: OpenSubject, answer: DeskAnswer, attempt: Interchange? = nil) {
    self.subject = subject
    self.answer = answer
    self.attempt = attempt
  }

  /// It is over, and nothing of it was rejected or waits.
  package var isThrough: Bool {
    guard answer.isDone else { return false }
    guard let attempt else { return true }
    switch attempt.verdict {
    case .rejected, .partiallyAccepted, .held, nil: return false
    case .accepted, .acceptedWithWarnings, .duplicate: return attempt.state == .done && attempt.totals[.held] == 0
    }
  }

  /// The verdict in a word, or that there is none.
  package var word: String {
    guard answer.isDone else { return "refused" }
    guard let attempt else { return "done" }
    return attempt.state == .done ? Phrase.verdict(attempt.verdict, attempt.state) : "under way"
  }
}
