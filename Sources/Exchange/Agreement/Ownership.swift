/// Who owns what, resolved from the configuration: the rule that holds for each field at each stage.
///
/// Asked for every field of every record, so everything that can be is worked out beforehand: a question costs one look
/// into a table by the field's first name, and a comparison with the few rules that begin with it.
package struct Ownership: Sendable {
  private let configuration: Configuration
  private let agreements: [Entity: EntityAgreement]

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    agreements = Dictionary(
      uniqueKeysWithValues: Entity.allCases.map { ($0, EntityAgreement($0, in: configuration)) })
  }

  /// What holds for a field: the most exact rule, and of two that are equally exact the one that stands further down.
  package func terms(_ entity: Entity, _ stage: Stage?, _ place: FieldPlace) -> FieldTerms {
    agreement(on: entity).terms(stage, place)
  }

  /// What a system is sent for a field of which nobody has said anything; nil where nothing is.
  package func standard(_ entity: Entity, _ place: FieldPlace) -> String? {
    agreement(on: entity).rule(for: place)?.standard
  }

  /// What receivers are sent of an entity where nobody has said anything, by field: as far as rules name single fields.
  func standards(of entity: Entity) -> [FieldName: String] { agreement(on: entity).standards }

  /// Whether an entity at this stage may leave its system.
  package func sends(_ entity: Entity, at stage: Stage?) -> Bool {
    stage.map { agreement(on: entity).rules.sends(at: $0) } ?? true
  }

  /// Who has the last word on what no rule names.
  package func owner(of entity: Entity, at stage: Stage?) -> FieldRule.Owner {
    agreement(on: entity).rest.terms(stage).owner
  }

  private func agreement(on entity: Entity) -> EntityAgreement {
    agreements[entity] ?? EntityAgreement(entity, in: configuration)
  }
}

/// What is agreed on one entity.
private struct EntityAgreement: Sendable {
  let rules: EntityRules
  /// For fields that no rule names.
  let rest: ResolvedRule
  /// By the first step of their pattern, the one that holds first.
  private let named: [String: [ResolvedRule]]
  /// Rules for everything, the one that holds first.
  private let general: [ResolvedRule]
  let standards: [FieldName: String]

  init(_ entity: Entity, in configuration: Configuration) {
    rules = configuration.rules(for: entity)
    rest = ResolvedRule(nil, of: entity, in: configuration)
    var named: [String: [ResolvedRule]] = [:]
    var general: [ResolvedRule] = []
    for rule in rules.fields.inForce() {
      let resolved = ResolvedRule(rule, of: entity, in: configuration)
      if let first = rule.pattern.steps.first {
        named[first.name, default: []].append(resolved)
      } else {
        general.append(resolved)
      }
    }
    self.named = named
    self.general = general
    standards = Dictionary(
      rules.fields.compactMap { rule in rule.standard.map { (FieldName(rule.pattern.text), $0) } },
      uniquingKeysWith: { _, later in later })
  }

  func terms(_ stage: Stage?, _ place: FieldPlace) -> FieldTerms {
    (resolved(place) ?? rest).terms(stage)
  }

  func rule(for place: FieldPlace) -> FieldRule? { resolved(place)?.rule }

  private func resolved(_ place: FieldPlace) -> ResolvedRule? {
    let candidates = place.steps.first.flatMap { named[$0.name] } ?? []
    return candidates.first { $0.rule?.pattern.matches(place) ?? false } ?? general.first
  }
}

extension [FieldRule] {
  /// The rule that holds comes before those that it takes the place of.
  package func inForce() -> [FieldRule] {
    enumerated().sorted { left, right in
      (left.element.pattern.exactness, left.offset) > (right.element.pattern.exactness, right.offset)
    }.map(\.element)
  }
}

/// One rule with its terms at each stage.
private struct ResolvedRule: Sendable {
  let rule: FieldRule?
  private let byStage: [Stage: FieldTerms]
  private let withoutStage: FieldTerms

  init(_ rule: FieldRule?, of entity: Entity, in configuration: Configuration) {
    self.rule = rule
    withoutStage = configuration.terms(rule, of: entity, at: nil)
    byStage = Dictionary(
      uniqueKeysWithValues: entity.stages.map { ($0, configuration.terms(rule, of: entity, at: $0)) })
  }

  func terms(_ stage: Stage?) -> FieldTerms {
    stage.flatMap { byStage[$0] } ?? withoutStage
  }
}

extension Configuration {
  /// The owner of an entity at a stage, for fields that no rule names.
  func owner(of entity: Entity, at stage: Stage?) -> FieldRule.Owner {
    let rules = rules(for: entity)
    return stage.flatMap { rules.stages[$0]?.owner } ?? rules.owner ?? .system(source(of: entity))
  }

  /// The system that the first flow of the entity starts from.
  private func source(of entity: Entity) -> String {
    flows.first { $0.carries(entity) }?.from.value ?? systems.first?.name ?? ""
  }

  /// What one rule says at one stage, with everything filled in. Nil: no rule names the field.
  fileprivate func terms(_ rule: FieldRule?, of entity: Entity, at stage: Stage?) -> FieldTerms {
    let own = stage.flatMap { rule?.owners[$0] }
    let owner = own ?? rule?.owner ?? self.owner(of: entity, at: stage)
    let conflict = rule?.conflict ?? .ownerWins
    let lastWord = rule?.lastWord ?? self.lastWord(of: entity, at: stage, owner)
    // A rule that says the same at every stage need not name one.
    let dependsOnStage = own != nil || (rule?.owner == nil && rules(for: entity).stages.contains { $1.owner != nil })
    return FieldTerms(
      owner: owner, conflict: conflict, lastWord: lastWord, sending: rule?.sending ?? .everywhere,
      rule: Self.sentence(
        of: entity, rule, at: dependsOnStage ? stage : nil, owner, conflict, lastWord: lastWord))
  }

  /// Who wins where nothing else tells: the field's owner, else the entity's, else the ERP.
  private func lastWord(of entity: Entity, at stage: Stage?, _ owner: FieldRule.Owner) -> String {
    if case .system(let name) = owner { return name }
    if case .system(let name) = self.owner(of: entity, at: stage) { return name }
    return systems.first { $0.role == .erp }?.name ?? source(of: entity)
  }

  /// Such as `Customer Phone: shared, owner-wins, last word erp`, or `Customer at stage customer: owner erp`.
  private static func sentence(
    of entity: Entity, _ rule: FieldRule?, at stage: Stage?, _ owner: FieldRule.Owner,
    _ conflict: FieldRule.Conflict, lastWord: String
  ) -> String {
    var subject = entity.rawValue
    if let rule, rule.pattern.text != FieldName.whole.text { subject += " \(rule.pattern)" }
    if let stage { subject += " at stage \(stage.rawValue)" }
    let words: RuleWords
    switch owner {
    case .system(let name): words = .owner(name, othersFill: conflict == .fillIfEmpty)
    case .shared:
      let settlesItself = conflict == .ask || conflict == .fillIfEmpty
      words = .shared(conflict, lastWord: settlesItself ? nil : lastWord)
    }
    return "\(subject): \(words.text)"
  }
}
