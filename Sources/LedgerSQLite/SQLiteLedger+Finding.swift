import DropFolder
package import Exchange
import GRDB

extension SQLiteLedger {
  package func interchanges(matching filter: InterchangeFilter) throws(LedgerError) -> [Interchange] {
    let search = InterchangeSearch(filter)
    return try connection.access { database in
      try database.interchanges(
        "SELECT \(Interchange.columns) \(search.source) ORDER BY \(search.order) DESC LIMIT ?",
        search.arguments + [max(0, filter.limit)])
    }
  }

  package func count(matching filter: InterchangeFilter) throws(LedgerError) -> Int {
    let search = InterchangeSearch(filter)
    return try connection.access { database in
      var count = 0
      try database.forEach("SELECT count(*) \(search.source)", search.arguments) { count = try $0.int() }
      return count
    }
  }
}

/// What a filter is in SQL.
private struct InterchangeSearch {
  /// From `FROM` to the end of the conditions.
  private(set) var source: String
  private(set) var arguments: StatementArguments = []
  /// The column that counts interchanges in the order of receipt.
  private(set) var order: String
  private var conditions: [String] = []

  init(_ filter: InterchangeFilter) {
    if let state = filter.rejection {
      // From the rejections of that state, which are few among all interchanges.
      source = """
        FROM (SELECT number AS rejectionNumber FROM rejection WHERE state = ?)
        CROSS JOIN interchange ON interchange.number = rejectionNumber
        """
      order = "rejectionNumber"
      arguments = [state.rawValue]
    } else {
      source = "FROM interchange"
      order = "number"
    }
    require("sender = ?", filter.sender)
    require("verdict = ?", filter.verdict?.rawValue)
    // The second condition is what lets SQLite use the index of what is open.
    require(filter.state == .done ? "state = ?" : "state = ? AND state <> 'done'", filter.state?.rawValue)
    if let text = filter.text, !text.isEmpty {
      conditions.append(
        """
        (instr(id, upper(?)) OR instr(lower(CAST(fileName AS TEXT)), lower(?)) \
        OR instr(lower(controlNumber), lower(?)) OR substr(sha256, 1, length(?)) = lower(?))
        """)
      arguments += [text, text, text, text, text]
    }
    require("\(NamePattern.function.name)(?, fileName)", filter.name)
    require("receivedAt >= ?", filter.since?.milliseconds)
    require("receivedAt < ?", filter.until?.milliseconds)
    requireContent(code: filter.code, entity: filter.entity)
    if !conditions.isEmpty { source += " WHERE " + conditions.joined(separator: " AND ") }
  }

  private mutating func requireContent(code: String?, entity: String?) {
    guard let code, let entity else {
      require("EXISTS (SELECT 1 FROM issue WHERE issue.interchange = interchange.id AND issue.code = ?)", code)
      require("EXISTS (SELECT 1 FROM record WHERE record.interchange = interchange.id AND record.entity = ?)", entity)
      return
    }
    conditions.append(
      """
      EXISTS (
        SELECT 1 FROM issue CROSS JOIN record ON record.interchange = issue.interchange AND record.position = issue.record
        WHERE issue.interchange = interchange.id AND issue.code = ? AND record.entity = ?)
      """)
    arguments += [code, entity]
  }

  private mutating func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
    guard let value else { return }
    conditions.append(condition)
    arguments += [value]
  }
}

extension NamePattern {
  /// The same comparison in SQL as everywhere else: a pattern, and a name in raw bytes.
  static let function = DatabaseFunction("nameMatches", argumentCount: 2, pure: true) { values in
    guard let pattern = String.fromDatabaseValue(values[0]), case .blob(let bytes) = values[1].storage else {
      throw DamagedRow()
    }
    return NamePattern(pattern).matches(try FileName(bytes: bytes))
  }
}
