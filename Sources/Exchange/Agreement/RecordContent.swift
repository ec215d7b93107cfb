import Crypto
package import XMLEngine

/// What a record says, apart from when it says so.
package enum RecordContent {
  /// The same for two canonical records that say the same, however they are written; 32 hex digits. When a record
  /// changed and which version it is does not count.
  package static func hash(of root: XMLElement) -> String {
    let form = CanonicalForm.text(of: root, omitting: ["changed", "sequence"])
    return SHA256.hash(data: Array(form.utf8)).prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
