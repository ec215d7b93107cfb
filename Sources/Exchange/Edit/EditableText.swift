package import XMLEngine

/// The content of a file as the text area of a page can take it, with everything kept that a text area loses: the
/// encoding, the byte order mark, and how each line ends.
///
/// What was not changed comes back byte by byte.
package struct EditableText: Sendable {
  /// How a line ends.
  enum LineEnd: String, Sendable {
    case lineFeed = "\n"
    case carriageReturn = "\r"
    case both = "\r\n"
  }

  /// With a line feed for every line end, and without the byte order mark.
  package let text: String
  package let encoding: TextEncoding
  /// The byte order mark; empty where there is none.
  let mark: [UInt8]
  /// Of each line but the last, which has none.
  let ends: [LineEnd]
  /// The inbox says in what encoding the files really are.
  let isOverridden: Bool
  /// U+FFFD is in it, which otherwise stands for what a browser could not read.
  let holdsReplacement: Bool

  /// Bytes. A form sends up to three for each of them, twice.
  package static let longest = 1 << 20

  /// - Parameter override: what the inbox says of the encoding.
  /// - Throws: ``NotEditable`` where a text area could not give back what it got.
  package init(_ bytes: [UInt8], encoding override: TextEncoding? = nil) throws(NotEditable) {
    guard bytes.count <= Self.longest else { throw NotEditable(.tooLong(bytes: bytes.count)) }
    var decoder = LenientDecoder(head: Array(bytes.prefix(LenientDecoder.head)), override: override)
    let content = Array(bytes.dropFirst(decoder.markLength))
    let scalars = decoder.decode(content, isLast: true)
    let again = TextEncoder(decoder.encoding).encoded(Array(String(scalars).utf8))
    guard again == content else {
      let same = zip(again, content).prefix { $0 == $1 }.count
      throw NotEditable(
        .undecodable(line: Self.line(of: same, in: content, decoder.encoding), decoder.encoding))
    }
    var text = String.UnicodeScalarView()
    var ends: [LineEnd] = []
    var column = 1
    var last: Unicode.Scalar = " "
    var holdsReplacement = false
    for scalar in scalars {
      switch scalar {
      case "\n" where last == "\r": ends[ends.count - 1] = .both
      case "\n", "\r":
        ends.append(scalar == "\n" ? .lineFeed : .carriageReturn)
        text.append("\n")
        column = 1
      default:
        guard Self.survives(scalar) else {
          throw NotEditable(.character(scalar, line: ends.count + 1, column: column))
        }
        if scalar == "\u{FFFD}" { holdsReplacement = true }
        text.append(scalar)
        column += 1
      }
      last = scalar
    }
    self.text = String(text)
    self.ends = ends
    self.holdsReplacement = holdsReplacement
    encoding = decoder.encoding
    mark = Array(bytes.prefix(decoder.markLength))
    isOverridden = override != nil
  }

  /// Whether a page and the form that it sends carry a character as it is. They do not carry control characters, nor
  /// marks that a page must not show because they turn the direction of what stands around them.
  package static func survives(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: true
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
    default: true
    }
  }

  /// In which line the byte with an index stands.
  private static func line(of index: Int, in content: [UInt8], _ encoding: TextEncoding) -> Int {
    let before = content[..<min(index, content.count)]
    switch encoding {
    case .utf8, .ascii, .latin1, .latin9, .windows1252: return 1 + before.count { $0 == UInt8(ascii: "\n") }
    case .utf16LittleEndian, .utf16BigEndian:
      let low = encoding == .utf16LittleEndian ? 0 : 1
      return 1
        + stride(from: 0, to: before.count - 1, by: 2).count {
          before[$0 + low] == UInt8(ascii: "\n") && before[$0 + 1 - low] == 0
        }
    }
  }
}
