extension ConfigurationCheck {
  /// Whether every sender can be answered, and each rule for that is about something.
  mutating func checkAcknowledgements() {
    for system in configuration.systems {
      if system.inbox != nil, system.outbox == nil, system.acknowledge.to == nil {
        warn(
          system.acknowledge.place ?? system.place,
          "system \"\(system.name)\" sends files but has no outbox for their acknowledgements",
          "give it an outbox, or a folder in acknowledge: { to: … }")
      }
      checkOverrides(of: system)
    }
  }

  /// A record has one sender, and so one rule, however many flows carry it.
  private mutating func checkOverrides(of system: System) {
    let flows = configuration.flows(from: system.name)
    var rules: [Entity: Place] = system.acknowledge.overrides.mapValues(\.place)
    for (entity, place) in rules.sorted(by: { $0.value < $1.value })
    where entity != .confirmation && entity != .decision && !flows.contains(where: { $0.carries(entity) }) {
      warn(
        place, "no flow takes \(entity.rawValue) from \(system.name), so there is little to acknowledge",
        "add it to a flow, or remove the rule")
    }
    for flow in flows {
      guard let place = flow.acknowledge?.place else { continue }
      for entity in flow.entities.map(\.value) {
        guard let other = rules.updateValue(place, forKey: entity) else { continue }
        note(
          max(place, other), "\(entity.rawValue) of \(system.name) has another rule for acknowledgements already",
          "it stands in line \(min(place, other).line); keep one of the two")
      }
    }
  }
}
