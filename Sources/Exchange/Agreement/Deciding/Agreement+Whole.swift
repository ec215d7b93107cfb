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
      try note(entity, record.source, .told, record.sender.name, EventDetail.new.text)
    }
    if record.isDeleted { return try takeDeletion(record, of: &entity) }
    _ = try adoptKeys(of: record, &entity)

    var state = entity.fields[.whole] ?? FieldState()
    let fieldTerms = terms.ownership.terms(entity.kind, entity.stage, FieldPlace([]))
    var word = Merge.Word(
      RecordContent.hash(of: record.root), by: record.sender.name, record.version, source: record.source,
      place: place(of: record), places: try places(in: entity, besides: record))
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
      guard let composed = try composer.whole(record.root, from: record.sender, for: system) else { continue }
      let number = try send(composed, entity, key: record.key, to: system, record.source)
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
    for system in terms.receivers(of: entity)
    where (only ?? system.name) == system.name && system.name != sender.name {
      guard let root = document.root, let composed = try composer.whole(root, from: sender, for: system) else {
        continue
      }
      let number = try send(composed, entity, key: entity.key(for: system, terms), to: system, source)
      entity.fields[.whole]?.send(to: system.name, document: number)
      count += 1
    }
    try log.update(entity)
    return count
  }

  func entity(of reference: Named, from sender: System) throws -> EntityState? {
    try composer.entity(of: reference, from: sender)
  }
}
