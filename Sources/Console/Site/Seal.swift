import Crypto
import Exchange
import Operations

/// Tells whether what somebody confirms is what was shown: the same for the same texts in the same order.
enum Seal {
  /// - Parameter key: keeps hidden values from being found by trying; needed only where some are hidden.
  static func of(_ texts: some Sequence<String>, by key: SymmetricKey = SymmetricKey(data: Array("seal".utf8)))
    -> String
  {
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
    return Seal.of([action.rawValue, "\(documents)"] + things + values)
  }
}
