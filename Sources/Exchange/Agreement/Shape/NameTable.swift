import XMLEngine

/// What belongs to some names of the vocabulary, looked up by the bytes of a name as it stands in a document: asked for
/// every element of every record, mostly in vain.
struct NameTable<Value: Sendable>: Sendable {
  private var slots: [(name: ShortName, value: Value)?]

  /// - Parameter values: none of the names is longer than 24 bytes.
  init(_ values: [String: Value]) {
    // Half of them stay empty, so that a look that ends in vain ends soon.
    var size = 4
    while size < 2 * values.count { size *= 2 }
    slots = Array(repeating: nil, count: size)
    for (text, value) in values {
      var text = text
      guard let name = text.withUTF8({ ShortName($0) }) else { preconditionFailure("\(text) is too long for a table.") }
      var index = name.hash & (size - 1)
      while slots[index] != nil { index = (index + 1) & (size - 1) }
      slots[index] = (name, value)
    }
  }

  subscript(bytes: ElementView.Bytes) -> Value? {
    guard let name = ShortName(bytes) else { return nil }
    var index = name.hash & (slots.count - 1)
    while let slot = slots[index] {
      if slot.name == name { return slot.value }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  subscript(text: String) -> Value? {
    var text = text
    return text.withUTF8 { self[$0] }
  }
}

/// A name as three words, which compare at once.
private struct ShortName: Equatable, Sendable {
  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

  /// Nil for a name that is longer than 24 bytes.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 24 else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
  }

  var hash: Int {
    let mixed = (words.0 ^ (words.1 &* 0x9E37_79B9) ^ (words.2 &* 0x85EB_CA6B)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40)
  }

  static func == (left: ShortName, right: ShortName) -> Bool { left.words == right.words }
}
