import XMLEngine

/// The same as ``ValueKind/normal(_:)``, from bytes to bytes: the canonical form of every record is made of these.
extension ValueKind {
  static func of(element name: ElementView.Bytes) -> ValueKind { elements[name] ?? .token }

  static func of(attribute name: ElementView.Bytes) -> ValueKind { attributes[name] ?? .token }

  /// Adds the one spelling of a value, without escaping anything.
  func append(_ written: ElementView.Bytes, to bytes: inout [UInt8]) {
    switch self {
    case .text: bytes.append(contentsOf: written)
    case .token where written.isCollapsed: bytes.append(contentsOf: written)
    case .decimal where appendDecimal(written, to: &bytes): return
    case .token, .decimal, .boolean: bytes.append(contentsOf: normal(String(decoding: written, as: UTF8.self)).utf8)
    }
  }

  /// False, with nothing added, for what is not simply digits, with a point among them or not: a sign, white space, or no
  /// number at all.
  private func appendDecimal(_ written: ElementView.Bytes, to bytes: inout [UInt8]) -> Bool {
    var point: Int?
    for (index, byte) in written.enumerated() {
      if byte == UInt8(ascii: "."), point == nil {
        point = index
      } else if !(0x30...0x39).contains(byte) {
        return false
      }
    }
    guard written.count > (point == nil ? 0 : 1) else { return false }
    var whole = written[..<(point ?? written.count)]
    while whole.first == UInt8(ascii: "0") { whole.removeFirst() }
    var fraction = written[(point.map { $0 + 1 } ?? written.count)...]
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    if whole.isEmpty { bytes.append(UInt8(ascii: "0")) } else { bytes.append(contentsOf: whole) }
    if !fraction.isEmpty {
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: fraction)
    }
    return true
  }
}
