/// A generator of numbers that gives the same ones for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// One way to spoil an XML file.
enum Mutation: CaseIterable {
  case drop, double, rename, renameEnd, empty, spoilValue, swap, addAttribute, dropAttribute, addText, truncate
  case addElement, unescape

  /// The file spoilt in this way at a place that the generator picks.
  func apply(to text: String, using generator: inout SeededGenerator) -> [UInt8] {
    let bytes = Array(text.utf8)
    if self == .truncate { return Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &generator))) }
    let elements = Self.elements(in: bytes)
    guard let one = elements.randomElement(using: &generator) else { return bytes }
    let whole = Array(bytes[one.whole])
    switch self {
    case .drop: return Self.replacing(one.whole, in: bytes, with: [])
    case .double: return Self.replacing(one.whole, in: bytes, with: whole + whole)
    case .rename:
      let name = Array("X".utf8) + bytes[one.name]
      let renamed = Self.replacing(one.name, in: bytes, with: name)
      guard let end = one.endName else { return renamed }
      return Self.replacing(end.lowerBound + 1..<end.upperBound + 1, in: renamed, with: name)
    case .renameEnd:
      guard let end = one.endName else { return bytes }
      return Self.replacing(end, in: bytes, with: Array("Other".utf8))
    case .empty: return Self.replacing(one.content, in: bytes, with: [])
    case .spoilValue: return Self.replacing(one.content, in: bytes, with: Array("völlig falsch".utf8))
    case .swap:
      guard let other = elements.randomElement(using: &generator), !one.whole.overlaps(other.whole) else {
        return bytes
      }
      let (first, second) = one.whole.lowerBound < other.whole.lowerBound ? (one, other) : (other, one)
      let spoilt = Self.replacing(second.whole, in: bytes, with: Array(bytes[first.whole]))
      return Self.replacing(first.whole, in: spoilt, with: Array(bytes[second.whole]))
    case .addAttribute:
      return Self.replacing(one.name.upperBound..<one.name.upperBound, in: bytes, with: Array(" extra=\"1\"".utf8))
    case .dropAttribute:
      guard let start = bytes[one.name.upperBound..<one.tagEnd].firstIndex(of: UInt8(ascii: " ")) else { return bytes }
      return Self.replacing(start..<one.tagEnd, in: bytes, with: [])
    case .addText:
      return Self.replacing(one.content.lowerBound..<one.content.lowerBound, in: bytes, with: Array("abc".utf8))
    case .addElement:
      return Self.replacing(one.whole.lowerBound..<one.whole.lowerBound, in: bytes, with: Array("<Extra/>".utf8))
    case .unescape: return Self.replacing(one.content, in: bytes, with: Array("a & b".utf8))
    case .truncate: return bytes
    }
  }

  private struct Element {
    /// Of the start tag.
    var name: Range<Int>
    /// The index of the start tag's `>`.
    var tagEnd: Int
    var content: Range<Int>
    var whole: Range<Int>
    var endName: Range<Int>?
  }

  /// The elements of a well-formed file without CDATA, comments or instructions inside the root.
  private static func elements(in bytes: [UInt8]) -> [Element] {
    var found: [Element] = []
    var open: [Int] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      index = end + 1
      switch bytes[start + 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"): continue
      case UInt8(ascii: "/"):
        guard let last = open.popLast() else { break }
        found[last].content = found[last].tagEnd + 1..<start
        found[last].whole = found[last].whole.lowerBound..<end + 1
        found[last].endName = start + 2..<end
      default:
        let nameEnd = bytes[start...].firstIndex { [0x20, 0x3E, 0x2F, 0x0A].contains($0) } ?? end
        let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
        found.append(
          Element(
            name: start + 1..<nameEnd, tagEnd: isEmpty ? end - 1 : end, content: end + 1..<end + 1,
            whole: start..<end + 1, endName: nil))
        if !isEmpty { open.append(found.count - 1) }
      }
    }
    return found
  }

  private static func replacing(_ range: Range<Int>, in bytes: [UInt8], with new: [UInt8]) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + new + bytes[range.upperBound...]
  }
}
