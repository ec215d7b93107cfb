extension ConfigurationReader {
  private enum SystemKey: String, CaseIterable {
    case inbox
    case outbox
    case role
    case format
    case sends
    case settle
    case names
    case order
    case acknowledge
    case limits
    case encoding
    case expect
    case overdue
    case capacity
    case supersede
    case receipts
    case sidecars
  }

  mutating func readSystem(_ entry: ConfigurationNode.Entry) -> System {
    let section = section(entry.value, "system \"\(entry.key)\"", at: entry.place, keys: SystemKey.self)
    if !Self.isSafeName(entry.key) {
      note(entry.place, "\"\(entry.key)\" cannot name a system", Self.safeNames)
    }
    if let taken = Self.takenNames[entry.key] {
      note(entry.place, "\"\(entry.key)\" cannot name a system", "it stands for \(taken)")
    }
    if section.isMap, section[.inbox] == nil, section[.outbox] == nil {
      note(entry.place, "system \"\(entry.key)\" has neither inbox nor outbox", "add at least one of them")
    }
    let formats = readFormatNames(required(section, .format))
    let sends = readFormatNames(section[.sends])
    let role = section[.role].map { choice($0, "role", default: System.Role.crm) }
    if role == nil { withoutRole.insert(entry.key) }
    var system = System(
      name: entry.key, place: entry.place,
      inbox: path(section[.inbox], "a folder"), outbox: path(section[.outbox], "a folder"),
      role: role ?? .crm, formats: formats.isEmpty ? [Placed("", at: entry.place)] : formats,
      sends: sends.isEmpty ? nil : sends,
      settle: section[.settle].map { readSettle($0) } ?? .standard,
      names: readNames(section[.names]),
      order: choice(section[.order], "order of intake", default: .name),
      acknowledge: section[.acknowledge].map { readAcknowledge($0) } ?? .standard,
      limits: section[.limits].map { readLimits($0) } ?? .standard,
      encoding: section[.encoding].map { choice($0, "encoding that a file may have", default: .utf8) })
    system.expect = readExpectations(section[.expect])
    system.overdue = section[.overdue].map { readOverdue($0) } ?? .standard
    system.capacity = section[.capacity].map { count($0, in: 1...10_000_000, default: 1) }
    system.supersede = choice(section[.supersede], "way to supersede", default: .waiting)
    for key in [SystemKey.capacity, .supersede] where system.outbox == nil {
      if let unused = section[key] {
        note(unused.place, "a system without an outbox has no use for \(key.rawValue)", "take it out")
      }
    }
    if let node = section[.receipts] { system.receipts = readReceipts(node, outbox: system.outbox) }
    if let node = section[.sidecars] {
      system.sidecars = readSidecars(node, outbox: system.outbox ?? system.acknowledge.to, system.receipts)
    }
    return system
  }

  /// One name, or a list of them.
  private mutating func readFormatNames(_ node: ConfigurationNode?) -> [Placed<String>] {
    guard let node else { return [] }
    var items = [node]
    if case .list(let several) = node.content {
      if several.isEmpty { note(node.place, "no format would be left", "name at least one") }
      items = several
    }
    var names: [Placed<String>] = []
    for item in items {
      guard let name = text(item, "the name of a format, or a list of them") else { continue }
      if let first = names.first(where: { $0.value == name.value }) {
        note(name.place, "format \"\(name.value)\" is named twice", "it stands in line \(first.place.line) already")
        continue
      }
      names.append(Placed(name.value, at: name.place))
    }
    return names
  }

  /// Names that mean something else where a system could be named.
  private static let takenNames = [
    "desk": "Kontor's own inbox", FieldRule.Owner.sharedName: "what several systems own",
  ]

  /// Gives a role to each system that says none: by its name, or else by what it is sent.
  func addRoles(to systems: [System], _ flows: [Flow]) -> [System] {
    systems.map { system in
      guard withoutRole.contains(system.name) else { return system }
      let isLedTo = flows.contains { flow in
        flow.to.value == system.name && (flow.carries(.customer) || flow.carries(.order))
      }
      var system = system
      system.role = System.Role(rawValue: system.name.lowercased()) ?? (isLedTo ? .erp : .crm)
      return system
    }
  }

  private enum SettleKey: String, CaseIterable {
    case quiet
    case marker
    case renameIn = "rename-in"
    case empty
    case incomplete
  }

  private mutating func readSettle(_ node: ConfigurationNode) -> SettleRule {
    let section = section(node, "settle", at: node.place, keys: SettleKey.self)
    let standard = SettleRule.standard
    let quiet = section[.quiet].map { duration($0, default: .zero) }
    let marker = section[.marker].flatMap { readMarker($0) }
    let renamedIn = flag(section[.renameIn], default: false)
    if [quiet != nil, section[.marker] != nil, renamedIn].count(where: { $0 }) > 1 {
      note(node.place, "a file settles in one way only", "keep one of quiet, marker and rename-in")
    }
    return SettleRule(
      proof: marker.map { .marker($0) } ?? (renamedIn ? .renamedIn : quiet.map { .quiet($0) } ?? standard.proof),
      empty: duration(section[.empty], default: standard.empty),
      incomplete: duration(section[.incomplete], default: standard.incomplete))
  }

  private mutating func readMarker(_ node: ConfigurationNode) -> String? {
    guard let text = text(node, "a suffix such as .done") else { return nil }
    guard !text.value.isEmpty, !text.value.contains("/") else {
      note(text.place, "expected a suffix such as .done, found \"\(text.written)\"")
      return nil
    }
    return text.value
  }

  private mutating func readNames(_ node: ConfigurationNode?) -> [String] {
    let items = list(node, "a list of patterns such as [\"*.xml\"]")
    if let node, case .list = node.content, items.isEmpty {
      note(node.place, "no file name would fit", "name at least one pattern such as \"*.xml\"")
    }
    let names = items.compactMap { item -> String? in
      guard let text = text(item, "a pattern such as \"*.xml\"") else { return nil }
      guard !text.value.isEmpty, !text.value.contains("/") else {
        note(text.place, "expected a pattern for file names, found \"\(text.written)\"", "subfolders are not read")
        return nil
      }
      return text.value
    }
    return node == nil ? ["*.xml"] : names
  }

  private enum LimitKey: String, CaseIterable {
    case size
    case depth
    case attributes
    case tag
    case errorsPerRecord = "errors-per-record"
  }

  private mutating func readLimits(_ node: ConfigurationNode) -> InterchangeLimits {
    let section = section(node, "limits", at: node.place, keys: LimitKey.self)
    let standard = InterchangeLimits.standard
    return InterchangeLimits(
      size: size(section[.size], default: standard.size),
      depth: count(section[.depth], in: 1...250, default: standard.depth),
      attributes: count(section[.attributes], in: 1...2_000, default: standard.attributes),
      tag: size(section[.tag], default: standard.tag),
      errorsPerRecord: count(section[.errorsPerRecord], in: 1...100_000, default: standard.errorsPerRecord))
  }
}
