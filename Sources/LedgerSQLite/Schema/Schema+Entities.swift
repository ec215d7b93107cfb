extension Schema {
  /// Step 0004: what the ledger knows of business objects, and the records that wait.
  ///
  /// Kinds, reasons and what happened are plain text without a list of words, because they grow with the program; the
  /// states of keys, deliveries and holds do not. Records are named by interchange and position: their rows are written
  /// in the same decision, some of them afterwards. `fields`, `deletedBy` and an event's `fields` are JSON, of a form that
  /// only the program knows; `conflicts` counts what `fields` holds, so that a few can be found among many.
  static let entities = """
    CREATE TABLE entity (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      stage TEXT CHECK (stage IN ('lead', 'ordered', 'customer', 'placed', 'accepted')),
      origin TEXT NOT NULL,
      createdInterchange TEXT NOT NULL REFERENCES interchange (id),
      createdPosition INTEGER NOT NULL,
      fields TEXT,
      contentInterchange TEXT REFERENCES interchange (id),
      contentPosition INTEGER,
      deletedBy TEXT,
      refusal TEXT,
      conflicts INTEGER NOT NULL CHECK (conflicts >= 0),
      CHECK ((contentInterchange IS NULL) = (contentPosition IS NULL))
    ) STRICT;

    CREATE INDEX entityByKind ON entity (kind);
    CREATE INDEX entityInConflict ON entity (id) WHERE conflicts > 0;

    -- `ordinal` counts an entity's keys of one system in the order in which they became known.
    CREATE TABLE entityKey (
      kind TEXT NOT NULL,
      system TEXT NOT NULL,
      key TEXT NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      standing TEXT NOT NULL CHECK (standing IN ('present', 'former', 'alias')),
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (kind, system, key)
    ) STRICT, WITHOUT ROWID;

    CREATE UNIQUE INDEX entityKeyByEntity ON entityKey (entity, system, ordinal);
    CREATE UNIQUE INDEX entityKeyPresent ON entityKey (entity, system) WHERE standing = 'present';

    CREATE TABLE identifier (
      entityKind TEXT NOT NULL,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      PRIMARY KEY (entityKind, kind, value, entity)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX identifierByEntity ON identifier (entity);

    CREATE TABLE entityEvent (
      number INTEGER PRIMARY KEY,
      entity INTEGER NOT NULL REFERENCES entity (id),
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      at INTEGER NOT NULL,
      what TEXT NOT NULL,
      subject TEXT,
      detail TEXT,
      fields TEXT
    ) STRICT;

    CREATE INDEX entityEventByEntity ON entityEvent (entity);
    CREATE INDEX entityEventBySource ON entityEvent (interchange, position);

    -- A document gets its row when its last record is in it, so that deliveries may come before it.
    CREATE TABLE delivery (
      document TEXT NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      system TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('sent', 'imported', 'refused')),
      PRIMARY KEY (document, entity)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX deliveryByEntity ON delivery (entity, system, number);

    CREATE TABLE hold (
      id INTEGER PRIMARY KEY,
      reason TEXT NOT NULL,
      awaits TEXT NOT NULL,
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      sender TEXT NOT NULL,
      interchange TEXT NOT NULL REFERENCES interchange (id),
      position INTEGER NOT NULL,
      canonical BLOB NOT NULL,
      since INTEGER NOT NULL,
      deadline INTEGER,
      afterwards TEXT NOT NULL CHECK (afterwards IN ('reject', 'send', 'wait')),
      sentence TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'released', 'discarded', 'expired', 'superseded')),
      closedAt INTEGER,
      CHECK ((state = 'open') = (closedAt IS NULL)),
      CHECK (state = 'open' OR length(canonical) = 0)
    ) STRICT;

    CREATE INDEX holdBySource ON hold (interchange, state);
    CREATE INDEX holdOpen ON hold (id) WHERE state = 'open';
    CREATE INDEX holdAwaiting ON hold (awaits) WHERE state = 'open';
    CREATE UNIQUE INDEX holdByKey ON hold (kind, sender, key) WHERE state = 'open';
    CREATE INDEX holdDue ON hold (deadline) WHERE state = 'open' AND deadline IS NOT NULL AND afterwards <> 'wait';

    -- A receiver of a document knows its name, if nothing else.
    CREATE INDEX documentByName ON document (name) WHERE kind = 'import';

    -- A rejected record leaves nothing but its row, and belongs to the story of what it was about all the same.
    CREATE INDEX recordRejected ON record (key, entity) WHERE verdict = 'rejected';

    -- Acknowledgements after the first one, which has no number.
    CREATE TABLE laterAnswer (
      interchange TEXT NOT NULL REFERENCES interchange (id),
      number INTEGER NOT NULL CHECK (number >= 2),
      name BLOB NOT NULL,
      PRIMARY KEY (interchange, number)
    ) STRICT, WITHOUT ROWID;

    -- The system that was to be believed when the interchange was received for an initial load.
    ALTER TABLE interchange ADD COLUMN believed TEXT;
    """
}
