/// One value of the configuration, and where it comes from: what an administrator asks at three in the morning.
package struct Setting: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    /// It stands in the configuration file.
    case line(Int)
    /// It stands there as a reference to variables of the environment.
    case environment([String], line: Int)
    /// It stands there as a reference to a file.
    case file(String, line: Int)
    /// It stands nowhere.
    case standard
  }

  /// The keys that lead to it: `systems.crm.inbox`; items of a list are counted from 1: `flows.1.from`.
  package var path: String
  /// As it is written; nil where nobody should see it. What a reference stands for is never told.
  package var value: String?
  package var source: Source

  package init(_ path: String, _ value: String?, from source: Source) {
    self.path = path
    self.value = value
    self.source = source
  }
}

extension Setting {
  /// Everything that a configuration file says, in its order. Nothing where it is no YAML.
  package static func all(in bytes: [UInt8]) -> [Setting] {
    guard let root = ConfigurationText(bytes: bytes).root else { return [] }
    return settings(of: root, below: "")
  }

  private static func settings(of node: ConfigurationNode, below path: String) -> [Setting] {
    let prefix = path.isEmpty ? "" : path + "."
    switch node.content {
    case .nothing: return [Setting(path, "", from: .line(node.place.line))]
    case .scalar(let written): return [setting(path, written, node.place.line)]
    case .map(let entries): return entries.flatMap { settings(of: $0.value, below: prefix + $0.key) }
    case .list(let items):
      // A list of plain words reads better as one.
      if let words = words(items), !words.contains(where: isReference), words.joined().count < 120 {
        return [setting(path, words.joined(separator: ", "), node.place.line)]
      }
      return items.enumerated().flatMap { settings(of: $0.element, below: "\(prefix)\($0.offset + 1)") }
    }
  }

  private static func words(_ items: [ConfigurationNode]) -> [String]? {
    var words: [String] = []
    for item in items {
      guard case .scalar(let word) = item.content else { return nil }
      words.append(word)
    }
    return words
  }

  private static func setting(_ path: String, _ written: String, _ line: Int) -> Setting {
    let shown = isSecret(path, written) ? nil : written
    if written.hasPrefix("file:") { return Setting(path, shown, from: .file(String(written.dropFirst(5)), line: line)) }
    let names = variables(in: written)
    return Setting(path, shown, from: names.isEmpty ? .line(line) : .environment(names, line: line))
  }

  // MARK: - References

  private static func isReference(_ written: String) -> Bool {
    written.hasPrefix("file:") || !variables(in: written).isEmpty
  }

  /// The names in `${NAME}`; `$${` is none.
  private static func variables(in written: String) -> [String] {
    var names: [String] = []
    var rest = written[...]
    while let dollar = rest.firstIndex(of: "$") {
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") {
        names.append(String(rest[..<end].dropFirst(2)))
        rest = rest[end...]
      } else {
        rest = rest.dropFirst()
      }
    }
    return names
  }

  // MARK: - Secrets

  private static let secretWords = ["password", "passphrase", "secret", "token", "credential"]

  /// Whether a value that is written out may be one: by what its key says, or since it is an address with a password.
  private static func isSecret(_ path: String, _ written: String) -> Bool {
    let key = (path.split(separator: ".").last { Int($0) == nil } ?? "").lowercased()
    if secretWords.contains(where: { key.contains($0) }) { return true }
    guard let scheme = written.firstRange(of: "://") else { return false }
    let authority = written[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return authority.contains("@") || written[scheme.upperBound...].contains("?")
  }
}

extension Configuration {
  /// The longest configuration file that is shown, in bytes.
  private static let longestShown = 1_000_000

  /// What its file says now, and what holds by default; where it cannot be read, why, and only the latter.
  package func settings() -> (settings: [Setting], problem: String?) {
    let path = ConfiguredPath.absolute(String(file.split(separator: "/").last ?? ""), from: folder)
    var written: [Setting] = []
    var problem: String?
    do throws(SmallFile.Refusal) {
      written = Setting.all(in: try SmallFile(path: path, limit: Self.longestShown).bytes)
    } catch {
      problem = "\(file): \(error.message)"
    }
    return (written + Setting.standards(of: self, besides: written), problem)
  }
}
