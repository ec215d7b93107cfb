package import DropFolder

/// What the ledger can be asked about entities, inside and outside a decision.
package protocol EntityMemory: AnyObject {
  func entity(_ id: Int64) throws(LedgerError) -> EntityState?

  /// By its key in a system, whether that is its present one, a former one or an alias.
  func entity(_ kind: Entity, system: String, key: String) throws(LedgerError) -> EntityState?

  /// All keys of an entity, by system, then in the order in which they became known.
  func crossReferences(of entity: Int64) throws(LedgerError) -> [CrossReference]

  /// The cross-reference of a key; nil where no entity has or had it.
  func crossReference(_ kind: Entity, system: String, key: String) throws(LedgerError) -> CrossReference?

  /// Entities of a kind that are recognised by something, in the order of their ids.
  func entities(_ kind: Entity, identifiedBy identifier: Identifier) throws(LedgerError) -> [Int64]

  /// Its story, in the order of the decisions.
  func events(of entity: Int64) throws(LedgerError) -> [EntityEvent]

  /// What became of the fields of one record, in the order of the decisions: that of its entity, then those of others
  /// that it touched.
  func events(from source: RecordReference) throws(LedgerError) -> [EntityEvent]

  /// The documents that carried an entity, in the order of their ids.
  func deliveries(of entity: Int64) throws(LedgerError) -> [Delivery]

  /// The one of them for a system that has the highest number.
  func lastDelivery(of entity: Int64, to system: String) throws(LedgerError) -> Delivery?

  /// The id of the newest import document that has a name in a system's outbox.
  func document(named name: FileName, for system: String) throws(LedgerError) -> String?

  func deliveries(in document: String) throws(LedgerError) -> [Delivery]

  /// What a system said last of what it knows by a key, as it said it; nil where that is not carried.
  func carried(_ kind: Entity, system: String, key: String) throws(LedgerError) -> CarriedRecord?

  func hold(_ id: Int64) throws(LedgerError) -> Hold?

  /// Open holds in the order in which they came, page by page: at most `limit` after a number.
  func holds(after id: Int64, limit: Int) throws(LedgerError) -> [Hold]

  /// Open holds that wait for something, in the order in which they came.
  func holds(awaiting awaited: Awaited) throws(LedgerError) -> [Hold]

  /// The open hold of a record with a key of its sender.
  func hold(of kind: Entity, sender: String, key: String) throws(LedgerError) -> Hold?

  /// Open holds whose deadline is not after a moment, in the order of their deadlines; those that wait on anyway are
  /// left out.
  func holds(dueAt moment: Timestamp, limit: Int) throws(LedgerError) -> [Hold]

  /// How many records of an interchange waited and do not any more, by how that ended.
  func endedHolds(of interchange: InterchangeID) throws(LedgerError) -> [Hold.State: Int]

  /// The names of acknowledgements of an interchange that came after its first one, in their order.
  func laterAnswers(to interchange: InterchangeID) throws(LedgerError) -> [FileName]

  /// Whether an interchange brought an acknowledgement with a name.
  func hasAcknowledgement(named name: FileName, in interchange: InterchangeID) throws(LedgerError) -> Bool

  func record(at position: Int, of interchange: InterchangeID) throws(LedgerError) -> RecordOutcome?

  /// Records of some kinds with a key that were rejected, in the order of their interchanges: they left nothing else.
  func rejectedRecords(_ kinds: [Entity], key: String) throws(LedgerError) -> [RecordReference]

  func issues(ofRecord position: Int, of interchange: InterchangeID) throws(LedgerError) -> [Issue]

  /// Entities on whose fields a person has to decide, page by page in the order of their ids.
  func entitiesInConflict(after id: Int64, limit: Int) throws(LedgerError) -> [EntityState]

  /// Entities of a kind, page by page in the order of their ids.
  func entities(_ kind: Entity, after id: Int64, limit: Int) throws(LedgerError) -> [EntityState]
}

/// What a decision writes about entities.
package protocol EntityDecisions: EntityMemory {
  /// Adds an entity with its fields and answers its number. Its keys are added by ``add(_:)-(CrossReference)``.
  func add(_ entity: EntityState) throws(LedgerError) -> Int64

  /// Writes an entity anew: everything but kind, origin, creation and keys.
  func update(_ entity: EntityState) throws(LedgerError)

  /// Adds a key, or gives it another standing; how and when it became known stays.
  ///
  /// - Throws: `unexpected` where another entity of the kind has the key, and where the entity has another present key in
  ///   that system: that one must be made a former one or an alias first.
  func add(_ reference: CrossReference) throws(LedgerError)

  /// What an entity is recognised by from now on, in the place of what it was before.
  func identify(_ entity: Int64, _ kind: Entity, by identifiers: Set<Identifier>) throws(LedgerError)

  func add(_ event: EntityEvent) throws(LedgerError)

  func add(_ delivery: Delivery) throws(LedgerError)

  /// Adds the name of one more acknowledgement of an interchange that was answered before.
  func addLaterAnswer(_ name: FileName, to interchange: InterchangeID) throws(LedgerError)

  func mark(_ delivery: Delivery, as state: Delivery.State) throws(LedgerError)

  /// Keeps a system's own record, in the place of the one before.
  func carry(_ record: CarriedRecord) throws(LedgerError)

  /// Forgets what is carried under a key, if anything is.
  func forgetCarried(_ kind: Entity, system: String, key: String) throws(LedgerError)

  /// Adds an open hold and answers its number.
  ///
  /// - Throws: `unexpected` where another open hold is of the same kind, sender and key.
  func add(_ hold: Hold) throws(LedgerError) -> Int64

  /// Writes an open hold anew: why it waits, for what and until when, and its record.
  ///
  /// - Throws: `unexpected` where it is over, and where another open hold is of the same kind, sender and key.
  func update(_ hold: Hold) throws(LedgerError)

  /// Ends an open hold. Everything of it is kept but the record's text.
  func close(_ hold: Int64, as state: Hold.State, at moment: Timestamp) throws(LedgerError)
}
