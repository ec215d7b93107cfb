extension Schema {
  /// Step 0012: what of a person was erased, and when.
  ///
  /// `erasure` is one decision. `erasedFile` says which files are rewritten before they are. `erasedRest` is a hash of what
  /// is left of an interchange of which rows were changed, for links whose own hash is a stated fact from then on; rows that
  /// came from a side file have none, for their links were made of what was left. Where records are forgotten as well,
  /// `pruning.remains` counts.
  static let erasure = """
    CREATE TABLE erasure (
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      doneAt INTEGER,
      PRIMARY KEY (interchange, position)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX erasureByEntity ON erasure (entity, at);
    CREATE INDEX erasureUnfinished ON erasure (interchange) WHERE doneAt IS NULL;

    CREATE TABLE erasedFile (
      number INTEGER PRIMARY KEY,
      interchange TEXT NOT NULL REFERENCES interchange (id),
      kind TEXT NOT NULL CHECK ((kind = 'file' OR kind = 'documents' OR kind = 'reject-file' OR kind = 'text-report' \
    OR kind = 'html-report')),
      before TEXT NOT NULL,
      after TEXT,
      byInterchange TEXT NOT NULL,
      byPosition INTEGER NOT NULL,
      who TEXT NOT NULL,
      saidAt INTEGER NOT NULL,
      doneAt INTEGER
    ) STRICT;

    CREATE INDEX erasedFileOf ON erasedFile (interchange, number);
    CREATE INDEX erasedFileUnfinished ON erasedFile (number) WHERE doneAt IS NULL;

    CREATE TABLE erasedRecord (
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      PRIMARY KEY (interchange, position)
    ) STRICT, WITHOUT ROWID;

    -- `isTold` says whether the side file says what is left.
    CREATE TABLE erasedRest (
      interchange TEXT PRIMARY KEY REFERENCES interchange (id),
      rest TEXT,
      isTold INTEGER NOT NULL CHECK (isTold = 0 OR isTold = 1)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX erasedRestUntold ON erasedRest (interchange) WHERE isTold = 0;
    """
}
