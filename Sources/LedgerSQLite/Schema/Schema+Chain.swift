import Exchange
import GRDB

extension Schema {
  /// Step 0003: the chain of closed interchanges. Those that were closed before are entered in the order of receipt.
  static func addChain(to database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE closing (
          number INTEGER PRIMARY KEY CHECK (number >= 1),
          interchange TEXT NOT NULL UNIQUE REFERENCES interchange (id),
          origin TEXT NOT NULL CHECK (origin IN ('closed', 'entered', 'rebuilt')),
          sha256 TEXT NOT NULL
        ) STRICT;
        """)
    let done = try String.fetchCursor(
      database, sql: "SELECT id FROM interchange WHERE state = 'done' ORDER BY number")
    while let id = try done.next() { try database.close(InterchangeID(id), as: .entered, in: .first) }
  }
}
