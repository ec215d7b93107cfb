extension ConfigurationReader {
  private enum FlowKey: String, CaseIterable {
    case from
    case to
    case entities
    case accept
    case when
    case acknowledge
  }

  mutating func readFlow(_ node: ConfigurationNode) -> Flow {
    let section = section(node, "a flow", at: node.place, keys: FlowKey.self)
    let from = text(required(section, .from), "the name of a system")
    let to = text(required(section, .to), "the name of a system")
    let entities = required(section, .entities).map { readEntities($0, "a list of entities") } ?? []
    if let when = text(section[.when], "always"), when.value != "always" {
      note(
        when.place, "a flow cannot wait for \"\(when.written)\"",
        "this version has no schedules: leave the key out, or write always")
    }
    return Flow(
      place: node.place,
      from: Placed(from?.value ?? "", at: from?.place ?? node.place),
      to: Placed(to?.value ?? "", at: to?.place ?? node.place),
      entities: entities, accept: choice(section[.accept], "kind of acceptance", default: .perRecord),
      acknowledge: section[.acknowledge].map { readOverride($0, "acknowledge", at: $0.place) })
  }

  /// A list of entities, none of them twice, at least one.
  mutating func readEntities(_ node: ConfigurationNode, _ expected: String) -> [Placed<Entity>] {
    let items = list(node, expected)
    if case .list = node.content, items.isEmpty {
      note(node.place, "the list names no entity", "name at least one")
    }
    var found: [Placed<Entity>] = []
    for item in items {
      guard let text = text(item, "an entity"), let entity = entity(text.value, at: text.place) else { continue }
      if found.contains(where: { $0.value == entity }) {
        note(text.place, "\(entity.rawValue) is in the list twice", "remove one of the two")
      } else {
        found.append(Placed(entity, at: text.place))
      }
    }
    return found
  }
}
