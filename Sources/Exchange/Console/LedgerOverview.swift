/// What is still broken, or under way, at one moment: what the first page shows.
package struct LedgerOverview: Hashable, Sendable {
  /// Partners' files that are not done, by their state; since when the oldest of each was received.
  package var underWay: [InterchangeState: Backlog] = [:]
  /// Files of which something is still to be put right; nil where there is none.
  package var rejected: Backlog?
  /// Records that wait.
  package var held: Backlog?
  /// Business objects with fields that a person has to decide.
  package var inConflict = Capped(0)
  /// Documents that wait for their flow, over all flows.
  package var documentsWaiting: Backlog?
  package var documentsPrepared = 0
  package var documentsInDoubt = 0
  /// Records neither confirmed nor refused for longer than their receiver may take, by its name.
  package var unconfirmed: [String: CappedBacklog] = [:]
  /// Documents that were published and not taken, by the system whose outbox they lie in.
  package var standing: [String: CappedBacklog] = [:]
  /// Names passed over for good.
  package var passedOver = Capped(0)

  package init() {}
}

/// What an overview is to tell of single systems, for not everything is watched of each.
package struct OverviewQuestion: Hashable, Sendable {
  /// Systems whose outboxes are watched.
  package var outboxes: [String] = []
  /// Systems that have to confirm what they get, and the moment by which it was published if that is overdue now.
  package var confirming: [String: Timestamp] = [:]

  package init() {}

  package init(_ configuration: Configuration, now: Timestamp) {
    outboxes = configuration.systems.filter { $0.outbox != nil && $0.receipts.taken }.map(\.name)
    for system in configuration.systems {
      if let patience = system.overdue.imported { confirming[system.name] = now + (.zero - patience) }
    }
  }
}

/// Partners' files that were received in one span of time, by what became of them.
package struct ArrivalSpan: Hashable, Sendable {
  package var from: Timestamp
  package var byVerdict: [InterchangeVerdict: Int] = [:]
  package var undecided = 0

  package init(from moment: Timestamp) {
    from = moment
  }

  package var count: Int { byVerdict.values.reduce(undecided, +) }

  /// Of which something was rejected.
  package var rejected: Int { byVerdict[.rejected, default: 0] + byVerdict[.partiallyAccepted, default: 0] }

  /// Decided, and nothing of it rejected.
  package var accepted: Int { count - undecided - rejected }
}

/// Where a ledger stands. Two looks with the same mark saw the same files received and done.
package struct LedgerMark: Hashable, Sendable, CustomStringConvertible {
  /// Begins anew when a ledger was restored or rebuilt.
  package var generation: Int64
  /// The number of the interchange that was received last; 0 before the first one.
  package var arrival: Int64
  /// The number of the last link of the chain.
  package var closing: Int64

  package init(generation: Int64, arrival: Int64, closing: Int64) {
    self.generation = generation
    self.arrival = arrival
    self.closing = closing
  }

  /// `1-35123-35120`.
  package var description: String { "\(generation)-\(arrival)-\(closing)" }
}

/// The ledger's file, and what it reaches back to.
package struct LedgerSize: Hashable, Sendable {
  /// Of the file.
  package var bytes: Int64
  /// Of what is written and not yet in the file: SQLite's log.
  package var logBytes: Int64
  /// When the first interchange that it knows was received, and the last one.
  package var first: Timestamp?
  package var last: Timestamp?
  /// How many were received since it was made, with those of which nothing is kept any more.
  package var received: Int64

  package init(bytes: Int64, logBytes: Int64, first: Timestamp?, last: Timestamp?, received: Int64) {
    self.bytes = bytes
    self.logBytes = logBytes
    self.first = first
    self.last = last
    self.received = received
  }
}
