extension ConfigurationReader {
  private enum EntityKey: String, CaseIterable {
    case owner
    case stages
    case fields
    case refersTo = "refers-to"
    case missing
    case hold
    case promote
    case match
    case delete
  }

  mutating func readEntity(_ entry: ConfigurationNode.Entry) -> EntityRules? {
    let section = section(entry.value, "entity \"\(entry.key)\"", at: entry.place, keys: EntityKey.self)
    guard let entity = entity(entry.key, at: entry.place) else { return nil }
    var rules = EntityRules.standard(for: entity)
    rules.place = entry.place
    rules.owner = readOwner(section[.owner], &rules.mentions)
    for stage in map(section[.stages], "a map from stage to rule") { readStage(stage, into: &rules) }
    rules.fields = map(section[.fields], "a map from field to rule").compactMap { readField($0, &rules) }
    if let node = section[.refersTo] { rules.refersTo = readReferences(node) }
    rules.missing = choice(section[.missing], "rule for what is missing", default: rules.missing)
    rules.hold = section[.hold].map { readHold($0) } ?? rules.hold
    rules.deletion = choice(section[.delete], "rule for deletions", default: rules.deletion)
    for (key, node) in [(EntityKey.promote, section[.promote]), (.match, section[.match])] where entity != .customer {
      guard let node else { continue }
      note(node.place, "\(entity.rawValue) cannot have \(key.rawValue)", "only a Customer can")
    }
    rules.promotion = section[.promote].map { readPromotion($0) } ?? rules.promotion
    rules.matching = section[.match].map { readMatching($0) } ?? rules.matching
    return rules
  }

  private mutating func readReferences(_ node: ConfigurationNode) -> [Entity: ElementPath] {
    var found: [Entity: ElementPath] = [:]
    for reference in map(node, "a map from entity to path") {
      guard let target = entity(reference.key, at: reference.place) else { continue }
      found[target] = elementPath(reference.value, attributes: true)
    }
    return found
  }

  // MARK: - Stages

  private enum StageKey: String, CaseIterable {
    case owner
    case send
  }

  private mutating func readStage(_ entry: ConfigurationNode.Entry, into rules: inout EntityRules) {
    let section = section(entry.value, "stage \"\(entry.key)\"", at: entry.place, keys: StageKey.self)
    guard let stage = stage(entry, of: rules.entity) else { return }
    rules.stages[stage] = StageRule(
      owner: readOwner(section[.owner], &rules.mentions),
      sends: flag(section[.send], default: rules.sends(at: stage)), place: entry.place)
  }

  private mutating func stage(_ entry: ConfigurationNode.Entry, of entity: Entity) -> Stage? {
    let names = entity.stages.map(\.rawValue)
    guard !names.isEmpty else {
      note(entry.place, "\(entity.rawValue) has no stages", "only a Customer and an Order go through stages")
      return nil
    }
    if let stage = Stage(rawValue: entry.key), stage.entity == entity { return stage }
    note(
      entry.place, "unknown stage \"\(entry.key)\" of \(entity.rawValue)", "expected \(Self.either(names))",
      suggestion: NearestName.of(entry.key, among: names))
    return nil
  }

  // MARK: - Fields

  private enum FieldKey: String, CaseIterable {
    case owner
    case conflict
    case lastWord = "last-word"
    case send
    case standard = "default"
  }

  private mutating func readField(_ entry: ConfigurationNode.Entry, _ rules: inout EntityRules) -> FieldRule? {
    let section = section(entry.value, "field \"\(entry.key)\"", at: entry.place, keys: FieldKey.self)
    var owners: [Stage: FieldRule.Owner] = [:]
    var owner: FieldRule.Owner?
    if let node = section[.owner], case .map(let stages) = node.content {
      for one in stages {
        guard let stage = stage(one, of: rules.entity) else { continue }
        owners[stage] = readOwner(one.value, &rules.mentions)
      }
    } else {
      owner = readOwner(section[.owner], &rules.mentions)
    }
    let conflict = section[.conflict].map { choice($0, "rule for conflicts", default: FieldRule.Conflict.ownerWins) }
    let lastWord = text(section[.lastWord], "the name of a system")
    if let lastWord { rules.mentions.append(Placed(lastWord.value, at: lastWord.place)) }
    let sending = readSending(section[.send], &rules.mentions)
    let standard = text(section[.standard], "a value")?.value
    guard let pattern = pattern(entry.key, at: entry.place) else { return nil }
    return FieldRule(
      pattern: pattern, owners: owners, owner: owner, conflict: conflict, lastWord: lastWord?.value, sending: sending,
      standard: standard, place: entry.place)
  }

