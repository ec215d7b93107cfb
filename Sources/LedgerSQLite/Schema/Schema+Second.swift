extension Schema {
  /// Step 0002: which folders the ledger knows, and what an undecided interchange did to the program.
  static let foldersAndEnds = """
    ALTER TABLE interchange ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE interchange ADD COLUMN faults INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE interchange ADD COLUMN setAside TEXT CHECK (setAside IN ('ended-the-program', 'ledger-lost'));

    CREATE TABLE folder (
      path TEXT PRIMARY KEY,
      marker TEXT NOT NULL,
      generation INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE generation (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      number INTEGER NOT NULL CHECK (number >= 1)
    ) STRICT;

    INSERT INTO generation (only, number) VALUES (1, 1);
    """
}
