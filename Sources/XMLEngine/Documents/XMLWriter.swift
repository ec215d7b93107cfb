/// Writes XML element by element. Whoever writes a long document takes away what is finished with ``drain()`` now and
/// then, so that it takes no memory.
///
/// Escapes what must be escaped (XML 1.0, section 2.4) and replaces characters that XML cannot hold (section 2.2) with
/// U+FFFD, so that a hostile name or value is only ever text.
package struct XMLWriter {
  private var buffer: [UInt8] = []
  private var open: [String] = []
  private var lineIsOpen = false

  package init() {
    buffer.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  }

  /// Opens an element on a line of its own.
  package mutating func start(_ name: String, _ attributes: [(String, String?)] = []) {
    breakLine()
    appendTag(name, attributes)
    buffer.append(contentsOf: ">".utf8)
    open.append(name)
    lineIsOpen = true
  }

  package mutating func end() {
    guard let name = open.popLast() else { return }
    breakLine()
    appendEnd(name)
    lineIsOpen = true
  }

  /// An element that holds text only; nothing where `text` is nil.
  package mutating func element(
    _ name: String, _ text: String?, _ attributes: [(String, String?)] = []
  ) {
    guard let text else { return }
    breakLine()
    appendTag(name, attributes)
    if text.isEmpty {
      buffer.append(contentsOf: "/>".utf8)
    } else {
      buffer.append(contentsOf: ">".utf8)
      append(escaping: text, quotes: false)
      appendEnd(name)
    }
    lineIsOpen = true
  }

  /// Ends the document.
  package mutating func finish() {
    while !open.isEmpty { end() }
    buffer.append(UInt8(ascii: "\n"))
  }

  /// Bytes that wait to be taken.
  package var count: Int { buffer.count }

  /// Takes what has been written so far.
  package mutating func drain() -> [UInt8] {
    defer { buffer.removeAll(keepingCapacity: true) }
    return buffer
  }

  private mutating func breakLine() {
    guard lineIsOpen else { return }
    buffer.append(UInt8(ascii: "\n"))
    buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * open.count))
  }

  private mutating func appendTag(_ name: String, _ attributes: [(String, String?)]) {
    buffer.append(UInt8(ascii: "<"))
    buffer.append(contentsOf: name.utf8)
    for case (let key, let value?) in attributes {
      buffer.append(UInt8(ascii: " "))
      buffer.append(contentsOf: key.utf8)
      buffer.append(contentsOf: "=\"".utf8)
      append(escaping: value, quotes: true)
      buffer.append(UInt8(ascii: "\""))
    }
  }

  private mutating func appendEnd(_ name: String) {
    buffer.append(contentsOf: "</".utf8)
    buffer.append(contentsOf: name.utf8)
    buffer.append(UInt8(ascii: ">"))
  }

  private mutating func append(escaping text: String, quotes: Bool) {
    // Most texts are plain ASCII.
    if text.utf8.allSatisfy(Self.isPlain) { return buffer.append(contentsOf: text.utf8) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": buffer.append(contentsOf: "&amp;".utf8)
      case "<": buffer.append(contentsOf: "&lt;".utf8)
      case ">": buffer.append(contentsOf: "&gt;".utf8)
      case "\"" where quotes: buffer.append(contentsOf: "&quot;".utf8)
      case "\r": buffer.append(contentsOf: "&#13;".utf8)
      case "\t" where quotes: buffer.append(contentsOf: "&#9;".utf8)
      case "\n" where quotes: buffer.append(contentsOf: "&#10;".utf8)
      case _ where scalar.isAllowedInXML:
        buffer.append(contentsOf: String(scalar).utf8)
      default: buffer.append(contentsOf: "\u{FFFD}".utf8)
      }
    }
  }

  /// Whether a byte stands for itself wherever text may stand.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
    default: (0x20..<0x80).contains(byte)
    }
  }
}
