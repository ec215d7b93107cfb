/// One decision on many things, as it was meant: what was selected stands fast before it begins. What became of it is asked
/// of the ledger alone.
package struct BulkJob: Equatable, Sendable {
  /// 16 characters, as ``InterchangeID`` makes them.
  package var id: String
  package var at: Timestamp
  package var by: String
  package var action: Decision.Action
  package var reason: String?
  /// How it was selected, as a query of the page on which that was done: `code=code-unknown`; nil for things ticked one by
  /// one.
  package var query: String?
  /// How many things were selected, from 1.
  package var total: Int
  /// So many decisions are put on the desk at once.
  package var chunk: Int
  package var stoppedAt: Timestamp?
  package var stoppedBy: String?
  /// When nothing of it was left to do: all is decided, or it was stopped and what was begun is finished.
  package var endedAt: Timestamp?
  /// The process that works on it, and until when it has promised to come back.
  package var runner: String?
  package var leasedUntil: Timestamp?

  package static let mostItems = 100_000
  package static let usualChunk = 50

  package init(
    id: String, at moment: Timestamp, by person: String, _ action: Decision.Action, reason: String? = nil,
    query: String? = nil, total: Int, chunk: Int = Self.usualChunk
  ) {
    self.id = id
    at = moment
    by = person
    self.action = action
    self.reason = reason
    self.query = query
    self.total = total
    self.chunk = chunk
  }

  package var isOpen: Bool { endedAt == nil }

  /// How many files on the desk it takes.
  package var chunks: Int { (total + chunk - 1) / chunk }

  /// What the control numbers of all its files on the desk begin with.
  package var numbers: String { "J\(id)-" }

  /// The control number of one of them, counted from 1. It tells whether that was dropped already.
  package func number(ofChunk place: Int) -> String { numbers + String(place) }

  /// How many decisions one of them holds.
  package func count(ofChunk place: Int) -> Int { min(chunk, total - (place - 1) * chunk) }
}

/// One of the things that a job is about.
package struct JobItem: Equatable, Sendable {
  /// From 1, in the order in which they are decided.
  package var ordinal: Int
  package var subject: Decision.Subject
  /// The latest attempt when it was selected: what somebody did meanwhile is not done twice.
  package var basis: InterchangeID?
  /// For a decision on fields.
  package var fields: [Decision.Field]

  package init(
    _ ordinal: Int, _ subject: Decision.Subject, basis: InterchangeID? = nil, fields: [Decision.Field] = []
  ) {
    self.ordinal = ordinal
    self.subject = subject
    self.basis = basis
    self.fields = fields
  }

  package func decision(of job: BulkJob) -> Decision {
    var decision = Decision(job.action, subject)
    decision.basis = basis
    decision.fields = fields
    decision.by = job.by
    decision.reason = job.reason
    return decision
  }
}
