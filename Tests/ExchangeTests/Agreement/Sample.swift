import Exchange
import Testing
import XMLEngine

/// Canonical XML for tests.
enum Sample {
  /// The record that a text is, in the canonical namespace.
  static func record(_ text: String) throws -> XMLElement {
    let end = try #require(text.firstIndex { $0 == " " || $0 == ">" || $0 == "/" })
    let named = text[..<end] + " xmlns=\"\(Format.canonicalNamespace)\"" + text[end...]
    return try #require(try XMLDocument.parse(Array(named.utf8), location: "sample").root)
  }

  /// A customer with the given elements behind its name.
  static func customer(_ content: String) throws -> XMLElement {
    try record(
      "<Customer changed=\"2026-11-23T08:00:00Z\"><CrmId>K-1</CrmId><Kind>organisation</Kind><Name>Müller</Name>"
        + "\(content)</Customer>")
  }

  /// What stands in an element, as text without its namespace.
  static func content(of element: XMLElement) -> String { CanonicalForm.text(of: element) }
}
