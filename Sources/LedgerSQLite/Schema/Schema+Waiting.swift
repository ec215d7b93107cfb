import GRDB

extension Schema {
  /// Step 0008: documents that wait for their flow, flows that are paused, and when documents were published.
  static func addWaiting(to database: Database) throws {
    try addWords(["waiting", "superseded"], besides: "in-doubt", of: "document", in: database)
    try database.execute(sql: waiting)
  }

  /// A row of `waiting` stays when the wait is over, with the interchange that ended it; its place is never used again.
  private static let waiting = """
    ALTER TABLE document ADD COLUMN flow TEXT;
    ALTER TABLE document ADD COLUMN publishedAt INTEGER;

    DROP INDEX documentUnpublished;
    CREATE INDEX documentUnpublished ON document (interchange, kind, state)
      WHERE state <> 'published' AND state <> 'waiting' AND state <> 'superseded';

    CREATE INDEX documentOfFlow ON document (flow, publishedAt) WHERE flow IS NOT NULL;

    CREATE TABLE waiting (
      place INTEGER PRIMARY KEY AUTOINCREMENT,
      document TEXT NOT NULL UNIQUE REFERENCES document (id),
      interchange TEXT NOT NULL REFERENCES interchange (id),
      flow TEXT NOT NULL,
      system TEXT NOT NULL,
      since INTEGER NOT NULL,
      endedBy TEXT REFERENCES interchange (id)
    ) STRICT;

    CREATE INDEX waitingStill ON waiting (flow, since) WHERE endedBy IS NULL;
    CREATE INDEX waitingOfInterchange ON waiting (interchange) WHERE endedBy IS NULL;
    CREATE INDEX waitingEnded ON waiting (endedBy, place) WHERE endedBy IS NOT NULL;

    -- A document that was published, and the one in whose favour it is to be taken back.
    CREATE TABLE takeBack (
      document TEXT PRIMARY KEY REFERENCES document (id),
      replacement TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX takeBackByReplacement ON takeBack (replacement);

    CREATE TABLE flowPause (
      flow TEXT PRIMARY KEY,
      since INTEGER NOT NULL,
      by TEXT NOT NULL,
      reason TEXT
    ) STRICT, WITHOUT ROWID;
    """

  /// Adds words to the CHECK of a column, in the same way as step 0006: the table is not copied.
  ///
  /// - Parameter known: a word after whose comparison the new ones are put.
  static func addWords(_ words: [String], besides known: String, of table: String, in database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
    guard
      let sql = try String.fetchOne(
        database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", arguments: [table])
    else { throw DamagedRow() }
    try database.execute(sql: "PRAGMA writable_schema = ON")
    try database.execute(
      sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
      arguments: [with(words, besides: known, sql), table])
    try database.execute(sql: "PRAGMA schema_version = \(version + 1); PRAGMA writable_schema = RESET")
  }

  /// `column = 'known'` as `column = 'known' OR column = 'word'`, wherever it stands.
  private static func with(_ words: [String], besides known: String, _ sql: String) -> String {
    sql.replacing(#/(?<column>\w+) = '(?<word>[^']*)'/#) { comparison in
      guard comparison.word == known else { return String(comparison.output.0) }
      return String(comparison.output.0) + words.map { " OR \(comparison.column) = '\($0)'" }.joined()
    }
  }
}
