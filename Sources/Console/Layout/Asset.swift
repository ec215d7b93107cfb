import Crypto

/// A file that pages need: style, script, picture. Its name holds the hash of what is in it, so that browsers may keep
/// it for ever and never show the one of an older version.
package struct Asset: Sendable {
  package let type: String
  package let bytes: [UInt8]
  /// `console-5092bc84cea81f23.css`.
  package let name: String

  private init(_ name: String, _ ending: String, type: String, _ bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
    let digest = SHA256.hash(data: bytes).prefix(8)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    self.name = "\(name)-\(digest).\(ending)"
  }

  package var link: Link { Link("assets", name) }

  package static let style = Asset(
    "console", "css", type: "text/css; charset=utf-8", PackageResources.console_css)
  package static let script = Asset(
    "console", "js", type: "text/javascript; charset=utf-8", PackageResources.console_js)
  package static let icon = Asset("icon", "svg", type: "image/svg+xml", PackageResources.icon_svg)

  package static let all = [style, script, icon]
}
