extension ConfigurationReader {
  private enum DocumentKey: String, CaseIterable {
    case name
    case records
    case content
  }

  mutating func readDocument(_ node: ConfigurationNode) -> DocumentRule {
    let section = section(node, "document", at: node.place, keys: DocumentKey.self)
    let records = count(section[.records], in: 1...1_000_000, default: 1)
    return DocumentRule(
      name: readTemplate(section[.name], records: records) ?? .standard, records: records,
      content: choice(section[.content], "content of a document", default: .full))
  }

  private mutating func readTemplate(_ node: ConfigurationNode?, records: Int) -> NameTemplate? {
    guard let text = text(node, "a file name such as \"\(NameTemplate.standard)\"") else { return nil }
    do throws(NameTemplate.Mistake) {
      let template = try NameTemplate(text.value)
      if records == 1, !template.isUnique {
        note(
          text.place, "two documents could get the same name \"\(text.written)\"",
          "add {sequence}, or both {interchange} and {position}")
      }
      return template
    } catch {
      note(error, in: text)
      return nil
    }
  }

  private mutating func note(_ mistake: NameTemplate.Mistake, in text: ConfiguredText) {
    let names = NameTemplate.Variable.allCases.map(\.rawValue)
    switch mistake {
    case .unknownVariable(let name):
      note(
        text.place, "unknown variable \"{\(name)}\" in a file name", "expected \(Self.either(names))",
        suggestion: NearestName.of(name, among: names))
    case .openBrace:
      note(text.place, "\"{\" without \"}\" in \"\(text.written)\"")
    case .strayBrace:
      note(text.place, "\"}\" without \"{\" in \"\(text.written)\"")
    case .unsafeText(let unsafe):
      note(
        text.place, "\"\(unsafe)\" is not safe in a file name on every system",
        "outside braces use letters, digits, . - and _ (ASCII, at most \(NameTemplate.longest)); "
          + "no dot or dash at the beginning, no dot at the end")
    }
  }
}
