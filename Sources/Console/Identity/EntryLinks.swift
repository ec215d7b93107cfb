package import Exchange

/// Links by which the person at this machine comes in without a password: each once, and not for long. A pure machine.
package struct EntryLinks: Sendable {
  /// Milliseconds for which a link is good.
  static let lifetime: Int64 = 600_000
  private static let most = 20

  private var links: [(digest: [UInt8], made: Timestamp)] = []

  package init() {}

  package mutating func make(at now: Timestamp) -> Secret {
    let secret = Secret()
    links.append((secret.digest, now))
    if links.count > Self.most { links.removeFirst() }
    return secret
  }

  /// Whether a link is good now. It is not afterwards.
  package mutating func use(_ secret: String, at now: Timestamp) -> Bool {
    links.removeAll { !(0..<Self.lifetime ~= now.milliseconds - $0.made.milliseconds) }
    let digest = Secret.digest(of: secret)
    guard let index = links.firstIndex(where: { Secret.isSame($0.digest, digest) }) else { return false }
    links.remove(at: index)
    return true
  }
}
