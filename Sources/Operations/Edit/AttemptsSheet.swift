import DropFolder
package import Exchange

/// All attempts at one file, for a page: also the one that was handed in and is not decided yet.
package struct AttemptsSheet: Sendable {
  package struct Attempt: Sendable {
    /// Counted from 1.
    package var number: Int
    package var id: String
    /// Its name, fit for display.
    package var file: String
    package var state: InterchangeState
    package var verdict: InterchangeVerdict?
    package var receivedAt: Timestamp
    /// Who handed it in, and why; nil for one that came through the inbox.
    package var by: String?
    package var reason: String?
    /// What became of its records.
    package var totals: Totals
  }

  /// Of the attempt that was asked for.
  package var id: String
  package var file: String
  package var sender: String
  /// Oldest first.
  package var attempts: [Attempt]
  package var pending: PendingAttempt?
  /// The last one that was refused after somebody had waited for it.
  package var refused: RefusedAttempt?
  /// The attempt of which something is still to be put right.
  package var open: String?
}

extension AttemptsSheet {
  /// Nil for what is no interchange.
  ///
  /// - Parameter pending: of the same process.
  package init?(of id: String, in ledger: any Ledger, _ pending: PendingAttempts) throws {
    guard let written = InterchangeID(written: id), let interchange = try ledger.interchange(written),
      interchange.sender != System.desk
    else { return nil }
    let story = try AttemptStory(of: interchange, in: ledger)
    let attempts = story.attempts.map { attempt in
      let one = attempt.interchange
      return Attempt(
        number: attempt.number, id: one.id.text, file: one.fileName.display, state: one.state, verdict: one.verdict,
        receivedAt: one.receivedAt, by: attempt.audit?.who, reason: attempt.audit?.reason, totals: one.totals)
    }
    let lineage = try Lineage(of: interchange, in: ledger)
    // Of one that came meanwhile the ledger knows.
    let waiting = pending.attempt(at: lineage.first.id).flatMap { attempts.count >= $0.number ? nil : $0 }
    self.init(
      id: id, file: interchange.fileName.display, sender: interchange.sender, attempts: attempts, pending: waiting,
      refused: pending.refusal(at: lineage.first.id), open: try lineage.open(in: ledger)?.id.text)
  }
}
