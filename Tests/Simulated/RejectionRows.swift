import DropFolder
package import Exchange

/// What a simulated ledger remembers of rejected files, of what put them right, and of what people decided.
package struct RejectionRows: Sendable {
  private struct Place: Hashable, Sendable {
    let interchange: InterchangeID
    let position: Int?
  }

  private var rejections: [InterchangeID: Rejection] = [:]
  private var settled: Set<Place> = []
  /// In the order in which they were made.
  package private(set) var settlements: [Settlement] = []
  /// By their numbers, which count from 1.
  package private(set) var audit: [AuditEntry] = []

  // MARK: - Asking

  package func rejection(of id: InterchangeID) -> Rejection? { rejections[id] }

  package var all: some Collection<Rejection> { rejections.values }

  func isSettled(_ interchange: InterchangeID, _ position: Int?) -> Bool {
    settled.contains(Place(interchange: interchange, position: position))
  }

  // MARK: - Writing

  mutating func open(_ rejection: Rejection, of interchange: Interchange) throws(LedgerError) {
    guard rejections[rejection.interchange] == nil else { throw .misuse("\(rejection.interchange) has a rejection.") }
    var opened = Rejection(
      interchange: interchange.id, sender: interchange.sender, fileName: interchange.fileName, since: rejection.since,
      count: rejection.count)
    opened.isPutAway = rejection.isPutAway
    rejections[interchange.id] = opened
  }

  mutating func settle(_ settlement: Settlement) throws(LedgerError) {
    let place = Place(interchange: settlement.interchange, position: settlement.position)
    guard var rejection = rejections[settlement.interchange], rejection.open > 0, settlement.state != .open,
      settled.insert(place).inserted
    else { throw .misuse("\(settlement.interchange) has nothing open there, or a settlement leaves it open.") }
    settlements.append(settlement)
    rejection.open -= 1
    if rejection.open == 0 {
      rejection.state = settlement.state
      rejection.closedAt = settlement.at
    }
    rejections[settlement.interchange] = rejection
  }

  mutating func markPutAway(_ id: InterchangeID) throws(LedgerError) {
    guard let rejection = rejections[id], rejection.state != .open else {
      throw .misuse("\(id) has no closed rejection.")
    }
    rejections[id]?.isPutAway = true
  }

  mutating func add(_ entry: AuditEntry) {
    var added = entry
    added.number = Int64(audit.count + 1)
    audit.append(added)
  }
}
