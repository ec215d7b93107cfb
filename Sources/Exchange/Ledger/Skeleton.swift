package import DropFolder

extension IncidentMemory {
  package func incident(of id: InterchangeID) throws(LedgerError) -> Incident? { nil }
  package func openIncident(from sender: String, named name: FileName) throws(LedgerError) -> Incident? { nil }
  package func openRejections(of id: InterchangeID, after position: Int, limit: Int) throws(LedgerError) -> [Int] { [] }
  package func openRejections(of entity: String, key: String, from sender: String) throws(LedgerError)
    -> [RecordReference]
  { [] }
  package func settlements(of id: InterchangeID) throws(LedgerError) -> [Settlement] { [] }
  package func settlements(by id: InterchangeID) throws(LedgerError) -> [Settlement] { [] }
  package func attempts(correcting id: InterchangeID) throws(LedgerError) -> [Interchange] { [] }
  package func attempts(handedInBy id: InterchangeID) throws(LedgerError) -> [Interchange] { [] }
}

extension IncidentDecisions {
  package func open(_ incident: Incident) throws(LedgerError) {}
  package func settle(_ settlement: Settlement) throws(LedgerError) {}
  package func handIn(_ interchange: Interchange) throws(LedgerError) {}
  package func add(_ entry: AuditEntry) throws(LedgerError) {}
}

extension IncidentKeeping {
  package func incidentsToPutAway(limit: Int) throws(LedgerError) -> [Incident] { [] }
  package func markPutAway(_ interchanges: [InterchangeID]) throws(LedgerError) {}
  package func count(matching filter: InterchangeFilter) throws(LedgerError) -> Int { 0 }
  package func audit(matching filter: AuditFilter, after number: Int64, limit: Int) throws(LedgerError) -> [AuditEntry]
  { [] }
}
