/// Where the console listens: an address of this machine and a port.
package struct ListeningAddress: Sendable, Equatable, CustomStringConvertible {
  /// `127.0.0.1`, `0.0.0.0`, `::1`, …
  package let host: String
  /// 0 lets the kernel choose one.
  package let port: Int
  /// Whether only programs of this machine reach it.
  package let isLoopback: Bool

  package static let standard = ListeningAddress(host: "127.0.0.1", port: 8080, isLoopback: true)

  private init(host: String, port: Int, isLoopback: Bool) {
    self.host = host
    self.port = port
    self.isLoopback = isLoopback
  }

  /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `0.0.0.0:8443`; nil for anything else. Names other than
  /// localhost are none: what they stand for is decided elsewhere, and may change.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard let port = Int(digits), String(port) == digits, (0...65_535) ~= port else { return nil }
    var host = text[..<colon]
    if host == "localhost" {
      host = "127.0.0.1"
    } else if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard host.contains(":") else { return nil }
    } else if host.contains(":") {
      return nil
    }
    guard let address = IPAddress(host) else { return nil }
    self.init(host: String(host), port: port, isLoopback: address.isLoopback)
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
