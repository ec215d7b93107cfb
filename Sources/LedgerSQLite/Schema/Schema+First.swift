extension Schema {
  /// Step 0001.
  ///
  /// `interchange.number` is the order of receipt: ids sort by a clock, and clocks are put back. Names are BLOBs
  /// because they need not be text. Times are milliseconds since 1970 in UTC.
  static let firstTables = """
    PRAGMA application_id = 1263488596;

    CREATE TABLE interchange (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      sender TEXT NOT NULL,
      fileName BLOB NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      sha256 TEXT NOT NULL,
      receivedAt INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('received', 'waiting', 'decided', 'published', 'done')),
      envelopeSender TEXT,
      envelopeReceiver TEXT,
      controlNumber TEXT,
      controlValue INTEGER,
      created TEXT,
      isTest INTEGER NOT NULL DEFAULT 0 CHECK (isTest IN (0, 1)),
      verdict TEXT CHECK (verdict IN (
        'accepted', 'accepted-with-warnings', 'partially-accepted', 'rejected', 'duplicate', 'held')),
      level TEXT CHECK (level IN ('received', 'validated', 'delivered', 'imported')),
      advice TEXT CHECK (advice IN ('none', 'fix-and-resend', 'resend', 'wait')),
      summary TEXT,
      announced INTEGER,
      read INTEGER NOT NULL DEFAULT 0,
      accepted INTEGER NOT NULL DEFAULT 0,
      unchanged INTEGER NOT NULL DEFAULT 0,
      held INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      duplicate INTEGER NOT NULL DEFAULT 0,
      superseded INTEGER NOT NULL DEFAULT 0,
      ignored INTEGER NOT NULL DEFAULT 0,
      repeats TEXT REFERENCES interchange (id),
      corrects TEXT REFERENCES interchange (id),
      versions TEXT NOT NULL DEFAULT '[]',
      decidedAt INTEGER,
      doneAt INTEGER,
      waitsUntil INTEGER,
      place TEXT,
      CHECK (read = accepted + unchanged + held + rejected + duplicate + superseded + ignored),
      CHECK ((state = 'waiting') = (waitsUntil IS NOT NULL)),
      CHECK ((state IN ('received', 'waiting')) = (verdict IS NULL)),
      CHECK ((verdict IS NULL) = (decidedAt IS NULL)),
      CHECK ((state = 'done') = (doneAt IS NOT NULL))
    ) STRICT;

    CREATE INDEX interchangeByContent ON interchange (sender, sha256) WHERE repeats IS NULL;
    CREATE INDEX interchangeByControlNumber ON interchange (sender, controlNumber) WHERE controlNumber IS NOT NULL;
    CREATE INDEX interchangeByControlValue ON interchange (sender, controlValue)
      WHERE controlValue IS NOT NULL AND verdict <> 'rejected';
    CREATE INDEX interchangeOpen ON interchange (state) WHERE state <> 'done';
    CREATE INDEX interchangeBySender ON interchange (sender);
    CREATE INDEX interchangeByVerdict ON interchange (verdict);

    CREATE TABLE record (
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL CHECK (position >= 1),
      entity TEXT NOT NULL,
      key TEXT,
      verdict TEXT NOT NULL CHECK (verdict IN (
        'accepted', 'unchanged', 'held', 'rejected', 'duplicate', 'superseded', 'ignored')),
      startLine INTEGER NOT NULL,
      startColumn INTEGER NOT NULL,
      startByte INTEGER NOT NULL,
      PRIMARY KEY (interchange, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE issue (
      number INTEGER PRIMARY KEY,
      interchange TEXT NOT NULL REFERENCES interchange (id),
      record INTEGER,
      severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'information')),
      code TEXT NOT NULL,
      phase TEXT NOT NULL CHECK (phase IN (
        'intake', 'parse', 'schema', 'code-list', 'envelope', 'mapping', 'delivery')),
      atLine INTEGER,
      atColumn INTEGER,
      atByte INTEGER,
      path TEXT,
      value TEXT,
      expected TEXT,
      message TEXT NOT NULL,
      CHECK ((atLine IS NULL) = (atColumn IS NULL) AND (atLine IS NULL) = (atByte IS NULL))
    ) STRICT;

    CREATE INDEX issueByRecord ON issue (interchange, record);

    CREATE TABLE document (
      id TEXT PRIMARY KEY,
      interchange TEXT NOT NULL REFERENCES interchange (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      kind TEXT NOT NULL CHECK (kind IN ('import', 'acknowledgement')),
      system TEXT NOT NULL,
      name BLOB NOT NULL,
      entity TEXT,
      firstRecord INTEGER,
      lastRecord INTEGER,
      size INTEGER NOT NULL CHECK (size >= 0),
      sha256 TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('prepared', 'published', 'in-doubt')),
      publicationOrder INTEGER NOT NULL,
      UNIQUE (interchange, ordinal),
      CHECK ((firstRecord IS NULL) = (lastRecord IS NULL) AND firstRecord <= lastRecord)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX documentByRecord ON document (interchange, firstRecord, ordinal) WHERE firstRecord IS NOT NULL;
    CREATE INDEX documentUnpublished ON document (interchange, kind, state) WHERE state <> 'published';

    CREATE TABLE sequence (
      system TEXT PRIMARY KEY,
      last INTEGER NOT NULL CHECK (last >= 1)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE passedOver (
      system TEXT NOT NULL,
      name BLOB NOT NULL,
      reason TEXT NOT NULL,
      firstSeen INTEGER NOT NULL,
      PRIMARY KEY (system, name)
    ) STRICT, WITHOUT ROWID;

    -- Sums that would otherwise take a walk over all rows, changed in the transaction that changes what they sum up.
    CREATE TABLE tally (
      subject TEXT NOT NULL,
      word TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (subject, word)
    ) STRICT, WITHOUT ROWID;
    """
}
