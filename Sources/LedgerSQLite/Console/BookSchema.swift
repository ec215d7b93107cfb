/// The tables of the console's book, as steps from an empty file. A step that was released is never changed.
enum BookSchema {
  /// "KONC": tells a book from a ledger and from other programs' databases (`PRAGMA application_id`).
  static let applicationID = 0x4B4F_4E43

  /// As many as were taken stand in `PRAGMA user_version`.
  static let steps = [first]

  /// Times are milliseconds since 1970 in UTC. What was done is plain text without a list of words, because it grows with
  /// the program; so do the actions of jobs. An item names what it is about in words of its own, for interchanges, held
  /// records, documents, flows and incidents by their ids, for business objects by kind and key.
  private static let first = """
    CREATE TABLE access (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      what TEXT NOT NULL,
      subject TEXT,
      address TEXT,
      detail TEXT
    ) STRICT;

    CREATE INDEX accessByWho ON access (who, number);
    CREATE INDEX accessByWhat ON access (what, number);
    CREATE INDEX accessByTime ON access (at);

    CREATE TABLE job (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      action TEXT NOT NULL,
      reason TEXT,
      query TEXT,
      total INTEGER NOT NULL CHECK (total >= 1),
      chunk INTEGER NOT NULL CHECK (chunk >= 1),
      stoppedAt INTEGER,
      stoppedBy TEXT,
      endedAt INTEGER,
      runner TEXT,
      leasedUntil INTEGER,
      CHECK ((stoppedAt IS NULL) = (stoppedBy IS NULL)),
      CHECK ((runner IS NULL) = (leasedUntil IS NULL)),
      CHECK (endedAt IS NULL OR runner IS NULL)
    ) STRICT;

    CREATE INDEX jobOpen ON job (number) WHERE endedAt IS NULL;
    CREATE INDEX jobEnded ON job (endedAt) WHERE endedAt IS NOT NULL;

    CREATE TABLE jobItem (
      job INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('interchange', 'hold', 'document', 'flow', 'incident', 'entity')),
      subject TEXT NOT NULL,
      entity TEXT,
      basis TEXT,
      fields TEXT,
      CHECK ((kind = 'entity') = (entity IS NOT NULL)),
      PRIMARY KEY (job, ordinal)
    ) STRICT, WITHOUT ROWID;
    """
}
