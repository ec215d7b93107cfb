package import Exchange
import GRDB
import GRDBSQLite
import Synchronization

/// The console's book in one SQLite file beside the ledger's.
///
/// Thread-safe: one connection, which takes one call after the other. Several processes may have the same book; a writer
/// waits up to five seconds for another one.
package final class SQLiteConsoleBook: ConsoleBook {
  package let path: String
  private let queue: DatabaseQueue
  /// Set for good by an I/O error: the next fsync could report as durable what the last one lost.
  private let stopped = Mutex<LedgerError?>(nil)

  /// Opens the book at `path`, whose folder must exist, and makes one where there is none. Only its user and group can read
  /// it.
  ///
  /// - Throws: `newer` where a newer Kontor wrote it; `unusable` where it is no book, or cannot be opened; `corrupt`;
  ///   `notDurable` where commits would not be safe; `permission`; `full`; `busy`.
  package init(path: String) throws(LedgerError) {
    self.path = path
    // The ledger's may come after it, and the library takes its settings only once.
    _ = Connection.keepsUndoInMemory
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try Connection.requireLocal(folder: folder, of: path)
    try Connection.create(path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "kontor.console.book"
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try Self.prepare(database, path: path)
      }
    } catch {
      throw Self.told(error, path: path)
    }
  }

  /// The name of the book beside a ledger's.
  package static let fileName = "console.sqlite"

  // MARK: - Opening

  private static func prepare(_ database: Database, path: String) throws {
    try requireOwn(database, path: path)
    let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    try database.execute(sql: "PRAGMA synchronous = FULL")
    let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
    guard journal == "wal", synchronous == 2 else {
      throw LedgerError(
        .notDurable,
        "The file system does not let SQLite keep its log safely (journal \(journal ?? "none"), synchronous"
          + " \(synchronous ?? 0)). Put the ledger's folder on a local disk.", path: path)
    }
    // Bytes: a job of many items leaves a large log behind.
    try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
    try database.transaction(.immediate) {
      // Another process may have been here since.
      let taken = try requireOwn(database, path: path)
      guard taken < BookSchema.steps.count else { return }
      for step in BookSchema.steps[taken...] { try database.execute(sql: step) }
      try database.execute(sql: "PRAGMA application_id = \(BookSchema.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(BookSchema.steps.count)")
    }
  }

  /// Refuses a file that is another program's, or a newer Kontor's. Answers how many steps were taken.
  @discardableResult
  static func requireOwn(_ database: Database, path: String) throws -> Int {
    let things = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard things == 0 || application == BookSchema.applicationID else {
      throw LedgerError(
        .unusable, "The file is another program's database. Move it away; the console makes its own.", path: path)
    }
    let taken = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard taken <= BookSchema.steps.count else {
      throw LedgerError(
        .newer, "A newer Kontor wrote this book of the console. Install that version, or move the file away.",
        path: path)
    }
    return taken
  }

  // MARK: - Asking and changing

  func read<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
    try access {
      try queue.read { database in
        try requireInPlace(database)
        return try body(database)
      }
    }
  }

  /// One transaction, durable when this returns.
  func change<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
    try access {
      try queue.writeWithoutTransaction { database in
        try requireInPlace(database)
        return try database.transaction(.immediate) { try body(database) }
      }
    }
  }

  /// What is written into a file that somebody deleted is gone, and nobody would notice.
  private func requireInPlace(_ database: Database) throws {
    var hasMoved: Int32 = 0
    let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    if code == SQLITE_OK, hasMoved != 0 { throw LedgerError.movedBook(path) }
  }

  private func access<Result>(_ body: () throws -> Result) throws(LedgerError) -> Result {
    if let stopped = stopped.withLock({ $0 }) { throw stopped }
    do {
      return try body()
    } catch {
      let told = Self.told(error, path: path)
      if let failure = error as? DatabaseError, failure.resultCode == .SQLITE_IOERR, told.code == .unexpected {
        stopped.withLock { $0 = told }
      }
      throw told
    }
  }

  static func told(_ error: any Error, path: String) -> LedgerError {
    switch error {
    case let known as LedgerError: known
    case let failure as DatabaseError: LedgerError(ofBook: failure, path: path)
    default: .damagedBook(path)
    }
  }
}
