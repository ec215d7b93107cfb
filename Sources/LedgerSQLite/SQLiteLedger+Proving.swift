import DropFolder
package import Exchange
import GRDB

extension SQLiteLedger {
  package func sequences() throws(LedgerError) -> [String: Int64] {
    try connection.access { database in
      var last: [String: Int64] = [:]
      try database.forEach("SELECT system, last FROM sequence") { columns in
        let system = try columns.text()
        last[system] = try columns.integer()
      }
      return last
    }
  }

  package func closing(of id: InterchangeID) throws(LedgerError) -> Closing? {
    try connection.access { try $0.closings("WHERE interchange = ?", [id.text]).first }
  }

  package func closings(after number: Int64, limit: Int) throws(LedgerError) -> [Closing] {
    try connection.access { try $0.closings("WHERE number > ? ORDER BY number LIMIT ?", [number, limit]) }
  }

  package func prove(_ found: (Discrepancy) throws -> Void, progress: (Int) -> Void) throws -> LedgerProof {
    try connection.lend { database in
      try database.snapshot {
        try withoutActuallyEscaping(found) { found in
          try withoutActuallyEscaping(progress) { progress in
            try SelfProof(database, path: connection.path, found: found, progress: progress).run()
          }
        }
      }
    }
  }
}
