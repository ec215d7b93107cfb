/// Text since the latest tag, in one piece. libxml2 delivers it in pieces as it pleases.
///
/// Raw memory, because this is done for every piece of text there is.
final class CollectedText {
  private(set) var count = 0
  /// Some of it was in a CDATA section.
  private(set) var isCharacterData = false
  private var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: CollectedText.usual)
  private var capacity = CollectedText.usual

  private static let usual = 4096

  deinit {
    memory.deallocate()
  }

  var isEmpty: Bool { count == 0 && !isCharacterData }

  /// The text with `</` behind it: libxml2 looks beyond a text for the tag that ends it.
  var start: UnsafePointer<UInt8> {
    memory[count] = UInt8(ascii: "<")
    memory[count + 1] = UInt8(ascii: "/")
    return UnsafePointer(memory)
  }

  func append(_ text: UnsafePointer<UInt8>, _ length: Int, isCharacterData: Bool) {
    if count + length + 2 > capacity { grow(to: max(2 * capacity, count + length + 2)) }
    memory.advanced(by: count).update(from: text, count: length)
    count += length
    if isCharacterData { self.isCharacterData = true }
  }

  /// Forgets the text, and the memory that a very long one took.
  func clear() {
    count = 0
    isCharacterData = false
    if capacity > 1 << 16 { grow(to: Self.usual) }
  }

  private func grow(to size: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    larger.update(from: memory, count: count)
    memory.deallocate()
    (memory, capacity) = (larger, size)
  }
}
