package import Exchange

extension Reading {
  /// How long the steps of a flow take: since a moment, also of what never had to wait for it.
  package func steps(of flow: String, since moment: Timestamp) throws -> FlowSteps {
    try ledger.steps(of: flow, configuration.flow(named: flow).map { FlowWay($0) }, since: moment)
  }

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
