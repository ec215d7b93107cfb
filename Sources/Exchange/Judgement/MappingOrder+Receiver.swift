import XMLEngine

/// Where a record does not fit into what its receiver can hold. Nothing is cut or left out: whoever looks after the record
/// is told which field of it is meant.
extension MappingOrder {
  /// Makes a document such that it can be written in the encoding of its format.
  ///
  /// - Throws: ``NotMapped`` where a character cannot be written, and nothing stands for it.
  func fit(_ document: XMLDocument) throws(NotMapped) {
    guard let text = format.format.encodedText else { return }
    var told: Set<ValueSource> = []
    var issues: [Issue] = []
    for unmappable in document.fit(text).prefix(Self.mostLookedUp) {
      let source = source(of: unmappable.value)
      // One value often stands at several places of a document.
      if let source, !told.insert(source).inserted { continue }
      issues.append(issue(unmappable, from: source))
      if issues.count == Self.mostIssues { break }
    }
    if !issues.isEmpty { throw NotMapped(issues: issues) }
  }

  /// Each is looked for in all of the record.
  private static let mostLookedUp = 100

  /// What the schema of the format says against the document.
  func issue(_ violation: Diagnostic) -> Issue {
    guard let excess = violation.excess else {
      return .mappingInvalid(violation, format.writeStylesheet(for: entity)?.path ?? format.format.name)
    }
    let text = format.format.encodedText
    let source = source(of: excess.value) { text?.fitted($0).text ?? $0 }
    var issue = Issue(
      .tooLongForReceiver, phase: .mapping, path: source?.field, expected: violation.expected, sentence(excess, source))
    issue.source = source?.value
    return issue
  }

  private func source(of value: String, form: (String) -> String = { $0 }) -> ValueSource? {
    let records = (outgoing.companions + [outgoing.record]).map(\.root)
    return ValueSource.of(value, in: records, form: form)
  }

  /// The system in which a value can be put right, behind a blank; empty where it is not known. What waited, or is sent by
  /// a person's decision, does not come from the system whose file is decided.
  private var place: String {
    guard let sender = parameters["sender"], !sender.isEmpty, sender != receiver, sender != System.desk else {
      return ""
    }
    return " in \(sender)"
  }

  // MARK: - Sentences

  private func sentence(_ excess: Diagnostic.Excess, _ source: ValueSource?) -> String {
    let most = "at most \(excess.most)"
    let length =
      switch excess.unit {
      case .characters: "is \(excess.size) characters long"
      case .digits: "has \(excess.size) digits"
      }
    let remedy = excess.unit == .digits ? "Correct" : "Shorten"
    guard let source else {
      return "\(excess.field) \(length); \(receiver) takes \(most). \(remedy) what it is made of\(place)."
    }
    guard source.isWhole else {
      return "\(excess.field) \(length) with \(source.field) in it; \(receiver) takes \(most). "
        + "\(remedy) \(source.field)\(place)."
    }
    // Letters that stand for others are more of them.
    let isLonger = excess.unit == .characters && source.value.unicodeScalars.count != excess.size
    return "\(source.field) \(length)\(isLonger ? " in the letters that \(receiver) is sent" : ""); "
      + "\(receiver) takes \(most) (\(excess.field)). \(remedy) it\(place)."
  }

  private func issue(_ unmappable: UnmappableText, from source: ValueSource?) -> Issue {
    let encoding = (format.format.encoding ?? .utf8).rawValue
    let isOne = unmappable.characters.count == 1
    let field = source?.field ?? unmappable.name
    var issue = Issue(
      .characterUnmappable, phase: .mapping, path: source?.field, expected: "characters that \(encoding) has",
      "\(Self.list(unmappable.characters)) in \(field) cannot be written for \(receiver): its encoding, \(encoding), does "
        + "not have \(isOne ? "it" : "them")\(source.map { $0.field == unmappable.name ? "" : " (\(unmappable.name))" } ?? ""). "
        + "Write \(isOne ? "it" : "them") in other letters\(place).")
    issue.source = source?.value
    return issue
  }

  private static let mostCharacters = 5

  /// `“ł” (U+0142) and “ń” (U+0144)`.
  private static func list(_ characters: [Character]) -> String {
    var names = characters.prefix(mostCharacters).map { character in
      let scalars = character.unicodeScalars.prefix(mostCharacters)
      let numbers = scalars.map { scalar in
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
      let shown = String(String.UnicodeScalarView(scalars))
      return "“\(Printable.line(shown))” (\(numbers.joined(separator: " ")))"
    }
    if characters.count > names.count { names.append("\(characters.count - names.count) more") }
    return ConfigurationReader.list(names)
  }
}

extension Issue {
  /// The same at the place of the file where the value stands that it is about; at the beginning of the record where that
  /// cannot be told. A value that did not come with this file is not told.
  func placedAtSource(in record: Record) -> Issue {
    var placed = self
    placed.source = nil
    placed.position = record.start
    placed.path = record.path
    guard let source, let root = record.root else { return placed }
    let name = path?.split(separator: "/").last.map { step in
      String((step.hasPrefix("@") ? step.dropFirst() : step).prefix { $0 != "[" })
    }
    guard let (element, attribute) = record.element(holding: source, named: name) else { return placed }
    placed.position = record.place(of: element)
    placed.path = record.path + element.path(below: root) + (attribute.map { "/@" + $0 } ?? "")
    placed.value = Diagnostic.cut(source)
    return placed
  }
}
