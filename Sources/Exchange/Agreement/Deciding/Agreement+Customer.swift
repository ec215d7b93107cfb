import XMLEngine

/// A customer's record: who is meant, what its fields say, who has to hear of it.
extension Agreement {
  func takeCustomer(_ record: ToldRecord, _ occasion: Occasion) throws -> Ruling {
    if let ruling = hasNoFlow(record) { return ruling }
    try carry(record)
    if occasion.hold == nil, let ruling = try overtakesHeld(record) { return ruling }
    let readings = EntityShape.customer.fields(of: record.root)
    var entity: EntityState
    var isNew = false
    switch try identify(record) {
    case .known(let known): entity = known
    case .alias(let known):
      return Ruling(
        verdict: .superseded,
        issues: [
          Issue(
            .alias, .information, phase: .delivery, value: record.key,
            "\(record.key) is a second record of \(known.name), as a person decided. Nothing is taken from it.")
        ])
    case .unknown:
      if record.isDeleted { return deletedUnknown(record) }
      switch try match(record, readings, occasion) {
      case .nobody:
        entity = try create(record, stage: firstStage(of: record))
        isNew = true
      case .same(let known, let reason):
        entity = known
        try join(&entity, record, reason)
      case .doubtful(let reasons):
        return try hold(
          record, occasion, .decision, awaiting: .nothing, code: .possibleDuplicate,
          "It may be the same as \(reasons). A person has to say: kontor resolve, with --link or --separate.")
      }
    }
    if record.isDeleted { return try takeDeletion(record, of: &entity) }
    let knownValues = entity.agreedValues
    let learnedKey = try adoptKeys(of: record, &entity) || isNew
    try advance(&entity, to: statedStage(record), because: record.source)
    let ownerKnows = { (owner: String) in entity.keys[owner] != nil }
    var outcomes: [FieldOutcome] = []
    var tally = FieldTally()
    let told = readings + numberReading(record)
    let importProved = Merge.importProved(
      by: Dictionary(told.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }), of: record.sender.name,
      record.version, in: entity.fields)
    let others = try places(in: entity, besides: record)
    for reading in told {
      let terms = fieldTerms(entity, reading.name, reading.place)
      var state = entity.fields[reading.name] ?? FieldState()
      var knows = true
      if case .system(let owner) = terms.owner { knows = ownerKnows(owner) }
      let word = Merge.Word(
        reading.value, by: record.sender.name, record.version, source: record.source, ownerKnowsEntity: knows,
        importProved: importProved, place: place(of: record), places: others)
      let result =
        believed.map { state.load(word, believing: $0) } ?? Merge.take(word, into: &state, by: terms, at: now)
      entity.fields[reading.name] = state
      tally.count(result)
      if result.isEvent, !(isNew && result == .applied) {
        outcomes.append(FieldOutcome(reading, result, state, terms))
      }
    }
    entity.deletedBy.remove(record.sender.name)
    try log.update(entity)
    let values = entity.agreedValues
    if values != knownValues { try log.identify(entity.id, .customer, by: Identifier.all(of: values)) }
    try note(
      entity, record.source, .told, record.sender.name, isNew ? "It is new." : nil, fields: outcomes.sorted())
    let before = pending.drafts.count
    if believed == nil { try deliver(&entity, record.source) }
    try endHold(of: record, occasion, entity, record.source)
    try wake(.entity(entity.id), record.source)
    if learnedKey {
      for (system, key) in entity.keys.sorted(by: { $0.key < $1.key }) {
        try wake(.key(.customer, system: system, key: key), record.source)
      }
    }
    // What waited for the customer may have taken it along.
    let sent = pending.drafts.count - before
    return ruling(on: record, entity, tally, outcomes, isNews: learnedKey, sent: sent)
  }

  /// Keeps what the sender wants back, whatever becomes of the record: it is its own, and merged with nothing.
  private func carry(_ record: ToldRecord) throws {
    guard let carried = record.carried else { return }
    let system = record.sender.name
    // By its own key: an ERP may name the one of the CRM too, and ahead of it.
    let key = keys(in: record).first { $0.system == system }?.key ?? record.key
    if let known = try log.carried(record.kind, system: system, key: key),
      record.version.isOlder(than: known.version)
    {
      return
    }
    try log.carry(
      CarriedRecord(
        kind: record.kind, system: system, key: key, version: record.version, source: record.source,
        content: carried.serialized()))
  }

  private func ruling(
    on record: ToldRecord, _ entity: EntityState, _ tally: FieldTally, _ outcomes: [FieldOutcome], isNews: Bool,
    sent: Int
  ) -> Ruling {
    var issues: [Issue] = []
    let kept = outcomes.filter { $0.outcome == .keptOwnerValue }
    if !kept.isEmpty {
      issues.append(
        Issue(
          .keptOwnerValue, .information, phase: .delivery,
          "Another system has the last word on \(Self.names(kept)); its values stay."))
    }
    let open = outcomes.filter { $0.outcome == .conflict && $0.winner == nil }
    if !open.isEmpty {
      issues.append(
        Issue(
          .conflict, .warning, phase: .delivery,
          "Both sides changed \(Self.names(open)). A person has to decide (kontor conflicts); until then each side keeps "
            + "its own."))
    }
    let settled = outcomes.filter { $0.outcome == .conflict && $0.winner != nil }
    if !settled.isEmpty {
      issues.append(
        Issue(
          .conflict, .information, phase: .delivery,
          "Both sides changed \(Self.names(settled)); the agreement settled it."))
    }
    if !isNews, tally.changed == 0 {
      return Ruling(verdict: tally.isLate ? .superseded : .unchanged, issues: issues)
    }
    if believed != nil { return Ruling(verdict: .accepted, issues: issues) }
    guard let stage = entity.stage, !terms.ownership.sends(.customer, at: stage), sent == 0 else {
      if sent == 0, let missing = missing(of: entity) {
        issues.append(
          Issue(
            .dataMissing, .warning, phase: .delivery, expected: missing,
            "\(entity.name) is not sent yet: \(missing) is missing, which the receiver needs."))
      }
      return Ruling(verdict: .accepted, issues: issues)
    }
    issues.append(
      Issue(
        .stageNotSent, .information, phase: .delivery, value: stage.rawValue,
        "Customer \(record.key) stays here: by agreement nobody is sent a \(stage.rawValue)."))
    return Ruling(verdict: .ignored, issues: issues)
  }

  private static func names(_ outcomes: [FieldOutcome]) -> String {
    let names = outcomes.map(\.field.text)
    return names.count > 6
      ? names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more"
      : ConfigurationReader.list(names)
  }

  // MARK: - Stages

  /// Where a customer stands who was not known before.
  private func firstStage(of record: ToldRecord) -> Stage {
    if record.sender.role == .erp || record.root.token(at: "ErpNumber") != nil { return .customer }
    return statedStage(record) ?? .lead
  }

  /// What the sender says of the stage. Only a number of the ERP's makes a customer of somebody.
  private func statedStage(_ record: ToldRecord) -> Stage? {
    if record.sender.role == .erp { return .customer }
    switch record.root.token(at: "Stage").flatMap(Stage.init(rawValue:)) {
    case .ordered, .customer: return .ordered
    case .lead: return .lead
    default: return nil
    }
  }

  /// Stages are only ever gone through forwards.
  func advance(_ entity: inout EntityState, to stage: Stage?, because source: RecordReference) throws {
    guard let stage, let present = entity.stage, present.isBefore(stage) else { return }
    entity.stage = stage
    try log.update(entity)
    try note(entity, source, .stage, stage.rawValue, EventDetail.stageBefore(present).text)
  }

  // MARK: - Terms

  /// The number that the ERP gives is a field too, on which it alone has the word.
  static let number = FieldName("ErpNumber")

  private func numberReading(_ record: ToldRecord) -> [FieldReading] {
    guard let number = record.root.token(at: "ErpNumber") else { return [] }
    return [
      FieldReading(name: Self.number, place: FieldPlace([FieldPlace.Step("ErpNumber")]), value: number)
    ]
  }

  func fieldTerms(_ entity: EntityState, _ name: FieldName, _ place: FieldPlace) -> FieldTerms {
    terms.terms(of: entity, name, place)
  }
}

