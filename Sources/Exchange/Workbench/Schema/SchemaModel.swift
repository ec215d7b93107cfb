package import XMLEngine

/// What an XML Schema says of the elements that there can be, for making documents by it and for trying other values. It
/// does not validate: that is what ``Schema`` is for.
///
/// Names are compared by local name, which is unique enough in the schemas of exchange formats. What is substituted,
/// redefined or any is passed over.
package struct SchemaModel {
  /// How often something may stand in a row; nil for any number.
  package struct Occurs: Sendable, Equatable {
    package var least = 1
    package var most: Int? = 1
  }

  package indirect enum Particle: Sendable {
    case element(Declaration, Occurs)
    case sequence([Particle], Occurs)
    case choice([Particle], Occurs)
  }

  /// An element or attribute.
  package struct Declaration: Sendable {
    package let name: String
    package let isRequired: Bool
    /// The namespace of an element; empty where it is in none.
    package var namespace: String { node.namespace }
    fileprivate let node: Node
  }

  /// What can stand in an element.
  package struct Content: Sendable {
    package var attributes: [Declaration] = []
    /// Nil where it holds no elements.
    package var particle: Particle?
    /// Nil where it holds no text.
    package var value: ValueType?
  }

  /// An element of the schema's own files, kept as a value, so that a model needs none of them any more.
  fileprivate final class Node: Sendable {
    let name: String
    let attributes: [String: String]
    let children: [Node]
    /// That of the element which it declares, if it declares one.
    let namespace: String

    /// - Parameters:
    ///   - target: the namespace that its schema declares names in.
    ///   - isQualified: whether elements that are declared inside of types are in it too.
    init(_ element: XMLElement, target: String, isQualified: Bool, isTop: Bool = true) {
      name = element.name
      attributes = element.attributes
      // What stands at the top of a schema is always in its namespace.
      let isInNamespace = isTop || element.attribute("form").map { $0 == "qualified" } ?? isQualified
      namespace = isInNamespace ? target : ""
      let isSchema = element.name == "schema"
      let inner = isSchema ? element.attribute("elementFormDefault") == "qualified" : isQualified
      children = element.children.map { Node($0, target: target, isQualified: inner, isTop: isSchema) }
    }

    subscript(attribute: String) -> String? { attributes[attribute] }

    func child(_ names: String...) -> Node? { children.first { names.contains($0.name) } }
  }

  private var globals: [String: [String: Node]] = [:]
  private var all: [Node] = []

  /// Reads a schema with what it includes and imports from its own folder and below.
  ///
  /// - Throws: ``XMLEngineError/Code/schema`` for a file that cannot be read.
  package init(path: String) throws(XMLEngineError) {
    var open = [path]
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      let document = try RuleFiles.document(at: next)
      guard let element = document.root else { continue }
      // What is included without a namespace of its own takes that of the schema which includes it.
      let root = Node(
        element, target: element.attribute("targetNamespace") ?? all.first?.namespace ?? "", isQualified: false)
      all.append(root)
      for child in root.children {
        if let location = child["schemaLocation"], ["include", "import"].contains(child.name) {
          let folder = next.split(separator: "/").dropLast().joined(separator: "/")
          open.append(ConfiguredPath.absolute(location, from: "/" + folder))
        } else if let name = child["name"], globals[child.name]?[name] == nil {
          globals[child.name, default: [:]][name] = child
        }
      }
    }
  }

  /// A global element.
  package func element(named name: String) -> Declaration? {
    globals["element"]?[name].map { Declaration(name: name, isRequired: true, node: $0) }
  }

  /// Global elements of the schema's own file to which no other element refers: what a document can begin with. All, where
  /// each is referred to.
  package var roots: [Declaration] {
    guard let schema = all.first else { return [] }
    var named: Set<String> = []
    func look(_ node: Node) {
      if node.name == "element", let reference = node["ref"] { named.insert(Self.local(reference)) }
      for child in node.children { look(child) }
    }
    for root in all { look(root) }
    let names = schema.children.filter { $0.name == "element" && $0["abstract"] != "true" }.compactMap { $0["name"] }
    let free = names.filter { !named.contains($0) }
    return (free.isEmpty ? names : free).compactMap(element(named:))
  }

  // MARK: - Content

  package func content(of declaration: Declaration) -> Content {
    guard let type = type(of: declaration.node) else {
      let base = declaration.node["type"].map(Self.local)
      return Content(value: ValueType(base: base ?? "string"))
    }
    return type.name == "simpleType" ? Content(value: value(of: type)) : content(of: type)
  }

  /// The type of an attribute's value, or of an element's text; nil for an element that holds none.
  package func value(of declaration: Declaration) -> ValueType? { content(of: declaration).value }

  private static func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }

  private func type(named name: String) -> Node? {
    let local = Self.local(name)
    return globals["complexType"]?[local] ?? globals["simpleType"]?[local]
  }

  private func type(of node: Node) -> Node? {
    node.child("complexType", "simpleType") ?? node["type"].flatMap(type(named:))
  }

  private func content(of type: Node) -> Content {
    let derivation = type.child("complexContent", "simpleContent").flatMap { $0.child("extension", "restriction") }
    guard let derivation else { return own(type) }
    let base = derivation["base"].flatMap(self.type(named:))
    var content: Content
    switch base?.name {
    case "complexType"?: content = base.map(self.content) ?? Content()
    case "simpleType"?: content = Content(value: base.map(value))
    default: content = Content(value: derivation["base"].map { ValueType(base: Self.local($0)) })
    }
    let added = own(derivation)
    content.attributes = content.attributes.filter { old in !added.attributes.contains { $0.name == old.name } }
    content.attributes += added.attributes
    if derivation.name == "restriction" {
      if added.particle != nil { content.particle = added.particle }
      if var value = content.value {
        narrow(&value, by: derivation)
        content.value = value
      }
      return content
    }
    switch (content.particle, added.particle) {
    case (let old?, let new?): content.particle = .sequence([old, new], Occurs())
    case (nil, let new?): content.particle = new
    default: break
    }
    return content
  }

  private func own(_ node: Node) -> Content {
    var content = Content(attributes: attributes(in: node))
    content.particle = node.child("sequence", "choice", "all", "group").flatMap(particle)
    return content
  }

  private func attributes(in node: Node) -> [Declaration] {
    node.children.flatMap { child -> [Declaration] in
      switch child.name {
      case "attribute":
        guard child["use"] != "prohibited" else { return [] }
        let target = child["ref"].flatMap { globals["attribute"]?[Self.local($0)] } ?? child
        guard let name = target["name"] else { return [] }
        return [Declaration(name: name, isRequired: child["use"] == "required", node: target)]
      case "attributeGroup":
        return child["ref"].flatMap { globals["attributeGroup"]?[Self.local($0)] }.map(attributes) ?? []
      default: return []
      }
    }
  }

  private func particle(_ node: Node) -> Particle? {
    let occurs = Occurs(
      least: node["minOccurs"].flatMap { Int($0) } ?? 1,
      most: node["maxOccurs"] == "unbounded" ? nil : node["maxOccurs"].flatMap { Int($0) } ?? 1)
    switch node.name {
    case "element":
      let target = node["ref"].flatMap { globals["element"]?[Self.local($0)] } ?? node
      guard let name = target["name"] else { return nil }
      return .element(Declaration(name: name, isRequired: occurs.least > 0, node: target), occurs)
    case "sequence", "all": return .sequence(node.children.compactMap(particle), occurs)
    case "choice": return .choice(node.children.compactMap(particle), occurs)
    case "group":
      guard let group = node["ref"].flatMap({ globals["group"]?[Self.local($0)] }),
        let inner = group.child("sequence", "choice", "all").flatMap(particle)
      else { return nil }
      return .sequence([inner], occurs)
    default: return nil
    }
  }

  // MARK: - Values

  private func value(of type: Node) -> ValueType {
    guard let restriction = type.child("restriction") else { return ValueType(base: "string") }
    let base = restriction["base"].map(Self.local) ?? "string"
    var value =
      restriction.child("simpleType").map(self.value) ?? globals["simpleType"]?[base].map(self.value)
      ?? ValueType(base: base)
    narrow(&value, by: restriction)
    return value
  }

  private func narrow(_ value: inout ValueType, by restriction: Node) {
    var words: [String] = []
    for facet in restriction.children {
      let number = facet["value"].flatMap { Int($0) }
      switch facet.name {
      case "enumeration": words += [facet["value"] ?? ""]
      case "length": (value.minLength, value.maxLength) = (number, number)
      case "minLength": value.minLength = number
      case "maxLength": value.maxLength = number
      case "fractionDigits": value.fractionDigits = number
      default: break
      }
    }
    if !words.isEmpty { value.words = words }
  }

  /// The words that are possible for elements and attributes of a name, where the schema lists them.
  package var vocabulary: [String: [String]] {
    var vocabulary: [String: [String]] = [:]
    func look(_ node: Node) {
      if node.name == "element" || node.name == "attribute", let name = node["name"] {
        let words = value(of: Declaration(name: name, isRequired: true, node: node))?.words ?? []
        for word in words where vocabulary[name]?.contains(word) != true { vocabulary[name, default: []].append(word) }
      }
      for child in node.children { look(child) }
    }
    for root in all { look(root) }
    return vocabulary
  }
}

/// What a text must be, as far as it matters for making one up.
package struct ValueType: Sendable, Equatable {
  /// The type of XML Schema that it is derived from: `token`, `decimal`, `date`.
  package var base: String
  /// All values that there are; empty where they are not listed.
  package var words: [String] = []
  package var minLength: Int?
  package var maxLength: Int?
  package var fractionDigits: Int?
}
