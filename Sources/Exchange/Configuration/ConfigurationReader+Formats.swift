import XMLEngine

extension ConfigurationReader {
  mutating func readFormat(_ entry: ConfigurationNode.Entry) -> Format {
    let own = section(
      entry.value, "format \"\(entry.key)\"", at: entry.place, keys: FormatKey.self, among: FormatKey.inConfiguration)
    if !Self.isSafeName(entry.key) {
      note(entry.place, "\"\(entry.key)\" cannot name a format", Self.safeNames)
    }
    guard let named = own[.pack] else { return readFormat(entry.key, at: entry.place, own) }
    let pack = readPack(named)
    var whole = own
    if let section = pack?.section {
      whole = merged(section, with: own)
    } else {
      // What the pack would have said is no news.
      whole.isMap = false
    }
    var format = readFormat(entry.key, at: entry.place, whole)
    format.pack = pack?.file
    return format
  }

  /// Reads a format whose keys stand together by now.
  mutating func readFormat(_ name: String, at place: Place, _ section: Section<FormatKey>) -> Format {
    let root = readRoot(section[.root])
    let canonical = root?.namespace == Format.canonicalNamespace
    var format = Format(
      name: name, place: place, root: root,
      schema: path(required(section, .schema), "an XML Schema file")
        ?? ConfiguredPath(written: "", absolute: folder, place: place),
      records: readRecords(section[.records]),
      envelope: readEnvelope(section[.envelope], default: canonical ? .canonical : EnvelopePaths()),
      ignored: list(section[.ignore], "a list of paths of elements").compactMap {
        elementPath($0, attributes: false, roots: true)
      },
      reading: readReading(section[.read]),
      write: stylesheets(section[.write]),
      parameters: readParameters(section[.parameters]),
      codes: readCodes(section[.codes], isRead: canonical || section[.read] != nil),
      document: section[.document].map { readDocument($0) } ?? .standard)
    requireOwnPlaces(of: format)
    format.companions = readCompanions(section[.with], write: format.write)
    format.carries = readCarries(section[.carry], format)
    format.encoding = section[.encoding].map { choice($0, "encoding of documents", default: .utf8) }
    format.unmappable = choice(section[.unmappable], "rule for characters that the encoding lacks", default: .refuse)
    if let unused = section[.unmappable], section[.encoding] == nil {
      note(
        unused.place, "a format in UTF-8 has no use for unmappable: it lacks no character",
        "take it out, or name the encoding")
    }
    return format
  }

  private mutating func readRoot(_ node: ConfigurationNode?) -> RootName? {
    let expected = "a root element such as \"{urn:example}Orders\""
    guard let text = text(node, expected) else { return nil }
    guard let root = RootName(text.value) else {
      note(text.place, "expected \(expected), found \"\(text.written)\"", "braces need quotes in YAML")
      return nil
    }
    return root
  }

  /// A list names children of the root; a map says where each entity is, at one place or at several.
  private mutating func readRecords(_ node: ConfigurationNode?) -> [RecordLocation] {
    guard let node else { return [] }
    var found: [RecordLocation] = []
    if case .map(let entries) = node.content {
      for entry in entries {
        guard let entity = entity(entry.key, at: entry.place) else { continue }
        for node in recordPlaces(entry.value) {
          guard let path = elementPath(node, attributes: false, roots: true) else { continue }
          found.append(RecordLocation(entity: entity, path: path, place: node.place))
        }
      }
    } else {
      for placed in readEntities(node, "a list of entities, or a map from entity to path") {
        found.append(
          RecordLocation(
            entity: placed.value, path: ElementPath(steps: [placed.value.rawValue]), place: placed.place))
      }
    }
    return found
  }

  /// What stands at one place can be of several entities where one stylesheet tells them apart.
  private mutating func requireOwnPlaces(of format: Format) {
    for (index, record) in format.records.enumerated() {
      guard let other = format.records[..<index].first(where: { $0.path == record.path }) else { continue }
      if other.entity != record.entity, let stylesheet = format.readStylesheet(for: record.entity),
        stylesheet.absolute == format.readStylesheet(for: other.entity)?.absolute
      {
        continue
      }
      note(
        record.place, "\"\(record.path)\" is the place of \(other.entity.rawValue) records already",
        other.entity == record.entity
          ? "name it once" : "give each entity a path of its own, or have one stylesheet read both")
    }
  }

