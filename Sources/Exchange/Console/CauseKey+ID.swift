import Crypto

extension CauseKey {
  /// `c5092bc84cea8`: the same in every ledger and after every restart, fit for a link and for the id of an element.
  package var id: String {
    // A path never holds a NUL, nor does a code.
    let digest = SHA256.hash(data: Array("\(code)\u{0}\(path)".utf8)).prefix(6)
    return "c" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
