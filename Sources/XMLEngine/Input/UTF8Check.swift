/// Finds where bytes stop being UTF-8 (Unicode 15, table 3-7).
enum UTF8Check {
  /// The length of the longest valid prefix, and whether the rest is only a character that has not arrived whole.
  static func validPrefix(of bytes: UnsafeRawBufferPointer) -> (length: Int, needsMore: Bool) {
    let count = bytes.count
    var index = 0
    while index < count {
      // Eight ASCII bytes at a time: business data is mostly that.
      if index + 8 <= count, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        index += 8
        continue
      }
      let lead = bytes[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>)
      switch lead {
      case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return (index, false)
      }
      for offset in 1..<length {
        guard index + offset < count else { return (index, true) }
        let range = offset == 1 ? second : 0x80...0xBF
        guard range.contains(bytes[index + offset]) else { return (index, false) }
      }
      index += length
    }
    return (count, false)
  }
}
