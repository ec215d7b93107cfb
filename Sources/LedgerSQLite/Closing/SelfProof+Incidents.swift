import DropFolder
import Exchange
import Foundation
import GRDB

/// An incident changes until it is closed. What it says follows from its interchange and its settlements; those, and audit
/// entries, are in the chain with the interchange that made them.
extension SelfProof {
  func checkIncidents() throws {
    try database.forEach(
      """
      SELECT interchange.id, interchange.rejected, interchange.sender, interchange.fileName, \(Incident.columns)
      FROM incident JOIN interchange ON interchange.id = incident.interchange AND interchange.number = incident.number
      ORDER BY incident.number
      """
    ) { columns in
      let id = InterchangeID(try columns.text())
      let rejected = try columns.int()
      let (sender, fileName) = (try columns.text(), try columns.blob())
      guard let incident = try readable({ try Incident(columns: &columns) }) else {
        return try found(.changed(id, .ledgerDamaged, "The row of its incident holds something that no Kontor writes"))
      }
      try check(incident, against: try settled(incident), count: max(rejected, 1))
      if incident.sender != sender || incident.fileName.bytes != fileName {
        try found(.changed(incident.interchange, .ledgerDamaged, "Its incident is of another sender or file"))
      }
    }
    for (sql, code, sentence) in Self.misfits {
      for id in try String.fetchAll(database, sql: sql) { try found(.changed(InterchangeID(id), code, sentence)) }
    }
  }

  private func check(_ incident: Incident, against settled: (count: Int, last: Settlement?), count: Int) throws {
    if incident.count != count {
      try found(
        .changed(
          incident.interchange, .tally, "Its incident counts \(incident.count) that were rejected, its row \(count)"))
    }
    if incident.open != incident.count - settled.count {
      try found(
        .changed(
          incident.interchange, .tally,
          "Its incident says that \(incident.open) of \(incident.count) are to be put right, but \(settled.count) are"
            + " settled"))
    }
    let isOpen = incident.open > 0
    if incident.state != (isOpen ? .open : settled.last?.state)
      || incident.closedAt != (isOpen ? nil : settled.last?.at)
    {
      try found(
        .changed(incident.interchange, .tally, "Its incident does not stand as its last settlement left it"))
    }
  }

  private func settled(_ incident: Incident) throws -> (count: Int, last: Settlement?) {
    let id: StatementArguments = [incident.interchange.text]
    var count = 0
    try database.forEach("SELECT count(*) FROM settlement WHERE interchange = ?", id) { count = try $0.int() }
    var last: Settlement?
    try database.forEach(
      """
      SELECT \(Settlement.columns) FROM settlement
      WHERE number = (SELECT max(number) FROM settlement WHERE interchange = ?)
      """, id
    ) { columns in
      last = try readable { try Settlement(columns: &columns) }
    }
    return (count, last)
  }

  /// Ids of interchanges of which something cannot be.
  private static let misfits: [(sql: String, code: Discrepancy.Code, sentence: String)] = [
    (
      """
      SELECT DISTINCT interchange FROM settlement
      WHERE NOT EXISTS (SELECT 1 FROM incident WHERE incident.interchange = settlement.interchange)
      """, .orphan, "Something of it was settled, but its incident is gone"
    ),
    (
      """
      SELECT DISTINCT settlement.interchange FROM settlement JOIN interchange ON interchange.id = settlement.interchange
      WHERE CASE WHEN position IS NULL THEN interchange.rejected > 0 ELSE NOT EXISTS (
        SELECT 1 FROM record WHERE record.interchange = settlement.interchange
          AND record.position = settlement.position AND verdict = 'rejected') END
      """, .orphan, "Something of it was settled that was never rejected"
    ),
    (
      """
      SELECT incident.interchange FROM incident JOIN interchange ON interchange.id = incident.interchange
      WHERE interchange.number <> incident.number
      """, .ledgerDamaged, "Its incident has the number of another one"
    ),
    // What was closed before there were incidents is not in the chain with them.
    (
      """
      SELECT id FROM closing JOIN interchange ON interchange.id = closing.interchange
      WHERE form = 1 AND (verdict = 'rejected' OR rejected > 0) AND sender <> 'desk' AND isTest = 0
        AND NOT EXISTS (SELECT 1 FROM incident WHERE incident.interchange = id)
      """, .orphan, "Something of it was rejected, but its incident is gone"
    ),
    (
      """
      SELECT DISTINCT id FROM closing JOIN interchange ON interchange.id = closing.interchange
      JOIN settlement ON byInterchange = id
      WHERE form = 1 AND corrects IS NOT settlement.interchange
      """, .closedChanged, "It settles what it did not correct when it was closed; that was put in"
    ),
    (
      """
      SELECT DISTINCT audit.interchange FROM closing JOIN audit ON audit.interchange = closing.interchange WHERE form = 1
      """, .closedChanged, "It was closed before there was an audit trail, and has entries in it; they were put in"
    ),
  ]
}
