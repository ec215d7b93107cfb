extension Schema {
  /// Step 0009: operational incidents, what is to be told of them, and ways to the few rows that tell of trouble.
  ///
  /// Causes and events are plain text without a list of words, because they grow with the program. Nothing here is part
  /// of the chain. `incidentMark` keeps numbers that the search for troubles goes on from.
  static let incidentBook = """
    CREATE TABLE incident (
      id INTEGER PRIMARY KEY,
      cause TEXT NOT NULL,
      subject TEXT NOT NULL,
      state TEXT NOT NULL CHECK ((state = 'open' OR state = 'closed')),
      since INTEGER NOT NULL,
      openedAt INTEGER NOT NULL,
      seenAt INTEGER NOT NULL,
      closedAt INTEGER,
      count INTEGER NOT NULL,
      detail TEXT NOT NULL,
      returns INTEGER NOT NULL CHECK (returns >= 0),
      toldAt INTEGER,
      isTold INTEGER NOT NULL CHECK (isTold IN (0, 1)),
      acknowledgedBy TEXT,
      acknowledgedAt INTEGER,
      acknowledgedReason TEXT,
      closedBy TEXT,
      closedReason TEXT,
      CHECK ((state = 'open') = (closedAt IS NULL)),
      CHECK ((acknowledgedBy IS NULL) = (acknowledgedAt IS NULL)),
      CHECK (closedBy IS NULL OR state = 'closed')
    ) STRICT;

    CREATE UNIQUE INDEX incidentOpen ON incident (cause, subject) WHERE state = 'open';
    CREATE INDEX incidentClosedByHand ON incident (id) WHERE state = 'closed' AND isTold = 1;
    CREATE INDEX incidentClosed ON incident (cause, subject, id) WHERE state = 'closed';

    CREATE TABLE incidentPending (
      cause TEXT NOT NULL,
      subject TEXT NOT NULL,
      since INTEGER NOT NULL,
      seenAt INTEGER NOT NULL,
      PRIMARY KEY (cause, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE incidentMark (
      name TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What was noted before there were incidents is not made one afterwards.
    INSERT INTO incidentMark (name, value) SELECT 'oddities', coalesce(max(number), 0) FROM issue;

    CREATE TABLE incidentNotice (
      number INTEGER PRIMARY KEY,
      way TEXT NOT NULL,
      event TEXT NOT NULL,
      incident INTEGER NOT NULL REFERENCES incident (id),
      at INTEGER NOT NULL,
      due INTEGER NOT NULL,
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      toldAt INTEGER,
      failure TEXT
    ) STRICT;

    CREATE INDEX incidentNoticeDue ON incidentNotice (due) WHERE toldAt IS NULL;
    CREATE INDEX incidentNoticeOf ON incidentNotice (incident);

    CREATE INDEX issueOdd ON issue (number)
      WHERE code = 'control-number-gap' OR code = 'control-number-lower' OR code = 'ended-the-program';
    CREATE INDEX interchangeRejectedNumber ON interchange (sender, controlValue)
      WHERE controlValue IS NOT NULL AND verdict = 'rejected';
    CREATE INDEX documentInDoubt ON document (system, interchange) WHERE state = 'in-doubt';
    CREATE INDEX deliverySent ON delivery (system, interchange) WHERE state = 'sent';
    CREATE INDEX holdOverdue ON hold (deadline)
      WHERE state = 'open' AND deadline IS NOT NULL AND afterwards = 'wait';
    """
}
