extension ConfigurationReader {
  private enum FlowKey: String, CaseIterable {
    case name
    case from
    case to
    case entities
    case accept
    case when
    case timeZone = "time-zone"
    case pace
    case acknowledge
  }

  private enum PaceKey: String, CaseIterable {
    case documents
    case each
  }

  mutating func readFlow(_ node: ConfigurationNode) -> Flow {
    let section = section(node, "a flow", at: node.place, keys: FlowKey.self)
    let from = text(required(section, .from), "the name of a system")
    let to = text(required(section, .to), "the name of a system")
    let entities = required(section, .entities).map { readEntities($0, "a list of entities") } ?? []
    let name = text(section[.name], "a name")
    if let name, !Self.isSafeName(name.value) {
      note(name.place, "\"\(name.written)\" cannot name a flow", Self.safeNames)
    }
    let zone = zone(section[.timeZone], default: timeZone)
    let schedule = section[.when].map { Placed(readSchedule($0, in: zone), at: $0.place) }
    if schedule == nil, let unused = section[.timeZone] {
      note(unused.place, "a flow without a schedule has no use for a time zone", "add when, or take it out")
    }
    var flow = Flow(
      place: node.place,
      from: Placed(from?.value ?? "", at: from?.place ?? node.place),
      to: Placed(to?.value ?? "", at: to?.place ?? node.place),
      entities: entities, accept: choice(section[.accept], "kind of acceptance", default: .perRecord),
      acknowledge: section[.acknowledge].map { readOverride($0, "acknowledge", at: $0.place) },
      // Until all flows are read nobody knows what one without a name is called.
      name: name?.value ?? "", schedule: schedule)
    flow.pace = section[.pace].map { readPace($0) }
    return flow
  }

  private mutating func readPace(_ node: ConfigurationNode) -> Pace {
    let section = section(node, "pace", at: node.place, keys: PaceKey.self)
    let each = section[.each].map { duration($0, default: .seconds(60)) } ?? .seconds(60)
    if each <= .zero { note(node.place, "a pace needs a time", "write { documents: 500, each: 1m }") }
    return Pace(
      documents: count(required(section, .documents), in: 1...10_000_000, default: 1), each: each)
  }

  /// Gives a name to each flow that has none: where it leads from and to, and where several do so, what it carries.
  mutating func named(_ flows: [Flow]) -> [Flow] {
    var taken: [String: Place] = [:]
    return flows.map { flow in
      var flow = flow
      if flow.name.isEmpty {
        let isAlone = flows.count { $0.from.value == flow.from.value && $0.to.value == flow.to.value } == 1
        let load = flow.entities.map(\.value.rawValue).joined(separator: "+")
        flow.name = "\(flow.from.value)-\(flow.to.value)" + (isAlone ? "" : "-\(load)")
      }
      if let first = taken[flow.name] {
        note(
          flow.place, "another flow is called \"\(flow.name)\"",
          "it stands in line \(first.line); give one of them another name")
      }
      taken[flow.name] = flow.place
      return flow
    }
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
