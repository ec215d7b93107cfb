import Exchange
import Operations
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
    // Where the parser complained, its column is nearer to the fault than its offset. Where the line begins outside of
    // what was read, only the offset tells.
    let seesLineStart = start == 0 || head.count < decodedBefore.count
    let pointed = seesLineStart ? min(position.column - 1, text.count) : head.count
    let shown = MarkedLine(text, at: pointed, width: width - 2)
    guard MarkedLine.isReadable([MarkedLine(text, at: nil, width: text.count)]) else { return nil }
    line = shown.text
    caret = String(repeating: " ", count: Printable.width(shown.before)) + "^"
  }

  private static func decode(_ bytes: [UInt8], _ encoding: TextEncoding?, isFirst: Bool) -> [Unicode.Scalar] {
    var decoder = LenientDecoder(encoding ?? .utf8)
    // A window may begin inside a character.
    let isUTF8 = decoder.encoding == .utf8
    var scalars = Array(decoder.decode(bytes.drop { isUTF8 && !isFirst && $0 & 0xC0 == 0x80 }, isLast: true))
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
