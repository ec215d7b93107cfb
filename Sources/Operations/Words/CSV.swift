import Exchange

/// Comma-separated values (RFC 4180).
package enum CSV {
  /// One line with its end.
  package static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// A spreadsheet would calculate what begins so; a quote in front makes it text.
  private static let formulas: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t"]

  private static func field(_ text: String) -> String {
    let guarded = (text.unicodeScalars.first.map(formulas.contains) ?? false ? "'" : "") + Printable.line(text)
    guard guarded.contains(where: { ",\"\r\n".contains($0) }) else { return guarded }
    return "\"\(guarded.replacing("\"", with: "\"\""))\""
  }
}
