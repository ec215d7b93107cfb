import DropFolder
import Exchange
import GRDB
import Glibc

extension Connection {
  /// Makes an empty file that only the service's user and group may read: issues quote business data.
  ///
  /// SQLite gives its log the rights of the database.
  static func create(_ path: String) throws(LedgerError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    if file < 0 {
      let reason = String(cString: strerror(errno))
      throw LedgerError(
        errno == EACCES || errno == EROFS ? .permission : errno == ENOSPC || errno == EDQUOT ? .full : .unusable,
        "The ledger cannot be opened for writing (\(reason)). Let the service's user write the file and its folder, or"
          + " correct the path.", path: path)
    }
    close(file)
  }

  /// SQLite's log needs memory that all its users share, which file servers do not give.
  static func requireLocal(folder: String, of path: String) throws(LedgerError) {
    let kind: FileSystemKind
    do {
      kind = try Folder(path: folder, calls: LinuxFileCalls()).fileSystem().kind
    } catch {
      throw LedgerError(error, path: path)
    }
    if kind == .nfs || kind == .smb {
      throw LedgerError(
        .notDurable, "The ledger lies on a file server. Put it on a local disk of the machine on which Kontor runs.",
        path: path)
    }
  }

  /// Refuses a file that is another program's, or a newer Kontor's. Changes nothing.
  func requireOwn() throws(LedgerError) {
    try access { database in
      let things = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      guard things == 0 || application == Schema.applicationID else {
        throw LedgerError(
          .unusable, "The file is another program's database. Correct the path in the configuration.", path: self.path)
      }
      guard try !Schema.migrator.hasBeenSuperseded(database) else {
        throw LedgerError(
          .newer, "A newer Kontor wrote this ledger. Install that version, or restore the backup from before it.",
          path: self.path)
      }
    }
  }

  /// Demands that a commit is on disk when it returns, and believes only what it reads back.
  func requireDurable() throws(LedgerError) {
    try access { database in
      let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      guard journal == "wal", synchronous == 2 else {
        throw LedgerError(
          .notDurable,
          "The file system does not let SQLite keep its log safely (journal \(journal ?? "none"), synchronous"
            + " \(synchronous ?? 0)). Put the ledger on a local disk.", path: self.path)
      }
      let foreignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
      guard foreignKeys == 1 else {
        throw LedgerError(
          .unusable, "This SQLite does not check foreign keys. Install the distribution's library.", path: self.path)
      }
      // A large interchange may leave a large log behind; bytes.
      try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
      // KiB: keeps the pages that a large transaction touches again and again.
      try database.execute(sql: "PRAGMA cache_size = -16384")
    }
  }

  /// For a connection that only reads: what it asks again and again is spread over a large file.
  func keepPages() throws(LedgerError) {
    // KiB.
    try access { try $0.execute(sql: "PRAGMA cache_size = -8192") }
  }

  /// Spares what only a crash would need.
  func forgoDurability() throws(LedgerError) {
    try access { database in
      try database.execute(sql: "PRAGMA synchronous = OFF")
      // What an attempt is undone with; it is as large as what one decision writes over.
      _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = MEMORY")
      try database.execute(sql: "PRAGMA cache_size = -16384")
    }
  }

  func migrate() throws(LedgerError) {
    do {
      try Schema.migrator.migrate(queue)
    } catch {
      throw told(error)
    }
  }

  /// For a connection that may not migrate.
  func requireCurrent() throws(LedgerError) {
    try access { database in
      guard try Schema.migrator.hasCompletedMigrations(database) else {
        throw LedgerError(
          .unusable, "An older Kontor wrote this ledger. Run kontor init: it brings the ledger up to date.",
          path: self.path)
      }
    }
  }
}

extension LedgerError {
  /// What a failure of the ledger's folder means.
  init(_ failure: FolderError, path: String) {
    let code: Code =
      switch failure.code {
      case .locked: .busy
      case .full: .full
      case .permission, .readOnly: .permission
      default: .unusable
      }
    self.init(code, "The ledger's folder cannot be used. \(failure.message)", path: path)
  }
}
