import CSQLite
import Exchange
import GRDB

/// The way to the file: what is asked of a connection before it is trusted, and how its failures are told.
final class Connection {
  let path: String
  let queue: DatabaseQueue
  let statements = Statements()
  /// Set for good by an I/O error: the next fsync could report as durable what the last one lost.
  private var stopped: LedgerError?
  /// Walks under way.
  private var walks = 0
  private var ofWalks: [String: Statement] = [:]

  /// Once, before the first database. Of a small file what a refusal would undo takes less than that; with SQLite's own
  /// 64 KiB nearly every file would write it to a temporary file.
  static let keepsUndoInMemory: Void = { _ = kontor_sqlite_keep_undo_in_memory(4 << 20) }()

  init(path: String, readOnly: Bool) throws(LedgerError) {
    _ = Self.keepsUndoInMemory
    self.path = path
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { $0.add(function: NamePattern.function) }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch let failure as DatabaseError {
      throw LedgerError(failure, path: path)
    } catch {
      throw LedgerError(.unusable, "The ledger cannot be opened: \(error). Look at its folder.", path: path)
    }
  }

  /// Runs `body` on the database, inside a running call as well, and tells every failure as a ``LedgerError``.
  func access<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
    if let stopped { throw stopped }
    do {
      return try queue.unsafeReentrantWrite(body)
    } catch {
      throw told(error)
    }
  }

  /// As ``access(_:)``, as one transaction that is durable when this returns.
  func transaction<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
    try access { database in try change(database) { try body(database) } }
  }

  /// Runs `body` as a transaction of its own: inside another one it would not be durable when it returns.
  func change<Result>(_ database: Database, _ body: () throws -> Result) throws -> Result {
    guard !database.isInsideTransaction else {
      throw LedgerError.misuse("The ledger was told to change in the middle of a decision or a walk.", path: path)
    }
    return try database.transaction(.immediate, body)
  }

  /// As ``access(_:)``, but errors of the caller's own closures pass as they are.
  func lend<Result>(_ body: (Database) throws -> Result) throws -> Result {
    if let stopped { throw stopped }
    do {
      return try queue.unsafeReentrantWrite(body)
    } catch let failure as DatabaseError {
      throw told(failure)
    } catch is DamagedRow {
      throw told(DamagedRow())
    }
  }

  /// With which statements a walk reads. None of them is anybody else's: the body of a walk may ask what the walk itself
  /// asks, or begin another one, and would pull a shared statement from under it.
  enum WalkStatements {
    /// Those that are kept for the next walk.
    case kept(Connection)
    /// For a walk that begins inside another one.
    case own

    func rows(_ sql: String, _ arguments: StatementArguments, _ database: Database) throws -> StatementRows {
      switch self {
      case .kept(let connection): try StatementRows(connection.statementOfWalks(sql, database), arguments)
      case .own: try StatementRows(database.makeStatement(sql: sql), arguments)
      }
    }
  }

  /// Runs a walk over rows, whose body may ask anything and begin others.
  func walk(_ body: (WalkStatements) throws -> Void) rethrows {
    walks += 1
    defer { walks -= 1 }
    try body(walks == 1 ? .kept(self) : .own)
  }

  private func statementOfWalks(_ sql: String, _ database: Database) throws -> Statement {
    if let known = ofWalks[sql] { return known }
    let new = try database.makeStatement(sql: sql)
    ofWalks[sql] = new
    return new
  }

  func forgetStatements() {
    statements.forget()
    ofWalks = [:]
  }

  /// What a failure means. Remembers one after which nothing can be trusted.
  func told(_ error: any Error) -> LedgerError {
    switch error {
    case let known as LedgerError:
      return known
    case let failure as DatabaseError:
      let told = LedgerError(failure, path: path)
      if failure.resultCode == .SQLITE_IOERR, told.code == .unexpected { stopped = told }
      return told
    default:
      // Only reading a row throws anything else: a word, a name or a piece of JSON that cannot be.
      return .damaged(path)
    }
  }
}

extension Database {
  /// GRDB's transaction, with a result. It refuses every statement after SQLite has given up the transaction by itself.
  func transaction<Result>(_ kind: TransactionKind, _ body: () throws -> Result) throws -> Result {
    var result: Result?
    try inTransaction(kind) {
      result = try body()
      return .commit
    }
    guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
    return result
  }

  /// Keeps one state of the ledger before the eyes of several statements, also while another process writes.
  func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    isInsideTransaction ? try body() : try transaction(.deferred, body)
  }
}
