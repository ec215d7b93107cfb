/// What came out of a file, as it may stand in the files of a pack.
enum QuotedMarkup {
  /// Between tags, and in attributes with either quote.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// In a literal element of a stylesheet, where braces begin an expression.
  static func template(_ text: String) -> String {
    escaped(text).replacing("{", with: "{{").replacing("}", with: "}}")
  }

  /// In a comment, which two hyphens would end. Names may have them.
  static func comment(_ text: String) -> String {
    var safe = text
    while safe.contains("--") { safe = safe.replacing("--", with: "- -") }
    return safe.hasSuffix("-") ? safe + " " : safe
  }
}
