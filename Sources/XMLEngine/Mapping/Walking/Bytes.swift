import CLibXML2
import Foundation

/// A piece of UTF-8 text in memory that somebody else keeps: the source tree, the program or the scratch.
///
/// A value without references, so that handing it on costs nothing. It is good only as long as its keeper.
///
/// `@unchecked Sendable`: what it points to is never changed while somebody can read it.
struct Bytes: @unchecked Sendable {
  var start: UnsafePointer<UInt8>
  var count: Int

  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
  }

  /// A text of libxml2's, up to its zero; nil is empty.
  init(_ text: UnsafePointer<UInt8>?) {
    guard let text else {
      self = .empty
      return
    }
    self.init(text, strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)))
  }

  static var empty: Bytes {
    let nothing: StaticString = ""
    return Bytes(nothing.utf8Start, 0)
  }

  var isEmpty: Bool { count == 0 }

  subscript(index: Int) -> UInt8 { start[index] }

  func dropping(_ length: Int) -> Bytes { Bytes(start + length, count - length) }

  func prefix(_ length: Int) -> Bytes { Bytes(start, length) }

  static func == (left: Bytes, right: Bytes) -> Bool {
    left.count == right.count && memcmp(left.start, right.start, left.count) == 0
  }

  /// By bytes, as `strcmp` orders.
  static func < (left: Bytes, right: Bytes) -> Bool {
    let order = memcmp(left.start, right.start, min(left.count, right.count))
    return order == 0 ? left.count < right.count : order < 0
  }

  func starts(with other: Bytes) -> Bool {
    count >= other.count && memcmp(start, other.start, other.count) == 0
  }

  /// Where `other` begins for the first time; nil where it does not stand.
  func offset(of other: Bytes) -> Int? {
    guard other.count > 0 else { return 0 }
    guard count >= other.count, let found = memmem(start, count, other.start, other.count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  /// Unicode scalars.
  var characterCount: Int {
    var characters = 0
    for index in 0..<count where start[index] & 0xC0 != 0x80 { characters += 1 }
    return characters
  }

  /// The length in bytes of the first `characters` scalars.
  func length(of characters: Int) -> Int {
    var index = 0
    var left = characters
    while index < count, left > 0 {
      index += 1
      while index < count, start[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return index
  }

  /// Without white space at the ends.
  var trimmed: Bytes {
    var first = 0
    var end = count
    while first < end, start[first].isXMLSpace { first += 1 }
    while end > first, start[end - 1].isXMLSpace { end -= 1 }
    return Bytes(start + first, end - first)
  }

  /// Whether white space within is single spaces only.
  var isCollapsed: Bool {
    var wasSpace = false
    for index in 0..<count {
      let byte = start[index]
      if byte > 0x20 {
        wasSpace = false
        continue
      }
      guard byte.isXMLSpace else {
        wasSpace = false
        continue
      }
      if wasSpace || byte != 0x20 { return false }
      wasSpace = true
    }
    return true
  }

  /// As a Swift string, for what is not on the hot path.
  var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }
}

extension UInt8 {
  /// White space as XML and XPath understand it.
  var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
