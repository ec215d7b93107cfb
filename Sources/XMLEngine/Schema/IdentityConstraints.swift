/// Finds the elements of a schema document to which keys, unique values or references are tied (XML Schema part 1,
/// section 3.11).
enum IdentityConstraints {
  static let kinds: Set<String> = ["unique", "key", "keyref"]

  /// The local names of elements that are declared with such a rule.
  static func elements(of schema: XMLDocument) -> Set<String> {
    var names: Set<String> = []
    schema.root?.forEachDescendant { element in
      guard element.name == "element", let name = element.attribute("name"),
        element.children.contains(where: { kinds.contains($0.name) })
      else { return }
      names.insert(name)
    }
    return names
  }
}
