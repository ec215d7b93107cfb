/// A document that was written in UTF-8, in another encoding, which its declaration then names.
enum EncodedDocument {
  /// Characters that the encoding lacks become references. Where there can be none, ``XMLDocument/fit(_:)`` has to have
  /// dealt with them.
  ///
  /// - Parameter isXML: it can say its encoding; what a stylesheet writes as plain text or HTML says it otherwise.
  static func bytes(of text: [UInt8], in encoding: TextEncoding, isXML: Bool = true) -> [UInt8] {
    let encoder = TextEncoder(encoding)
    guard isXML else { return byteOrderMark(of: encoding) + encoder.encodedWithReferences(text[...]) }
    let (declaration, content) = split(text)
    return byteOrderMark(of: encoding) + encoder.encoded(Array(declared(declaration, encoding).utf8))
      + encoder.encodedWithReferences(content)
  }

  /// The XML declaration, without the line break behind it, and what follows.
  private static func split(_ text: [UInt8]) -> (declaration: String, content: ArraySlice<UInt8>) {
    guard text.starts(with: "<?xml ".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")) else {
      return ("", text[...])
    }
    return (String(decoding: text[...end], as: UTF8.self), text[(end + 1)...])
  }

  /// XML 1.0, section 4.3.3: in any encoding but UTF-8 and UTF-16 a document has to say which.
  private static func declared(_ declaration: String, _ encoding: TextEncoding) -> String {
    let name =
      switch encoding {
      case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
      default: encoding.rawValue
      }
    guard !declaration.isEmpty else {
      return encoding == .utf8 ? "" : "<?xml version=\"1.0\" encoding=\"\(name)\"?>\n"
    }
    let standalone = declaration.firstRange(of: " standalone=").map { declaration[$0.lowerBound...].dropLast(2) } ?? ""
    return "<?xml version=\"1.0\" encoding=\"\(name)\"\(standalone)?>"
  }

  /// Without it nobody could tell the order of the bytes (XML 1.0, section 4.3.3).
  private static func byteOrderMark(of encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .utf8, .ascii, .latin1, .latin9, .windows1252: []
    }
  }
}
