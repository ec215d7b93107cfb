package import Exchange
import GRDB

extension SQLiteLedger {
  /// Writes the ledger, as it stands at one moment, into a new file, and proves that copy: a single file without a log
  /// beside it. Not durable before the file and its folder are synchronized.
  ///
  /// Also while another process writes. Answers the last link of the copy's chain.
  package func copy(to path: String) throws(LedgerError) -> Closing? {
    try Connection.create(path)
    let copy = try Connection(path: path, readOnly: false)
    try connection.access { source in
      try copy.access { target in try source.backup(to: target) }
    }
    let head = try copy.access { database in
      try database.leaveLog()
      for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(1)") where line != "ok" {
        throw LedgerError(
          .corrupt, "The ledger is damaged: \(line). Keep older backups, and see what kontor verify says.",
          path: self.connection.path)
      }
      return try database.provenHead(path: self.connection.path)
    }
    try copy.end()
    return head
  }

  /// Ends the ledger as a single file without a log beside it, such as can be renamed. Nothing can be asked after it.
  package func finish() throws(LedgerError) {
    try connection.access { try $0.leaveLog() }
    try connection.end()
  }
}

extension Connection {
  func end() throws(LedgerError) {
    // SQLite does not close what still has statements.
    forgetStatements()
    do {
      try queue.close()
    } catch {
      throw told(error)
    }
  }
}

extension Database {
  fileprivate func leaveLog() throws {
    try execute(sql: "PRAGMA journal_mode = DELETE")
  }

  /// The last link of the chain, if what the ledger holds of it is what was closed.
  fileprivate func provenHead(path: String) throws -> Closing? {
    guard let head = try lastClosing() else { return nil }
    let previous = try closings("WHERE number = ?", [head.number - 1]).first?.sha256 ?? ""
    guard try isWhole(head, after: previous) else {
      throw LedgerError(
        .corrupt,
        "What the ledger holds of \(head.interchange) was changed after it was closed. Keep older backups, and see what"
          + " kontor verify says.", path: path)
    }
    return head
  }
}
