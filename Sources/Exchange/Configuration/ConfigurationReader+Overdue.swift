/// What has to come from a system, and after how long it is late.
extension ConfigurationReader {
  private enum ExpectKey: String, CaseIterable {
    case name
    case entities
    case by
    case timeZone = "time-zone"
    case except
    case since
  }

  mutating func readExpectations(_ node: ConfigurationNode?) -> [Expectation] {
    var found: [Expectation] = []
    for item in list(node, "a list of expected files") {
      guard let expectation = readExpectation(item) else { continue }
      if found.contains(where: { $0.words == expectation.words }) {
        note(item.place, "\(expectation.words) is expected twice", "give the one all points in time, in a list")
      } else {
        found.append(expectation)
      }
    }
    return found
  }

  private mutating func readExpectation(_ node: ConfigurationNode) -> Expectation? {
    let section = section(node, "an expected file", at: node.place, keys: ExpectKey.self)
    guard section.isMap else { return nil }
    if section[.name] == nil, section[.entities] == nil {
      note(node.place, "nothing says which file is expected", "add name, entities, or both")
    }
    let name = text(section[.name], "a pattern such as \"customers-*.xml\"")
    if let name, name.value.isEmpty || name.value.contains("/") {
      note(name.place, "expected a pattern for file names, found \"\(name.written)\"", "subfolders are not read")
    }
    let entities = section[.entities].map { readEntities($0, "a list of entities") } ?? []
    let zone = zone(section[.timeZone], default: timeZone)
    var deadlines = Schedule(in: zone)
    if let by = required(section, .by) {
      let expressions = texts(by, "a cron expression such as \"30 7 * * mon-fri\"").compactMap { cron($0) }
      for expression in expressions where !expression.everComes {
        note(by.place, "\"\(expression)\" never comes: no year has such a day")
      }
      if !expressions.isEmpty { deadlines.rhythm = .at(expressions) }
    }
    if let except = section[.except] {
      for name in texts(except, "the name of a calendar") { deadlines.holidays.formUnion(calendar(name)) }
    }
    return Expectation(
      name: name?.value, entities: entities.map(\.value), by: deadlines,
      since: section[.since].map { duration($0, default: .seconds(86_400)) }, place: node.place)
  }

  private enum OverdueKey: String, CaseIterable {
    case settled
    case validated
    case rejected
    case delivered
    case taken
    case imported
  }

  mutating func readOverdue(_ node: ConfigurationNode) -> OverdueRules {
    let section = section(node, "overdue", at: node.place, keys: OverdueKey.self)
    let standard = OverdueRules.standard
    return OverdueRules(
      settled: limit(section[.settled], default: standard.settled),
      validated: limit(section[.validated], default: standard.validated),
      rejected: limit(section[.rejected], default: standard.rejected),
      delivered: limit(section[.delivered], default: standard.delivered),
      taken: limit(section[.taken], default: standard.taken),
      imported: limit(section[.imported], default: standard.imported), place: node.place)
  }

  /// A duration, or `never`.
  mutating func limit(_ node: ConfigurationNode?, default standard: Duration?) -> Duration? {
    let expected = "a duration such as 2h or 1d, or never"
    guard let text = text(node, expected) else { return standard }
    if text.value == "never" { return nil }
    guard let duration = Quantity.duration(text.value), duration > .zero else {
      note(text.place, "expected \(expected), found \"\(text.written)\"")
      return standard
    }
    return duration
  }
}
