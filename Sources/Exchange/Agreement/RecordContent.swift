import Crypto
package import XMLEngine

/// What a record says, apart from when it says so.
package enum RecordContent {
  /// The same for two canonical records that say the same, however they are written; 32 hex digits. When a record
  /// changed and which version it is does not count.
  package static func hash(of root: XMLElement) -> String {
    let form = CanonicalForm.bytes(of: root, omitting: ["changed", "sequence"])
    let digits = SHA256.hash(data: form).prefix(16).flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }
    return String(decoding: digits, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
