/// One JSON object on one line (RFC 8259), written key by key: what has no value is left out.
///
/// The caller puts the keys in the order of their bytes, so that equal rows make equal lines.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  private var isEmpty = true

  init() {
    bytes.reserveCapacity(512)
  }

  mutating func put(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    begin(key)
    append(value)
  }

  mutating func put(_ key: StaticString, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    begin(key)
    append(value)
  }

  mutating func put(_ key: StaticString, _ value: Bool?) {
    guard let value else { return }
    begin(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  mutating func put(_ key: StaticString, _ values: [String: some BinaryInteger]?) {
    guard let values else { return }
    begin(key)
    object(values) { $0.append($1) }
  }

  mutating func put(_ key: StaticString, _ values: [[String: String]]) {
    begin(key)
    list(values) { line, value in line.object(value) { $0.append($1) } }
  }

  /// An object inside this one.
  mutating func put(_ key: StaticString, _ body: (inout JSONLine) -> Void) {
    begin(key)
    object(body)
  }

  /// Objects inside this one.
  mutating func put<Item>(_ key: StaticString, _ items: [Item]?, _ body: (inout JSONLine, Item) -> Void) {
    guard let items else { return }
    begin(key)
    list(items) { line, item in line.object { body(&$0, item) } }
  }

  /// The line itself, with its end.
  mutating func line(_ body: (inout JSONLine) -> Void) {
    object(body)
    bytes.append(UInt8(ascii: "\n"))
  }

  // MARK: - Pieces

  private mutating func begin(_ key: StaticString) {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }

  private mutating func object(_ body: (inout JSONLine) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isEmpty = true
    body(&self)
    isEmpty = false
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func object<Value>(_ values: [String: Value], _ append: (inout JSONLine, Value) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    for (index, (key, value)) in values.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      self.append(key)
      bytes.append(UInt8(ascii: ":"))
      append(&self, value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func list<Item>(_ items: [Item], _ append: (inout JSONLine, Item) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(&self, item)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ number: some BinaryInteger) {
    bytes.append(contentsOf: String(number).utf8)
  }

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(Self.isPlain) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 { append(escaping: byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case _ where Self.isPlain(byte): bytes.append(byte)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    default: bytes.append(contentsOf: "\\u\(byte < 16 ? "000" : "00")\(String(byte, radix: 16))".utf8)
    }
  }

  /// Whether a byte of UTF-8 stands for itself in a string.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
