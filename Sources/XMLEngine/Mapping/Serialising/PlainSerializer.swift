import CLibXML2
import Foundation

/// Writes trees as XML in UTF-8, byte for byte as libxml2 does, without its buffers and without a call per piece.
///
/// What it does not know (document types, entities, text that is not to be escaped) it leaves to libxml2 by returning nil.
struct PlainSerializer {
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  /// Attributes keep characters outside of ASCII only where the document says its encoding.
  private let escapesCharacters: Bool
  private let isIndented: Bool

  /// libxml2 indents no deeper than this many levels.
  private static let deepestIndent = 30

  private init(isIndented: Bool, escapesCharacters: Bool) {
    capacity = 16 << 10
    buffer = .allocate(capacity: capacity)
    self.isIndented = isIndented
    self.escapesCharacters = escapesCharacters
  }

  /// A result of a stylesheet as its `xsl:output` wants it; nil where libxslt has to do that.
  ///
  /// - Parameter isInUTF8: whatever encoding `xsl:output` wants.
  static func bytes(of document: xmlDocPtr, _ form: OutputForm, isInUTF8: Bool = false) -> [UInt8]? {
    guard form.isPlain, document.pointee.type == XML_DOCUMENT_NODE, document.pointee.children != nil else { return nil }
    let isSo = form.encoding.map { $0.lowercased() == "utf-8" } ?? (document.pointee.encoding == nil)
    guard isInUTF8 || isSo else { return nil }
    var writer = PlainSerializer(
      isIndented: form.indent == 1, escapesCharacters: !isInUTF8 && document.pointee.encoding == nil)
    defer { writer.buffer.deallocate() }
    if form.omitsDeclaration != 1 {
      writer.add("<?xml version=\"")
      writer.add(document.pointee.version.map { Bytes($0) } ?? Bytes(static: "1.0"))
      if let encoding = form.encoding {
        writer.add("\" encoding=\"")
        writer.add(encoding)
      }
      writer.add(form.standalone == 0 ? "\" standalone=\"no" : form.standalone == 1 ? "\" standalone=\"yes" : "")
      writer.add("\"?>\n")
    }
    var next = document.pointee.children
    while let child = next {
      guard writer.write(child, level: 0, isFormatted: writer.isIndented) else { return nil }
      next = child.pointee.next
      if form.indent != 0, child.pointee.type == XML_COMMENT_NODE, next != nil { writer.add("\n") }
    }
    if form.indent != 0 { writer.add("\n") }
    return writer.result
  }

  /// A document with an XML declaration, each node of its top level on a line; nil where libxml2 has to do that.
  static func bytes(of document: xmlDocPtr, isIndented: Bool) -> [UInt8]? {
    guard document.pointee.type == XML_DOCUMENT_NODE, document.pointee.intSubset == nil else { return nil }
    var writer = PlainSerializer(isIndented: isIndented, escapesCharacters: false)
    defer { writer.buffer.deallocate() }
    let version = document.pointee.version.map { Bytes($0) } ?? Bytes(static: "1.0")
    guard version == Bytes(static: "1.0") else { return nil }
    writer.add("<?xml version=\"1.0\" encoding=\"UTF-8\"")
    switch document.pointee.standalone {
    case 0: writer.add(" standalone=\"no\"")
    case 1: writer.add(" standalone=\"yes\"")
    default: break
    }
    writer.add("?>\n")
    var next = document.pointee.children
    while let child = next {
      guard writer.write(child, level: 0, isFormatted: isIndented) else { return nil }
      writer.add("\n")
      next = child.pointee.next
    }
    return writer.result
  }

  private var result: [UInt8] { Array(UnsafeBufferPointer(start: buffer, count: count)) }

  // MARK: - Nodes

  /// - Parameter isFormatted: on lines of their own, which a parent with text among its children is not.
  private mutating func write(_ node: xmlNodePtr, level: Int, isFormatted: Bool) -> Bool {
    switch node.pointee.type {
    case XML_ELEMENT_NODE: return element(node, level: level, isFormatted: isFormatted)
    case XML_TEXT_NODE:
      guard let content = node.pointee.content else { return true }
      guard kontor_isRaw(node) == 0 else { return false }
      escape(content)
    case XML_COMMENT_NODE:
      guard let content = node.pointee.content else { return true }
      add("<!--")
      add(Bytes(content))
      add("-->")
    case XML_PI_NODE:
      add("<?")
      add(Bytes(node.pointee.name))
      if let content = node.pointee.content {
        add(" ")
        add(Bytes(content))
      }
      add("?>")
    default: return false
    }
    return true
  }

