extension ConfigurationReader {
  private enum FormatKey: String, CaseIterable {
    case root
    case schema
    case records
    case envelope
    case ignore
    case read
    case write
    case parameters
    case codes
    case document
  }

  mutating func readFormat(_ entry: ConfigurationNode.Entry) -> Format {
    let section = section(entry.value, "format \"\(entry.key)\"", at: entry.place, keys: FormatKey.self)
    if !Self.isSafeName(entry.key) {
      note(entry.place, "\"\(entry.key)\" cannot name a format", Self.safeNames)
    }
    let root = readRoot(section[.root])
    let canonical = root?.namespace == Format.canonicalNamespace
    return Format(
      name: entry.key, place: entry.place, root: root,
      schema: path(required(section, .schema), "an XML Schema file")
        ?? ConfiguredPath(written: "", absolute: folder, place: entry.place),
      records: readRecords(section[.records]),
      envelope: readEnvelope(section[.envelope], default: canonical ? .canonical : EnvelopePaths()),
      ignored: list(section[.ignore], "a list of paths of elements").compactMap {
        elementPath($0, attributes: false, roots: true)
      },
      reading: readReading(section[.read]),
      write: stylesheets(section[.write]),
      parameters: readParameters(section[.parameters]),
      codes: readCodes(section[.codes]),
      document: section[.document].map { readDocument($0) } ?? .standard)
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
          if let other = found.first(where: { $0.path == path }) {
            note(
              node.place, "\"\(path)\" is the place of \(other.entity.rawValue) records already",
              "give each entity a path of its own")
          }
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
