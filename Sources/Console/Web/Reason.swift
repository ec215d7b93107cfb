/// Why somebody does something, as it stands in the audit trail.
enum Reason {
  /// In characters of Unicode.
  static let longest = 500

  /// Cut to its length; nil where it says nothing: it has no letter and no digit.
  static func told(_ text: String?) -> String? {
    guard let text,
      text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { return nil }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest)))
  }
}
