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
  /// One page of them, oldest first.
  package var attempts: [Attempt]
  /// Before which one the page with older ones begins; nil where there are none.
  package var older: Int?
  /// The newest of all.
  package var latest: Attempt
  package var pending: PendingAttempt?
  /// The last one that was refused after somebody had waited for it.
  package var refused: RefusedAttempt?
  /// The attempt of which something is still to be put right.
  package var open: String?
  /// The decision by which what was left of it was discarded.
  package var discarded: AuditEntry?
}

extension AttemptsSheet {
  /// Nil for what is no interchange.
  ///
  /// - Parameters:
  ///   - number: only attempts before this one; nil for the newest.
  ///   - pending: of the same process.
  package init?(of id: String, before number: Int? = nil, in ledger: any Ledger, _ pending: PendingAttempts) throws {
    guard let written = InterchangeID(written: id), let interchange = try ledger.interchange(written),
      interchange.sender != System.desk
    else { return nil }
    let lineage = try Lineage(of: interchange, in: ledger)
    let page = AttemptPage(of: lineage, before: number)
    let count = lineage.attempts.count
    func attempt(_ number: Int) throws -> Attempt {
      let one = lineage.attempts[number - 1]
      let audit = try one.handedIn.flatMap { try ledger.auditEntry(from: $0) }
      return Attempt(
        number: number, id: one.id.text, file: one.fileName.display, state: one.state, verdict: one.verdict,
        receivedAt: one.receivedAt, by: audit?.who, reason: audit?.reason, totals: one.totals)
    }
    // Of one that came meanwhile the ledger knows.
    let waiting = pending.attempt(at: lineage.first.id).flatMap { count >= $0.number ? nil : $0 }
    let open = try lineage.open(in: ledger)?.id.text
    self.init(
      id: id, file: interchange.fileName.display, sender: interchange.sender,
      attempts: try page.numbers.map { try attempt($0) }, older: page.older, latest: try attempt(count),
      pending: waiting, refused: pending.refusal(at: lineage.first.id), open: open,
      discarded: open == nil ? try lineage.lastSettlement(in: ledger)?.decision(in: ledger) : nil)
  }
}
