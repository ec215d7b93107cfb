import DropFolder
package import Exchange

/// What a simulated ledger remembers of business objects and of records that wait.
package struct EntityRows: Sendable {
  struct KeyName: Hashable, Sendable {
    let kind: Entity
    let system: String
    let key: String
  }

  struct DeliveryName: Hashable, Sendable {
    let document: String
    let entity: Int64
  }

  /// By their numbers, which count from 1; without their keys.
  private var states: [EntityState] = []
  /// In the order in which they became known.
  private var references: [CrossReference] = []
  private var referencePlaces: [KeyName: Int] = [:]
  private var referencesOfEntity: [Int64: [Int]] = [:]
  private var identifiers: [Int64: Set<Identifier>] = [:]
  private var events: [EntityEvent] = []
  private var deliveries: [DeliveryName: Delivery] = [:]
  private var carried: [KeyName: CarriedRecord] = [:]
  /// By their numbers, which count from 1.
  var holds: [Hold] = []
  var laterAnswers: [InterchangeID: [FileName]] = [:]

  // MARK: - Asking

  package func entity(_ id: Int64) -> EntityState? {
    guard id >= 1, id <= states.count else { return nil }
    var state = states[Int(id) - 1]
    for place in referencesOfEntity[id] ?? [] where references[place].standing == .present {
      state.keys[references[place].system] = references[place].key
    }
    return state
  }

  func entities(after id: Int64, limit: Int, where isWanted: (EntityState) -> Bool) -> [EntityState] {
    states.filter { $0.id > id && isWanted($0) }.prefix(max(0, limit)).compactMap { entity($0.id) }
  }

  package func crossReferences(of entity: Int64) -> [CrossReference] {
    (referencesOfEntity[entity] ?? []).map { (place: $0, reference: references[$0]) }
      .sorted { ($0.reference.system, $0.place) < ($1.reference.system, $1.place) }.map(\.reference)
  }

  package func crossReference(_ kind: Entity, system: String, key: String) -> CrossReference? {
    referencePlaces[KeyName(kind: kind, system: system, key: key)].map { references[$0] }
  }

  func entities(_ kind: Entity, identifiedBy identifier: Identifier) -> [Int64] {
    states.filter { $0.kind == kind && identifiers[$0.id]?.contains(identifier) == true }.map(\.id)
  }

  package func events(where isWanted: (EntityEvent) -> Bool) -> [EntityEvent] { events.filter(isWanted) }

  package func deliveries(where isWanted: (Delivery) -> Bool) -> [Delivery] {
    deliveries.values.filter(isWanted).sorted { ($0.document, $0.entity) < ($1.document, $1.entity) }
  }

  func carried(_ kind: Entity, system: String, key: String) -> CarriedRecord? {
    carried[KeyName(kind: kind, system: system, key: key)]
  }

  // MARK: - Writing

  mutating func carry(_ record: CarriedRecord) {
    carried[KeyName(kind: record.kind, system: record.system, key: record.key)] = record
  }

  mutating func forgetCarried(_ kind: Entity, system: String, key: String) {
    carried[KeyName(kind: kind, system: system, key: key)] = nil
  }

  mutating func add(_ entity: EntityState) -> Int64 {
    var added = entity
    added.id = Int64(states.count + 1)
    added.keys = [:]
    states.append(added)
    return added.id
  }

  mutating func update(_ entity: EntityState) throws(LedgerError) {
    try require(entity.id)
    let known = states[Int(entity.id) - 1]
    var changed = EntityState(kind: known.kind, stage: entity.stage, origin: known.origin, created: known.created)
    changed.id = known.id
    changed.fields = entity.fields
    changed.content = entity.content
    changed.deletedBy = entity.deletedBy
    changed.refusal = entity.refusal
    states[Int(entity.id) - 1] = changed
  }

  mutating func add(_ reference: CrossReference) throws(LedgerError) {
    try require(reference.entity, reference.kind)
    let name = KeyName(kind: reference.kind, system: reference.system, key: reference.key)
    let place = referencePlaces[name]
    if let place, references[place].entity != reference.entity { throw .misuse("The key is another entity's.") }
    let others = (referencesOfEntity[reference.entity] ?? []).filter { $0 != place }.map { references[$0] }
    if reference.standing == .present,
      others.contains(where: { $0.system == reference.system && $0.standing == .present })
    {
      throw .misuse("Entity \(reference.entity) has another present key in system \(reference.system).")
    }
    if let place {
      references[place].standing = reference.standing
    } else {
      referencePlaces[name] = references.count
      referencesOfEntity[reference.entity, default: []].append(references.count)
      references.append(reference)
    }
  }

  mutating func identify(_ entity: Int64, _ kind: Entity, by identifiers: Set<Identifier>) throws(LedgerError) {
    try require(entity, kind)
    self.identifiers[entity] = identifiers
  }

  mutating func add(_ event: EntityEvent) throws(LedgerError) {
    try require(event.entity)
    events.append(event)
  }

  /// Takes values out of the story of a person. Answers how many steps that changed.
  mutating func erase(_ order: ErasureOrder) -> Int {
    var count = 0
    for index in events.indices {
      var event = events[index]
      let isOwn = event.entity == order.erasure.entity
      guard isOwn || order.records.contains(event.source) else { continue }
      event.detail = event.detail.map { order.words.clean($0) }
      if isOwn { event.fields = event.fields.map(\.erased) }
      guard event != events[index] else { continue }
      events[index] = event
      count += 1
    }
    return count
  }

  mutating func add(_ delivery: Delivery) throws(LedgerError) {
    try require(delivery.entity)
    let name = DeliveryName(document: delivery.document, entity: delivery.entity)
    deliveries[name] = delivery
  }

  mutating func mark(_ delivery: Delivery, as state: Delivery.State) throws(LedgerError) {
    let name = DeliveryName(document: delivery.document, entity: delivery.entity)
    if deliveries[name] == nil { throw .misuse("Document \(delivery.document) never carried the entity.") }
    deliveries[name]?.state = state
  }

  private func require(_ entity: Int64, _ kind: Entity? = nil) throws(LedgerError) {
    guard entity >= 1, entity <= states.count, kind == nil || states[Int(entity) - 1].kind == kind else {
      throw .misuse("Entity \(entity) is unknown, or of another kind.")
    }
  }
}
