import Glibc

/// An address of the Internet Protocol, by its bytes: 4 of version 4, or 16 of version 6.
package struct IPAddress: Sendable, Hashable {
  package let bytes: [UInt8]

  /// Reads `192.0.2.7` or `2001:db8::7`; nil for anything else. What of version 6 stands for one of version 4
  /// (`::ffff:192.0.2.7`; RFC 4291, section 2.5.5.2) is that one.
  package init?(_ text: some StringProtocol) {
    var four = in_addr()
    var six = in6_addr()
    let text = String(text)
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: &six) { Array($0) }
      bytes = all.starts(with: Self.mapped) ? Array(all.dropFirst(Self.mapped.count)) : all
    } else {
      return nil
    }
  }

  private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

  /// Whether only programs of this machine have it: 127.0.0.0/8 (RFC 1122, section 3.2.1.3) or ::1.
  package var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// What is likely one customer of a provider: the address itself, or the first 64 bits of one of version 6, of which
  /// everybody has as many as he likes.
  package var network: [UInt8] { bytes.count == 4 ? bytes : Array(bytes.prefix(8)) }
}

/// Addresses that begin with the same bits: `10.0.0.0/8`, `2001:db8::/32`, or a single one.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
  package let first: IPAddress
  /// How many bits count.
  package let bits: Int
  /// As it was written.
  package let description: String

  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(parts[0]) else { return nil }
    let most = address.bytes.count * 8
    if parts.count == 2 {
      guard let bits = Int(parts[1]), String(bits) == parts[1], (0...most) ~= bits else { return nil }
      self.bits = bits
    } else {
      bits = most
    }
    first = address
    description = text
  }

  package func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == first.bytes.count else { return false }
    return zip(address.bytes, first.bytes).enumerated().allSatisfy { index, pair in
      let counted = min(max(bits - index * 8, 0), 8)
      return (pair.0 ^ pair.1) >> (8 - counted) == 0
    }
  }
}
