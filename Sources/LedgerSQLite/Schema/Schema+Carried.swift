extension Schema {
  /// Step 0013: what systems want back of their own records. A memory and no evidence: it is no part of the chain.
  static let carried = """
    CREATE TABLE carried (
      kind TEXT NOT NULL,
      system TEXT NOT NULL,
      key TEXT NOT NULL,
      sequence INTEGER,
      changed INTEGER NOT NULL,
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (kind, system, key)
    ) STRICT, WITHOUT ROWID;
    """
}
