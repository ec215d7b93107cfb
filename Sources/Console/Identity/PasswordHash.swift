import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: enough to know it again, and too little to find it out. By scrypt (RFC 7914).
package struct PasswordHash: Sendable, Hashable {
  /// The binary logarithm of scrypt's cost N. With 16 and r = 8 one derivation takes 64 MiB and some tenths of a second.
  package let cost: Int
  package let salt: [UInt8]
  package let key: [UInt8]

  private static let usualCost = 16
  private static let blockSize = 8
  /// More would let a file make the console take memory without end.
  private static let costs = 10...18
  private static let saltLength = 16
  private static let keyLength = 32

  /// Bytes; nothing longer is hashed.
  package static let longestPassword = 1024

  private init(cost: Int, salt: [UInt8], key: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.key = key
  }

  /// Hashes a new password, with a salt of its own. Takes some tenths of a second.
  ///
  /// - Parameter cost: the binary logarithm of N, 10 to 18.
  package init(of password: String, cost: Int = Self.usualCost) throws {
    var source = SystemRandomNumberGenerator()
    let salt = (0..<Self.saltLength).map { _ in UInt8.random(in: 0...255, using: &source) }
    self.init(cost: cost, salt: salt, key: try Self.derive(password, salt, cost))
  }

  /// Whether it is of this password. Takes some tenths of a second, whatever the answer.
  package func fits(_ password: String) throws -> Bool {
    Secret.isSame(try Self.derive(password, salt, cost), key)
  }

  /// A hash of no password: what there is to compare with for somebody who is no user, so that nobody can tell by the time
  /// it takes who is one.
  package static let nobodys = PasswordHash(
    cost: usualCost, salt: [UInt8](repeating: 0x4B, count: saltLength), key: [UInt8](repeating: 0, count: keyLength))

  /// Two ways to type one letter are one password.
  private static func derive(_ password: String, _ salt: [UInt8], _ cost: Int) throws -> [UInt8] {
    let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
    let key = try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: keyLength, rounds: 1 << cost, blockSize: blockSize, parallelism: 1)
    return key.withUnsafeBytes { Array($0) }
  }

  // MARK: - As text

  /// `$scrypt$ln=16,r=8,p=1$<salt>$<key>`, both in base64 without padding (PHC string format).
  package var text: String {
    "$scrypt$ln=\(cost),r=\(Self.blockSize),p=1$\(Self.base64(salt))$\(Self.base64(key))"
  }

  /// Nil for what is no such text, or has a cost that no console should pay.
  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", parts[2].hasPrefix("ln="),
      parts[2].hasSuffix(",r=\(Self.blockSize),p=1"),
      let cost = Int(parts[2].dropFirst(3).prefix { $0 != "," }), Self.costs ~= cost,
      parts[2] == "ln=\(cost),r=\(Self.blockSize),p=1",
      let salt = Self.bytes(parts[3]), salt.count == Self.saltLength,
      let key = Self.bytes(parts[4]), key.count == Self.keyLength
    else { return nil }
    self.init(cost: cost, salt: salt, key: key)
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("=", with: "")
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    let padding = String(repeating: "=", count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: text + padding).map { Array($0) }
  }
}
