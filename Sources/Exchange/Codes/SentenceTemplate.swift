import XMLEngine

/// A sentence with gaps, filled from an issue: `{value}`, `{expected}` and `{element}`, the name of the element or
/// attribute that the path ends with.
///
/// What stands in brackets is left out where one of its gaps has nothing to be filled with; so every gap stands in
/// brackets.
struct SentenceTemplate: Hashable, Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// - Parameters:
  ///   - value: as it may be shown.
  ///   - expected: in the language of the sentence.
  func filled(value: String?, expected: String?, element: String?) -> String {
    let values = ["value": value, "expected": expected, "element": element]
    var sentence = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      sentence += rest[..<open]
      sentence += Self.fill(rest[rest.index(after: open)..<close], values) ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return sentence + rest
  }

  /// Nil where a gap stays empty. What is filled in is not looked at again: it comes from a file.
  private static func fill(_ piece: Substring, _ values: [String: String?]) -> String? {
    var filled = ""
    var rest = piece
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      guard let value = values[String(rest[rest.index(after: open)..<close])] ?? nil else { return nil }
      filled += rest[..<open] + value
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
