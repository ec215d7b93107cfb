import GRDB

extension Schema {
  /// Step 0006: the same lists of words in the CHECKs, written as comparisons.
  ///
  /// For `column IN ('a', 'b', 'c')` SQLite fills a table in memory anew for every row that is written, which cost more
  /// than writing the row; comparisons with OR cost next to nothing, and are NULL for NULL too. No row changes, so the
  /// tables are not copied: only their text is, in the way that SQLite names for it (lang_altertable.html, "Making Other
  /// Kinds Of Table Schema Changes").
  static func spellOutLists(in database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
    try database.execute(sql: "PRAGMA writable_schema = ON")
    let tables = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    for table in tables {
      guard let name = table[0] as String?, let sql = table[1] as String? else { continue }
      try database.execute(
        sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
        arguments: [withListsSpelledOut(sql), name])
    }
    try database.execute(sql: "PRAGMA schema_version = \(version + 1); PRAGMA writable_schema = RESET")
  }

  /// `column IN ('a', 'b')` as `(column = 'a' OR column = 'b')`, wherever it stands.
  static func withListsSpelledOut(_ sql: String) -> String {
    sql.replacing(#/(?<column>\w+) IN \(\s*(?<words>'[^']*'(?:,\s*'[^']*')*)\)/#) { list in
      let words = list.words.split(separator: ",").map { $0.drop(while: \.isWhitespace) }
      return "(\(words.map { "\(list.column) = \($0)" }.joined(separator: " OR ")))"
    }
  }
}
