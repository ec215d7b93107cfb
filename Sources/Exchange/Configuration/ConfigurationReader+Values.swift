/// A scalar with its references resolved.
struct ConfiguredText {
  /// As it stands in the file. Messages show this one only: the value may be a secret.
  var written: String
  var value: String
  var place: Place
}

extension ConfigurationReader {
  /// A text with its references resolved; nil when there is none, or when it is something else, which is noted.
  mutating func text(_ node: ConfigurationNode?, _ expected: String) -> ConfiguredText? {
    guard let node else { return nil }
    guard case .scalar(let written) = node.content else {
      wrong(node, expected: expected)
      return nil
    }
    guard let value = resolve(written, at: node.place) else { return nil }
    return ConfiguredText(written: written, value: value, place: node.place)
  }

  mutating func path(_ node: ConfigurationNode?, _ expected: String) -> ConfiguredPath? {
    guard let text = text(node, expected) else { return nil }
    guard !text.value.isEmpty, !text.value.contains("\0") else {
      note(text.place, "expected \(expected), found an empty text")
      return nil
    }
    return ConfiguredPath(
      written: text.written, absolute: ConfiguredPath.absolute(text.value, from: folder(at: text.place)),
      place: text.place, name: packs[text.place.file ?? ""]?.name(of: text.written))
  }

  /// One of a closed list of words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: ConfigurationNode?, _ what: String, default standard: Choice
  ) -> Choice {
    let names = Choice.allCases.map(\.rawValue)
    guard let text = text(node, Self.either(names)) else { return standard }
    if let choice = Choice(rawValue: text.value) { return choice }
    note(
      text.place, "\"\(text.written)\" is no \(what)", "expected \(Self.either(names))",
      suggestion: NearestName.of(text.value, among: names))
    return standard
  }

  /// YAML 1.1 counts all of these as booleans, and people write them.
  mutating func flag(_ node: ConfigurationNode?, default standard: Bool) -> Bool {
    guard let text = text(node, "yes or no") else { return standard }
    switch text.value.lowercased() {
    case "yes", "true", "on": return true
    case "no", "false", "off": return false
    default:
      note(text.place, "expected yes or no, found \"\(text.written)\"")
      return standard
    }
  }

  mutating func count(_ node: ConfigurationNode?, in range: ClosedRange<Int>, default standard: Int) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let text = text(node, expected) else { return standard }
    guard let number = Int(text.value), range.contains(number) else {
      note(text.place, "expected \(expected), found \"\(text.written)\"")
      return standard
    }
    return number
  }

  mutating func duration(_ node: ConfigurationNode?, default standard: Duration) -> Duration {
    let expected = "a duration such as 500ms, 5s, 15m or 2h"
    guard let text = text(node, expected) else { return standard }
    guard let duration = Quantity.duration(text.value) else {
      note(text.place, "expected \(expected), found \"\(text.written)\"")
      return standard
    }
    return duration
  }

  /// A size in bytes, at least one.
  mutating func size(_ node: ConfigurationNode?, default standard: Int) -> Int {
    let expected = "a size such as 64MB, 1MiB or a number of bytes"
    guard let text = text(node, expected) else { return standard }
    guard let size = Quantity.bytes(text.value), size > 0 else {
      note(text.place, "expected \(expected), found \"\(text.written)\"")
      return standard
    }
    return size
  }

  mutating func entity(_ name: String, at place: Place) -> Entity? {
    if let entity = Entity(rawValue: name) { return entity }
    let names = Entity.allCases.map(\.rawValue)
    note(
      place, "unknown entity \"\(name)\"", "expected \(Self.either(names))",
      suggestion: NearestName.of(name, among: names))
    return nil
  }

  /// A path of element names below the root. Records are elements, so theirs cannot end at an attribute.
  ///
  /// - Parameter roots: whether it may begin with `/` and name the root.
  mutating func elementPath(_ node: ConfigurationNode?, attributes: Bool, roots: Bool = false) -> ElementPath? {
    let expected = "a path of element names such as \(attributes ? "Header/Sender or Header/@id" : "Orders/Order")"
    guard let text = text(node, expected) else { return nil }
    guard let path = ElementPath(text.value), attributes || path.attribute == nil else {
      note(
        text.place, "expected \(expected), found \"\(text.written)\"", "prefixes, wildcards and conditions are not read"
      )
      return nil
    }
    if let root = path.root, !roots {
      note(text.place, "\"\(path)\" names the root element", "paths start below it here: leave \"/\(root)/\" out")
      return nil
    }
    return path
  }
}
