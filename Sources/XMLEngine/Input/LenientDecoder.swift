/// Turns the bytes of any file into characters for people to look at: what is in no encoding comes out as U+FFFD.
///
/// It finds the encoding as ``InputDecoder`` does, so that lines and columns are the same, and where that one refuses a
/// file it takes the likeliest one. Memory is what one chunk holds.
package struct LenientDecoder {
  /// So many bytes of the beginning decide on the encoding.
  package static let head = InputDecoder.longestDeclaration

  package let encoding: TextEncoding
  /// Bytes that a byte order mark takes at the beginning.
  package let markLength: Int
  /// A character that the end of a chunk cut in two.
  private var pending: [UInt8] = []

  /// Looks at the beginning of a file.
  ///
  /// - Parameter head: the first ``head`` bytes, or the whole file where it is shorter.
  package init(head: [UInt8], override: TextEncoding?) {
    let marked = InputDecoder.byteOrderMarks.first { head.starts(with: $0.mark) }
    markLength = marked?.mark.count ?? 0
    let declared = InputDecoder.declaredName(in: head.dropFirst(markLength)).flatMap(TextEncoding.init(declared:))
    let sixteen: TextEncoding? =
      head.starts(with: [0x3C, 0]) ? .utf16LittleEndian : head.starts(with: [0, 0x3C]) ? .utf16BigEndian : nil
    encoding = override ?? marked?.encoding ?? sixteen ?? declared ?? .utf8
  }

  /// For bytes from the middle of a file, of which the encoding is known.
  package init(_ encoding: TextEncoding) {
    self.encoding = encoding
    markLength = 0
  }

  /// A line break is one byte that is nothing else.
  package var breaksLinesByByte: Bool { encoding != .utf16LittleEndian && encoding != .utf16BigEndian }

  /// Forgets the beginning of a character that is not followed any further.
  package mutating func forget() {
    pending = []
  }

  package mutating func decode(_ chunk: some Sequence<UInt8>, isLast: Bool) -> String.UnicodeScalarView {
    switch encoding {
    case .ascii, .latin1, .latin9, .windows1252:
      let encoding = encoding
      var scalars = String.UnicodeScalarView()
      for byte in chunk { scalars.append(encoding.scalar(of: byte).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}") }
      return scalars
    case .utf8:
      let bytes = pending + chunk
      let whole = isLast ? bytes.count : bytes.count - Self.unfinished(bytes)
      pending = Array(bytes[whole...])
      return String(decoding: bytes[..<whole], as: UTF8.self).unicodeScalars
    case .utf16LittleEndian, .utf16BigEndian:
      let bytes = pending + chunk
      let isBig = encoding == .utf16BigEndian
      var units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
        isBig
          ? UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]) : UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
      }
      var whole = units.count * 2
      if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) {
        units.removeLast()
        whole -= 2
      }
      pending = Array(bytes[whole...])
      if isLast, !pending.isEmpty { units.append(0xFFFD) }
      return String(decoding: units, as: UTF16.self).unicodeScalars
    }
  }

  /// Bytes at the end that may be the beginning of a character.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
