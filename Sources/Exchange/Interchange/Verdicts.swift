/// What became of one record. Every record ends in exactly one of them.
package enum RecordVerdict: String, Hashable, Sendable, CaseIterable {
  /// It may pass: its document is written, or it stays with Kontor as agreed.
  case accepted
  /// It says nothing new.
  case unchanged
  /// It waits for something.
  case held
  /// It is wrong; its sender must put it right.
  case rejected
  /// It came before.
  case duplicate
  /// A newer one took its place.
  case superseded
  /// By agreement nobody wants it: a lead, or an entity that no flow carries.
  case ignored
}

/// What became of an interchange as a whole.
package enum InterchangeVerdict: String, Hashable, Sendable, CaseIterable {
  case accepted
  case acceptedWithWarnings = "accepted-with-warnings"
  case partiallyAccepted = "partially-accepted"
  case rejected
  case duplicate
  case held
}

/// How far the truth of an acknowledgement reaches.
package enum AcknowledgementLevel: String, Hashable, Sendable, CaseIterable {
  /// Claimed and looked into: akin to TA1 and CONTRL.
  case received
  /// A verdict on each record: akin to 997/999.
  case validated
  /// The import documents lie in the outbox. Not: imported.
  case delivered
  /// The other system took it, or refused it.
  case imported
}

/// What the sender should do now.
package enum Advice: String, Hashable, Sendable, CaseIterable {
  case none
  case fixAndResend = "fix-and-resend"
  case resend
  case wait
}

/// Where an interchange stands in Kontor's hands. Each step is durable before the next one begins.
package enum InterchangeState: String, Hashable, Sendable, CaseIterable {
  /// Claimed, copied and known to the ledger.
  case received
  /// It ends too early, and may still grow.
  case waiting
  /// The outcome is fixed and is never computed again.
  case decided
  /// All its documents are in the outboxes.
  case published
  /// Acknowledged and archived.
  case done
}
