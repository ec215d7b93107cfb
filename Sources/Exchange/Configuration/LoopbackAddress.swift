/// A host and port that only programs of this machine can reach.
package struct LoopbackAddress: Sendable, Equatable, CustomStringConvertible {
  /// `127.0.0.1`, another address of 127.0.0.0/8, or `::1`.
  package let host: String
  /// 0 lets the kernel choose one.
  package let port: Int

  /// Reads `127.0.0.1:9464`, `[::1]:9464` or `localhost:9464`; nil for anything else, also for addresses that others can
  /// reach.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65_535) ~= port,
      !text[text.index(after: colon)...].hasPrefix("+")
    else { return nil }
    self.port = port
    switch text[..<colon] {
    case "localhost": host = "127.0.0.1"
    case "[::1]": host = "::1"
    case let written where Self.isLoopback(written): host = String(written)
    default: return nil
    }
  }

  /// Whether it is an address of 127.0.0.0/8 (RFC 1122, section 3.2.1.3), in its plain form.
  private static func isLoopback(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
