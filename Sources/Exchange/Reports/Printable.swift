/// Makes text from files and other programs harmless to a terminal: nothing in it moves the cursor, changes colours,
/// hides or reorders what stands around it.
package enum Printable {
  /// One line in which such characters are written out, as `\n` and `\u{202E}`.
  package static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = isMark(scalar) ? marks + 1 : 0
      if isHarmless(scalar), marks <= mostMarks {
        result.append(scalar)
      } else {
        result.append(contentsOf: escaped(scalar))
      }
    }
    return String(result)
  }

  /// A line of a file with exactly one character for each of its own, so that a caret can point at one.
  package static func excerpt(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var marks = 0
    return scalars.map { scalar in
      marks = isMark(scalar) ? marks + 1 : 0
      if isHarmless(scalar), marks <= mostMarks { return scalar }
      switch scalar.value {
      case 9: return " "
      // Unicode has a picture for each of these.
      case 0..<32: return Unicode.Scalar(0x2400 + scalar.value) ?? replacement
      case 0x7F: return "\u{2421}"
      default: return replacement
      }
    }
  }

  /// Text as a JSON document may hold it on a terminal: what is harmful is written as JSON writes it, `\u202e`.
  package static func json(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) || scalar == "\n" {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 { result += "\\u" + padded(String(unit, radix: 16)) }
      }
    }
    return result
  }

  /// How many columns a character takes in a terminal.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if isMark(scalar) { return 0 }
    // East Asian Wide and Fullwidth (Unicode Standard Annex 11), and the pictographs.
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  package static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  // MARK: - What is harmless

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// A letter needs two marks in Vietnamese; a tower of them covers the lines around it.
  private static let mostMarks = 2

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    if scalar.properties.isDefaultIgnorableCodePoint { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    let text =
      switch scalar {
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    return text.unicodeScalars
  }

  private static func padded(_ digits: String) -> String {
    String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
