import Foundation

/// Memory that is taken in order and given back by going back to a mark: what a walk needs between two instructions.
///
/// It never moves, so what lies in it can be pointed to. The system gives real memory only for what is used of it.
struct Scratch {
  private(set) var top: UnsafeMutableRawPointer
  private let base: UnsafeMutableRawPointer
  private let end: UnsafeMutableRawPointer

  /// A record and what its mapping makes of it take some kilobytes. Whatever takes more than this is left to libxslt.
  static let size = 8 << 20

  init() {
    base = UnsafeMutableRawPointer.allocate(byteCount: Self.size, alignment: 16)
    top = base
    end = base + Self.size
  }

  func deallocate() { base.deallocate() }

  mutating func clear() { top = base }

  mutating func release(to mark: UnsafeMutableRawPointer) { top = mark }

  func holds(_ bytes: Bytes) -> Bool {
    UnsafeRawPointer(bytes.start) >= UnsafeRawPointer(base) && UnsafeRawPointer(bytes.start) < UnsafeRawPointer(end)
  }

  /// Appends to what was appended last.
  mutating func append(_ bytes: Bytes) throws(GiveUp) {
    guard end - top > bytes.count else { throw GiveUp() }
    memcpy(top, bytes.start, bytes.count)
    top += bytes.count
  }

  mutating func append(_ byte: UInt8) throws(GiveUp) {
    guard end - top > 1 else { throw GiveUp() }
    top.storeBytes(of: byte, as: UInt8.self)
    top += 1
  }

  /// What was appended since `mark`.
  func bytes(since mark: UnsafeMutableRawPointer) -> Bytes {
    Bytes(UnsafePointer(mark.assumingMemoryBound(to: UInt8.self)), top - mark)
  }

  /// Room for a list that grows; whoever writes it calls ``keep(_:)``.
  mutating func list<Element>(of type: Element.Type) -> UnsafeMutablePointer<Element> {
    let alignment = MemoryLayout<Element>.alignment
    top = UnsafeMutableRawPointer(bitPattern: (UInt(bitPattern: top) + UInt(alignment - 1)) & ~UInt(alignment - 1))!
    return top.assumingMemoryBound(to: type)
  }

  /// Adds to the list that was begun last.
  mutating func add<Element>(_ element: Element) throws(GiveUp) {
    guard end - top > MemoryLayout<Element>.stride else { throw GiveUp() }
    top.storeBytes(of: element, as: Element.self)
    top += MemoryLayout<Element>.stride
  }

  /// Ends a list before its end, or makes room for it.
  mutating func end<Element>(_ list: UnsafeMutablePointer<Element>, at count: Int) throws(GiveUp) {
    let newTop = UnsafeMutableRawPointer(list + count)
    guard newTop < end else { throw GiveUp() }
    top = newTop
  }
}
