/// A fixed way down from the root element: local names, and at the end perhaps an attribute (`Kopf/@nr`). One that begins
/// with `/` names the root as well (`/Sync/DataArea/Party`), and may end there (`/Order`); one that does not starts below
/// any root.
///
/// Deliberately less than XPath: the streaming reader matches it while it counts start and end tags, and no part of it
/// can be built from data. Namespaces are not compared.
package struct ElementPath: Sendable, Hashable, CustomStringConvertible {
  /// The root's local name; nil for any.
  package var root: String?
  /// Local names of the elements below the root, outermost first. Empty when the path is the root or an attribute of it.
  package var steps: [String]
  /// The attribute at the end, without its `@`.
  package var attribute: String?

  package init(root: String? = nil, steps: [String], attribute: String? = nil) {
    self.root = root
    self.steps = steps
    self.attribute = attribute
  }

  /// Reads `Header/ControlNumber`, `Kopf/@nr`, `@nr`, `/Order` or `/Sync/DataArea/Party`; nil for anything else, prefixes
  /// and wildcards included.
  package init?(_ text: String) {
    var names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var attribute: String?
    if let last = names.last, last.hasPrefix("@") {
      attribute = String(last.dropFirst())
      names.removeLast()
    }
    let startsAtRoot = names.count > 1 && names[0].isEmpty
    if startsAtRoot { names.removeFirst() }
    let all = names + (attribute.map { [$0] } ?? [])
    guard !all.isEmpty, all.allSatisfy(Self.isName) else { return nil }
    self.init(
      root: startsAtRoot ? names[0] : nil, steps: startsAtRoot ? Array(names.dropFirst()) : names, attribute: attribute)
  }

  package var description: String {
    ((root.map { ["", $0] } ?? []) + steps + (attribute.map { ["@" + $0] } ?? [])).joined(separator: "/")
  }

  /// Whether a text can be the local name of an element or attribute (Namespaces in XML 1.0, NCName).
  static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
  }
}
