extension XMLDocument {
  /// A document from the beginning of a file, for looking at it: elements that are open where it was cut are closed.
  ///
  /// The same is refused as by ``parse(_:location:)``: a DOCTYPE, an encoding that is not accepted, what breaks a limit.
  ///
  /// - Parameters:
  ///   - bytes: as they stand at the beginning of the file.
  ///   - isWhole: whether the file ends there too; nothing is closed then.
  /// - Returns: the document, and the encoding that the file is in.
  package static func parseBeginning(
    _ bytes: [UInt8], isWhole: Bool, location: String
  ) throws(XMLEngineError) -> (document: XMLDocument, encoding: TextEncoding) {
    var decoder = InputDecoder(override: nil)
    var text: [UInt8] = []
    let undecodable = bytes.withUnsafeBytes { decoder.decode($0, isLast: isWhole, into: &text) }
    if let undecodable { throw XMLEngineError(.input, undecodable.message, subject: location) }
    let encoding = decoder.encoding ?? .utf8
    if isWhole { return (try parse(bytes, location: location), encoding) }
    // It is in UTF-8 by now, whatever its declaration says.
    if text.starts(with: "<?xml ".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")) {
      text.removeSubrange(...end)
    }
    return (try parse(closed(text), location: location), encoding)
  }

  /// Text up to its last whole tag, and the end tags that are missing.
  private static func closed(_ text: [UInt8]) -> [UInt8] {
    func position(of mark: String, from start: Int) -> Int? {
      let mark = Array(mark.utf8)
      var index = start
      while index + mark.count <= text.count {
        if text[index] == mark[0], text[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
        index += 1
      }
      return nil
    }
    var open: [ArraySlice<UInt8>] = []
    var end = 0
    var index = 0
    while let start = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = text[start...]
      let next: Int?
      if rest.starts(with: "<!--".utf8) {
        next = position(of: "-->", from: start + 4)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        next = position(of: "]]>", from: start + 9)
      } else if rest.starts(with: "<?".utf8) {
        next = position(of: "?>", from: start + 2)
      } else {
        next = tagEnd(text, from: start + 1)
        if let next {
          if rest.starts(with: "</".utf8) {
            _ = open.popLast()
          } else if text[next - 2] != UInt8(ascii: "/") {
            open.append(text[(start + 1)..<next].prefix { !" \t\r\n>".utf8.contains($0) })
          }
        }
      }
      guard let next else { break }
      (index, end) = (next, next)
    }
    return text[..<end] + open.reversed().flatMap { Array("</".utf8) + $0 + Array(">".utf8) }
  }

  /// The place behind the `>` of a tag, which may stand in attribute values too.
  private static func tagEnd(_ text: [UInt8], from start: Int) -> Int? {
    var quote: UInt8?
    for index in start..<text.count {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return nil
  }
}
