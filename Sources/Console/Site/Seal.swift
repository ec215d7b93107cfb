import Crypto
import Exchange
import Operations

/// Tells whether what somebody confirms is what was shown: the same for the same texts in the same order.
enum Seal {
  static func of(_ texts: some Sequence<String>, by key: SymmetricKey) -> String {
    var authenticated = HMAC<SHA256>(key: key)
    for text in texts { authenticated.update(data: Array("\(text.utf8.count):\(text)".utf8)) }
    return authenticated.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension JobSelection {
  /// Another one where one thing of it is another, or somebody has done something with one meanwhile.
  var seal: String {
    let things = items.flatMap { item in
      [item.subject.words, item.basis?.text ?? ""] + item.fields.map { "\($0.name) \($0.choice)" }
    }
    // No secret is needed: it hides nothing from one who was shown the selection, and programs may keep it over a restart.
    return Seal.of(
      [action.rawValue, "\(documents)"] + things + values, by: SymmetricKey(data: Array("selection".utf8)))
  }
}
