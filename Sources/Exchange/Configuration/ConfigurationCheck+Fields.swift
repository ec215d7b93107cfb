extension ConfigurationCheck {
  /// Whether each rule for fields is about something, and says something that is ever looked at.
  mutating func checkFields(of rules: EntityRules) {
    var known: [FieldRule] = []
    for rule in rules.fields where checkPattern(rule.pattern, of: rules.entity, at: rule.place) { known.append(rule) }
    checkShadows(among: known, of: rules.entity)
    for rule in known {
      checkConflict(of: rule, of: rules.entity)
      checkSending(of: rule, of: rules.entity)
    }
  }

  /// Whether an entity can have a field that a pattern is about.
  @discardableResult
  mutating func checkPattern(_ pattern: FieldPattern, of entity: Entity, at place: Place) -> Bool {
    guard let shape = EntityShape.of(entity) else {
      if pattern.steps.isEmpty { return true }
      note(
        place, "\(entity.rawValue) is one as a whole, so there can be no rule for its field \"\(pattern)\"",
        "only \"*\" can stand here; or say who owns it at the entity or at its stages")
      return false
    }
    if shape.isKnown(pattern) { return true }
    let names = shape.parts.map(\.name)
    let first = pattern.steps.first?.name ?? ""
    let suggestion =
      names.contains(first)
      ? nil
      : NearestName.of(first, among: names).map { $0 + pattern.text.dropFirst(first.count) }
    note(
      place, "no field of a \(entity.rawValue) is ever called \"\(pattern)\"",
      "kontor ownership shows the fields that there are", suggestion: suggestion)
    return false
  }

  /// A rule all of whose fields fall under others is never looked at.
  private mutating func checkShadows(among rules: [FieldRule], of entity: Entity) {
    let places = EntityShape.of(entity)?.places(toTellApart: rules.map(\.pattern)) ?? [.whole]
    let inForce = rules.inForce()
    for rule in rules {
      let own = places.filter { rule.pattern.matches($0) }
      let winners = own.compactMap { place in inForce.first { $0.pattern.matches(place) } }
      guard !winners.contains(where: { $0.place == rule.place }) else { continue }
      let lines = Set(winners.map(\.place.line)).sorted().map(String.init)
      warn(
        rule.place, "the rule for \"\(rule.pattern)\" never holds: all of its fields fall under other rules",
        "see line \(ConfigurationReader.list(lines)); remove the rule, or make it more exact than those")
    }
  }

  /// A conflict needs two who may both change the field.
  private mutating func checkConflict(of rule: FieldRule, of entity: Entity) {
    let stages: [Stage?] = entity.stages.isEmpty ? [nil] : entity.stages
    let isShared = stages.contains { stage in
      (stage.flatMap { rule.owners[$0] } ?? rule.owner ?? configuration.owner(of: entity, at: stage)) == .shared
    }
    if !isShared, let conflict = rule.conflict, conflict != .fillIfEmpty {
      warn(
        rule.place, "\"\(rule.pattern)\" has one owner, so conflict: \(conflict.rawValue) says nothing",
        "leave it out, or write owner: shared; of a field with one owner, others can at most fill it: fill-if-empty")
    }
    guard let name = rule.lastWord else { return }
    if !isShared {
      warn(
        rule.place, "\"\(rule.pattern)\" has one owner, so last-word: \(name) says nothing",
        "leave it out, or write owner: shared")
    } else if let conflict = rule.conflict, conflict == .ask || conflict == .fillIfEmpty {
      warn(
        rule.place, "with conflict: \(conflict.rawValue) nobody looks at last-word: \(name)", "leave one of the two out"
      )
    }
  }

  /// A value can only go to a system that is sent the entity at all.
  private mutating func checkSending(of rule: FieldRule, of entity: Entity) {
    guard case .only(let names) = rule.sending else { return }
    for name in names where configuration.system(named: name) != nil {
      guard !configuration.flows.contains(where: { $0.to.value == name && $0.carries(entity) }) else { continue }
      warn(
        rule.place, "\"\(rule.pattern)\" is to be sent to \(name), and no flow takes a \(entity.rawValue) there",
        "add a flow, or take \(name) out of send")
    }
  }
}
