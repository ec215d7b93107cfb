extension TagScanner.Place {
  /// Goes past many bytes at once.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    let whole = ByteCount(bytes)
    utf8Offset += bytes.count
    scalars += whole.scalars
    astral += whole.astral
    guard whole.lines > 0, let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
      column += whole.scalars
      return
    }
    line += whole.lines
    column = 1 + ByteCount(UnsafeBufferPointer(rebasing: bytes[(last + 1)...])).scalars
  }

  /// The place that lies as far behind this one as `relative` lies behind the beginning of a text.
  func advanced(by relative: TagScanner.Place) -> TagScanner.Place {
    var place = self
    place.utf8Offset += relative.utf8Offset
    place.scalars += relative.scalars
    place.astral += relative.astral
    place.line += relative.line - 1
    place.column = relative.line == 1 ? column + relative.column - 1 : relative.column
    return place
  }
}

/// Line feeds, characters, and characters beyond the Basic Multilingual Plane in UTF-8 text.
private struct ByteCount {
  var lines = 0
  var scalars = 0
  var astral = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & Self.highBits == 0 {
        // Eight ASCII bytes at a time: business data is mostly that.
        let difference = word ^ Self.lineFeeds
        let lineFeeds = ~((difference & ~Self.highBits) &+ ~Self.highBits | difference) & Self.highBits
        if lineFeeds != 0 { lines += lineFeeds.nonzeroBitCount }
        scalars += 8
      } else {
        for offset in index..<index + 8 { count(raw[offset]) }
      }
      index += 8
    }
    for offset in index..<raw.count { count(raw[offset]) }
  }

  @inline(__always)
  private mutating func count(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") { lines += 1 }
    if byte & 0xC0 != 0x80 { scalars += 1 }
    if byte >= 0xF0 { astral += 1 }
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
}
