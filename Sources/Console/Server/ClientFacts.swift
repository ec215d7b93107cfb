import Exchange

/// Who is at the other end of a connection, and what of a request's headers may be believed.
///
/// Only a proxy that the configuration names may speak for others. What anybody else says of that is taken out.
struct ClientFacts: Equatable {
  /// Of the client: its own, or as the trusted proxy says.
  var address: String
  var isSecure: Bool
  /// Without those that speak for others.
  var headers: [String: String]
  /// Whether a program of this machine asks, and for itself.
  var isLocal: Bool

  private static let spoken = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded"]

  /// - Parameters:
  ///   - peer: the address of the connection's other end.
  ///   - isEncrypted: whether the connection itself is.
  ///   - headers: as they came.
  ///   - proxies: who may speak for others.
  init(peer: String, isEncrypted: Bool, headers: [String: String], trusting proxies: [AddressRange]) {
    let isTrusted = { (text: String) in
      IPAddress(text).map { address in proxies.contains { $0.contains(address) } } ?? false
    }
    let peer = Self.plain(peer)
    address = peer
    isSecure = isEncrypted
    self.headers = headers.filter { !Self.spoken.contains($0.key) }
    isLocal = IPAddress(peer)?.isLoopback == true && !headers.keys.contains(where: Self.spoken.contains)
    guard isTrusted(peer) else { return }
    // Each proxy adds at the end whom it saw, so what stands before the first that is not trusted is only hearsay.
    let chain = Self.list(headers["x-forwarded-for"]).map(Self.plain)
    if let client = chain.last(where: { !isTrusted($0) }) ?? chain.first { address = client }
    if let word = Self.list(headers["x-forwarded-proto"]).last { isSecure = word.lowercased() == "https" }
  }

  private static func list(_ value: String?) -> [String] {
    (value ?? "").split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }

  /// Without a port, without the brackets of IPv6, and without the prefix under which IPv4 is seen by a socket of IPv6
  /// (RFC 4291, section 2.5.5.2).
  private static func plain(_ written: String) -> String {
    var text = written[...]
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      text = text[text.index(after: text.startIndex)..<end]
    } else if text.contains("."), !text.hasPrefix("::"), let colon = text.lastIndex(of: ":") {
      text = text[..<colon]
    }
    if text.lowercased().hasPrefix("::ffff:"), text.contains(".") { text = text.dropFirst(7) }
    return String(text)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
