/// A comment ahead of a record, made from text that may hold anything.
///
/// Nothing in it ends the comment, and nothing in it acts on whoever looks at the file in a terminal or a browser.
struct Remark {
  /// How the comments begin that a ``RecordSieve`` writes, and leaves out when they come back.
  static let beginning = "<!-- Kontor: "

  let lines: [String]

  /// - Parameters:
  ///   - lines: each stays one line.
  ///   - encoder: what the encoding of the file does not have is written in other words.
  init(_ lines: [String], for encoder: TextEncoder) {
    self.lines = lines.map { Self.inert($0, encoder) }
  }

  /// The comment, its lines below each other.
  ///
  /// - Parameter lineBreak: what ends a line, with what indents the next one.
  func text(lineBreak: String) -> String {
    Self.beginning + lines.joined(separator: lineBreak + "     ") + " -->"
  }

  private static func inert(_ line: String, _ encoder: TextEncoder) -> String {
    var text = ""
    var last: Unicode.Scalar?
    func add(_ scalar: Unicode.Scalar) {
      // XML 1.0, section 2.5: no two hyphens in a row.
      if scalar == "-", last == "-" { text.unicodeScalars.append(" ") }
      text.unicodeScalars.append(scalar)
      last = scalar
    }
    for scalar in line.unicodeScalars {
      if !isHarmless(scalar) {
        add(" ")
      } else if encoder.holds(scalar) {
        add(scalar)
      } else {
        for substitute in substitutes[scalar]?.unicodeScalars ?? "?".unicodeScalars { add(substitute) }
      }
    }
    return text
  }

  /// Whether a character is seen where it stands: it is no control, and neither hides nor reorders what is around it.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: scalar.isAllowedInXML
    }
  }

  private static let substitutes: [Unicode.Scalar: String] = [
    "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-",
  ]
}
