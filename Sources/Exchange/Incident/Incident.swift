/// What is wrong, and with what: two that are equal are one incident.
package struct IncidentKey: Hashable, Sendable, Comparable {
  package var cause: IncidentCause
  /// A system, a file, a folder: fit for display, and the same as long as it is the same thing.
  package var subject: String

  package init(_ cause: IncidentCause, _ subject: String) {
    self.cause = cause
    self.subject = subject
  }

  package static func < (left: IncidentKey, right: IncidentKey) -> Bool {
    (right.cause.entry.severity, left.cause.rawValue, left.subject)
      < (left.cause.entry.severity, right.cause.rawValue, right.subject)
  }
}

/// Something that is wrong right now. Whether that is an incident is for the ``IncidentBook`` to say.
package struct Trouble: Hashable, Sendable {
  package var key: IncidentKey
  /// Since when it has been so.
  package var since: Timestamp
  /// How many things: files, documents, numbers.
  package var count: Int
  /// One sentence for a person, fit for display.
  package var detail: String
  /// How long it may be so before it is an incident, besides the grace of its cause.
  package var patience: Duration

  package init(
    _ cause: IncidentCause, _ subject: String, since: Timestamp, count: Int = 1, patience: Duration = .zero,
    _ detail: String
  ) {
    key = IncidentKey(cause, subject)
    self.since = since
    self.count = count
    self.patience = patience
    self.detail = detail
  }
}

/// Something that is wrong and not yet an incident. The ledger keeps it, so that a restart does not begin its time anew.
package struct PendingTrouble: Hashable, Sendable {
  package var key: IncidentKey
  /// Since when it has been so.
  package var since: Timestamp
  /// When it was seen first.
  package var seenAt: Timestamp

  package init(_ key: IncidentKey, since: Timestamp, seenAt: Timestamp) {
    self.key = key
    self.since = since
    self.seenAt = seenAt
  }
}

/// An operational incident: a fault of the exchange itself, one for each cause and subject.
package struct Incident: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case open, closed
  }

  /// The ledger's own number, in the order in which incidents opened; 0 until it is added.
  package var id: Int64 = 0
  package var key: IncidentKey
  package var state = State.open
  /// Since when it has been wrong.
  package var since: Timestamp
  package var openedAt: Timestamp
  /// When it was seen last, to within some minutes.
  package var seenAt: Timestamp
  package var closedAt: Timestamp?
  package var count: Int
  package var detail: String
  /// How often it came back soon after it had closed.
  package var returns = 0
  /// When its opening was told last.
  package var toldAt: Timestamp?
  /// Whether that was the present opening. One that came back soon is told later, if it stays.
  package var isTold = false
  /// By whom it was acknowledged: somebody takes care, and nobody has to be reminded.
  package var acknowledged: PersonalWord?
  /// By whom it was closed; nil where it closed by itself.
  package var closed: PersonalWord?

  package init(_ trouble: Trouble, at now: Timestamp) {
    key = trouble.key
    since = trouble.since
    openedAt = now
    seenAt = now
    count = trouble.count
    detail = trouble.detail
  }

  /// As the ledger has it.
  package init(
    id: Int64, key: IncidentKey, state: State, since: Timestamp, openedAt: Timestamp, seenAt: Timestamp,
    closedAt: Timestamp?, count: Int, detail: String, returns: Int
  ) {
    self.id = id
    self.key = key
    self.state = state
    self.since = since
    self.openedAt = openedAt
    self.seenAt = seenAt
    self.closedAt = closedAt
    self.count = count
    self.detail = detail
    self.returns = returns
  }

  package var entry: IncidentEntry { key.cause.entry }
  package var severity: IncidentSeverity { entry.severity }
}

/// Who said something about an incident, when and why.
package struct PersonalWord: Hashable, Sendable {
  package var by: String
  package var at: Timestamp
  package var reason: String?

  package init(by person: String, at moment: Timestamp, reason: String? = nil) {
    by = person
    at = moment
    self.reason = reason
  }
}
