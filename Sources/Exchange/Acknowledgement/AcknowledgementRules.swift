import XMLEngine

/// What one sender is told: whether a file is acknowledged, of which news, and which records are listed.
///
/// Levels and occasions decide whether there is an acknowledgement, `records` what it lists. Totals count everything.
struct AcknowledgementRules {
  /// What holds for one kind of record, everything filled in.
  struct Terms: Equatable {
    var records: AcknowledgeRule.Records
    var levels: Set<AcknowledgementLevel>
    var when: AcknowledgeRule.Occasion

    fileprivate func changed(by override: AcknowledgeRule.Override) -> Terms {
      Terms(
        records: override.records ?? records, levels: override.levels ?? levels, when: override.when ?? when)
    }
  }

  /// What holds for a file as a whole, and for records that nothing else is said of.
  private let others: Terms
  private let byEntity: [String: Terms]

  /// - Parameter flows: those that start at the system; what one of them says holds for the records that it carries.
  init(_ system: System, flows: [Flow]) {
    self.init(system.acknowledge, flows: flows)
  }

  /// For the sender of an interchange; one that the configuration knows no more is told everything.
  init(sender: String, in configuration: Configuration) {
    self.init(
      configuration.system(named: sender)?.acknowledge ?? .standard, flows: configuration.flows(from: sender))
  }

  private init(_ rule: AcknowledgeRule, flows: [Flow]) {
    let others = Terms(records: rule.records, levels: rule.levels, when: rule.when)
    var byEntity: [String: Terms] = [:]
    for flow in flows {
      guard let override = flow.acknowledge else { continue }
      for entity in flow.entities { byEntity[entity.value.rawValue] = others.changed(by: override) }
    }
    for (entity, override) in rule.overrides { byEntity[entity.rawValue] = others.changed(by: override) }
    self.others = others
    self.byEntity = byEntity
  }

  /// - Parameter entity: as ``RecordOutcome/entity`` has it.
  func terms(for entity: String) -> Terms { byEntity[entity] ?? others }

  // MARK: - Whether there is an acknowledgement

  /// Whether a file is acknowledged when it is decided: if the terms of any of its records ask for it. For one without
  /// records, refused as a whole or sent again, those of the system count.
  func acknowledge(_ outcome: Interchange, _ census: RecordCensus, hasIssues: Bool) -> Bool {
    let level = outcome.level ?? .received
    let isAnswer = outcome.verdict == .rejected || outcome.verdict == .duplicate
    guard !census.kinds.isEmpty, outcome.verdict != .duplicate else {
      return others.ask(for: level, isException: hasIssues, isRefusal: isAnswer)
    }
    return census.kinds.contains { entity, kind in
      terms(for: entity).ask(
        for: level, isException: hasIssues || kind.isException, isRefusal: kind.isRejected)
    }
  }

  /// Whether the sender hears of something that is known later.
  func acknowledge(_ answer: LaterAnswers.Answer, on entity: String) -> Bool {
    terms(for: entity).ask(for: answer)
  }

  /// Whether the sender hears that nobody works on a file of its any more: the sentence that says so, or nil.
  func tells(_ closed: String?) -> String? { others.when == .never ? nil : closed }

  /// Whether the sender hears that documents of a file that waited lie in their outboxes now.
  var tellsDelivery: Bool {
    ([others] + byEntity.values).contains { $0.when == .always && $0.levels.contains(.delivered) }
  }

  // MARK: - What is listed

  /// What can be said of all records at once, whatever their entities: that they are listed, or that none is.
  var listing: AcknowledgeRule.Records {
    let all = Set(byEntity.values.map(\.records) + [others.records])
    return all.count == 1 ? others.records : .exceptions
  }

  /// Whether only exceptions have to be looked at; nil where nothing is listed at all.
  var looksAtExceptionsOnly: Bool? {
    let all = Set(byEntity.values.map(\.records) + [others.records])
    return all == [.none] ? nil : !all.contains(.all)
  }

  func lists(_ record: RecordOutcome, _ issues: [Issue]) -> Bool {
    switch terms(for: record.entity).records {
    case .all: true
    case .exceptions: record.verdict != .accepted || !issues.isEmpty
    case .none: false
    }
  }
}

extension AcknowledgementRules.Terms {
  /// Levels say which good news are wanted. A refusal is always told, for nobody else puts it right.
  fileprivate func ask(for level: AcknowledgementLevel, isException: Bool, isRefusal: Bool) -> Bool {
    switch when {
    case .never: return false
    case _ where isRefusal: return true
    case .exceptions where !isException: return false
    // What is told at a higher level holds at the lower ones too.
    case .exceptions, .always: return levels.contains { $0 <= level }
    }
  }

  fileprivate func ask(for answer: LaterAnswers.Answer) -> Bool {
    let isRefusal = answer.verdict == .rejected
    // That something was imported tells more than that it was sent, but is no news of what waited.
    if answer.level == .imported, !isRefusal, !levels.contains(.imported) { return false }
    return ask(for: answer.level, isException: answer.level != .imported, isRefusal: isRefusal)
  }
}

/// What a file held, by the names of entities, as far as that decides whether it is acknowledged.
struct RecordCensus {
  struct Kind {
    var isException = false
    var isRejected = false
  }

  private(set) var kinds: [String: Kind] = [:]

  mutating func count(_ judgement: Judgement) {
    let isPlain = judgement.verdict == .accepted || judgement.verdict == .unchanged
    // Elements that are no records may have any number of names.
    let entity = Entity(rawValue: judgement.entity)?.rawValue ?? ""
    var kind = kinds[entity] ?? Kind()
    kind.isException = kind.isException || !isPlain || !judgement.issues.isEmpty
    kind.isRejected = kind.isRejected || judgement.verdict == .rejected
    kinds[entity] = kind
  }
}

extension AcknowledgementLevel: Comparable {
  /// The higher one reaches further, and includes what the lower one says.
  package static func < (left: AcknowledgementLevel, right: AcknowledgementLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
