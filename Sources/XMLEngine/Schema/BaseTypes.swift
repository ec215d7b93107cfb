/// The built-in type that each named simple type of a schema comes down to, so that a message can say "a decimal number"
/// where libxml2 says `PositiveQuantity`.
struct BaseTypes {
  private var bases: [String: String] = [:]

  /// Reads the definitions of one schema document (XML Schema part 2, section 4.1.2).
  init(_ schema: XMLDocument) {
    schema.root?.forEachDescendant { element in
      guard element.name == "simpleType", let name = element.attribute("name"),
        let base = element.child("restriction")?.attribute("base")
      else { return }
      bases[name] = base
    }
  }

  /// `xs:decimal` for the name of a type that is derived from it, else the name itself.
  func builtIn(for name: String) -> String {
    var current = name
    // A circle is no valid schema; the bound only keeps a broken one from holding us up.
    for _ in 0..<32 {
      guard let base = bases[Self.local(current)] else { break }
      current = base
    }
    // Whatever prefix the schema gives to XML Schema's own namespace.
    return current == name ? name : "xs:" + Self.local(current)
  }

  private static func local(_ name: String) -> String {
    name.lastIndex { $0 == "}" || $0 == ":" }.map { String(name[name.index(after: $0)...]) } ?? name
  }
}
