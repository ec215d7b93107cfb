import DropFolder
package import Exchange
import GRDB

extension SQLiteLedger {
  package func folders() throws(LedgerError) -> [KnownFolder] {
    try connection.access { database in
      var folders: [KnownFolder] = []
      try database.forEach("SELECT path, marker, generation FROM folder ORDER BY path") { columns in
        folders.append(
          KnownFolder(
            path: try columns.text(), marker: FolderMarker(id: try columns.text(), generation: try columns.integer())))
      }
      return folders
    }
  }

  package func remember(_ folders: [KnownFolder]) throws(LedgerError) {
    try connection.transaction { database in
      let keep = try database.cachedStatement(
        sql: """
          INSERT INTO folder (path, marker, generation) VALUES (?, ?, ?)
          ON CONFLICT (path) DO UPDATE SET marker = excluded.marker, generation = excluded.generation
          """)
      for folder in folders {
        try keep.execute(arguments: [folder.path, folder.marker.id, folder.marker.generation])
      }
    }
  }

  package func putInDoubt(_ kind: Document.Kind, for system: String) throws(LedgerError) {
    try connection.transaction { database in
      let doubt = try database.cachedStatement(
        sql: "UPDATE document SET state = 'in-doubt' WHERE state = 'prepared' AND kind = ? AND system = ?")
      try doubt.execute(arguments: [kind.rawValue, system])
    }
  }

  package func resolveDoubt(of documentID: String) throws(LedgerError) -> Bool {
    try connection.transaction { database in
      let resolve = try database.cachedStatement(
        sql: "UPDATE document SET state = 'published' WHERE id = ? AND state = 'in-doubt'")
      try resolve.execute(arguments: [documentID])
      guard database.changesCount == 1 else { return false }
      try database.tally("document", Document.State.published.rawValue, add: 1)
      return true
    }
  }

  package func generation() throws(LedgerError) -> Int64 {
    try connection.access { try $0.generation() }
  }

  package func beginGeneration(after least: Int64) throws(LedgerError) -> Int64 {
    try connection.transaction { database in
      let next = max(try database.generation(), least) + 1
      try database.cachedStatement(sql: "UPDATE generation SET number = ?").execute(arguments: [next])
      return next
    }
  }
}

extension Database {
  func generation() throws -> Int64 {
    var number: Int64?
    try forEach("SELECT number FROM generation") { number = try $0.integer() }
    guard let number else { throw DamagedRow() }
    return number
  }
}
