import Exchange
import GRDB

extension SQLiteDecisions {
  func open(_ rejection: Rejection) throws(LedgerError) {
    try perform {
      try run(
        Rejection.insertion,
        [rejection.interchange.text, rejection.since.milliseconds, rejection.count, rejection.isPutAway])
      try requireChange("Interchange \(rejection.interchange) is unknown or done, or has a rejection.")
    }
  }

  func settle(_ settlement: Settlement) throws(LedgerError) {
    try perform {
      guard settlement.state != .open else { throw misuse("A settlement leaves nothing open.") }
      let place = settlement.position.map { "Record \($0) of \(settlement.interchange)" } ?? "\(settlement.interchange)"
      guard try database.wasRejected(settlement.interchange, at: settlement.position) else {
        throw misuse("\(place) has no rejection, or nothing was rejected there.")
      }
      try run(Settlement.insertion, settlement.values)
      try requireChange("\(place) is settled already, or \(settlement.by) is unknown or done.")
      try run(
        """
        UPDATE rejection SET open = open - 1, state = CASE open WHEN 1 THEN ?2 ELSE state END,
          closedAt = CASE open WHEN 1 THEN ?3 END
        WHERE interchange = ?1 AND open > 0
        """, [settlement.interchange.text, settlement.state.rawValue, settlement.at.milliseconds])
      try requireChange("The rejection of \(settlement.interchange) is closed.")
    }
  }

  func handIn(_ interchange: Interchange) throws(LedgerError) {
    try perform {
      guard try database.interchange(interchange.id) == nil else {
        throw misuse("Interchange \(interchange.id) is known.")
      }
      try database.insertReceived(interchange, repeats: interchange.repeats)
    }
  }

  func add(_ entry: AuditEntry) throws(LedgerError) {
    try perform {
      try run(AuditEntry.insertion, entry.values)
      try requireChange("Interchange \(entry.source.interchange) is unknown or done, so it decides nothing.")
    }
  }
}

extension Database {
  /// Whether a rejection holds this rejected record; without a position, whether its file was refused as a whole.
  fileprivate func wasRejected(_ id: InterchangeID, at position: Int?) throws -> Bool {
    var found = false
    if let position {
      try forEach(
        """
        SELECT 1 FROM record WHERE interchange = ?1 AND position = ?2 AND verdict = 'rejected'
          AND EXISTS (SELECT 1 FROM rejection WHERE interchange = ?1)
        """, [id.text, position]
      ) { _ in found = true }
    } else {
      try forEach(
        """
        SELECT 1 FROM rejection JOIN interchange ON interchange.id = rejection.interchange
        WHERE rejection.interchange = ? AND interchange.rejected = 0
        """, [id.text]
      ) { _ in found = true }
    }
    return found
  }
}
