import XMLEngine

/// Records that travel as a whole: orders, and what the ERP tells of them.
extension Agreement {
  func takeWhole(_ record: ToldRecord, _ occasion: Occasion) throws -> Ruling {
    if let ruling = hasNoFlow(record) { return ruling }
    if occasion.hold == nil, let ruling = try overtakesHeld(record) { return ruling }
    var entity: EntityState
    switch try identify(record) {
    case .known(let known), .alias(let known): entity = known
    case .unknown:
      if record.isDeleted { return deletedUnknown(record) }
      entity = try create(record, stage: record.kind == .order ? .placed : nil)
      try note(entity, record.source, .told, record.sender.name, "It is new.")
    }
    if record.isDeleted { return try takeDeletion(record, of: &entity) }
    _ = try adoptKeys(of: record, &entity)

    var state = entity.fields[.whole] ?? FieldState()
    let fieldTerms = terms.ownership.terms(entity.kind, entity.stage, FieldPlace([]))
    var word = Merge.Word(
      RecordContent.hash(of: record.root), by: record.sender.name, record.version, source: record.source)
    if case .system(let owner) = fieldTerms.owner { word.ownerKnowsEntity = entity.keys[owner] != nil }
    if let believed { return try load(record, word, &entity, believing: believed) }
    let result = Merge.take(word, into: &state, by: fieldTerms, at: now)
    if result != .applied {
      entity.fields[.whole] = state
      try log.update(entity)
      try endHold(of: record, occasion, entity, record.source)
      return try ruling(on: record, entity, result, state, fieldTerms)
    }
    if case .wait(let wait) = try readiness(of: record, occasion) {
      // Nothing of the content counts before it can go: the field is left as it was.
      try log.update(entity)
      return try hold(
        record, occasion, wait.reason, awaiting: wait.awaits, code: wait.code, wait.sentence, entity: entity)
    }
    entity.fields[.whole] = state
    entity.content = record.source
    entity.refusal = nil
    try sendWhole(record, &entity)
    try log.update(entity)
    try endHold(of: record, occasion, entity, record.source)
    try takeNews(of: record)
    for (system, key) in entity.keys.sorted(by: { $0.key < $1.key }) {
      try wake(.key(entity.kind, system: system, key: key), record.source)
    }
    try wake(.entity(entity.id), record.source)
    return Ruling(verdict: .accepted)
  }

  private func ruling(
    on record: ToldRecord, _ entity: EntityState, _ result: FieldResult, _ state: FieldState, _ terms: FieldTerms
  ) throws -> Ruling {
    switch result {
    case .unchanged, .echo, .applied: return Ruling(verdict: .unchanged)
    case .late:
      return Ruling(
        verdict: .superseded,
        issues: [
          Issue(
            .late, .information, phase: .delivery,
            "\(record.sender.name) sent a later version of \(entity.name) before; this one has no effect.")
        ])
    case .keptOwnerValue, .conflict:
      let reading = FieldReading(name: .whole, place: FieldPlace([]), value: state.agreed ?? "")
      let outcome = FieldOutcome(reading, result, state, terms)
      try note(entity, record.source, .told, record.sender.name, fields: [outcome])
      return Ruling(
        verdict: .unchanged,
        issues: [
          Issue(
            .keptOwnerValue, .warning, phase: .delivery,
            "\(entity.name) was changed, but \(outcome.winner ?? "another system") has the last word on it now "
              + "(\(terms.rule)). Make the change there; nothing was sent.")
        ])
    }
  }

  /// Writes the record to every system that its flow leads to, with the keys of each.
  func sendWhole(_ record: ToldRecord, _ entity: inout EntityState) throws {
    for system in terms.receivers(of: record.kind, from: record.sender.name) {
      let document = try record.root.document.extracting(record.root)
      guard let root = document.root else { continue }
      try completeReferences(in: root, from: record.sender, for: system)
      let number = try send(root, in: document, entity, key: record.key, to: system, record.source)
      entity.fields[.whole]?.send(to: system.name, document: number)
    }
  }

  /// Writes a record that was sent before once more, as it was read then.
  func sendAgain(_ entity: inout EntityState, only: String?, _ source: RecordReference) throws -> Int {
    guard let place = entity.content, let interchange = try log.interchange(place.interchange),
      let bytes = try content(interchange, entity.kind, place.position)
    else { return 0 }
    let document = try XMLDocument.parse(bytes, location: entity.name)
    guard let sender = terms.configuration.system(named: entity.origin) else { return 0 }
    var count = 0
    for system in terms.receivers(of: entity.kind)
    where (only ?? system.name) == system.name && system.name != sender.name {
      guard let root = document.root else { continue }
      let copy = try document.extracting(root)
      guard let element = copy.root else { continue }
      try completeReferences(in: element, from: sender, for: system)
      let number = try send(element, in: copy, entity, key: entity.key(for: system, terms), to: system, source)
      entity.fields[.whole]?.send(to: system.name, document: number)
      count += 1
    }
    try log.update(entity)
    return count
  }

  // MARK: - References

  /// Adds to every reference the key that the receiver knows it by.
  private func completeReferences(in root: XMLElement, from sender: System, for system: System) throws {
    for reference in References.all(in: root) + [References.itself(root)].compactMap(\.self) {
      guard let entity = try entity(of: Named(reference), from: sender) else { continue }
      try reference.complete(
        References.Keys(
          crmId: terms.crmSystem(besides: sender.role == .crm ? sender : system).flatMap { entity.keys[$0] },
          erpNumber: terms.erpSystem(besides: sender.role == .erp ? sender : system).flatMap { entity.keys[$0] }))
    }
  }

  /// The entity that a reference means; nil where it is not known.
  ///
  /// - Throws: ``NotAgreed`` where its two keys belong to different ones.
  func entity(of reference: Named, from sender: System) throws -> EntityState? {
    var found: EntityState?
    for (key, system) in [
      (reference.crmId, terms.crmSystem(besides: sender)), (reference.erpNumber, terms.erpSystem(besides: sender)),
    ] {
      guard let key, let system, let entity = try log.entity(reference.entity, system: system, key: key) else {
        continue
      }
      if let found, found.id != entity.id {
        throw NotAgreed(
          .keyOfAnother, value: key,
          "The reference to \(found.name) comes with the key \(key) of \(system), which belongs to \(entity.name). Correct "
            + "the reference; nothing was sent.")
      }
      found = entity
    }
    return found
  }
}

/// Whom a reference names, by the CRM's key, the ERP's, or both.
struct Named {
  var entity: Entity
  var crmId: String?
  var erpNumber: String?

  init(_ entity: Entity, crmId: String?, erpNumber: String?) {
    self.entity = entity
    self.crmId = crmId
    self.erpNumber = erpNumber
  }

  init(_ reference: Reference) {
    self.init(reference.entity, crmId: reference.crmId, erpNumber: reference.erpNumber)
  }

  var key: String { crmId ?? erpNumber ?? "" }

  /// As a sentence names it.
  var words: String { "\(entity.rawValue) \(key)" }
}
