import XMLEngine

/// Who is meant: by keys first, by matching where a key is new.
extension Agreement {
  enum Identity {
    case known(EntityState)
    /// A second key that a person linked to the entity.
    case alias(EntityState)
    case unknown
  }

  /// The keys in a canonical record, by the systems that gave them.
  func keys(in record: ToldRecord) -> [(system: String, key: String)] {
    var keys: [(String, String)] = []
    let names: (crm: String, erp: String)
    switch record.kind {
    case .customer: names = ("CrmId", "ErpNumber")
    case .order: names = ("OrderId", "ErpNumber")
    // What only its sender numbers has one key, whoever sends it on.
    case .orderStatus, .invoice, .reminder, .confirmation, .decision: return [(record.sender.name, record.key)]
    }
    if let key = record.root.token(at: names.crm), let system = terms.crmSystem(besides: record.sender) {
      keys.append((system, key))
    }
    if let key = record.root.token(at: names.erp), let system = terms.erpSystem(besides: record.sender) {
      keys.append((system, key))
    }
    // The sender's own first: it is the one that it knows best.
    return keys.filter { $0.0 == record.sender.name } + keys.filter { $0.0 != record.sender.name }
  }

  /// Finds the entity that a record is about.
  ///
  /// - Throws: ``NotAgreed`` where its keys belong to different ones.
  func identify(_ record: ToldRecord) throws -> Identity {
    var found: (entity: EntityState, by: (system: String, key: String))?
    for one in keys(in: record) {
      guard let entity = try log.entity(record.kind, system: one.system, key: one.key) else { continue }
      // A key that is not its present one is a former one, or a second one.
      if entity.keys[one.system] != one.key,
        try log.crossReference(record.kind, system: one.system, key: one.key)?.standing == .alias
      {
        return .alias(entity)
      }
      if let first = found, first.entity.id != entity.id {
        throw NotAgreed(
          .keyOfAnother, value: one.key,
          "\(first.entity.name) comes with the key \(one.key) of \(one.system), which belongs to \(entity.name). "
            + "Correct the key; nothing of this record was taken.")
      }
      if found == nil { found = (entity, one) }
    }
    guard let entity = found?.entity else { return .unknown }
    try requireFittingKeys(record, entity)
    return .known(entity)
  }

  /// A key may be new to an entity, but only its own system gives it another one.
  private func requireFittingKeys(_ record: ToldRecord, _ entity: EntityState) throws {
    for (system, key) in keys(in: record) {
      guard let present = entity.keys[system], present != key else { continue }
      // Numbers are given by the ERP, and given anew.
      if system == record.sender.name, record.sender.role == .erp { continue }
      if system == record.sender.name {
        throw NotAgreed(
          .keyOfAnother, value: key, expected: present,
          "\(record.kind.rawValue) \(key) comes with a number that belongs to \(entity.name). Correct the number; nothing of "
            + "this record was taken.")
      }
      // A wrong number from the CRM is a wrong value of a field that the ERP owns, and is answered as such.
      if record.kind == .customer, record.sender.role == .crm { continue }
      throw NotAgreed(
        .keyOfAnother, value: key, expected: present,
        "\(record.sender.name) calls this the \(record.kind.rawValue) \(key) of \(system), but \(system) itself calls it "
          + "\(present). Nothing of this record was taken.")
    }
  }

  /// Remembers keys that were not known. True where there were some.
  func adoptKeys(of record: ToldRecord, _ entity: inout EntityState) throws -> Bool {
    var learned = false
    for (system, key) in keys(in: record) where entity.keys[system] != key {
      if entity.keys[system] != nil, system != record.sender.name { continue }
      try give(system, key, to: &entity, record.source)
      learned = true
    }
    return learned
  }

  /// Gives an entity its key in a system; an earlier one stays known.
  func give(_ system: String, _ key: String, to entity: inout EntityState, _ source: RecordReference) throws {
    if let other = try log.crossReference(entity.kind, system: system, key: key), other.entity != entity.id {
      let owner = try log.entity(other.entity)?.name ?? "another"
      throw NotAgreed(
        .keyOfAnother, value: key,
        "\(system) gave \(entity.name) the key \(key), which belongs to \(owner). Correct it there; nothing was taken.")
    }
    if let former = entity.keys[system] {
      try log.add(
        CrossReference(
          entity: entity.id, kind: entity.kind, system: system, key: former, standing: .former, source: source,
          since: now))
    }
    entity.keys[system] = key
    try log.add(
      CrossReference(
        entity: entity.id, kind: entity.kind, system: system, key: key, source: source, since: now))
    if system != entity.origin { try note(entity, source, .key, system, EventDetail.called(key, by: system).text) }
  }

  func create(_ record: ToldRecord, stage: Stage?) throws -> EntityState {
    var entity = EntityState(kind: record.kind, stage: stage, origin: record.sender.name, created: record.source)
    entity.id = try log.add(entity)
    return entity
  }

  // MARK: - Matching

  enum Match {
    case nobody
    /// The same as an entity that the sender does not know yet.
    case same(EntityState, reason: String)
    /// Somebody like it is known; the reasons in words.
    case doubtful(String)
  }

  /// Whether a customer whose key is new is known under another name. Exact identifiers of another system's customer
  /// link; anything less is for a person, and so is a second customer of the same system.
  func match(_ record: ToldRecord, _ readings: [FieldReading], _ occasion: Occasion) throws -> Match {
    if case .separate = occasion { return .nobody }
    let rule = terms.rules(for: record.kind).matching
    guard !rule.exact.isEmpty || !rule.near.isEmpty else { return .nobody }
    let values = Dictionary(readings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    var doubts: [String] = []
    for identifier in Identifier.all(of: values).sorted(by: Identifier.isStronger) {
      let isExact = rule.exact.contains(identifier.kind)
      guard isExact || rule.near.contains(identifier.kind) else { continue }
      for id in try log.entities(record.kind, identifiedBy: identifier) {
        guard let other = try log.entity(id), terms.areConnected(record.sender.name, other.origin) else { continue }
        let reason = "the same \(identifier.kind.words) \(identifier.value)"
        if isExact, doubts.isEmpty, other.keys[record.sender.name] == nil {
          return .same(other, reason: reason)
        }
        if doubts.count < 5 { doubts.append("\(other.name) (\(reason))") }
      }
    }
    return doubts.isEmpty ? .nobody : .doubtful(ConfigurationReader.list(doubts, last: "or"))
  }

  func join(_ entity: inout EntityState, _ record: ToldRecord, _ reason: String) throws {
    try note(
      entity, record.source, .linked, record.sender.name,
      "\(record.key) of \(record.sender.name) is the same: \(reason).")
  }
}

extension Identifier {
  /// In the order in which they are asked.
  static func isStronger(_ left: Identifier, than right: Identifier) -> Bool {
    let order = Kind.allCases
    return (order.firstIndex(of: left.kind) ?? 0, left.value) < (order.firstIndex(of: right.kind) ?? 0, right.value)
  }
}

extension Identifier.Kind {
  var words: String {
    switch self {
    case .vatId: "VAT id"
    case .email: "e-mail address"
    case .nameAndZip: "name and zip code"
    case .phone: "telephone number"
    }
  }
}
