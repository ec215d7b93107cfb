extension Schema {
  /// Step 0010: what the other side did with its documents. That one was taken is only observed; what its receiver made of
  /// it was decided, by the record that is named.
  static let receipts = """
    ALTER TABLE document ADD COLUMN takenAt INTEGER;

    CREATE INDEX documentStanding ON document (system, kind, publishedAt)
      WHERE state = 'published' AND publishedAt IS NOT NULL AND takenAt IS NULL;

    CREATE TABLE receipt (
      number INTEGER PRIMARY KEY,
      document TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK ((outcome = 'imported' OR outcome = 'refused')),
      at INTEGER NOT NULL,
      interchange TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX receiptByDocument ON receipt (document);

    -- Names in the folders of receivers of which nothing more is to be found out.
    CREATE TABLE receiptName (
      system TEXT NOT NULL,
      place TEXT NOT NULL,
      name BLOB NOT NULL,
      PRIMARY KEY (system, place, name)
    ) STRICT, WITHOUT ROWID;
    """
}
