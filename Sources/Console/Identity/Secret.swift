import Crypto

/// Random bytes that nobody can guess, as they stand in a cookie, a link or a header. Kept is only what its digest is.
package struct Secret: Sendable {
  /// In the alphabet that needs no escaping anywhere (RFC 4648, section 5), without padding.
  package let text: String

  /// 32 bytes from the kernel.
  package init() {
    var source = SystemRandomNumberGenerator()
    text = Self.text(of: (0..<32).map { _ in UInt8.random(in: 0...255, using: &source) })
  }

  package var digest: [UInt8] { Self.digest(of: text) }

  /// SHA-256. Enough where what is hashed is random: nobody can try them all.
  package static func digest(of text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
  }

  /// Whether two texts are the same. How long that takes tells nothing of where they differ.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    isSame(digest(of: one), digest(of: other))
  }

  package static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func text(of bytes: [UInt8]) -> String {
    var characters: [UInt8] = []
    var waiting: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      waiting = waiting << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        characters.append(alphabet[Int(waiting >> bits & 63)])
      }
    }
    if bits > 0 { characters.append(alphabet[Int(waiting << (6 - bits) & 63)]) }
    return String(decoding: characters, as: UTF8.self)
  }
}
