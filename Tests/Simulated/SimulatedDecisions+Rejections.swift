import Exchange

extension SimulatedDecisions {
  func open(_ rejection: Rejection) throws(LedgerError) {
    let interchange = try undone(rejection.interchange)
    try state.rejections.open(rejection, of: interchange)
  }

  func settle(_ settlement: Settlement) throws(LedgerError) {
    _ = try undone(settlement.by)
    let wasRejected =
      if let position = settlement.position {
        state.records[settlement.interchange]?[position]?.verdict == .rejected
      } else {
        state.interchange(settlement.interchange)?.totals[.rejected] == 0
      }
    guard wasRejected else { throw .misuse("Nothing was rejected there.") }
    try state.rejections.settle(settlement)
  }

  func handIn(_ interchange: Interchange) throws(LedgerError) {
    try requireOpen()
    guard state.interchange(interchange.id) == nil else { throw .misuse("Interchange \(interchange.id) is known.") }
    for other in [interchange.corrects, interchange.handedIn?.interchange].compactMap({ $0 }) {
      guard state.interchange(other) != nil else { throw .misuse("Interchange \(other) is unknown.") }
    }
    var received = interchange
    received.state = .received
    state.interchanges.append(received)
  }

  func add(_ entry: AuditEntry) throws(LedgerError) {
    _ = try undone(entry.source.interchange)
    state.rejections.add(entry)
  }

  private func undone(_ id: InterchangeID) throws(LedgerError) -> Interchange {
    try requireOpen()
    guard let interchange = state.interchange(id), interchange.state != .done else {
      throw .misuse("Interchange \(id) is unknown or done.")
    }
    return interchange
  }
}
