import Exchange
import GRDB

extension Database {
  /// Makes an interchange that is done the next link of the chain.
  func close(_ id: InterchangeID, as origin: Closing.Origin) throws {
    let last = try lastClosing()
    let number = (last?.number ?? 0) + 1
    let hash = try ClosedRows.sha256(number: number, id, origin, after: last?.sha256 ?? "", in: self)
    let insert = try cachedStatement(
      sql: "INSERT INTO closing (number, interchange, origin, sha256) VALUES (?, ?, ?, ?)")
    try insert.execute(arguments: [number, id.text, origin.rawValue, hash])
  }

  /// The last link of the chain.
  func lastClosing() throws -> Closing? {
    try closings("WHERE number = (SELECT max(number) FROM closing)").first
  }

  func closings(_ condition: String, _ arguments: StatementArguments = []) throws -> [Closing] {
    var found: [Closing] = []
    try forEachClosing(condition, arguments) { found.append($0) }
    return found
  }

  func forEachClosing(
    _ condition: String, _ arguments: StatementArguments = [], _ body: (Closing) throws -> Void
  ) throws {
    try forEach("SELECT number, interchange, origin, sha256 FROM closing \(condition)", arguments) { columns in
      try body(
        Closing(
          number: try columns.integer(), interchange: InterchangeID(try columns.text()), origin: try columns.word(),
          sha256: try columns.text()))
    }
  }
}
