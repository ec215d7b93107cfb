import DropFolder
package import Exchange

/// What the first page of the console shows: what is still open, what needs a person, and how the last day went.
package struct OverviewFacts: Sendable {
  package struct Disk: Sendable, Equatable {
    /// Bytes.
    package var free: UInt64
    package var total: UInt64

    package init(free: UInt64, total: UInt64) {
      self.free = free
      self.total = total
    }
  }

  package var open: LedgerOverview
  /// Which systems' outboxes are watched, and which have to confirm: of the others nothing is known, which is not zero.
  package var asked: OverviewQuestion
  /// The last 24 hours, hour by hour, oldest first; the last of them is not over.
  package var hours: [ArrivalSpan]
  /// The causes of what is to be put right that have been there longest.
  package var causes: [OpenCause]
  /// How many causes there are beside them.
  package var moreCauses: Int
  package var pauses: [FlowPause]
  /// The gravest first.
  package var incidents: [Incident]
  /// That on which the ledger lies; nil where it cannot be asked.
  package var disk: Disk?

  package init(
    open: LedgerOverview, asked: OverviewQuestion, hours: [ArrivalSpan], causes: [OpenCause] = [], moreCauses: Int = 0,
    pauses: [FlowPause] = [], incidents: [Incident] = [], disk: Disk? = nil
  ) {
    self.open = open
    self.asked = asked
    self.hours = hours
    self.causes = causes
    self.moreCauses = moreCauses
    self.pauses = pauses
    self.incidents = incidents
    self.disk = disk
  }
}

extension Reading {
  private static let mostCauses = 3

  package func overview(at now: Timestamp) throws -> OverviewFacts {
    let question = OverviewQuestion(configuration, now: now)
    let hour: Int64 = 3_600_000
    let begun = now.milliseconds / hour * hour
    let causes = try ledger.openCauses(OpenRejectionFilter()).causes
    return OverviewFacts(
      open: try ledger.overview(question), asked: question,
      hours: try ledger.arrivals(
        from: Timestamp(milliseconds: begun - 23 * hour), every: .seconds(3600), spans: 24),
      causes: Array(causes.prefix(Self.mostCauses)), moreCauses: max(0, causes.count - Self.mostCauses),
      pauses: try ledger.pauses(),
      incidents: try ledger.openIncidents().sorted { ($1.severity, $0.id) < ($0.severity, $1.id) },
      disk: DiskFacts.ofLedger(configuration))
  }
}

extension DiskFacts {
  /// Of the file system of the ledger alone. Shares are left out: one that is away would keep the asker waiting.
  static func ofLedger(_ configuration: Configuration) -> OverviewFacts.Disk? {
    guard let space = try? Folder(path: configuration.ledgerFolder).fileSystem() else { return nil }
    return OverviewFacts.Disk(free: space.freeBytes, total: space.totalBytes)
  }
}