  private mutating func element(_ node: xmlNodePtr, level: Int, isFormatted: Bool) -> Bool {
    guard level < 500 else { return false }
    add("<")
    name(of: node)
    var declaration = node.pointee.nsDef
    while let current = declaration {
      guard declare(current) else { return false }
      declaration = current.pointee.next
    }
    var attribute = node.pointee.properties
    while let current = attribute {
      guard write(current) else { return false }
      attribute = current.pointee.next
    }
    guard let first = node.pointee.children else {
      add("/>")
      return true
    }
    add(">")
    let isFormatted = isFormatted && !Self.hasText(first)
    if isFormatted { add("\n") }
    var next: xmlNodePtr? = first
    while let child = next {
      let type = child.pointee.type
      if isFormatted, type == XML_ELEMENT_NODE || type == XML_COMMENT_NODE || type == XML_PI_NODE { indent(level + 1) }
      guard write(child, level: level + 1, isFormatted: isFormatted) else { return false }
      if isFormatted { add("\n") }
      next = child.pointee.next
    }
    if isFormatted { indent(level) }
    add("</")
    name(of: node)
    add(">")
    return true
  }

  private static func hasText(_ first: xmlNodePtr) -> Bool {
    var next: xmlNodePtr? = first
    while let node = next {
      let type = node.pointee.type
      if type == XML_TEXT_NODE || type == XML_CDATA_SECTION_NODE || type == XML_ENTITY_REF_NODE { return true }
      next = node.pointee.next
    }
    return false
  }

  private mutating func name(of node: xmlNodePtr) {
    if let prefix = node.pointee.ns?.pointee.prefix {
      add(Bytes(prefix))
      add(":")
    }
    add(Bytes(node.pointee.name))
  }

  private mutating func declare(_ namespace: xmlNsPtr) -> Bool {
    guard namespace.pointee.type == XML_NAMESPACE_DECL, let name = namespace.pointee.href else { return false }
    let text = Bytes(name)
    // libxml2 chooses the quotes by what is in the name.
    guard text.offset(of: Bytes(static: "\"")) == nil else { return false }
    if let prefix = namespace.pointee.prefix {
      guard !(Bytes(prefix) == Bytes(static: "xml")) else { return false }
      add(" xmlns:")
      add(Bytes(prefix))
    } else {
      add(" xmlns")
    }
    add("=\"")
    add(text)
    add("\"")
    return true
  }

  private mutating func write(_ attribute: xmlAttrPtr) -> Bool {
    add(" ")
    if let prefix = attribute.pointee.ns?.pointee.prefix {
      add(Bytes(prefix))
      add(":")
    }
    add(Bytes(attribute.pointee.name))
    add("=\"")
    var next = attribute.pointee.children
    while let child = next {
      guard child.pointee.type == XML_TEXT_NODE, escape(attribute: Bytes(child.pointee.content)) else { return false }
      next = child.pointee.next
    }
    add("\"")
    return true
  }

  // MARK: - Text

  private mutating func escape(_ content: UnsafePointer<xmlChar>) {
    let text = Bytes(content)
    var start = 0
    for index in 0..<text.count {
      let escaped: StaticString
      switch text[index] {
      case UInt8(ascii: "<"): escaped = "&lt;"
      case UInt8(ascii: ">"): escaped = "&gt;"
      case UInt8(ascii: "&"): escaped = "&amp;"
      case UInt8(ascii: "\r"): escaped = "&#13;"
      default: continue
      }
      add(Bytes(text.start + start, index - start))
      add(escaped)
      start = index + 1
    }
    add(text.dropping(start))
  }

  private mutating func escape(attribute text: Bytes) -> Bool {
    var start = 0
    for index in 0..<text.count {
      let escaped: StaticString
      switch text[index] {
      case UInt8(ascii: "<"): escaped = "&lt;"
      case UInt8(ascii: ">"): escaped = "&gt;"
      case UInt8(ascii: "&"): escaped = "&amp;"
      case UInt8(ascii: "\""): escaped = "&quot;"
      case UInt8(ascii: "\r"): escaped = "&#13;"
      case UInt8(ascii: "\n"): escaped = "&#10;"
      case UInt8(ascii: "\t"): escaped = "&#9;"
      case 0x80... where escapesCharacters: return false
      default: continue
      }
      add(Bytes(text.start + start, index - start))
      add(escaped)
      start = index + 1
    }
    add(text.dropping(start))
    return true
  }

  private mutating func indent(_ level: Int) {
    for _ in 0..<min(level, Self.deepestIndent) { add("  ") }
  }

  private mutating func add(_ text: StaticString) { add(Bytes(static: text)) }

  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      if let base = bytes.baseAddress { add(Bytes(base, bytes.count)) }
    }
  }

  private mutating func add(_ text: Bytes) {
    if count + text.count > capacity { grow(by: text.count) }
    memcpy(buffer + count, text.start, text.count)
    count += text.count
  }

  private mutating func grow(by length: Int) {
    capacity = max(capacity * 2, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, buffer, count)
    buffer.deallocate()
    buffer = larger
  }
}
