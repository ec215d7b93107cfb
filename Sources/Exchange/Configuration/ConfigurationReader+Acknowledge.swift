/// What senders are told, and what nobody is shown.
extension ConfigurationReader {
  private enum AcknowledgeKey: String, CaseIterable {
    case records
    case levels
    case when
    case entities
    case to
  }

  mutating func readAcknowledge(_ node: ConfigurationNode) -> AcknowledgeRule {
    let section = section(node, "acknowledge", at: node.place, keys: AcknowledgeKey.self)
    var rule = AcknowledgeRule(
      records: choice(section[.records], "choice of records", default: .exceptions),
      to: path(section[.to], "a folder"), place: node.place)
    rule.levels = section[.levels].map { readLevels($0) } ?? rule.levels
    rule.when = choice(section[.when], "occasion for an acknowledgement", default: .always)
    for entry in map(section[.entities], "a map from entity to rule") {
      let override = readOverride(entry.value, "entity \"\(entry.key)\"", at: entry.place)
      guard let entity = entity(entry.key, at: entry.place) else { continue }
      rule.overrides[entity] = override
    }
    return rule
  }

  private enum OverrideKey: String, CaseIterable {
    case records
    case levels
    case when
  }

  /// What holds for the records of one entity, or of a flow.
  mutating func readOverride(
    _ node: ConfigurationNode, _ title: String, at place: Place
  ) -> AcknowledgeRule.Override {
    let section = section(node, title, at: place, keys: OverrideKey.self)
    return AcknowledgeRule.Override(
      records: section[.records].map { choice($0, "choice of records", default: .exceptions) },
      levels: section[.levels].map { readLevels($0) },
      when: section[.when].map { choice($0, "occasion for an acknowledgement", default: .always) }, place: place)
  }

  private mutating func readLevels(_ node: ConfigurationNode) -> Set<AcknowledgementLevel> {
    let names = AcknowledgementLevel.allCases.map(\.rawValue)
    let items = list(node, "a list of \(Self.list(names))")
    if case .list = node.content, items.isEmpty {
      note(node.place, "the list names no level", "name at least one, or write when: never")
    }
    var levels: Set<AcknowledgementLevel> = []
    for item in items {
      guard let text = text(item, Self.either(names)) else { continue }
      guard let level = AcknowledgementLevel(rawValue: text.value) else {
        note(
          text.place, "\"\(text.written)\" is no level", "expected \(Self.either(names))",
          suggestion: NearestName.of(text.value, among: names))
        continue
      }
      if !levels.insert(level).inserted {
        note(text.place, "\(level.rawValue) is in the list twice", "remove one of the two")
      }
    }
    return levels
  }

  // MARK: - Masked values

  /// Names of elements and attributes, with their places.
  mutating func readMask(_ node: ConfigurationNode?) -> [String: Place] {
    let expected = "the local name of an element or attribute, such as Email"
    var places: [String: Place] = [:]
    for item in list(node, "a list of names of elements and attributes") {
      guard let text = text(item, expected) else { continue }
      guard ElementPath.isName(text.value) else {
        note(text.place, "expected \(expected), found \"\(text.written)\"", "prefixes, paths and @ are not read")
        continue
      }
      guard places.updateValue(text.place, forKey: text.value) == nil else {
        note(text.place, "\(text.value) is in the list twice", "remove one of the two")
        continue
      }
    }
    return places
  }
}
