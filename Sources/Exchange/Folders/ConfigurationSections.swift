/// The text of a configuration by its top-level keys, each with the comment ahead of it, so that one can be said anew and
/// the rest stays as it was written.
struct ConfigurationSections {
  private struct Section {
    /// Nil for what stands ahead of the first key.
    var key: String?
    /// Comment and empty lines ahead of the key.
    var head: [Substring] = []
    /// The line of the key and those below it.
    var body: [Substring] = []
  }

  private var sections: [Section] = []

  init(_ text: String) {
    var open = Section()
    // Comment lines that belong to whatever key comes next.
    var waiting: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let key = Self.key(of: line) {
        sections.append(open)
        open = Section(key: key, head: waiting, body: [line])
        waiting = []
      } else if line.isEmpty || line.hasPrefix("#") {
        waiting.append(line)
      } else {
        open.body += waiting + [line]
        waiting = []
      }
    }
    open.body += waiting
    sections.append(open)
  }

  /// Says anew what stands below a key; its comment stays. False where there is no such key.
  mutating func replace(_ key: String, with lines: [String]) -> Bool {
    guard let index = sections.firstIndex(where: { $0.key == key }) else { return false }
    sections[index].body = ["\(key):"[...]] + lines.map { $0[...] }
    return true
  }

  var text: String {
    sections.flatMap { $0.head + $0.body }.joined(separator: "\n")
  }

  private static func key(of line: Substring) -> String? {
    guard let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") else { return nil }
    return String(line[..<colon])
  }
}
