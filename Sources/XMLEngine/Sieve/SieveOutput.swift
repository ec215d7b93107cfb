/// What a ``RecordSieve`` has written, as UTF-8, with the start of containers held back until something in them stays.
struct SieveOutput {
  /// Final, and not taken yet.
  private var ready: [UInt8] = []
  /// Not final: it may be taken back.
  private var held: [UInt8] = []
  /// Containers that are held back.
  private(set) var isHolding = false
  private(set) var line = 1
  private var last: UInt8?

  /// More than this is not held back.
  private static let mostHeld = 1 << 20

  var isAtLineStart: Bool { last == nil || last == UInt8(ascii: "\n") }

  mutating func append(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty else { return }
    var lines = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\n") { lines += 1 }
      last = byte
    }
    line += lines
    if isHolding { held += bytes } else { ready += bytes }
  }

  /// Holds back what is written from here on, and says from where.
  mutating func hold() -> Int {
    isHolding = true
    return held.count
  }

  var holdsTooMuch: Bool { held.count > Self.mostHeld }

  /// Makes final what is held back.
  mutating func commit() {
    ready += held
    held.removeAll(keepingCapacity: true)
    isHolding = false
  }

  /// Takes back what was written since.
  mutating func takeBack(to mark: Int) {
    line -= held[mark...].count { $0 == UInt8(ascii: "\n") }
    held.removeLast(held.count - mark)
    last = held.last ?? ready.last ?? UInt8(ascii: ">")
    isHolding = mark > 0
  }

  /// What is final.
  mutating func take() -> [UInt8] {
    defer { ready.removeAll(keepingCapacity: true) }
    return ready
  }
}
