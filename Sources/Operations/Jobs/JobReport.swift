package import Exchange

/// How a job stands, in JSON and on its page. Its numbers come from the ledger, what was meant from the book.
package struct JobReport: Encodable, Sendable {
  package enum State: String, Encodable, Sendable {
    /// Nothing of it is on its way yet.
    case waiting
    case running
    /// Nothing more is begun, and something is still on its way.
    case stopping
    case stopped
    case done
  }

  /// What a job waits for, where that is nothing of its own.
  package enum Obstacle: String, Encodable, Sendable {
    /// Nobody carries out what lies on the desk: no service runs.
    case noService = "no-service"
    /// It goes on whenever somebody scans.
    case nextScan = "next-scan"
    /// A service runs, and has not moved for too long.
    case stuck

    /// Nil where the service runs as it should.
    package init?(_ health: Health) {
      switch (health.verdict, health.heartbeat?.kind) {
      case (.down, _): self = .noService
      case (_, .scan): self = .nextScan
      case (.stuck, _): self = .stuck
      default: return nil
      }
    }
  }

  package struct Refusal: Encodable, Sendable {
    package var code: String
    package var count: Int
  }

  /// What became of the things that it is about.
  package struct Outcome: Encodable, Sendable {
    package var outcome: JobOutcome
    package var count: Int
  }

  package var id: String
  package var at: Moment
  package var by: String
  package var action: String
  package var reason: String?
  package var query: String?
  package var total: Int
  package var state: State
  /// How many have come to an end.
  package var finished: Int
  /// Only outcomes that there are; they add up to the total.
  package var outcomes: [Outcome]
  /// Why some were refused, the commonest first.
  package var refusals: [Refusal]
  package var began: Moment?
  package var stoppedAt: Moment?
  package var stoppedBy: String?
  package var ended: Moment?
  /// Nil also where nothing is left to do.
  package var obstacle: Obstacle?

  package init(_ job: BulkJob, _ tally: JobTally) {
    id = job.id
    at = job.at.moment
    by = job.by
    action = job.action.rawValue
    reason = job.reason
    query = job.query
    total = job.total
    began = tally.began?.moment
    stoppedAt = job.stoppedAt?.moment
    stoppedBy = job.stoppedBy
    ended = job.endedAt?.moment
    refusals = tally.refusals.map { Refusal(code: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    var counts = JobOutcome.counts(of: job, tally)
    let over = counts.values.reduce(0, +)
    counts[.underWay] = tally.undecided
    let rest = max(0, job.total - over - tally.undecided)
    counts[job.isOpen ? .waiting : .notBegun] = rest
    finished = over
    outcomes = JobOutcome.allCases.compactMap { outcome in
      counts[outcome].flatMap { $0 > 0 ? Outcome(outcome: outcome, count: $0) : nil }
    }
    state =
      job.isOpen
      ? (job.stoppedAt != nil ? .stopping : tally.files.isEmpty ? .waiting : .running)
      : job.stoppedAt != nil && rest > 0 ? .stopped : .done
  }

  package func count(_ outcome: JobOutcome) -> Int { outcomes.first { $0.outcome == outcome }?.count ?? 0 }
}

/// What became of one of the things that a job is about.
package enum JobOutcome: String, Encodable, Sendable, CaseIterable {
  case accepted
  case acceptedWithWarnings = "accepted-with-warnings"
  /// It was done, where that does not lead to a file: released, discarded, sent again, decided.
  case done
  /// A part of it was rejected again.
  case partiallyAccepted = "partially-accepted"
  case rejected
  /// It waits, or waits again.
  case held
  case duplicate
  /// The decision was refused, and nothing was changed: somebody was first, mostly.
  case refused
  /// The attempt is not decided yet.
  case underWay = "under-way"
  /// Its turn has not come.
  case waiting
  /// The job was stopped before its turn came.
  case notBegun = "not-begun"

  init(_ verdict: InterchangeVerdict) {
    self =
      switch verdict {
      case .accepted: .accepted
      case .acceptedWithWarnings: .acceptedWithWarnings
      case .partiallyAccepted: .partiallyAccepted
      case .rejected: .rejected
      case .held: .held
      case .duplicate: .duplicate
      }
  }

  /// Of a decision that handed nothing in.
  init(_ verdict: RecordVerdict) {
    self =
      switch verdict {
      case .rejected: .refused
      case .held: .held
      case .accepted, .unchanged, .duplicate, .superseded, .ignored: .done
      }
  }

  /// How many have come to which end.
  static func counts(of job: BulkJob, _ tally: JobTally) -> [JobOutcome: Int] {
    var counts: [JobOutcome: Int] = [:]
    for (verdict, count) in tally.attempts { counts[JobOutcome(verdict), default: 0] += count }
    for (verdict, count) in tally.decisions where job.action != .reprocess || verdict == .rejected {
      counts[JobOutcome(verdict), default: 0] += count
    }
    for place in tally.refusedFiles { counts[.refused, default: 0] += job.count(ofChunk: place) }
    return counts
  }
}