extension AgreementTerms {
  func terms(of entity: EntityState, _ name: FieldName, _ place: FieldPlace) -> FieldTerms {
    if name == Agreement.number, let erp {
      return FieldTerms(
        owner: .system(erp), lastWord: erp, rule: "Customer ErpNumber: \(RuleWords.given(by: erp).text)")
    }
    return ownership.terms(entity.kind, entity.stage, place)
  }

  /// What holds for a field of which the value is known.
  package func terms(of entity: EntityState, _ name: FieldName) -> FieldTerms {
    let place =
      EntityShape.of(entity.kind)?.place(of: name, value: entity.fields[name]?.agreed ?? "") ?? FieldPlace([])
    return terms(of: entity, name, place)
  }
}

/// How many fields of a record came to what.
struct FieldTally {
  var changed = 0
  var late = 0
  var others = 0

  /// Everything that it says was said by a later record.
  var isLate: Bool { late > 0 && others == 0 && changed == 0 }

  mutating func count(_ result: FieldResult) {
    switch result {
    case .applied, .conflict: changed += 1
    case .late: late += 1
    case .unchanged, .echo, .keptOwnerValue: others += 1
    }
  }
}

extension FieldOutcome: Comparable {
  package static func < (left: FieldOutcome, right: FieldOutcome) -> Bool { left.field < right.field }

  init(_ reading: FieldReading, _ result: FieldResult, _ state: FieldState, _ terms: FieldTerms) {
    let word: Word
    var winner = state.agreedBy
    switch result {
    case .applied: word = .applied
    case .keptOwnerValue:
      word = .keptOwnerValue
      if case .system(let owner) = terms.owner { winner = owner }
    case .conflict(let who):
      word = .conflict
      winner = who
    case .unchanged, .echo, .late: word = .unchanged
    }
    self.init(reading.name, word, value: state.agreed, said: reading.value, winner: winner, rule: terms.rule)
  }
}

extension EntityState {
  /// As a sentence names it.
  var name: String {
    let key = keys.sorted { $0.key < $1.key }.first?.value
    return "\(kind.rawValue) \(key ?? "#\(id)")"
  }

  var agreedValues: [FieldName: String] { fields.compactMapValues(\.agreed) }
}

extension Stage {
  func isBefore(_ other: Stage) -> Bool {
    let order = Stage.allCases.filter { $0.entity == entity }
    guard let here = order.firstIndex(of: self), let there = order.firstIndex(of: other) else { return false }
    return here < there
  }
}
