import XMLEngine

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
    for system in terms.receivers(of: entity.kind) where (only ?? system.name) == system.name {
      guard isForced || isDue(entity, system) else { continue }
      guard let values = values(of: entity, for: system) else { continue }
      let document = try EntityShape.customer.document(
        keys: keys(of: entity, for: system), stage: entity.stage, version: entity.version(now), fields: values,
        deleted: asDeleted)
      guard let root = document.root else { continue }
      let number = try send(root, in: document, entity, key: entity.key(for: system, terms), to: system, source)
      for name in values.keys { entity.fields[name]?.send(to: system.name, document: number) }
      entity.fields[Self.number]?.send(to: system.name, document: number)
      // What was refused by a system is put right by what it is sent now.
      if system.name != entity.origin { entity.refusal = nil }
      count += 1
    }
    if count > 0 { try log.update(entity) }
    return count
  }

  /// Drafts one document and remembers for whom and for which record. Answers how many the system was sent of the entity
  /// by now, which is the document's number there.
  func send(
    _ root: XMLElement, in document: XMLDocument, _ entity: EntityState, key: String, to system: System,
    _ source: RecordReference
  ) throws -> Int64 {
    let draft = try writer.draft(root, in: document, entity.kind, key: key, for: system, after: pending.drafts)
    pending.drafts.append(draft)
    try log.add(
      Delivery(document: draft.documentID, entity: entity.id, system: system.name, source: source))
    try note(entity, source, .sent, system.name, draft.documentID)
    return Int64(try log.deliveries(of: entity.id).count { $0.system == system.name })
  }

  /// Whether a system is to be sent the customer now.
  private func isDue(_ entity: EntityState, _ system: System) -> Bool {
    guard !entity.deletedBy.contains(system.name) else { return false }
    if !knows(system, entity) {
      guard let stage = entity.stage, terms.ownership.sends(entity.kind, at: stage), missing(of: entity) == nil else {
        return false
      }
    }
    return entity.fields.contains { name, state in
      state.isOwed(to: system.name) && fieldTerms(entity, name).sending.reaches(system.name)
        && (name != Self.number || system.role == .crm)
    }
  }

  /// Whether a system has the entity already.
  private func knows(_ system: System, _ entity: EntityState) -> Bool {
    entity.keys[system.name] != nil || entity.fields.values.contains { $0.sides[system.name]?.said != nil }
  }

  /// What stands in a document for a system; nil where what must stand in it is not known, because its owner has not
  /// told it yet.
  private func values(of entity: EntityState, for system: System) -> [FieldName: String]? {
    let format = terms.configuration.format(named: system.format.value)
    let onlyChanges = format?.document.content == .changed
    let required = EntityShape.customer.missing(in: [:])
    var values: [FieldName: String] = [:]
    for (name, state) in entity.fields where name != Self.number {
      guard fieldTerms(entity, name).sending.reaches(system.name) else { continue }
      guard let value = state.target(of: system.name) else { continue }
      if onlyChanges, !state.isOwed(to: system.name), !required.contains(name) { continue }
      values[name] = value
    }
    for (name, standard) in terms.ownership.standards(of: entity.kind) where values[name] == nil {
      if system.name != entity.origin, !knows(system, entity) { values[name] = standard }
    }
    return EntityShape.customer.missing(in: values).isEmpty ? values : nil
  }

  private func keys(of entity: EntityState, for system: System) -> (crm: String?, erp: String?) {
    (
      terms.crmSystem(besides: system).flatMap { entity.keys[$0] },
      terms.erpSystem(besides: system).flatMap { entity.keys[$0] }
    )
  }

  /// What the receivers need of a customer and is not there, in words; nil where nothing is missing.
  func missing(of entity: EntityState) -> String? {
    let standards = terms.ownership.standards(of: entity.kind)
    let missing = terms.rules(for: entity.kind).promotion.needs.map(\.value).filter { pattern in
      let isStandard = standards.keys.contains { pattern.matches(EntityShape.customer.place(of: $0, value: "")) }
      return !isStandard
        && !entity.fields.contains { name, state in
          guard let value = state.agreed, !value.isEmpty else { return false }
          return pattern.matches(EntityShape.customer.place(of: name, value: value))
        }
    }
    return missing.isEmpty ? nil : ConfigurationReader.list(missing.map(\.text))
  }
}

extension EntityState {
  /// The newest version of what holds: a document says when the record last changed.
  func version(_ now: Timestamp) -> RecordVersion {
    RecordVersion(changed: fields.values.compactMap(\.agreedVersion?.changed).max() ?? now)
  }

  /// What its document is named after: the CRM's key, which is there first, or else the ERP's.
  func key(for system: System, _ terms: AgreementTerms) -> String {
    terms.crmSystem(besides: system).flatMap { keys[$0] } ?? keys[system.name]
      ?? keys.sorted { $0.key < $1.key }.first?.value ?? "\(id)"
  }
}
