import GRDB

extension Schema {
  /// Step 0008: when a document was published. What was published before has no time.
  static func addPublication(to database: Database) throws {
    try database.execute(sql: "ALTER TABLE document ADD COLUMN publishedAt INTEGER")
  }
}
