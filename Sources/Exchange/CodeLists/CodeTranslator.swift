import XMLEngine

/// Puts a format's own codes in the place of the canonical ones in a whole record, or the other way round.
struct CodeTranslator {
  enum Direction {
    case toCanonical, toForeign
  }

  /// What became of a record.
  struct Outcome {
    var isChanged = false
    /// Codes that could not be translated. The record is of no use then.
    var issues: [Issue] = []
  }

  let format: Format
  let direction: Direction

  /// Translates the codes of a record in a document that may be changed.
  ///
  /// An empty value is no code: it says that there is none any more, in every language.
  ///
  /// - Parameters:
  ///   - path: the path of the record's own element in the file; nil where it stands in none.
  ///   - most: how many issues are told at most.
  ///   - place: where an element stands in the file.
  func translate(_ record: XMLElement, path: String?, most: Int, place: (XMLElement) -> Position?)
    throws(XMLEngineError)
    -> Outcome
  {
    var outcome = Outcome()
    guard !format.codes.isEmpty else { return outcome }
    let translations = Dictionary(format.codes.map { ($0.element, $0) }, uniquingKeysWith: { first, _ in first })
    for element in Self.leaves(of: record) {
      guard let translation = translations[element.name] else { continue }
      let code = element.token
      guard !code.isEmpty else { continue }
      if let other = direction == .toCanonical ? translation.canonical(code) : translation.foreign(code) {
        guard other != code else { continue }
        try element.setText(other)
        outcome.isChanged = true
      } else if outcome.issues.count < most {
        outcome.issues.append(
          issue(code, translation, at: place(element), path: path.map { $0 + element.path(below: record) }))
      }
    }
    return outcome
  }

  private static func leaves(of record: XMLElement) -> [XMLElement] {
    var leaves: [XMLElement] = []
    record.forEachDescendant { if !$0.children.contains(where: { _ in true }) { leaves.append($0) } }
    return leaves
  }

  private static let mostTold = 12

  /// Codes for people: of a long list the first ones, and how many there are besides.
  private static func some(of codes: [String]) -> String {
    guard codes.count > mostTold + 1 else { return ConfigurationReader.either(codes) }
    return codes.prefix(mostTold).joined(separator: ", ") + " and \(codes.count - mostTold) more"
  }

  private func issue(_ code: String, _ translation: CodeTranslation, at position: Position?, path: String?) -> Issue {
    let known = (direction == .toCanonical ? Array(translation.values.values) : Array(translation.values.keys)).sorted()
    let from = direction == .toCanonical ? "of the format \(format.name)" : "that the format \(format.name) has one for"
    return Issue(
      .codeUntranslatable, phase: .codeList, at: position, path: path, value: code,
      expected: Self.some(of: known),
      "“\(Diagnostic.cut(code))” in \(translation.element) is no code \(from).")
  }
}
