import Glibc

/// Finds where whole records stand in UTF-8 text, without judging what is in them.
///
/// It begins between two records, inside the element that holds them, and knows only tags, comments, CDATA sections and
/// processing instructions. What it does not know for certain, or what comes near a limit, ends the cutting: the rest is
/// for whoever reads the file as one stream.
struct RecordCutter {
  /// A record's bytes, from its `<` to behind its last `>`, counted from where the cut begins.
  typealias Extent = (start: Int, end: Int)

  private let limits: XMLLimits
  /// The open elements around the records.
  private let level: Int
  private var text: [UInt8] = []
  /// Where the next cut begins.
  private var head = 0
  /// How far it has looked.
  private var index = 0
  /// Open elements of the record that is being looked at.
  private var depth = 0
  private var start = 0
  private var lastTagEnd = 0
  /// Whole records behind `head`.
  private var extents: [Extent] = []
  /// It looks at nothing more.
  private(set) var isStuck = false

  /// What may wait for the end of a record; longer ones are not worth cutting.
  private static let longestRecord = 4 << 20

  init(limits: XMLLimits, level: Int) {
    self.limits = limits
    self.level = level
  }

  /// How many whole records wait, and in how many bytes.
  var waiting: (records: Int, bytes: Int) { (extents.count, (extents.last?.end ?? head) - head) }

  /// Lets `body` append text, and looks at it.
  mutating func take<Failure: Error>(_ body: (inout [UInt8]) throws(Failure) -> Void) throws(Failure) {
    dropWhatWasCut()
    try body(&text)
    if !isStuck { look() }
  }

  /// Cuts off whole records: their bytes with all that stands ahead of them.
  mutating func cut(atMost count: Int) -> (text: [UInt8], records: [Extent]) {
    let taken = extents.prefix(count)
    let end = taken.last?.end ?? head
    let piece = (Array(text[head..<end]), taken.map { ($0.start - head, $0.end - head) })
    extents.removeFirst(taken.count)
    head = end
    return piece
  }

  /// Everything that was not cut off.
  func rest() -> [UInt8] { Array(text[head...]) }

  private mutating func dropWhatWasCut() {
    guard head > 256 << 10 else { return }
    text.removeFirst(head)
    index -= head
    start -= head
    lastTagEnd -= head
    for each in extents.indices {
      extents[each].start -= head
      extents[each].end -= head
    }
    head = 0
  }

  // MARK: - Looking

  private mutating func look() {
    var end = text.count
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, index < end else { return }
      if let nul = memchr(base + index, 0, end - index) {
        end = UnsafePointer(nul.assumingMemoryBound(to: UInt8.self)) - base
        isStuck = true
      }
      while let next = Self.find(UInt8(ascii: "<"), base, from: index, to: end) {
        // The scanner counts from the `>` on.
        guard next - lastTagEnd < limits.text else {
          isStuck = true
          return
        }
        index = next
        guard let after = self.markup(at: next, base, end) else { return }
        index = after
      }
      index = end
    }
    if text.count - (extents.last?.end ?? head) > Self.longestRecord { isStuck = true }
  }

  /// Goes past the markup that begins at `place`; nil where it has not arrived whole, or ends the cutting.
  private mutating func markup(at place: Int, _ base: UnsafePointer<UInt8>, _ end: Int) -> Int? {
    guard place + 1 < end else { return nil }
    let after: Int?
    switch base[place + 1] {
    case UInt8(ascii: "/"):
      guard let close = Self.find(UInt8(ascii: ">"), base, from: place + 2, to: end) else { return nil }
      guard close + 1 - place <= limits.tag else {
        isStuck = true
        return nil
      }
      endElement(at: close + 1)
      after = close + 1
    case UInt8(ascii: "!"):
      return special(at: place, base, end)
    case UInt8(ascii: "?"):
      after = Self.findEndOfInstruction(base, from: place + 2, to: end)
    default:
      after = startTag(at: place, base, end)
    }
    if let after, after - place > limits.tag { isStuck = true }
    return isStuck ? nil : after
  }

  private mutating func startTag(at place: Int, _ base: UnsafePointer<UInt8>, _ end: Int) -> Int? {
    var index = place + 1
    var attributes = 0
    while index < end {
      let byte = base[index]
      index += 1
      if byte == UInt8(ascii: ">") {
        if depth == 0 { start = place }
        depth += 1
        lastTagEnd = index
        guard level + depth <= limits.depth, attributes <= limits.attributes, index - place <= limits.tag else {
          isStuck = true
          return nil
        }
        if base[index - 2] == UInt8(ascii: "/") { endElement(at: index) }
        return index
      }
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
      guard let close = Self.find(byte, base, from: index, to: end) else { return nil }
      attributes += 1
      index = close + 1
    }
    return nil
  }

  private mutating func endElement(at end: Int) {
    lastTagEnd = end
    depth -= 1
    if depth == 0 { extents.append((start, end)) }
    // The element around the records ends.
    if depth < 0 { isStuck = true }
  }

  /// A comment or a CDATA section; anything else is none of a record's.
  private mutating func special(at place: Int, _ base: UnsafePointer<UInt8>, _ end: Int) -> Int? {
    if Self.stands("<!--", at: place, base, end) {
      return Self.find(doubled: UInt8(ascii: "-"), base, from: place + 4, to: end)
    }
    if Self.stands("<![CDATA[", at: place, base, end) {
      return Self.find(doubled: UInt8(ascii: "]"), base, from: place + 9, to: end)
    }
    if place + 9 <= end { isStuck = true }
    return nil
  }

  // MARK: - Finding

  @inline(__always)
  private static func find(_ byte: UInt8, _ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start < end, let found = memchr(base + start, CInt(byte), end - start) else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
  }

  /// The place behind the first `>` that has `mark` twice ahead of it.
  private static func find(
    doubled mark: UInt8, _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var from = start + 2
    while let close = find(UInt8(ascii: ">"), base, from: from, to: end) {
      if base[close - 1] == mark, base[close - 2] == mark { return close + 1 }
      from = close + 1
    }
    return nil
  }

  private static func findEndOfInstruction(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var from = start + 1
    while let close = find(UInt8(ascii: ">"), base, from: from, to: end) {
      if base[close - 1] == UInt8(ascii: "?") { return close + 1 }
      from = close + 1
    }
    return nil
  }

  private static func stands(_ word: StaticString, at place: Int, _ base: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    return place + length <= end && memcmp(base + place, word.utf8Start, length) == 0
  }
}
