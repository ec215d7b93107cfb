import DropFolder
package import Exchange

/// What was wrong with a file and how that went on: all attempts at it, by whom, and what became of its rejection.
package struct AttemptStory: Sendable {
  package struct Attempt {
    package var number: Int
    package var interchange: Interchange
    /// The decision of the person who handed it in.
    package var audit: AuditEntry?
  }

  package let interchange: Interchange
  package let attempts: [Attempt]
  /// Of the interchange itself.
  package let rejection: Rejection?
  /// How what was wrong with it was settled, in the order in which that happened.
  package let settlements: [Settlement]

  package init(of interchange: Interchange, in ledger: any Ledger) throws {
    self.interchange = interchange
    let lineage = try Lineage(of: interchange, in: ledger)
    attempts = try lineage.attempts.enumerated().map { place, attempt in
      Attempt(
        number: place + 1, interchange: attempt, audit: try attempt.handedIn.flatMap { try ledger.auditEntry(from: $0) }
      )
    }
    rejection = try ledger.rejection(of: interchange.id)
    settlements = try ledger.settlements(of: interchange.id)
  }

  /// There is something to tell.
  package var isWorthTelling: Bool { attempts.count > 1 || rejection != nil }
}
