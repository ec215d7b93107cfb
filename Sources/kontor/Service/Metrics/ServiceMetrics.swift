import DropFolder
import Exchange
import Operations

/// Keeps the service's numbers. Counters are kept as things happen; what stands in the ledger and on disks is looked at
/// now and then, so that neither a busy service nor a large ledger pays for it with every scan.
struct ServiceMetrics {
  private(set) var registry = MetricRegistry()
  private var looked: Duration?
  /// Something was done since the ledger was asked.
  private var isStale = true

  private static let pauseWhenBusy = Duration.seconds(10)
  private static let pauseWhenIdle = Duration.seconds(60)

  init(started: Timestamp) {
    for family in MetricFamily.all { registry.declare(family, labels: Self.withoutLabels(family) ? [[:]] : []) }
    for result in ["done", "failed"] { registry.count(.scans, ["result": result], by: 0) }
    registry.set(.build, ["version": KontorVersion.text], to: 1)
    registry.set(.started, to: Self.seconds(started))
  }

  private static func withoutLabels(_ family: MetricFamily) -> Bool {
    ![.build, .site, .files, .records, .scans, .open, .folder, .freeSpace, .space].contains(family)
  }

  private static func seconds(_ moment: Timestamp) -> Double { Double(moment.milliseconds) / 1000 }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  // MARK: - As things happen

  mutating func note(_ event: ScanEvent) {
    switch event {
    case .finished(let interchange):
      isStale = true
      guard let verdict = interchange.verdict else { return }
      registry.count(.files, ["system": interchange.sender, "verdict": verdict.rawValue])
      guard interchange.repeats == nil else { return }
      for verdict in RecordVerdict.allCases where interchange.totals[verdict] > 0 {
        registry.count(
          .records, ["system": interchange.sender, "verdict": verdict.rawValue], by: interchange.totals[verdict])
      }
    case .putOff: registry.count(.problems)
    case .waiting, .passedOver, .settling, .incident, .moreIncidents: break
    }
  }

  mutating func notePublished(_ interchanges: [Interchange], at moment: Timestamp) {
    for interchange in interchanges where interchange.level == .delivered && interchange.repeats == nil {
      let wait = max(0, moment.milliseconds - interchange.receivedAt.milliseconds)
      registry.observe(.latency, Double(wait) / 1000)
    }
  }

  mutating func noteScan(_ tally: ScanTally, took time: Duration, at moment: Timestamp) {
    registry.count(.scans, ["result": "done"])
    registry.count(.documents, by: tally.documents)
    registry.observe(.scanDuration, Self.seconds(time))
    registry.set(.lastScan, to: Self.seconds(moment))
  }

  mutating func noteFailedScan() {
    registry.count(.scans, ["result": "failed"])
  }

  mutating func noteConfiguration(_ configuration: Configuration, at moment: Timestamp) {
    registry.replace(
      .site, by: [["node": configuration.node, "environment": configuration.environment.rawValue]: 1])
    registry.set(.reloaded, to: 1)
    registry.set(.reloadedAt, to: Self.seconds(moment))
    isStale = true
    looked = nil
  }

  mutating func noteRefusedConfiguration() {
    registry.set(.reloaded, to: 0)
  }

  // MARK: - By looking

  mutating func note(_ folders: [FolderStanding], isReady: Bool) {
    var up: [MetricRegistry.Labels: Double] = [:]
    for folder in folders {
      var labels = ["path": folder.path, "role": folder.role.rawValue]
      if let system = folder.system { labels["system"] = system }
      up[labels] = folder.fault == nil ? 1 : 0
    }
    registry.replace(.folder, by: up)
    registry.set(.ready, to: isReady ? 1 : 0)
  }

  /// Whether the ledger and the disks are to be looked at again.
  func isDue(at now: Duration) -> Bool {
    guard let looked else { return true }
    return now - looked >= (isStale ? Self.pauseWhenBusy : Self.pauseWhenIdle)
  }

  /// - Parameter standing: what lies in outboxes and was not taken, by system.
  mutating func note(
    _ counts: LedgerCounts, _ incidents: [Incident], standing: [String: OutboxStanding], _ disks: DiskFacts,
    at now: Duration
  ) {
    looked = now
    isStale = false
    let states = InterchangeState.allCases.filter { $0 != .done }
    registry.replace(
      .open, by: states.reduce(into: [:]) { $0[["state": $1.rawValue]] = Double(counts.byState[$1] ?? 0) })
    registry.set(.held, to: Double(counts.held))
    registry.set(.conflicts, to: Double(counts.inConflict))
    registry.set(.rejected, to: Double(counts.rejections))
    registry.set(.prepared, to: Double(counts.documentsPrepared))
    registry.set(.waiting, to: Double(counts.documentsWaiting))
    registry.set(.inDoubt, to: Double(counts.documentsInDoubt))
    registry.replace(
      .standing, by: standing.mapValues { Double($0.count) }.withLabel("system"))
    registry.replace(
      .incidents,
      by: IncidentSeverity.allCases.reduce(into: [:]) { counts, severity in
        counts[["severity": severity.rawValue]] = Double(incidents.count { $0.severity == severity })
      })
    registry.set(.ledgerSize, to: Double(disks.ledgerSize))
    registry.replace(.freeSpace, by: disks.free.mapValues { Double($0) }.withLabel("path"))
    registry.replace(.space, by: disks.total.mapValues { Double($0) }.withLabel("path"))
  }

  mutating func note(_ process: ProcessFacts) {
    registry.set(.processor, to: process.processorTime)
    registry.set(.memory, to: process.residentMemory)
    registry.set(.descriptors, to: Double(process.descriptors))
    registry.set(.mostDescriptors, to: process.mostDescriptors)
  }
}

extension [String: Double] {
  fileprivate func withLabel(_ name: String) -> [MetricRegistry.Labels: Double] {
    reduce(into: [:]) { $0[[name: $1.key]] = $1.value }
  }
}
