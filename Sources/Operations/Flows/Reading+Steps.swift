package import Exchange

extension Reading {
  /// How long the steps of a flow took in the last 24 hours.
  package func steps(of name: String, before now: Timestamp) throws(LedgerError) -> FlowSteps {
    try ledger.steps(of: name, configuration.flow(named: name).map { FlowWay($0) }, since: now + .seconds(-86_400))
  }
}
