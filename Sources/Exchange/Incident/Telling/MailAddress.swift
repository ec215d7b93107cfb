/// What may stand in a header as an address.
enum MailAddress {
  /// Whether a text is a plain address (RFC 5322, section 3.4.1, dot-atom only): nothing in it can end a header, begin an
  /// option of a program, or add an address.
  static func isSafe(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, text.utf8.count <= 254, !text.hasPrefix("-") else { return false }
    // A user of this machine has no domain.
    guard isDotAtom(parts[0]) else { return false }
    return parts.count == 1 || isDotAtom(parts[1])
  }

  private static func isDotAtom(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.utf8.allSatisfy(isAtomByte)
    }
  }

  private static func isAtomByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }
}
