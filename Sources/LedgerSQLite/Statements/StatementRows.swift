import GRDB
import GRDBSQLite

/// The rows of a statement, one by one, read where SQLite holds them: GRDB would copy each, and before the first one make a
/// table of all column names.
struct StatementRows: ~Copyable {
  private let statement: Statement

  /// - Parameter statement: nobody else may run it as long as this stands.
  init(_ statement: Statement, _ arguments: StatementArguments) throws {
    self.statement = statement
    try statement.setArguments(arguments)
  }

  deinit {
    // What is left standing would keep its locks.
    sqlite3_reset(statement.sqliteStatement)
  }

  /// Good until the next one is asked for; nil at the end.
  func next() throws -> Columns? {
    switch sqlite3_step(statement.sqliteStatement) {
    case SQLITE_ROW: return Columns(statement.sqliteStatement)
    case SQLITE_DONE: return nil
    case let code:
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)).map { String(cString: $0) },
        sql: statement.sql)
    }
  }
}
