import Exchange
import XMLEngine

/// The line of a file around a place, with a caret under the character that is meant.
struct Excerpt {
  /// Harmless to a terminal.
  let line: String
  let caret: String

  /// Nil where there is nothing that a person could read.
  ///
  /// - Parameter width: columns, at most, for either line.
  init?(at position: Position, in file: InputFile, encoding: TextEncoding?, width: Int) {
    // Four bytes are the longest character, and twice the width leaves room to choose what to cut.
    let reach = 8 * width
    let unit = encoding?.bytesPerUnit ?? 1
    let start = max(0, position.byteOffset - reach) / unit * unit
    let before = file.bytes(from: start, count: position.byteOffset - start)
    let after = file.bytes(from: position.byteOffset, count: reach)
    let lineEnds: (Unicode.Scalar) -> Bool = { $0 == "\n" || $0 == "\r" }
    let decodedBefore = Self.decode(before, encoding, isFirst: start == 0)
    let decodedAfter = Self.decode(after, encoding, isFirst: position.byteOffset == 0)
    // At the end of a file the place is often behind its last line break; then the last line says more than nothing.
    let head = decodedBefore.suffix(while: { !lineEnds($0) })
    let tail = decodedAfter.prefix { !lineEnds($0) }
    let text = Printable.excerpt(Array(head) + Array(tail))
    let unreadable = text.count { (0x2400...0x2421).contains($0.value) || $0 == "\u{FFFD}" }
    guard text.contains(where: { $0 != " " }), unreadable * 4 <= text.count else { return nil }
    // Where the parser complained, its column is nearer to the fault than its offset. Where the line begins outside of
    // what was read, only the offset tells.
    let seesLineStart = start == 0 || head.count < decodedBefore.count
    let pointed = seesLineStart ? min(position.column - 1, text.count) : head.count
    // Left of the place there should be some room, and no more than needed where the line is short.
    let room = width - 2
    var first = text.count <= room ? 0 : max(0, min(pointed - room / 2, text.count - room))
    if pointed - first > room { first = pointed - room / 2 }
    let last = min(text.count, first + room)
    var shown = String.UnicodeScalarView()
    if first > 0 { shown.append("…") }
    shown.append(contentsOf: text[first..<last])
    if last < text.count { shown.append("…") }
    line = String(shown)
    let indent = (first > 0 ? 1 : 0) + text[first..<min(pointed, last)].reduce(0) { $0 + Printable.width($1) }
    caret = String(repeating: " ", count: indent) + "^"
  }

  private static func decode(_ bytes: [UInt8], _ encoding: TextEncoding?, isFirst: Bool) -> [Unicode.Scalar] {
    let text: String
    switch encoding {
    case .utf16LittleEndian:
      text = String(
        decoding: stride(from: 0, to: bytes.count - 1, by: 2).map {
          UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
        }, as: UTF16.self)
    case .utf16BigEndian:
      text = String(
        decoding: stride(from: 0, to: bytes.count - 1, by: 2).map {
          UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }, as: UTF16.self)
    case .latin1, .latin9, .windows1252, .ascii:
      return bytes.map { encoding?.scalar(of: $0).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}" }
    case .utf8, nil:
      // A window may begin inside a character.
      text = String(decoding: isFirst ? bytes[...] : bytes.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
    }
    var scalars = Array(text.unicodeScalars)
    if isFirst, scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    return scalars
  }
}

extension TextEncoding {
  fileprivate var bytesPerUnit: Int {
    switch self {
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf8, .ascii, .latin1, .latin9, .windows1252: 1
    }
  }
}

extension Array {
  /// The longest end of which every element fits.
  fileprivate func suffix(while fits: (Element) -> Bool) -> ArraySlice<Element> {
    self[(lastIndex { !fits($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
