extension FileName: CustomStringConvertible {
  package var description: String { display }

  /// The name as people may see it: one line, no markup, no character that hides, reorders or imitates.
  ///
  /// Letters and digits of any language stay as they are, and so do `-._~+,=@()[]#!` and single spaces inside. Every
  /// other byte becomes `%XX` (RFC 3986, section 2.1), and so does `%` itself: no two names look the same.
  package var display: String {
    // Most names are made of what is harmless everywhere.
    if bytes.allSatisfy(Self.isHarmless) { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    var rest = bytes[...]
    var before = Before.edge
    while let (scalar, length) = FileName.scalar(at: rest) {
      let encoded = rest.prefix(length)
      rest = rest.dropFirst(length)
      if let scalar, let next = before.next(scalar, isLast: rest.isEmpty) {
        text.unicodeScalars.append(scalar)
        before = next
      } else {
        for byte in encoded { text += "%" + FileName.hex(byte) }
        before = .other
      }
    }
    return text
  }

  /// A letter, a digit or a sign that is shown as it is, whatever stands beside it.
  private static func isHarmless(byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23, 0x28, 0x29, 0x2B...0x2E, 0x3D, 0x40, 0x5B, 0x5D, 0x5F, 0x7E: true
    default: false
    }
  }

  /// What stood just before, as far as it decides whether the next character is harmless.
  private enum Before {
    case edge, space, other
    case letter(marks: Int)

    /// Nil where the scalar must not be shown.
    func next(_ scalar: Unicode.Scalar, isLast: Bool) -> Before? {
      switch scalar {
      case "a"..."z", "A"..."Z": return .letter(marks: 0)
      case "0"..."9", "-", ".", "_", "~", "+", ",", "=", "@", "(", ")", "[", "]", "#", "!": return .other
      case " ":
        // Spaces at an edge or in a row cannot be seen.
        switch self {
        case .edge, .space: return nil
        case .other, .letter: return isLast ? nil : .space
        }
      default: return scalar.isASCII ? nil : nextBeyondASCII(scalar)
      }
    }

    private func nextBeyondASCII(_ scalar: Unicode.Scalar) -> Before? {
      let properties = scalar.properties
      // Some letters, such as the Hangul fillers, have no shape at all.
      if properties.isDefaultIgnorableCodePoint { return nil }
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        return .letter(marks: 0)
      case .decimalNumber: return .other
      case .nonspacingMark, .spacingMark:
        // A decomposed umlaut needs one mark and Vietnamese two; a tower of marks covers the lines around it.
        guard case .letter(let marks) = self, marks < 2 else { return nil }
        return .letter(marks: marks + 1)
      default: return nil
      }
    }
  }

  /// The next scalar and its length, or nil and one byte where the bytes are not UTF-8. Nil at the end.
  private static func scalar(at bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int)? {
    guard let first = bytes.first else { return nil }
    let length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 0
    let encoded = bytes.prefix(length)
    guard length > 0, encoded.count == length, let text = String(validating: encoded, as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return (nil, 1) }
    return (scalar, length)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }
}
