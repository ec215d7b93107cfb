package import DropFolder
package import Exchange

extension SimulatedMemory {
  package func incident(of id: InterchangeID) throws(LedgerError) -> Incident? {
    try ask { $0.incidents.incident(of: id) }
  }

  package func openIncident(from sender: String, named name: FileName) throws(LedgerError) -> Incident? {
    try ask { state in
      state.incidentsInOrder.last { $0.state == .open && $0.sender == sender && $0.fileName == name }
    }
  }

  package func openIncident(from sender: String, sha256: String) throws(LedgerError) -> Incident? {
    try ask { state in
      state.incidentsInOrder.last { incident in
        incident.state == .open && incident.sender == sender
          && state.interchanges.contains { $0.id == incident.interchange && $0.sha256 == sha256 }
      }
    }
  }

  package func auditEntry(from source: RecordReference) throws(LedgerError) -> AuditEntry? {
    try ask { state in state.incidents.audit.first { $0.source == source } }
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
      state.incidentsInOrder.filter { $0.state == .open && $0.sender == sender }.flatMap { incident in
        state.openRejections(of: incident.interchange).filter { $0.entity == entity && $0.key == key }
          .map { RecordReference(incident.interchange, $0.position) }
      }
    }
  }

  package func settlements(of id: InterchangeID) throws(LedgerError) -> [Settlement] {
    try ask { state in state.incidents.settlements.filter { $0.interchange == id } }
  }

  package func settlements(by id: InterchangeID) throws(LedgerError) -> [Settlement] {
    try ask { state in state.incidents.settlements.filter { $0.by == id } }
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
  var incidentsInOrder: [Incident] { interchanges.compactMap { incidents.incident(of: $0.id) } }

  /// Rejected records of an incident that are still to be put right, in their order.
  func openRejections(of id: InterchangeID) -> [RecordOutcome] {
    guard incidents.incident(of: id)?.state == .open else { return [] }
    return (records[id] ?? [:]).values
      .filter { $0.verdict == .rejected && !incidents.isSettled(id, $0.position) }
      .sorted { $0.position < $1.position }
  }
}
