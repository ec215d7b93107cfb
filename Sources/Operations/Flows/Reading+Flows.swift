package import Exchange

extension Reading {
  /// How it stands with each flow, in the order of the configuration.
  ///
  /// - Parameter runs: so many of the next runs, or changes, at most.
  package func flows(at now: Timestamp, runs: Int = 1) throws -> [FlowReport] {
    let queue = try FlowQueue(of: ledger)
    return configuration.flows.map { flow in
      FlowReport(
        FlowOutlook(
          flow, at: now, count: runs, waiting: queue.waiting[flow.name], pause: queue.pauses[flow.name]))
    }
  }
}
