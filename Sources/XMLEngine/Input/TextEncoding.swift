/// The encodings that are accepted. libxml2 would decode many more, among them UTF-7 and EBCDIC, in which markup can
/// hide from everything that looks at the bytes first.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case ascii = "US-ASCII"
  case latin1 = "ISO-8859-1"
  case latin9 = "ISO-8859-15"
  case windows1252 = "windows-1252"

  /// The accepted names, as a sentence may list them.
  package static let accepted = "UTF-8, UTF-16 with a byte order mark, US-ASCII, ISO-8859-1, ISO-8859-15, windows-1252"

  /// The encoding that a declaration names, without regard to case (XML 1.0, section 4.3.3; IANA names and aliases).
  package init?(declared name: String) {
    switch name.uppercased() {
    case "UTF-8", "UTF8": self = .utf8
    case "US-ASCII", "ASCII": self = .ascii
    case "ISO-8859-1", "ISO_8859-1", "LATIN1", "L1": self = .latin1
    case "ISO-8859-15", "ISO_8859-15", "LATIN-9", "LATIN9": self = .latin9
    case "WINDOWS-1252", "CP1252", "CP-1252": self = .windows1252
    default: return nil
    }
  }

  /// The Unicode scalar of one byte, or nil where the encoding has none.
  package func scalar(of byte: UInt8) -> UInt16? {
    switch self {
    case .ascii: byte < 0x80 ? UInt16(byte) : nil
    case .latin1: UInt16(byte)
    case .latin9: Self.latin9Differences[byte] ?? UInt16(byte)
    case .windows1252: (0x80...0x9F).contains(byte) ? Self.windows1252Upper[Int(byte) - 0x80] : UInt16(byte)
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    }
  }

  private static let latin9Differences: [UInt8: UInt16] = [
    0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152, 0xBD: 0x0153, 0xBE: 0x0178,
  ]

  /// Bytes 0x80 to 0x9F; five of them stand for nothing (WHATWG maps them to controls, which no XML may contain).
  private static let windows1252Upper: [UInt16?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D,
    nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil,
    0x017E, 0x0178,
  ]
}