  private mutating func recordPlaces(_ node: ConfigurationNode) -> [ConfigurationNode] {
    guard case .list = node.content else { return [node] }
    let places = list(node, "a list of paths of elements")
    if places.isEmpty { note(node.place, "a list of places of records is empty", "name at least one") }
    return places
  }

  private enum EnvelopeKey: String, CaseIterable {
    case sender
    case receiver
    case controlNumber = "control-number"
    case created
    case test
    case count
  }

  private mutating func readEnvelope(_ node: ConfigurationNode?, default standard: EnvelopePaths) -> EnvelopePaths {
    guard let node else { return standard }
    let section = section(node, "envelope", at: node.place, keys: EnvelopeKey.self)
    return EnvelopePaths(
      sender: elementPath(section[.sender], attributes: true) ?? standard.sender,
      receiver: elementPath(section[.receiver], attributes: true) ?? standard.receiver,
      controlNumber: elementPath(section[.controlNumber], attributes: true) ?? standard.controlNumber,
      created: elementPath(section[.created], attributes: true) ?? standard.created,
      test: elementPath(section[.test], attributes: true) ?? standard.test,
      count: elementPath(section[.count], attributes: true) ?? standard.count)
  }

  private mutating func readReading(_ node: ConfigurationNode?) -> Format.Reading {
    guard let node else { return .asItStands }
    if case .map = node.content { return .stylesheets(stylesheets(node)) }
    return path(node, "a stylesheet, or a map from entity to stylesheet").map { .stylesheet($0) } ?? .asItStands
  }

  private mutating func stylesheets(_ node: ConfigurationNode?) -> [Entity: ConfiguredPath] {
    var found: [Entity: ConfiguredPath] = [:]
    for entry in map(node, "a map from entity to stylesheet") {
      guard let entity = entity(entry.key, at: entry.place) else { continue }
      found[entity] = path(entry.value, "a stylesheet")
    }
    return found
  }

  /// An order can take its customer along; nothing else names what another system would have to know first.
  private mutating func readCompanions(_ node: ConfigurationNode?, write: [Entity: ConfiguredPath]) -> [Entity:
    [Entity]]
  {
    var found: [Entity: [Entity]] = [:]
    for entry in map(node, "a map from entity to a list of entities") {
      guard let entity = entity(entry.key, at: entry.place) else { continue }
      let carried = readEntities(entry.value, "a list of entities")
      guard entity == .order else {
        note(entry.place, "nothing can go along with \(entity.rawValue) records", "expected Order: [Customer]")
        continue
      }
      for other in carried where other.value != .customer {
        note(
          other.place, "\(other.value.rawValue) records cannot go along with an order", "expected Order: [Customer]")
      }
      if write[.order] == nil {
        note(entry.place, "no stylesheet writes the orders that something is to go along with", "add Order to write")
      }
      if !carried.isEmpty { found[entity] = [.customer] }
    }
    return found
  }

  /// Only customers are merged field by field; everything else is written as it was told.
  private mutating func readCarries(_ node: ConfigurationNode?, _ format: Format) -> Set<Entity> {
    guard let node else { return [] }
    var found: Set<Entity> = []
    for carried in readEntities(node, "a list of entities") {
      guard carried.value == .customer else {
        note(
          carried.place, "\(carried.value.rawValue) records cannot be carried: they are written as they were told",
          "expected [Customer]")
        continue
      }
      found.insert(.customer)
    }
    let isRead = !format.isCanonical && format.reading != .asItStands
    if !found.isEmpty, !isRead || format.write[.customer] == nil {
      note(
        node.place, "what is carried is found by a stylesheet that reads, and put back by one that writes",
        "add Customer to read and to write")
    }
    return found
  }

  private mutating func readParameters(_ node: ConfigurationNode?) -> [String: String] {
    var found: [String: String] = [:]
    for entry in map(node, "a map from parameter to text") {
      if !ElementPath.isName(entry.key) {
        note(entry.place, "\"\(entry.key)\" cannot name a stylesheet parameter", "use a name without prefix")
      }
      found[entry.key] = text(entry.value, "a text")?.value
    }
    return found
  }
}
