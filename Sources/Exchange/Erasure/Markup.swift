import XMLEngine

/// An element as it stands in the bytes of a file: where its texts and attributes are. Nothing is interpreted but the
/// marks, so that a file that no parser takes has elements too.
final class MarkupElement {
  enum Piece {
    case text(Range<Int>)
    /// What stands in a CDATA section.
    case literal(Range<Int>)
    /// What stands in a comment or a processing instruction.
    case hidden(Range<Int>)
    case element(MarkupElement)
  }

  /// Without its prefix.
  let name: String
  let attributes: [(name: String, value: Range<Int>)]
  fileprivate(set) var pieces: [Piece] = []

  fileprivate init(name: String, attributes: [(name: String, value: Range<Int>)]) {
    self.name = name
    self.attributes = attributes
  }

  var children: [MarkupElement] {
    pieces.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  func child(_ name: String) -> MarkupElement? { children.first { $0.name == name } }
}

/// Goes through the bytes of an XML file, in any encoding in which ASCII is ASCII, and hands out the children of its root
/// one by one. What is not closed ends with the file.
struct Markup {
  let bytes: [UInt8]
  /// The one that it declares.
  let encoding: TextEncoding

  init(bytes: [UInt8]) {
    self.bytes = bytes
    encoding = LenientDecoder(head: Array(bytes.prefix(LenientDecoder.head)), override: nil).encoding
  }

  /// Calls `body` with each child of the root, and last with the root itself, which has not kept them.
  ///
  /// - Parameter keepsRoot: names of roots that keep their children: of a file that is one record.
  func walk(keepsRoot: Set<String> = [], _ body: (_ element: MarkupElement, _ depth: Int) throws -> Void)
    rethrows
  {
    var open: [MarkupElement] = []
    var keeps = false
    var index = 0

    func add(_ piece: MarkupElement.Piece) { open.last?.pieces.append(piece) }
    func close() throws {
      guard let element = open.popLast() else { return }
      if open.count == 1, !keeps {
        try body(element, 1)
      } else if let parent = open.last {
        parent.pieces.append(.element(element))
      } else {
        try body(element, 0)
      }
    }

    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        add(.text(index..<end))
        index = end
      } else if let end = literal("<!--", "-->", at: index) {
        add(.hidden(index + 4..<end.content))
        index = end.after
      } else if let end = literal("<![CDATA[", "]]>", at: index) {
        add(.literal(index + 9..<end.content))
        index = end.after
      } else if let end = literal("<?", "?>", at: index) {
        if !open.isEmpty { add(.hidden(index + 2..<end.content)) }
        index = end.after
      } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
        let name = localName(index + 2..<end)
        // A mark that closes nothing that is open is passed over.
        if let depth = open.lastIndex(where: { $0.name == name }) {
          while open.count > depth { try close() }
        }
        index = end + 1
      } else if index + 1 < bytes.count, Self.beginsName(bytes[index + 1]) {
        let tag = tag(at: index)
        if open.isEmpty { keeps = keepsRoot.contains(tag.name) }
        open.append(MarkupElement(name: tag.name, attributes: tag.attributes))
        if tag.isEmpty { try close() }
        index = tag.end
      } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "!") {
        index = (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
      } else {
        add(.text(index..<index + 1))
        index += 1
      }
    }
    while !open.isEmpty { try close() }
  }

  private static func beginsName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private func literal(_ mark: StaticString, _ ending: StaticString, at index: Int) -> (content: Int, after: Int)? {
    let (mark, ending) = (Self.bytes(mark), Self.bytes(ending))
    guard bytes[index...].starts(with: mark) else { return nil }
    var end = index + mark.count
    while end + ending.count <= bytes.count {
      if bytes[end] == ending[0], bytes[end...].starts(with: ending) { return (end, end + ending.count) }
      end += 1
    }
    return (bytes.count, bytes.count)
  }

  private static func bytes(_ text: StaticString) -> [UInt8] { text.withUTF8Buffer { Array($0) } }

  private func localName(_ range: Range<Int>) -> String {
    let name = bytes[range].prefix { !Self.isSpace($0) }
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  private func tag(at start: Int) -> (
    name: String, attributes: [(name: String, value: Range<Int>)], isEmpty: Bool, end: Int
  ) {
    func ends(_ byte: UInt8) -> Bool {
      Self.isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
        || byte == UInt8(ascii: "<")
    }
    var index = start + 1
    while index < bytes.count, !ends(bytes[index]) { index += 1 }
    let name = localName(start + 1..<index)
    var attributes: [(name: String, value: Range<Int>)] = []
    var isEmpty = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { return (name, attributes, isEmpty, index + 1) }
      if byte == UInt8(ascii: "<") { return (name, attributes, isEmpty, index) }
      isEmpty = byte == UInt8(ascii: "/")
      guard !Self.isSpace(byte), !isEmpty else {
        index += 1
        continue
      }
      let begin = index
      while index < bytes.count, !ends(bytes[index]) { index += 1 }
      let attribute = String(decoding: bytes[begin..<index], as: UTF8.self)
      while index < bytes.count, Self.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "=") { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
        if index == begin { index += 1 }
        continue
      }
      let quote = bytes[index]
      let value = index + 1
      index = bytes[value...].firstIndex(of: quote) ?? bytes.count
      attributes.append((attribute, value..<index))
      index = min(index + 1, bytes.count)
    }
    return (name, attributes, isEmpty, bytes.count)
  }

  // MARK: - Values

  /// A range without the white space around it; nil where there is nothing else.
  func trimmed(_ range: Range<Int>) -> Range<Int>? {
    guard let first = range.first(where: { !Self.isSpace(bytes[$0]) }),
      let last = range.last(where: { !Self.isSpace(bytes[$0]) })
    else { return nil }
    return first..<last + 1
  }

  func text(_ range: Range<Int>) -> String {
    MarkupText.decoded(characters(range))
  }

  /// In UTF-8 as far as it can be that, whatever the file declares.
  private func characters(_ range: Range<Int>) -> String {
    let raw = bytes[range]
    if let text = String(validating: raw, as: UTF8.self) { return text }
    var decoder = LenientDecoder(encoding == .utf8 ? .latin1 : encoding)
    return String(decoder.decode(raw, isLast: true))
  }

  /// All that an element itself says, not its children.
  func text(of element: MarkupElement) -> String {
    element.pieces.compactMap { piece in
      switch piece {
      case .text(let range): text(range)
      case .literal(let range): characters(range)
      case .hidden, .element: nil
      }
    }.joined().collapsingWhiteSpace()
  }
}

enum MarkupText {
  private static let named: [Substring: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

  /// A text with its references resolved, those to characters and the five that XML knows.
  static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return text.replacing(/&(#?[A-Za-z0-9]+);/) { match in
      let name = match.output.1
      if let known = named[name] { return known }
      let isHexadecimal = name.hasPrefix("#x")
      let digits = name.dropFirst(isHexadecimal ? 2 : 1)
      guard name.hasPrefix("#"), let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        let scalar = Unicode.Scalar(number)
      else { return String(match.output.0) }
      return String(Character(scalar))
    }
  }
}
