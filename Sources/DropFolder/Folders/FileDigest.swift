internal import Crypto

/// Which bytes a file holds.
package struct FileDigest: Hashable, Sendable {
  /// Bytes.
  package let size: Int64
  /// SHA-256 (FIPS 180-4) in 64 lower-case hexadecimal digits.
  package let sha256: String

  package init(size: Int64, sha256: String) {
    self.size = size
    self.sha256 = sha256
  }

  package init(of bytes: [UInt8]) {
    self.init(size: Int64(bytes.count), sha256: SHA256.hash(data: bytes))
  }

  init(size: Int64, sha256 digest: SHA256Digest) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    self.init(size: size, sha256: String(decoding: text, as: UTF8.self))
  }
}
