import XMLEngine

/// Composes the canonical records that systems are sent, from what the ledger knows and without any effect: what the
/// agreement sends and what a person is shown beforehand are made by the same hand.
struct Composer {
  let terms: AgreementTerms
  let memory: any EntityMemory
  let now: Timestamp

  struct Composed {
    let root: XMLElement
    let document: XMLDocument
    /// The fields that stand in it, for an entity that is merged field by field.
    var fields: [FieldName] = []
    /// What stands ahead of it in its document.
    var companions: [Companion] = []
    /// What its receiver said of it last, in its own words, where that is carried.
    var carried: XMLDocument?

    func outgoing(_ entity: Entity, key: String) -> OutgoingRecord {
      OutgoingRecord(
        record: CanonicalRecord(entity: entity, key: key, root: root, document: document, carried: carried),
        companions: companions.map { companion in
          CanonicalRecord(
            entity: companion.entity.kind, key: companion.key, root: companion.record.root,
            document: companion.record.document, carried: companion.record.carried)
        })
    }
  }

  /// A customer that goes along with an order, as its receiver is to have it.
  struct Companion {
    let entity: EntityState
    let key: String
    let record: Composed
  }

  /// A customer as a system is to have it; nil where what must stand in the record is not known.
  ///
  /// - Parameter isWhole: with everything that holds, also where the system is sent no more than changes.
  func customer(
    _ entity: EntityState, for system: System, asDeleted: Bool = false, isWhole: Bool = false
  ) throws -> Composed? {
    guard let values = values(of: entity, for: system, isWhole: isWhole) else { return nil }
    let keys = keys(of: entity, for: system)
    guard keys.crm != nil || keys.erp != nil else { return nil }
    let document = try write(entity, keys, values, asDeleted: asDeleted)
    let carried = try carried(of: entity, for: system)
    return document.root.map {
      Composed(root: $0, document: document, fields: Array(values.keys), carried: carried)
    }
  }

  /// What a system is given back of its own record.
  private func carried(of entity: EntityState, for system: System) throws -> XMLDocument? {
    guard let format = terms.configuration.format(for: system, writing: entity.kind),
      format.carries.contains(entity.kind),
      let key = entity.keys[system.name], let known = try memory.carried(entity.kind, system: system.name, key: key)
    else { return nil }
    return try XMLDocument.parse(known.content, location: "what is carried of \(entity.name)")
  }

  /// - Throws: ``NotMapped`` where a value is no value of its field: that is a fault of what was said, and must not keep
  ///   its file waiting.
  private func write(
    _ entity: EntityState, _ keys: (crm: String?, erp: String?), _ values: [FieldName: String], asDeleted: Bool
  ) throws -> XMLDocument {
    do {
      return try EntityShape.customer.document(
        keys: keys, stage: entity.stage, version: entity.version(now), fields: values, deleted: asDeleted)
    } catch {
      guard error.code == .input else { throw error }
      throw NotMapped(issues: [Issue(.mappingFailed, phase: .mapping, "\(entity.name) cannot be written: \(error)")])
    }
  }

  /// Whether a system is to be sent the customer now.
  func isDue(_ entity: EntityState, _ system: System) -> Bool {
    guard !entity.deletedBy.contains(system.name) else { return false }
    if !knows(system, entity) {
      guard let stage = entity.stage, terms.ownership.sends(entity.kind, at: stage), missing(of: entity) == nil else {
        return false
      }
    }
    return entity.fields.contains { name, state in
      state.isOwed(to: system.name) && terms.terms(of: entity, name).sending.reaches(system.name)
        && (name != Agreement.number || system.role == .crm)
    }
  }

  /// Whether a system has the entity already.
  func knows(_ system: System, _ entity: EntityState) -> Bool {
    entity.keys[system.name] != nil || entity.fields.values.contains { $0.sides[system.name]?.said != nil }
  }

  /// What stands in a document for a system; nil where what must stand in it is not known, because its owner has not
  /// told it yet.
  private func values(of entity: EntityState, for system: System, isWhole: Bool) -> [FieldName: String]? {
    let format = terms.configuration.format(for: system, writing: entity.kind)
    let onlyChanges = !isWhole && format?.document.content == .changed
    let required = EntityShape.customer.missing(in: [:])
    var values: [FieldName: String] = [:]
    for (name, state) in entity.fields where name != Agreement.number {
      // What a system said itself stands in a document for it in any case: some importers delete what is left out.
      guard state.sides[system.name]?.said != nil || terms.terms(of: entity, name).sending.reaches(system.name) else {
        continue
      }
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
      terms.key(.crm, among: entity.keys, from: entity.origin, for: system),
      terms.key(.erp, among: entity.keys, from: entity.origin, for: system)
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
    terms.key(.crm, among: keys, from: origin, for: system) ?? keys[system.name]
      ?? keys.sorted { $0.key < $1.key }.first?.value ?? "\(id)"
  }
}
