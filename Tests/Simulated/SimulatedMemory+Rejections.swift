package import DropFolder
package import Exchange

extension SimulatedMemory {
  package func rejection(of id: InterchangeID) throws(LedgerError) -> Rejection? {
    try ask { $0.rejections.rejection(of: id) }
  }

  package func openRejection(from sender: String, named name: FileName) throws(LedgerError) -> Rejection? {
    try ask { state in
      state.rejectionsInOrder.last { $0.state == .open && $0.sender == sender && $0.fileName == name }
    }
  }

  package func openRejection(from sender: String, sha256: String) throws(LedgerError) -> Rejection? {
    try ask { state in
      state.rejectionsInOrder.last { rejection in
        rejection.state == .open && rejection.sender == sender
          && state.interchanges.contains { $0.id == rejection.interchange && $0.sha256 == sha256 }
      }
    }
  }

  package func auditEntry(from source: RecordReference) throws(LedgerError) -> AuditEntry? {
    try ask { state in state.rejections.audit.first { $0.source == source } }
  }

  package func openRejections(of id: InterchangeID, after position: Int, limit: Int) throws(LedgerError) -> [Int] {
    try ask { state in
      Array(state.openRejections(of: id).map(\.position).drop { $0 <= position }.prefix(max(0, limit)))
    }
  }

  package func openRejections(of entity: String, key: String, from sender: String) throws(LedgerError)
    -> [RecordReference]
  {
    try ask { state in
      state.rejectionsInOrder.filter { $0.state == .open && $0.sender == sender }.flatMap { rejection in
        state.openRejections(of: rejection.interchange).filter { $0.entity == entity && $0.key == key }
          .map { RecordReference(rejection.interchange, $0.position) }
      }
    }
  }

  package func settlements(of id: InterchangeID) throws(LedgerError) -> [Settlement] {
    try ask { state in state.rejections.settlements.filter { $0.interchange == id } }
  }

  package func settlements(by id: InterchangeID) throws(LedgerError) -> [Settlement] {
    try ask { state in state.rejections.settlements.filter { $0.by == id } }
  }

  package func attempts(correcting id: InterchangeID) throws(LedgerError) -> [Interchange] {
    try ask { state in state.interchanges.filter { $0.corrects == id } }
  }

  package func attempts(handedInBy id: InterchangeID) throws(LedgerError) -> [Interchange] {
    try ask { state in state.interchanges.filter { $0.handedIn?.interchange == id } }
  }
}

extension LedgerState {
  /// In the order of receipt.
  var rejectionsInOrder: [Rejection] { interchanges.compactMap { rejections.rejection(of: $0.id) } }

  /// Rejected records of a rejection that are still to be put right, in their order.
  func openRejections(of id: InterchangeID) -> [RecordOutcome] {
    guard rejections.rejection(of: id)?.state == .open else { return [] }
    return (records[id] ?? [:]).values
      .filter { $0.verdict == .rejected && !rejections.isSettled(id, $0.position) }
      .sorted { $0.position < $1.position }
  }
}
