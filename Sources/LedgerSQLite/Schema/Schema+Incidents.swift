import GRDB

extension Schema {
  /// Step 0005: what was rejected and is to be put right, further attempts, and the audit trail.
  static func addIncidents(to database: Database) throws {
    try database.execute(sql: incidents)
    try database.execute(sql: incidentsOfBefore)
  }

  /// An incident has the number of its interchange, so that both are in the order of receipt. `open` counts what has no
  /// settlement. Settlements and audit entries are only ever added.
  private static let incidents = """
    CREATE TABLE incident (
      number INTEGER PRIMARY KEY,
      interchange TEXT NOT NULL UNIQUE REFERENCES interchange (id),
      sender TEXT NOT NULL,
      fileName BLOB NOT NULL,
      since INTEGER NOT NULL,
      count INTEGER NOT NULL CHECK (count >= 1),
      open INTEGER NOT NULL CHECK (open >= 0 AND open <= count),
      state TEXT NOT NULL CHECK (state IN ('open', 'corrected', 'replaced', 'discarded')),
      closedAt INTEGER,
      putAway INTEGER NOT NULL CHECK (putAway IN (0, 1)),
      CHECK ((state = 'open') = (open > 0)),
      CHECK ((state = 'open') = (closedAt IS NULL))
    ) STRICT;

    CREATE INDEX incidentByState ON incident (state);
    CREATE INDEX incidentOpen ON incident (sender, fileName) WHERE state = 'open';
    CREATE INDEX incidentOpenSince ON incident (since) WHERE state = 'open';
    CREATE INDEX incidentToPutAway ON incident (sender, closedAt) WHERE state <> 'open' AND putAway = 0;

    -- Without a position: of the file as a whole.
    CREATE TABLE settlement (
      number INTEGER PRIMARY KEY,
      interchange TEXT NOT NULL REFERENCES incident (interchange),
      position INTEGER CHECK (position >= 1),
      byInterchange TEXT NOT NULL REFERENCES interchange (id),
      byPosition INTEGER CHECK (byPosition >= 1),
      state TEXT NOT NULL CHECK (state IN ('open', 'corrected', 'replaced', 'discarded')),
      at INTEGER NOT NULL,
      CHECK (state <> 'open')
    ) STRICT;

    CREATE UNIQUE INDEX settlementOfRecord ON settlement (interchange, position);
    CREATE UNIQUE INDEX settlementOfFile ON settlement (interchange) WHERE position IS NULL;
    CREATE INDEX settlementBy ON settlement (byInterchange);

    -- Actions are plain text without a list of words, because they grow with the program.
    CREATE TABLE audit (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      reason TEXT,
      outcome TEXT NOT NULL CHECK (outcome IN (
        'accepted', 'unchanged', 'held', 'rejected', 'duplicate', 'superseded', 'ignored')),
      before TEXT,
      after TEXT,
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX auditBySource ON audit (interchange);

    ALTER TABLE interchange ADD COLUMN recognition TEXT
      CHECK (recognition IN ('control-number', 'marker', 'name', 'content', 'handed-in'));
    ALTER TABLE interchange ADD COLUMN handedInterchange TEXT REFERENCES interchange (id);
    ALTER TABLE interchange ADD COLUMN handedPosition INTEGER;

    CREATE INDEX interchangeByCorrects ON interchange (corrects) WHERE corrects IS NOT NULL;
    CREATE INDEX interchangeByHandedIn ON interchange (handedInterchange) WHERE handedInterchange IS NOT NULL;

    ALTER TABLE document ADD COLUMN resends TEXT;

    -- By which form the hash of a link is made.
    ALTER TABLE closing ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
    """

  /// What was rejected before there were incidents. Where a later file named the rejected one, that settled all of it;
  /// those files stay where they lie.
  private static let incidentsOfBefore = """
    INSERT INTO incident (number, interchange, sender, fileName, since, count, open, state, putAway)
    SELECT number, id, sender, fileName, decidedAt, max(rejected, 1), max(rejected, 1), 'open', 0 FROM interchange
    WHERE sender <> 'desk' AND isTest = 0 AND (verdict = 'rejected' OR rejected > 0);

    INSERT INTO settlement (interchange, position, byInterchange, state, at)
    SELECT incident.interchange, record.position, correction.id,
      CASE correction.verdict WHEN 'rejected' THEN 'replaced' ELSE 'corrected' END, correction.decidedAt
    FROM incident
    JOIN interchange AS correction ON correction.number = (
      SELECT number FROM interchange INDEXED BY interchangeByCorrects
      WHERE corrects = incident.interchange AND verdict IS NOT NULL AND isTest = 0
      ORDER BY verdict = 'rejected', number LIMIT 1)
    LEFT JOIN record ON record.interchange = incident.interchange AND record.verdict = 'rejected'
    ORDER BY correction.number, incident.number, record.position;

    UPDATE incident SET (open, state, closedAt, putAway) = (
      SELECT 0, state, at, 1 FROM settlement WHERE settlement.interchange = incident.interchange LIMIT 1)
    WHERE EXISTS (SELECT 1 FROM settlement WHERE settlement.interchange = incident.interchange);
    """
}
