/// Why somebody does something, as it stands in the audit trail.
enum Reason {
  /// In characters of Unicode.
  static let longest = 500

  /// Cut to its length; nil where it says nothing: it has no letter and no digit.
  static func told(_ text: String?) -> String? {
    guard let text, text.unicodeScalars.contains(where: saysSomething) else { return nil }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest)))
  }

  /// Roughly, for all scripts, so that the description of the interface can have the same rule: what lies between the scripts
  /// of letters are signs and spaces.
  private static func saysSomething(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z", "\u{C0}"..."\u{1FFF}", "\u{3041}"..."\u{D7FF}": true
    default: false
    }
  }
}
