/// A map whose keys are known beforehand.
struct Section<Key: RawRepresentable<String> & CaseIterable & Hashable> {
  /// For messages, such as `system "crm"`.
  var title: String
  /// Where the key that leads here stands: that is where something can be added.
  var place: Place
  /// False when something else stands in its place. That was noted, and its missing keys are no news.
  var isMap: Bool
  private var values: [Key: ConfigurationNode] = [:]

  init(title: String, place: Place, isMap: Bool) {
    self.title = title
    self.place = place
    self.isMap = isMap
  }

  subscript(key: Key) -> ConfigurationNode? {
    get { values[key] }
    set { values[key] = newValue }
  }
}

extension ConfigurationReader {
  /// Reads a map and notes every key that it cannot have. Anything but a map gives an empty section.
  ///
  /// - Parameter allowed: the keys that it can have here; nil for all of them.
  mutating func section<Key>(
    _ node: ConfigurationNode, _ title: String, at place: Place, keys: Key.Type, among allowed: [Key]? = nil
  ) -> Section<Key> {
    var section = Section<Key>(title: title, place: place, isMap: node.isMap)
    let names = (allowed ?? Array(Key.allCases)).map(\.rawValue)
    for entry in map(node, "a map with \(Self.either(names))") {
      if let key = Key(rawValue: entry.key), names.contains(entry.key) {
        section[key] = entry.value
      } else {
        note(
          entry.place, "unknown key \"\(entry.key)\"", "\(title) can have \(Self.list(names))",
          suggestion: NearestName.of(entry.key, among: names))
      }
    }
    return section
  }

  /// The value of a key that has to be there.
  mutating func required<Key>(_ section: Section<Key>, _ key: Key) -> ConfigurationNode? {
    if section[key] == nil, section.isMap {
      note(section.place, "missing key \"\(key.rawValue)\"", "add it to \(section.title)")
    }
    return section[key]
  }

  /// The entries of a map that has to be there and must not be empty.
  mutating func requiredMap<Key>(_ section: Section<Key>, _ key: Key, _ expected: String) -> [ConfigurationNode.Entry] {
    let node = required(section, key)
    if let node, case .map(let entries) = node.content, entries.isEmpty {
      wrong(node, expected: "at least one of \(expected)")
    }
    return map(node, expected)
  }

  /// The entries of a map; none when there is no node, or it is something else, which is noted.
  mutating func map(_ node: ConfigurationNode?, _ expected: String) -> [ConfigurationNode.Entry] {
    guard let node else { return [] }
    if case .map(let entries) = node.content { return entries }
    wrong(node, expected: expected)
    return []
  }

  /// The items of a list; none when there is no node, or it is something else, which is noted.
  mutating func list(_ node: ConfigurationNode?, _ expected: String) -> [ConfigurationNode] {
    guard let node else { return [] }
    if case .list(let items) = node.content { return items }
    wrong(node, expected: expected)
    return []
  }

  mutating func wrong(_ node: ConfigurationNode, expected: String) {
    note(node.place, "expected \(expected), found \(node.kind)")
  }

  static func list(_ names: [String], last word: String = "and") -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }

  static func either(_ names: [String]) -> String { list(names, last: "or") }
}
