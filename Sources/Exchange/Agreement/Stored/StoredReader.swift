/// Reads what ``StoredWriter`` wrote, and nothing else: who changes the text by hand has to leave its form.
struct StoredReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func object(_ body: (inout StoredReader, _ name: String) throws(UnreadableFields) -> Void)
    throws(UnreadableFields)
  {
    try enclosed("{", "}") { (reader) throws(UnreadableFields) in
      let name = try reader.string()
      try reader.expect(":")
      try body(&reader, name)
    }
  }

  mutating func array(_ body: (inout StoredReader) throws(UnreadableFields) -> Void) throws(UnreadableFields) {
    try enclosed("[", "]", body)
  }

  private mutating func enclosed(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
    _ body: (inout StoredReader) throws(UnreadableFields) -> Void
  ) throws(UnreadableFields) {
    try expect(opening)
    if take(closing) { return }
    repeat { try body(&self) } while take(",")
    try expect(closing)
  }

  /// Nil for null.
  mutating func optionalString() throws(UnreadableFields) -> String? {
    guard take("n") else { return try string() }
    for letter in "ull".unicodeScalars { try expect(letter) }
    return nil
  }

  var isAtNumber: Bool { index < bytes.count && (0x30...0x39).contains(bytes[index]) }

  mutating func string() throws(UnreadableFields) -> String {
    try expect("\"")
    let start = index
    skipPlain()
    if take("\"") { return String(decoding: bytes[start..<index - 1], as: UTF8.self) }
    return try escapedString(from: start)
  }

  /// Goes on to the next quotation mark or backslash.
  private mutating func skipPlain() {
    index = bytes.withUnsafeBufferPointer { [index] bytes in
      bytes[index...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") } ?? bytes.count
    }
  }

  /// How many bytes are left.
  var rest: Int { bytes.count - index }

  private mutating func escapedString(from start: Int) throws(UnreadableFields) -> String {
    var unescaped = Array(bytes[start..<index])
    while !take("\"") {
      guard index < bytes.count else { throw UnreadableFields() }
      if take("\\") { unescaped.append(take("u") ? try codeUnit() : try next()) }
      let plain = index
      skipPlain()
      unescaped.append(contentsOf: bytes[plain..<index])
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// The four digits of a control character, which is all that is written so.
  private mutating func codeUnit() throws(UnreadableFields) -> UInt8 {
    try expect("0")
    try expect("0")
    let digits = String(decoding: [try next(), try next()], as: UTF8.self)
    guard let unit = UInt8(digits, radix: 16), unit < 0x20 else { throw UnreadableFields() }
    return unit
  }

  mutating func integer() throws(UnreadableFields) -> Int64 {
    let start = index
    _ = take("-")
    while isAtNumber { index += 1 }
    guard let number = Int64(String(decoding: bytes[start..<index], as: UTF8.self)) else { throw UnreadableFields() }
    return number
  }

  /// The element that a number points at.
  mutating func element<Element>(of list: [Element]) throws(UnreadableFields) -> Element {
    guard let place = Int(exactly: try integer()), list.indices.contains(place) else { throw UnreadableFields() }
    return list[place]
  }

  func requireEnd() throws(UnreadableFields) {
    if index < bytes.count { throw UnreadableFields() }
  }

  private mutating func next() throws(UnreadableFields) -> UInt8 {
    guard index < bytes.count else { throw UnreadableFields() }
    index += 1
    return bytes[index - 1]
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: letter) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ letter: Unicode.Scalar) throws(UnreadableFields) {
    guard take(letter) else { throw UnreadableFields() }
  }
}

/// A text that no Kontor can have written.
package struct UnreadableFields: Error {
  package init() {}
}
