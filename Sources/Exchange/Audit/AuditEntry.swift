/// What one person decided, or tried to: who, when, what, why, and what it changed. Append-only, and part of the chain of
/// the interchange that brought the decision.
package struct AuditEntry: Hashable, Sendable {
  /// The ledger's own number, in the order of the decisions; 0 until it is added.
  package var number: Int64
  package var at: Timestamp
  package var who: String
  /// One of ``Decision/Action``.
  package var action: String
  /// What it was about: `Customer C-1001`, `held record 12`, `interchange 01K…`.
  package var subject: String
  package var reason: String?
  /// What became of the decision.
  package var outcome: RecordVerdict
  package var before: String?
  package var after: String?
  /// The record that is the decision.
  package var source: RecordReference

  package init(
    at moment: Timestamp, who: String, action: String, subject: String, reason: String? = nil, outcome: RecordVerdict,
    before: String? = nil, after: String? = nil, source: RecordReference
  ) {
    number = 0
    at = moment
    self.who = who
    self.action = action
    self.subject = subject
    self.reason = reason
    self.outcome = outcome
    self.before = before
    self.after = after
    self.source = source
  }
}

/// Which entries are asked for. Nil takes all.
package struct AuditFilter: Hashable, Sendable {
  package var who: String?
  package var action: String?
  /// A piece of text that the subject contains.
  package var subject: String?
  package var since: Timestamp?
  package var until: Timestamp?

  package init() {}
}
