package import Exchange
import GRDB

extension SQLiteLedger {
  package func rejectionsToPutAway(of sender: String, limit: Int) throws(LedgerError) -> [Rejection] {
    try connection.access { database in
      try database.rejections(
        """
        INDEXED BY rejectionToPutAway WHERE state <> 'open' AND putAway = 0 AND sender = ? ORDER BY closedAt, number LIMIT ?
        """, [sender, max(0, limit)])
    }
  }

  package func markPutAway(_ interchanges: [InterchangeID]) throws(LedgerError) {
    try connection.transaction { database in
      let mark = try database.cachedStatement(
        sql: "UPDATE rejection SET putAway = 1 WHERE interchange = ? AND state <> 'open'")
      for id in interchanges {
        try mark.execute(arguments: [id.text])
        if database.changesCount == 0 {
          throw LedgerError.misuse("Interchange \(id) has no closed rejection.", path: self.connection.path)
        }
      }
    }
  }

  package func audit(
    matching filter: AuditFilter, after number: Int64, limit: Int
  ) throws(LedgerError) -> [AuditEntry] {
    var conditions = ["number > ?"]
    var arguments: StatementArguments = [number]
    func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    require("who = ?", filter.who)
    require("action = ?", filter.action)
    require("instr(lower(subject), lower(?))", filter.subject)
    require("at >= ?", filter.since?.milliseconds)
    require("at < ?", filter.until?.milliseconds)
    arguments += [max(0, limit)]
    return try connection.access { database in
      try database.all(
        """
        SELECT number, \(AuditEntry.columns) FROM audit
        WHERE \(conditions.joined(separator: " AND ")) ORDER BY number LIMIT ?
        """, arguments
      ) { try AuditEntry(columns: &$0) }
    }
  }

  package func forEachSettlement(by id: InterchangeID, _ body: (Settlement) throws -> Void) throws {
    try forEach(Settlement.allOf, id) { try body(try Settlement(columns: &$0)) }
  }

  package func forEachAuditEntry(of id: InterchangeID, _ body: (AuditEntry) throws -> Void) throws {
    let sql = "SELECT number, \(AuditEntry.columns) FROM audit WHERE interchange = ? ORDER BY number"
    try forEach(sql, id) { try body(try AuditEntry(columns: &$0)) }
  }

  private func forEach(_ sql: String, _ id: InterchangeID, _ body: (inout Columns) throws -> Void) throws {
    try connection.lend { database in
      try database.snapshot {
        try connection.walk { statements in
          let rows = try statements.rows(sql, [id.text], database)
          while var columns = try rows.next() { try body(&columns) }
        }
      }
    }
  }
}
