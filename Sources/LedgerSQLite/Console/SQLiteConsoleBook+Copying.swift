package import Exchange
import Foundation
import GRDB

extension SQLiteConsoleBook {
  /// Writes the book at `path`, as it stands at one moment, into a new file: a single file without a log beside it. Also
  /// while another process writes. Not durable before the file and its folder are synchronized.
  ///
  /// - Throws: as opening does, and `corrupt` where the copy is not whole.
  package static func copy(of path: String, to target: String) throws(LedgerError) {
    _ = Connection.keepsUndoInMemory
    do {
      var reading = Configuration()
      reading.readonly = true
      reading.busyMode = .timeout(5)
      let source = try DatabaseQueue(path: path, configuration: reading)
      _ = try source.unsafeRead { try requireOwn($0, path: path) }
      try Connection.create(target)
      let copy = try DatabaseQueue(path: target)
      try source.backup(to: copy)
      try copy.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA journal_mode = DELETE")
        for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(1)") where line != "ok" {
          throw LedgerError.damagedBook(path)
        }
      }
      try copy.close()
      try source.close()
    } catch {
      throw told(error, path: path)
    }
  }

  package static func exists(at path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
