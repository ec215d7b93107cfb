/// What stands between tags and in them, at the level of bytes. The text is well-formed: libxml2 has read it.
enum TagText {
  /// The end of the start tag that begins at `start`.
  static func end(of start: Int, in bytes: ArraySlice<UInt8>) -> Int {
    var quote: UInt8?
    for index in start..<bytes.endIndex {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return bytes.endIndex
  }

  /// Where the value of an attribute without prefix stands in a start tag, its quotes not included.
  static func value(of attribute: String, in tag: [UInt8]) -> Range<Int>? {
    var index = tag.firstIndex(where: isWhite) ?? tag.endIndex
    while index < tag.endIndex {
      index = tag[index...].firstIndex { !isWhite($0) } ?? tag.endIndex
      let nameEnd = tag[index...].firstIndex { isWhite($0) || $0 == UInt8(ascii: "=") } ?? tag.endIndex
      guard let open = tag[nameEnd...].firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
        let close = tag[(open + 1)...].firstIndex(of: tag[open])
      else { return nil }
      if tag[index..<nameEnd].elementsEqual(attribute.utf8) { return open + 1..<close }
      index = close + 1
    }
    return nil
  }

  /// A value with a number in the place of what it says; white space around it stays.
  static func replacing(_ value: ArraySlice<UInt8>, with number: Int) -> [UInt8] {
    guard let first = value.firstIndex(where: { !isWhite($0) }), let last = value.lastIndex(where: { !isWhite($0) })
    else { return Array(value) }
    let digits = Array(String(number).utf8)
    // Comments, sections and references in it say nothing that the number does not say.
    if value.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) { return digits }
    return value[..<first] + digits + value[(last + 1)...]
  }

  /// Text between two tags without what Kontor wrote there when it made the file: its remarks, and the white space
  /// behind them.
  static func withoutOwnMarks(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "<")) else { return Array(text) }
    var kept: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let rest = text[index...]
      guard let (end, isOwn) = markup(at: rest) else {
        let next = rest.dropFirst().firstIndex(of: UInt8(ascii: "<")) ?? text.endIndex
        kept += text[index..<next]
        index = next
        continue
      }
      if !isOwn { kept += text[index..<end] }
      index = isOwn ? text[end...].firstIndex { !isWhite($0) } ?? text.endIndex : end
    }
    return kept
  }

  /// The comment, section or processing instruction that begins here: its end, and whether Kontor wrote it.
  private static func markup(at text: ArraySlice<UInt8>) -> (end: Int, isOwn: Bool)? {
    let kinds: [(begin: String, end: String, own: String)] = [
      ("<!--", "-->", Remark.beginning), ("<![CDATA[", "]]>", ""),
      ("<?", "?>", "<?\(RecordReader.markerTarget) "),
    ]
    for kind in kinds where text.starts(with: kind.begin.utf8) {
      let content = text.dropFirst(kind.begin.utf8.count)
      let end = content.firstRange(of: Array(kind.end.utf8))?.upperBound ?? text.endIndex
      return (end, !kind.own.isEmpty && text.starts(with: kind.own.utf8))
    }
    return nil
  }

  static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
