extension ConfigurationReader {
  private enum CodeKey: String, CaseIterable {
    case values
    case others
  }

  /// - Parameter isRead: whether files of the format are read, so that codes have to be told apart by what is written.
  mutating func readCodes(_ node: ConfigurationNode?, isRead: Bool) -> [CodeTranslation] {
    map(node, "a map from element to codes").map { entry in
      if !ElementPath.isName(entry.key) {
        note(entry.place, "\"\(entry.key)\" cannot name an element", "use a local name such as Salutation")
      }
      let section = section(entry.value, "codes of \(entry.key)", at: entry.place, keys: CodeKey.self)
      return CodeTranslation(
        element: entry.key, values: readValues(required(section, .values), isRead: isRead),
        others: choice(section[.others], "rule for other codes", default: .refuse))
    }
  }

  /// From canonical to foreign. Of two that are written alike nobody could tell which is meant when they are read.
  private mutating func readValues(_ node: ConfigurationNode?, isRead: Bool) -> [String: String] {
    var found: [String: String] = [:]
    for entry in map(node, "a map from code to value") {
      guard let value = text(entry.value, "a value") else { continue }
      if isRead, let other = found.first(where: { $0.value == value.value }) {
        note(
          value.place, "\(other.key) and \(entry.key) are both written \"\(value.written)\"",
          "give each code a value of its own: the format is read too, and its codes hold in both directions")
      }
      found[entry.key] = value.value
    }
    return found
  }
}
