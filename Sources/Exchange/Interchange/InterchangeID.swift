import Synchronization

/// The name Kontor gives an interchange when it claims the file: 16 characters that sort by the time of the claim.
///
/// 48 bits of milliseconds and 30 random bits in Crockford's Base32, as in ULID; ids made in the same millisecond by one
/// process count upwards, so that files keep the order in which they were taken.
package struct InterchangeID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// An id as somebody else wrote it; nil for what this program would never have made.
  package init?(written text: String) {
    guard text.utf8.count == Self.highDigits + Self.lowDigits, text.utf8.allSatisfy(Self.alphabet.contains) else {
      return nil
    }
    self.init(text)
  }

  package var description: String { text }

  package static func < (left: InterchangeID, right: InterchangeID) -> Bool { left.text < right.text }

  private struct Last {
    var milliseconds: UInt64 = 0
    var low: UInt64 = 0
  }
  private static let last = Mutex(Last())

  package static func make(at moment: Timestamp) -> InterchangeID {
    let (high, low) = last.withLock { last in
      let milliseconds = UInt64(max(0, moment.milliseconds)) & 0xFFFF_FFFF_FFFF
      if milliseconds > last.milliseconds {
        last = Last(milliseconds: milliseconds, low: UInt64.random(in: 0..<1 << 29))
      } else {
        // The same millisecond, or a clock that was put back: go on counting.
        last.low += 1
        if last.low >= 1 << 30 { last = Last(milliseconds: last.milliseconds + 1, low: 0) }
      }
      return (last.milliseconds, last.low)
    }
    var digits: [UInt8] = []
    for shift in stride(from: 45, through: 0, by: -5) { digits.append(alphabet[Int(high >> UInt64(shift) & 31)]) }
    for shift in stride(from: 25, through: 0, by: -5) { digits.append(alphabet[Int(low >> UInt64(shift) & 31)]) }
    return InterchangeID(String(decoding: digits, as: UTF8.self))
  }

  /// Digits of the time, and of what tells ids of one time apart.
  static let highDigits = 10
  static let lowDigits = 6
  static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
