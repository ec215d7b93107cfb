extension Schema {
  /// Step 0011: what is forgotten, and where housekeeping stands.
  ///
  /// A pruning is said before anything is deleted, and done afterwards. `remains` is a hash of what is left of an
  /// interchange whose records are forgotten; it is NULL in rows that came from a side file.
  static let retention = """
    CREATE TABLE pruning (
      interchange TEXT NOT NULL REFERENCES interchange (id),
      class TEXT NOT NULL CHECK ((class = 'payload' OR class = 'rejected' OR class = 'metadata')),
      rule TEXT NOT NULL,
      who TEXT,
      saidAt INTEGER NOT NULL,
      doneAt INTEGER,
      remains TEXT,
      PRIMARY KEY (interchange, class),
      CHECK (remains IS NULL OR class = 'metadata')
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX pruningUnfinished ON pruning (interchange) WHERE doneAt IS NULL;

    -- Tasks are plain text without a list of words, because they grow with the program.
    CREATE TABLE housekeeping (
      task TEXT PRIMARY KEY,
      day TEXT NOT NULL,
      position INTEGER NOT NULL,
      floor INTEGER NOT NULL,
      isDone INTEGER NOT NULL CHECK (isDone = 0 OR isDone = 1)
    ) STRICT, WITHOUT ROWID;
    """
}
