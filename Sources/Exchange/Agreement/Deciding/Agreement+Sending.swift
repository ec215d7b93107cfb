/// What systems are sent of an entity.
extension Agreement {
  /// Writes a customer to every system that is owed something of it, and answers how many documents that made.
  ///
  /// - Parameters:
  ///   - only: the only system to write to; nil for all.
  ///   - isForced: whether or not anything is owed, and whatever the stage.
  ///   - asDeleted: to say that it is deleted.
  @discardableResult
  func deliver(
    _ entity: inout EntityState, _ source: RecordReference, only: String? = nil, isForced: Bool = false,
    asDeleted: Bool = false
  ) throws -> Int {
    var count = 0
    var isPutRight = false
    for system in terms.receivers(of: entity) where (only ?? system.name) == system.name {
      guard terms.travelsAlone(entity.kind, to: system) else {
        // It goes with its orders, and these wait for it where it was refused.
        isPutRight = isPutRight || entity.refusal != nil && composer.isDue(entity, system)
        continue
      }
      guard isForced || composer.isDue(entity, system) else { continue }
      guard let record = try composer.customer(entity, for: system, asDeleted: asDeleted) else { continue }
      let number = try send(record, entity, key: entity.key(for: system, terms), to: system, source)
      for name in record.fields { entity.fields[name]?.send(to: system.name, document: number) }
      entity.fields[Self.number]?.send(to: system.name, document: number)
      // What was refused by a system is put right by what it is sent now.
      if system.name != entity.origin { entity.refusal = nil }
      count += 1
    }
    if isPutRight { entity.refusal = nil }
    if count > 0 || isPutRight { try log.update(entity) }
    return count
  }

  /// Drafts one document and remembers for whom and for which record. Answers its number among those about the entity for
  /// the system.
  func send(
    _ record: Composer.Composed, _ entity: EntityState, key: String, to system: System, _ source: RecordReference
  ) throws -> Int64 {
    try supersedeWaiting(entity, for: system, source)
    let flow = try wait(of: entity, record, for: system)
    let draft = try writer.draft(
      record.outgoing(entity.kind, key: key), for: system, waitingFor: flow, after: pending.drafts)
    pending.drafts.append(draft)
    if let flow { pending.waiting[draft.documentID] = flow }
    try takeBackUnfetched(entity, for: system, inFavourOf: draft.documentID, source)
    let number = (try log.lastDelivery(of: entity.id, to: system.name)?.number ?? 0) + 1
    try log.add(
      Delivery(document: draft.documentID, entity: entity.id, system: system.name, number: number, source: source))
    try note(entity, source, .sent, system.name, draft.documentID)
    for companion in record.companions where !terms.travelsAlone(companion.entity.kind, to: system) {
      try remember(companion, in: draft.documentID, to: system, source)
    }
    return number
  }

  /// Remembers of a customer that goes along with an order, and goes no other way, that it was sent so.
  private func remember(
    _ companion: Composer.Companion, in document: String, to system: System, _ source: RecordReference
  ) throws {
    guard var entity = try log.entity(companion.entity.id),
      terms.receivers(of: entity).contains(where: { $0.name == system.name })
    else { return }
    let last = try log.lastDelivery(of: entity.id, to: system.name)
    // Another order of it may stand in the same document, ahead of a change of the customer.
    let isThere = last?.document == document
    let number = (last?.number ?? 0) + (isThere ? 0 : 1)
    if !isThere {
      try log.add(Delivery(document: document, entity: entity.id, system: system.name, number: number, source: source))
    }
    for name in companion.record.fields { entity.fields[name]?.send(to: system.name, document: number) }
    if system.name != entity.origin { entity.refusal = nil }
    try log.update(entity)
    if !isThere { try note(entity, source, .sent, system.name, document) }
  }

  /// What the receivers need of a customer and is not there, in words; nil where nothing is missing.
  func missing(of entity: EntityState) -> String? { composer.missing(of: entity) }
}
