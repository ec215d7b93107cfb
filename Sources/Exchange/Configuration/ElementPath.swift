/// A fixed way down from an element: local names, and at the end perhaps an attribute (`Kopf/@nr`).
///
/// Deliberately less than XPath: the streaming reader matches it while it counts start and end tags, and no part of it
/// can be built from data. Namespaces are not compared.
package struct ElementPath: Sendable, Hashable, CustomStringConvertible {
  /// Local names of the elements, outermost first. Empty only when the path is an attribute of the start itself.
  package var steps: [String]
  /// The attribute at the end, without its `@`.
  package var attribute: String?

  package init(steps: [String], attribute: String? = nil) {
    self.steps = steps
    self.attribute = attribute
  }

  /// Reads `Header/ControlNumber`, `Kopf/@nr` or `@nr`; nil for anything else, prefixes and wildcards included.
  package init?(_ text: String) {
    var names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var attribute: String?
    if let last = names.last, last.hasPrefix("@") {
      attribute = String(last.dropFirst())
      names.removeLast()
    }
    let all = names + (attribute.map { [$0] } ?? [])
    guard !all.isEmpty, all.allSatisfy(Self.isName) else { return nil }
    self.init(steps: names, attribute: attribute)
  }

  package var description: String {
    (steps + (attribute.map { ["@" + $0] } ?? [])).joined(separator: "/")
  }

  /// Whether a text can be the local name of an element or attribute (Namespaces in XML 1.0, NCName).
  static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
  }
}
