import GRDB
import GRDBSQLite

/// The statements of a connection that run for every record, each prepared once, and run without the copies and checks
/// that GRDB makes for programs that it does not know.
final class Statements {
  private var prepared: [Statement?] = []

  /// Runs a statement that answers no rows.
  func run(_ query: Query, in database: Database, _ bind: (inout Bindings) -> Void) throws {
    try forEach(query, in: database, bind) { _ in }
  }

  /// Runs `body` for each row. It must not run the same query.
  func forEach(
    _ query: Query, in database: Database, _ bind: (inout Bindings) -> Void, _ body: (inout Columns) throws -> Void
  ) throws {
    let statement = try statement(for: query, in: database)
    var bindings = Bindings(statement)
    bind(&bindings)
    if let code = bindings.failure { throw failure(code, of: query, in: database) }
    // Also after a failure: what is left standing would keep its locks.
    defer { sqlite3_reset(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        var columns = Columns(statement)
        try body(&columns)
      case SQLITE_DONE: return
      case let code: throw failure(code, of: query, in: database)
      }
    }
  }

  func forget() {
    prepared = []
  }

  private func statement(for query: Query, in database: Database) throws -> OpaquePointer {
    if query.number < prepared.count, let known = prepared[query.number] { return known.sqliteStatement }
    let new = try database.makeStatement(sql: query.sql)
    while prepared.count <= query.number { prepared.append(nil) }
    prepared[query.number] = new
    return new.sqliteStatement
  }

  private func failure(_ code: CInt, of query: Query, in database: Database) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: query.sql)
  }
}
