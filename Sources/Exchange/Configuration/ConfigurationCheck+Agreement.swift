extension ConfigurationCheck {
  /// Whether everybody who is named exists, every rule can apply, and whoever owns something can also say it.
  mutating func checkAgreement() {
    for entity in Entity.allCases where !entity.isAboutOthers { checkOwner(of: entity) }
    let written = configuration.entities.values.sorted { $0.place < $1.place }
    for rules in written {
      for mention in rules.mentions { _ = system(mention) }
      checkFields(of: rules)
      checkVoices(of: rules)
      checkPromotion(of: rules)
    }
    checkReferences(of: written)
  }

  // MARK: - Owners

  /// What goes both ways needs one whose word is the last.
  private mutating func checkOwner(of entity: Entity) {
    let rules = configuration.rules(for: entity)
    let namesOwner =
      rules.owner != nil || (!entity.stages.isEmpty && entity.stages.allSatisfy { rules.stages[$0]?.owner != nil })
      || rules.fields.contains { $0.pattern.steps.isEmpty && $0.owner != nil }
    guard !namesOwner, let (flow, place) = wayBack(of: entity) else { return }
    note(
      rules.place == .start ? place : rules.place,
      "\(entity.rawValue) goes both ways between \(flow.to.value) and \(flow.from.value), and nobody says who owns it",
      entity.stages.isEmpty
        ? "add owner to entity \(entity.rawValue)" : "add owner to entity \(entity.rawValue), or to each of its stages")
  }

  /// The first flow that leads an entity to where an earlier one takes it from.
  private func wayBack(of entity: Entity) -> (flow: Flow, place: Place)? {
    var open: [Flow] = []
    for flow in configuration.flows {
      guard let place = flow.entities.first(where: { $0.value == entity })?.place else { continue }
      if open.contains(where: { $0.from.value == flow.to.value && $0.to.value == flow.from.value }) {
        return (flow, place)
      }
      open.append(flow)
    }
    return nil
  }

  /// An owner that no flow brings the entity from can keep others from changing it, and never change it itself.
  private mutating func checkVoices(of rules: EntityRules) {
    let entity = rules.entity
    let heard = configuration.flows.filter { $0.carries(entity) || (entity == .order && $0.carries(.orderStatus)) }
      .map(\.from.value)
    var told: Set<String> = []
    for mention in rules.owners {
      guard case .system(let name) = mention.value, configuration.system(named: name) != nil, !heard.contains(name),
        told.insert(name).inserted
      else { continue }
      warn(
        mention.place, "\(name) owns what no flow brings from it: it can keep others from changing it, and no more",
        "add a flow that takes \(entity.rawValue) from \(name), or name another owner")
    }
  }

  // MARK: - Waiting for each other

  /// Of two entities that refer to each other, each would have to be published ahead of the other.
  private mutating func checkReferences(of written: [EntityRules]) {
    var told: Set<Entity> = []
    for rules in written where !told.contains(rules.entity) {
      guard let circle = circle(from: rules.entity, by: [rules.entity]) else { continue }
      told.formUnion(circle)
      let names = (circle + [rules.entity]).map(\.rawValue)
      note(
        rules.place, "\(names.joined(separator: " refers to ")): each would wait for the next one",
        "take one of them out of refers-to")
    }
  }

  private func circle(from start: Entity, by way: [Entity]) -> [Entity]? {
    guard let last = way.last else { return nil }
    let targets = configuration.rules(for: last).refersTo.keys.sorted { $0.rawValue < $1.rawValue }
    // One that refers to another of its kind, such as to a parent company, waits for that one only.
    if way.count > 1, targets.contains(start) { return way }
    for target in targets where !way.contains(target) {
      if let found = circle(from: start, by: way + [target]) { return found }
    }
    return nil
  }

  // MARK: - Becoming a customer

  private mutating func checkPromotion(of rules: EntityRules) {
    let (promotion, entity) = (rules.promotion, rules.entity)
    guard let place = promotion.place else { return }
    for need in promotion.needs { checkPattern(need.value, of: entity, at: need.place) }
    let on = promotion.on
    for needed in [on.value, entity] where !configuration.flows.contains(where: { $0.carries(needed) }) {
      warn(
        place, "no flow carries \(needed.rawValue), so nothing ever makes a lead a customer",
        "add \(needed.rawValue) to a flow, or leave promote out")
    }
    if configuration.rules(for: on.value).refersTo[entity] == nil {
      note(
        on.place == .start ? place : on.place,
        "\(on.value.rawValue) does not refer to a \(entity.rawValue), so it cannot promote one",
        "add \(entity.rawValue) to refers-to of \(on.value.rawValue), or name another entity")
    }
    let isAnswered = configuration.flows.contains { flow in
      flow.carries(entity) && configuration.system(named: flow.to.value)?.inbox != nil
    }
    if promotion.confirmation == .number, !isAnswered {
      warn(
        place, "no system that is sent a \(entity.rawValue) has an inbox, so no number ever comes back",
        "give it one, or write confirm: none")
    }
  }
}

extension EntityRules {
  /// Everybody who owns something by these rules, with the place of the rule.
  fileprivate var owners: [Placed<FieldRule.Owner>] {
    let byStage = stages.values.compactMap { stage in stage.owner.map { Placed($0, at: stage.place) } }
    // Of a rule that is about nothing, more has been said already.
    let known = fields.filter { $0.pattern.steps.isEmpty || EntityShape.of(entity)?.isKnown($0.pattern) ?? false }
    let byField = known.flatMap { rule in
      ([rule.owner].compactMap(\.self) + rule.owners.values).map { Placed($0, at: rule.place) }
    }
    return ([owner].compactMap(\.self).map { Placed($0, at: place) } + byStage + byField).sorted { $0.place < $1.place }
  }
}

extension Entity {
  /// It says something about records of other kinds, and nobody owns it.
  fileprivate var isAboutOthers: Bool { self == .confirmation || self == .decision }
}
