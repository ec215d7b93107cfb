import DropFolder

/// Finds out what is wrong right now, from what a scan saw and what the ledger holds.
///
/// Each kind of trouble has one function here that answers ``Trouble``, as long as it lasts; one more kind is one more
/// function. What is asked at every scan takes no longer for a ledger that is full; the rest is asked now and then.
final class TroubleSearch {
  let configuration: Configuration
  let ledger: any Ledger
  /// The next deadline of each expectation, and up to which file it was looked through while one is missing.
  var nextDeadlines: [String: Timestamp] = [:]
  var lookedThrough: [String: Int64] = [:]

  private var slow: [Trouble] = []
  private var slowAskedAt: Duration?

  init(_ configuration: Configuration, _ ledger: any Ledger) {
    self.configuration = configuration
    self.ledger = ledger
  }

  /// What a scan saw.
  struct Sight {
    /// Of every folder in which it works, why it cannot be used.
    var faults: [(path: String, fault: FolderError)] = []
    /// Files that are not complete yet, by the systems whose inboxes were looked at.
    var unfinished: [String: [UnfinishedFile]] = [:]
    /// Interchanges that were under way when the scan began.
    var open: [Interchange] = []
    /// What lies in a system's outbox and is not fetched.
    var inOutbox: (String) throws -> Backlog? = { _ in nil }
    var now: Timestamp
    /// A steady clock's.
    var clock: Duration
  }

  /// What was found.
  struct Findings {
    var troubles: [Trouble] = []
    /// What is to be said of the end of what is not wrong any more.
    var endings: [IncidentKey: String] = [:]
    /// What has to be remembered for the next time.
    var marks: [String: Int64] = [:]
  }

  /// What is known to be wrong: incidents that are open, and what may become one.
  struct Known {
    var incidents: [IncidentKey: Incident]
    var pending: [IncidentKey: PendingTrouble]
    var marks: [String: Int64]

    init(_ incidents: [Incident], _ pending: [PendingTrouble], _ marks: [String: Int64]) {
      self.incidents = Dictionary(incidents.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      self.pending = Dictionary(pending.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      self.marks = marks
    }

    func since(_ key: IncidentKey) -> Timestamp? { incidents[key]?.since ?? pending[key]?.since }

    /// In a fixed order.
    func keys(of cause: IncidentCause) -> [IncidentKey] {
      (Array(incidents.keys) + pending.keys.filter { incidents[$0] == nil }).filter { $0.cause == cause }.sorted()
    }
  }

  func look(_ sight: Sight, _ known: Known) throws -> Findings {
    var findings = Findings()
    findings.troubles += folders(sight)
    findings.troubles += try unfinishedFiles(sight, known)
    findings.troubles += try undecided(sight)
    try expectedFiles(sight.now, known, &findings)
    try oddities(sight.now, known, &findings)
    findings.troubles += try slowly(sight)
    return findings
  }

  /// How often those questions are asked whose answers hardly change from one scan to the next.
  private static let pause = Duration.seconds(30)

  private func slowly(_ sight: Sight) throws -> [Trouble] {
    if let asked = slowAskedAt, sight.clock - asked < Self.pause { return slow }
    slow =
      try unpublished(sight.now) + notTaken(sight) + unconfirmed(sight.now) + inDoubt(sight.now)
      + rejected(sight.now) + held(sight.now) + conflicts(sight.now)
      + paused(sight.now)
    slowAskedAt = sight.clock
    return slow
  }
}
