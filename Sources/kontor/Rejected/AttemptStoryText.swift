import DropFolder
import Exchange
import Operations

/// In lines for a person.
extension AttemptStory {
  /// Settlements that are shown; a large file has one for each record.
  private static let mostSettlements = 20

  func print(to output: Output) {
    guard isWorthTelling else { return }
    if attempts.count > 1 {
      output.line()
      output.line(output.styled("Attempts", .strong))
      for attempt in attempts { print(attempt, to: output) }
    }
    guard let rejection else { return }
    output.line()
    output.line(output.styled("To be put right", .strong))
    output.line("   \(words(of: rejection))")
    for settlement in settlements.prefix(Self.mostSettlements) { output.line("   \(words(of: settlement))") }
    if settlements.count > Self.mostSettlements { output.line("   and more; --json lists all") }
  }

  private func print(_ attempt: Attempt, to output: Output) {
    let one = attempt.interchange
    let verdict = output.styled(Phrase.verdict(one.verdict, one.state), Phrase.style(of: one.verdict))
    let here = one.id == interchange.id ? ", this one" : ""
    output.line(
      "\(attempt.number). \(one.id)  \(Phrase.moment(one.receivedAt))  \(one.fileName.display): \(verdict)\(here)")
    if let recognition = one.recognition { output.line("   \(recognition.words)") }
    if let audit = attempt.audit {
      output.line(
        "   by \(Printable.line(audit.who)), \(Phrase.moment(audit.at))"
          + (audit.reason.map { ": \(Printable.line($0))" } ?? ""))
    }
  }

  private func words(of rejection: Rejection) -> String {
    let what = rejection.count == 1 && interchange.totals[.rejected] == 0 ? "file" : "record"
    let open = "\(Phrase.number(rejection.open)) of \(Phrase.many(rejection.count, what)) open"
    if rejection.open > 0 { return "\(open), since \(Phrase.moment(rejection.since))" }
    return "\(rejection.state.rawValue)\(rejection.closedAt.map { ", \(Phrase.moment($0))" } ?? "")"
  }

  private func words(of settlement: Settlement) -> String {
    let subject = settlement.position.map { "record \($0)" } ?? "the whole file"
    let by = (settlement.byPosition.map { "record \($0) of " } ?? "") + settlement.by.text
    return "\(subject): \(settlement.state.rawValue) by \(by), \(Phrase.moment(settlement.at))"
  }
}
