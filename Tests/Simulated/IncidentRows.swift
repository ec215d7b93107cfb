import DropFolder
package import Exchange

/// What a simulated ledger remembers of rejected files, of what put them right, and of what people decided.
package struct IncidentRows: Sendable {
  private struct Place: Hashable, Sendable {
    let interchange: InterchangeID
    let position: Int?
  }

  private var incidents: [InterchangeID: Incident] = [:]
  private var settled: Set<Place> = []
  /// In the order in which they were made.
  package private(set) var settlements: [Settlement] = []
  /// By their numbers, which count from 1.
  package private(set) var audit: [AuditEntry] = []

  // MARK: - Asking

  package func incident(of id: InterchangeID) -> Incident? { incidents[id] }

  package var all: some Collection<Incident> { incidents.values }

  func isSettled(_ interchange: InterchangeID, _ position: Int?) -> Bool {
    settled.contains(Place(interchange: interchange, position: position))
  }

  // MARK: - Writing

  mutating func open(_ incident: Incident, of interchange: Interchange) throws(LedgerError) {
    guard incidents[incident.interchange] == nil else { throw .misuse("\(incident.interchange) has an incident.") }
    var opened = Incident(
      interchange: interchange.id, sender: interchange.sender, fileName: interchange.fileName, since: incident.since,
      count: incident.count)
    opened.isPutAway = incident.isPutAway
    incidents[interchange.id] = opened
  }

  mutating func settle(_ settlement: Settlement) throws(LedgerError) {
    let place = Place(interchange: settlement.interchange, position: settlement.position)
    guard var incident = incidents[settlement.interchange], incident.open > 0, settlement.state != .open,
      settled.insert(place).inserted
    else { throw .misuse("\(settlement.interchange) has nothing open there, or a settlement leaves it open.") }
    settlements.append(settlement)
    incident.open -= 1
    if incident.open == 0 {
      incident.state = settlement.state
      incident.closedAt = settlement.at
    }
    incidents[settlement.interchange] = incident
  }

  mutating func markPutAway(_ id: InterchangeID) throws(LedgerError) {
    guard let incident = incidents[id], incident.state != .open else { throw .misuse("\(id) has no closed incident.") }
    incidents[id]?.isPutAway = true
  }

  mutating func add(_ entry: AuditEntry) {
    var added = entry
    added.number = Int64(audit.count + 1)
    audit.append(added)
  }
}