  private mutating func readOwner(_ node: ConfigurationNode?, _ mentions: inout [Placed<String>]) -> FieldRule.Owner? {
    guard let text = text(node, "the name of a system, or shared") else { return nil }
    if text.value == FieldRule.Owner.sharedName { return .shared }
    mentions.append(Placed(text.value, at: text.place))
    return .system(text.value)
  }

  private mutating func readSending(
    _ node: ConfigurationNode?, _ mentions: inout [Placed<String>]
  ) -> FieldRule.Sending {
    guard let node else { return .everywhere }
    guard case .list(let items) = node.content else { return flag(node, default: true) ? .everywhere : .nowhere }
    var names: [String] = []
    for item in items {
      guard let text = text(item, "the name of a system") else { continue }
      mentions.append(Placed(text.value, at: text.place))
      names.append(text.value)
    }
    return names.isEmpty ? .nowhere : .only(names)
  }

  private mutating func pattern(_ text: String, at place: Place) -> FieldPattern? {
    if let pattern = FieldPattern(text) { return pattern }
    note(
      place, "\"\(text)\" names no field",
      "expected a name such as PaymentTerms, Address/*, Address[type=invoice] or ContactPerson/Function")
    return nil
  }

  // MARK: - Waiting, becoming a customer, being recognised

  private enum HoldKey: String, CaseIterable {
    case time = "for"
    case afterwards = "then"
  }

  private mutating func readHold(_ node: ConfigurationNode) -> HoldRule {
    let section = section(node, "hold", at: node.place, keys: HoldKey.self)
    var rule = HoldRule.standard
    let expected = "a duration such as 12h or 30d, or never"
    if let text = text(section[.time], expected) {
      rule.time = text.value == "never" ? nil : Quantity.duration(text.value)
      if rule.time == nil, text.value != "never" {
        note(text.place, "expected \(expected), found \"\(text.written)\"")
      }
    }
    rule.afterwards = choice(section[.afterwards], "end of a wait", default: rule.afterwards)
    return rule
  }

  private enum PromotionKey: String, CaseIterable {
    case on
    case needs
    case confirm
    case orders
  }

  private mutating func readPromotion(_ node: ConfigurationNode) -> Promotion {
    let section = section(node, "promote", at: node.place, keys: PromotionKey.self)
    var promotion = Promotion.standard
    promotion.place = node.place
    if let text = text(section[.on], "an entity"), let entity = entity(text.value, at: text.place) {
      promotion.on = Placed(entity, at: text.place)
    }
    for item in list(section[.needs], "a list of fields") {
      guard let text = text(item, "a field"), let pattern = pattern(text.value, at: text.place) else { continue }
      promotion.needs.append(Placed(pattern, at: text.place))
    }
    promotion.confirmation = choice(section[.confirm], "confirmation", default: promotion.confirmation)
    promotion.orders = choice(section[.orders], "rule for further orders", default: promotion.orders)
    return promotion
  }

  private enum MatchKey: String, CaseIterable {
    case exact
    case near
  }

  private mutating func readMatching(_ node: ConfigurationNode) -> Matching {
    guard node.isMap else { return flag(node, default: true) ? .standard : .none }
    let section = section(node, "match", at: node.place, keys: MatchKey.self)
    let exact = section[.exact].map { readIdentifiers($0) }
    let near = section[.near].map { readIdentifiers($0) }
    if let both = exact?.first(where: { near?.contains($0) ?? false }) {
      note(node.place, "\(both.rawValue) stands under exact and under near", "remove one of the two")
    }
    // What is named in one list only is taken out of the standard of the other.
    let standard = Matching.standard
    return Matching(
      exact: exact ?? standard.exact.filter { !(near?.contains($0) ?? false) },
      near: near ?? standard.near.filter { !(exact?.contains($0) ?? false) })
  }

  private mutating func readIdentifiers(_ node: ConfigurationNode) -> [Identifier.Kind] {
    let names = Identifier.Kind.allCases.map(\.rawValue)
    var found: [Identifier.Kind] = []
    for item in list(node, "a list of \(Self.list(names))") {
      guard let text = text(item, Self.either(names)) else { continue }
      if let kind = Identifier.Kind(rawValue: text.value) {
        if !found.contains(kind) { found.append(kind) }
      } else {
        note(
          text.place, "nothing can be recognised by \"\(text.written)\"", "expected \(Self.either(names))",
          suggestion: NearestName.of(text.value, among: names))
      }
    }
    return found
  }
}
