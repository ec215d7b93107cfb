import DropFolder
package import Exchange
import Foundation
import GRDB

/// The ledger in one SQLite file, for one machine.
///
/// Not thread-safe: one thread uses it.
package final class SQLiteLedger: Ledger {
  package enum Access: Hashable, Sendable {
    /// Reads and writes, creates and migrates, and keeps every other process from doing so.
    case processing
    /// Only reads, also while another process writes.
    case reading
    /// Creates, reads and writes a ledger that need not outlive the process: nothing is durable.
    case scratch
  }

  let connection: Connection
  /// Held as long as the ledger, so that no second process takes the same steps. Nil for one that only reads, or is a process's own.
  private let lock: FolderLock?
  var limits = ConsoleLimits()

  /// Opens the ledger at `path`, whose folder must exist.
  ///
  /// - Throws: `busy` where another process works with it; `unusable` where it is missing, no ledger, or cannot be
  ///   opened; `newer` where a newer Kontor wrote it; `notDurable` where commits would not be safe; `permission`;
  ///   `full`.
  package init(path: String, access: Access) throws(LedgerError) {
    switch access {
    case .processing:
      let folder = SQLiteLedger.folder(of: path)
      do {
        lock = try FolderLock(folder: folder)
      } catch {
        throw LedgerError(error, path: path)
      }
      try Connection.requireLocal(folder: folder, of: path)
      try Connection.create(path)
      connection = try Connection(path: path, readOnly: false)
      try connection.requireOwn()
      try connection.requireDurable()
      try connection.migrate()
    case .reading:
      lock = nil
      guard FileManager.default.fileExists(atPath: path) else {
        let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        if FileManager.default.fileExists(atPath: folder), !FileManager.default.isReadableFile(atPath: folder) {
          throw LedgerError(
            .permission, "This user may not look into the folder of the ledger. Ask as the user of the service.",
            path: path)
        }
        throw LedgerError(
          .unusable, "There is no ledger. Run kontor init, or correct the path in the configuration.", path: path)
      }
      connection = try Connection(path: path, readOnly: true)
      try connection.requireOwn()
      try connection.requireCurrent()
      try connection.keepPages()
    case .scratch:
      lock = nil
      try Connection.create(path)
      connection = try Connection(path: path, readOnly: false)
      try connection.requireOwn()
      try connection.forgoDurability()
      try connection.migrate()
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package func decide<Result>(_ body: (any Decisions) throws -> Result) throws -> Result {
    try withDecisions(body)
  }

  package func restore<Result>(_ body: (any Restoration) throws -> Result) throws -> Result {
    try withDecisions { decisions in
      // Clocks are put back, so what an interchange refers to may come after it. Ends with the transaction.
      try decisions.database.execute(sql: "PRAGMA defer_foreign_keys = ON")
      return try body(decisions)
    }
  }

  private func withDecisions<Result>(_ body: (SQLiteDecisions) throws -> Result) throws -> Result {
    try connection.lend { database in
      let decisions = SQLiteDecisions(database, connection: connection)
      defer { decisions.end() }
      return try connection.change(database) {
        let result = try body(decisions)
        try decisions.requireWhole()
        return result
      }
    }
  }
}
