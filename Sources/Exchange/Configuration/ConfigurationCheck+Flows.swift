extension ConfigurationCheck {
  mutating func checkFlows() {
    var routes: [String: Place] = [:]
    for flow in configuration.flows {
      let from = system(flow.from)
      let to = system(flow.to)
      if let from, from.inbox == nil {
        note(
          flow.from.place, "system \"\(from.name)\" has no inbox that a flow could start from",
          "add an inbox to system \"\(from.name)\"")
      }
      if let to, to.outbox == nil {
        note(
          flow.to.place, "system \"\(to.name)\" has no outbox that a flow could lead to",
          "add an outbox to system \"\(to.name)\"")
      }
      if from != nil, flow.from.value == flow.to.value {
        note(flow.to.place, "the flow leads back to the system that it starts from", "name another system")
      }
      for entity in flow.entities {
        let route = "\(flow.from.value)/\(flow.to.value)/\(entity.value)"
        if let first = routes[route] {
          note(
            entity.place, "another flow takes \(entity.value.rawValue) from \(flow.from.value) to \(flow.to.value)",
            "it stands in line \(first.line); remove one of the two")
        }
        routes[route] = entity.place
        checkReading(entity, from: from)
        checkWriting(entity, to: to)
      }
    }
  }

  mutating func system(_ name: Placed<String>) -> System? {
    if let system = configuration.system(named: name.value) { return system }
    let names = configuration.systems.map(\.name)
    note(
      name.place, "unknown system \"\(name.value)\"", "expected \(ConfigurationReader.either(names))",
      suggestion: NearestName.of(name.value, among: names))
    return nil
  }

  private mutating func checkReading(_ entity: Placed<Entity>, from system: System?) {
    guard let system else { return }
    let formats = configuration.formats(from: system)
    if formats.contains(where: { $0.reads.contains(entity.value) }) { return }
    // One that is not there was told of already, and might read them.
    guard let format = formats.first, formats.count == system.sends.count else { return }
    let name = entity.value.rawValue
    if formats.count > 1 {
      return note(
        entity.place, "none of the formats \(Self.quoted(formats)) reads \(name) records",
        "add \(name) to records and read of one of them, or take it out of the flow")
    }
    if !format.records.contains(where: { $0.entity == entity.value }) {
      note(
        entity.place, "format \"\(format.name)\" does not say where \(name) records are",
        "add \(name) to records of format \"\(format.name)\"")
    }
    if !format.isCanonical, format.readStylesheet(for: entity.value) == nil {
      note(
        entity.place, "format \"\(format.name)\" has no stylesheet that makes \(name) records canonical",
        "add one under read, or give the format the root \"{\(Format.canonicalNamespace)}Exchange\"")
    }
  }

  private mutating func checkWriting(_ entity: Placed<Entity>, to system: System?) {
    guard let system else { return }
    let formats = configuration.formats(for: system)
    if formats.contains(where: { $0.isCanonical || $0.writes.contains(entity.value) }) {
      return checkCompany(of: entity, to: system)
    }
    // One that is not there was told of already, and might write them.
    guard let format = formats.first, formats.count == system.formats.count else { return }
    let name = entity.value.rawValue
    if formats.count > 1 {
      return note(
        entity.place, "none of the formats \(Self.quoted(formats)) writes \(name) records",
        "add \(name) to write of one of them, or take it out of the flow")
    }
    note(
      entity.place, "format \"\(format.name)\" has no stylesheet that writes \(name) records",
      "add \(name) to write of format \"\(format.name)\", or take it out of the flow")
  }

  /// Customers that go along with orders need orders that go.
  private mutating func checkCompany(of entity: Placed<Entity>, to system: System) {
    guard configuration.format(for: system, writing: entity.value) == nil else { return }
    let hosts = Entity.allCases.filter { host in
      configuration.format(for: system, writing: host)?.companions[host]?.contains(entity.value) == true
    }
    let goes = configuration.flows.contains { flow in
      flow.to.value == system.name && hosts.contains { flow.carries($0) }
    }
    guard !hosts.isEmpty, !goes else { return }
    let formats = configuration.formats(for: system)
    let subject = formats.count == 1 ? "format \(Self.quoted(formats)) writes" : "formats \(Self.quoted(formats)) write"
    let names = ConfigurationReader.either(hosts.map(\.rawValue).sorted())
    note(
      entity.place,
      "\(subject) \(entity.value.rawValue) records only along with "
        + "\(names) records, and no flow carries these to \(system.name)",
      "add \(names) to the flow, or take \(entity.value.rawValue) out of it")
  }

  private static func quoted(_ formats: [Format]) -> String {
    ConfigurationReader.list(formats.map { "\"\($0.name)\"" })
  }
}
