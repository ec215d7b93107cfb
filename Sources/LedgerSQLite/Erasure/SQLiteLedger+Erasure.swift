package import Exchange
import GRDB

extension SQLiteLedger {
  package func unfinishedErasedFiles() throws(LedgerError) -> [ErasedFile] {
    try connection.access { try $0.erasedFiles("INDEXED BY erasedFileUnfinished WHERE doneAt IS NULL") }
  }

  package func interchangesWithErasedRows() throws(LedgerError) -> [InterchangeID] {
    try connection.access { database in
      var found: [InterchangeID] = []
      try database.forEach("SELECT interchange FROM erasedRest INDEXED BY erasedRestUntold WHERE isTold = 0") {
        found.append(InterchangeID(try $0.text()))
      }
      return found
    }
  }

  package func hasErasedRemains() throws(LedgerError) -> Bool {
    try connection.access { database in
      var has = false
      try database.forEach("SELECT 1 FROM erasure INDEXED BY erasureUnfinished WHERE doneAt IS NULL LIMIT 1") { _ in
        has = true
      }
      return has
    }
  }

  package func endErasures(at moment: Timestamp) throws(LedgerError) -> Bool {
    connection.forgetStatements()
    let isClear = try connection.access { database in
      // Free pages, and free room within pages, may hold what earlier versions of the rows said.
      try database.execute(sql: "VACUUM")
      var isBusy = false
      try database.forEach("PRAGMA wal_checkpoint(TRUNCATE)") { isBusy = try $0.integer() != 0 }
      return !isBusy
    }
    guard isClear else { return false }
    try connection.transaction { database in
      try database.execute(
        sql: "UPDATE erasedFile SET doneAt = ? WHERE doneAt IS NULL", arguments: [moment.milliseconds])
      try database.execute(sql: "UPDATE erasedRest SET isTold = 1 WHERE isTold = 0")
      try database.execute(
        sql: "UPDATE erasure SET doneAt = ? WHERE doneAt IS NULL", arguments: [moment.milliseconds])
    }
    return true
  }
}
