package import Exchange
import GRDB

extension SQLiteConsoleBook {
  package func note(_ entry: AccessEntry) throws(LedgerError) {
    try change { database in
      try database.execute(
        sql: "INSERT INTO access (at, who, what, subject, address, detail) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          entry.at.milliseconds, entry.who, entry.what.rawValue, entry.subject, entry.address, entry.detail,
        ])
    }
  }

  package func access(matching filter: AccessFilter, before number: Int64?, limit: Int) throws(LedgerError)
    -> [AccessEntry]
  {
    var conditions = ["number < ?"]
    var arguments: StatementArguments = [number ?? .max]
    func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    require("who = ?", filter.who)
    require("what = ?", filter.what?.rawValue)
    require("instr(lower(subject), lower(?))", filter.subject)
    require("at >= ?", filter.since?.milliseconds)
    require("at < ?", filter.until?.milliseconds)
    arguments += [max(0, limit)]
    return try read { database in
      try database.all(
        """
        SELECT number, at, who, what, subject, address, detail FROM access
        WHERE \(conditions.joined(separator: " AND ")) ORDER BY number DESC LIMIT ?
        """, arguments
      ) { try AccessEntry(columns: &$0) }
    }
  }

  @discardableResult
  package func forget(before moment: Timestamp) throws(LedgerError) -> Int {
    try change { database in
      try database.execute(sql: "DELETE FROM access WHERE at < ?", arguments: [moment.milliseconds])
      let count = database.changesCount
      try database.execute(
        sql: "DELETE FROM job INDEXED BY jobEnded WHERE endedAt IS NOT NULL AND endedAt < ?",
        arguments: [moment.milliseconds])
      return count
    }
  }
}

extension AccessEntry {
  fileprivate init(columns: inout Columns) throws {
    let number = try columns.integer()
    self.init(
      at: try columns.moment(), who: try columns.text(), what: try columns.word(),
      subject: try columns.optionalText(), address: try columns.optionalText(), detail: try columns.optionalText())
    self.number = number
  }
}
