import DropFolder
import Exchange
import Foundation
import GRDB

/// A rejection changes until it is closed. What it says follows from its interchange and its settlements; those, and audit
/// entries, are in the chain with the interchange that made them.
extension SelfProof {
  func checkRejections() throws {
    try database.forEach(
      """
      SELECT interchange.id, interchange.rejected, interchange.sender, interchange.fileName, \(Rejection.columns)
      FROM rejection JOIN interchange ON interchange.id = rejection.interchange AND interchange.number = rejection.number
      ORDER BY rejection.number
      """
    ) { columns in
      let id = InterchangeID(try columns.text())
      let rejected = try columns.int()
      let (sender, fileName) = (try columns.text(), try columns.blob())
      guard let rejection = try readable({ try Rejection(columns: &columns) }) else {
        return try found(.changed(id, .ledgerDamaged, "The row of its rejection holds something that no Kontor writes"))
      }
      try check(rejection, against: try settled(rejection), count: max(rejected, 1))
      if rejection.sender != sender || rejection.fileName.bytes != fileName {
        try found(.changed(rejection.interchange, .ledgerDamaged, "Its rejection is of another sender or file"))
      }
    }
    for (sql, code, sentence) in Self.misfits {
      for id in try String.fetchAll(database, sql: sql) { try found(.changed(InterchangeID(id), code, sentence)) }
    }
  }

  private func check(_ rejection: Rejection, against settled: (count: Int, last: Settlement?), count: Int) throws {
    if rejection.count != count {
      try found(
        .changed(
          rejection.interchange, .tally, "Its rejection counts \(rejection.count) that were rejected, its row \(count)")
      )
    }
    if rejection.open != rejection.count - settled.count {
      try found(
        .changed(
          rejection.interchange, .tally,
          "Its rejection says that \(rejection.open) of \(rejection.count) are to be put right, but \(settled.count) are"
            + " settled"))
    }
    let isOpen = rejection.open > 0
    if rejection.state != (isOpen ? .open : settled.last?.state)
      || rejection.closedAt != (isOpen ? nil : settled.last?.at)
    {
      try found(
        .changed(rejection.interchange, .tally, "Its rejection does not stand as its last settlement left it"))
    }
  }

  private func settled(_ rejection: Rejection) throws -> (count: Int, last: Settlement?) {
    let id: StatementArguments = [rejection.interchange.text]
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
      WHERE NOT EXISTS (SELECT 1 FROM rejection WHERE rejection.interchange = settlement.interchange)
      """, .orphan, "Something of it was settled, but its rejection is gone"
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
      SELECT rejection.interchange FROM rejection JOIN interchange ON interchange.id = rejection.interchange
      WHERE interchange.number <> rejection.number
      """, .ledgerDamaged, "Its rejection has the number of another one"
    ),
    // What was closed before there were rejections is not in the chain with them.
    (
      """
      SELECT id FROM closing JOIN interchange ON interchange.id = closing.interchange
      WHERE form = 1 AND (verdict = 'rejected' OR rejected > 0) AND sender <> 'desk' AND isTest = 0
        AND NOT EXISTS (SELECT 1 FROM rejection WHERE rejection.interchange = id)
      """, .orphan, "Something of it was rejected, but its rejection is gone"
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
