/// Finds out what the schema says about repetition among the records of a format.
///
/// Records are *independent* if a record may stand after any other, any number of times, and no identity constraint looks
/// beyond a single record. Then a validator can be exchanged for a fresh one between two records without any difference to
/// the outcome. That bounds memory: libxml2 keeps what identity constraints have seen until the end of the file.
///
/// Children of a container are *interchangeable* if the same may follow after each of them. Then one stands for a row of
/// them when a validator begins anew.
///
/// The answer to both is no wherever it is not certain, and only memory and time depend on it.
struct RepeatingContent {
  private let schema: XMLElement
  private let complexTypes: [String: XMLElement]
  private let groups: [String: XMLElement]

  init?(_ document: XMLDocument) {
    guard let schema = document.root, schema.name == "schema" else { return nil }
    self.schema = schema
    complexTypes = Self.definitions(of: "complexType", in: schema)
    groups = Self.definitions(of: "group", in: schema)
  }

  private static func definitions(of kind: String, in schema: XMLElement) -> [String: XMLElement] {
    Dictionary(
      schema.children.filter { $0.name == kind }.compactMap { element in
        element.attribute("name").map { ($0, element) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// A layout's tree with interchangeable children marked, and whether its records are independent.
  ///
  /// - Parameter name: the local name of the root element, where it is known.
  func examine(_ layout: RecordLayout, root name: String? = nil) -> (tree: LayoutNode, areIndependent: Bool) {
    let tree = LayoutNode(layout, root: name)
    // There is one record, and nothing to be independent of.
    if tree.entity != nil { return (tree, false) }
    // What stands in another document of the schema is not looked at.
    if schema.children.contains(where: { ["include", "import", "redefine"].contains($0.name) }) {
      return (tree, false)
    }
    guard let root = name ?? layout.root.map(Self.local), let element = global(root) else { return (tree, false) }
    return examine(element, tree)
  }

  /// `element` declares a container; `layout` says which of its children are records or containers again.
  private func examine(_ element: XMLElement, _ layout: LayoutNode) -> (tree: LayoutNode, areIndependent: Bool) {
    guard
      let type = element.child("complexType") ?? element.attribute("type").flatMap({ complexTypes[Self.local($0)] }),
      let particles = particles(of: type)
    else { return (layout, false) }
    var marked = layout
    marked.interchangeable = Self.interchangeable(particles)
    let wanted = Set(layout.children.filter { $0.value.entity != nil || $0.value.leadsToRecords }.keys)
    let mine = particles.filter { wanted.contains($0.name) }
    var areIndependent = Set(mine.map(\.name)) == wanted && mine.count == wanted.count
    if !Self.areIndependent(mine.filter { layout.children[$0.name]?.entity != nil }) { areIndependent = false }
    if element.children.contains(where: { IdentityConstraints.kinds.contains($0.name) }) { areIndependent = false }
    for particle in mine {
      guard let child = layout.children[particle.name], child.entity == nil else { continue }
      let inside = particle.element.attribute("ref").map { global(Self.local($0)) } ?? particle.element
      guard let (tree, isSo) = inside.map({ examine($0, child) }) else { return (marked, false) }
      marked.children[particle.name] = tree
      if !isSo { areIndependent = false }
    }
    return (marked, areIndependent)
  }

  /// All records of one container in the same repeated choice, or a single kind that repeats by itself. Elements that only
  /// lead to records may stand in any order: a fresh validator is shown each of them that has passed.
  private static func areIndependent(_ records: [Particle]) -> Bool {
    guard records.allSatisfy(\.repeats) else { return false }
    return records.count <= 1 || Set(records.map(\.group)).count == 1 && records.allSatisfy { $0.group > 0 }
  }

  /// Those of one repeated choice, and whatever repeats by itself; by number. A name with a second place in the content
  /// does not count.
  private static func interchangeable(_ particles: [Particle]) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for (index, particle) in particles.enumerated() where particle.repeats {
      guard particles.count(where: { $0.name == particle.name }) == 1 else { continue }
      numbers[particle.name] = particle.group > 0 ? -particle.group : index
    }
    return numbers
  }

  private func global(_ name: String) -> XMLElement? {
    schema.children.first { $0.name == "element" && $0.attribute("name") == name }
  }

  private struct Particle {
    let name: String
    let element: XMLElement
    /// It may occur any number of times, from none on.
    let repeats: Bool
    /// The repeated choice it stands in directly; 0 where it repeats by itself.
    let group: Int
  }

  /// The element particles of a type; nil where its content is more than sequences and choices of elements.
  private func particles(of type: XMLElement) -> [Particle]? {
    var choices = 0
    func collect(_ model: XMLElement, in group: Int, repeats: Bool) -> [Particle]? {
      var found: [Particle] = []
      for child in model.children {
        let occurs = Self.repeatsFreely(child)
        switch child.name {
        case "element":
          guard let name = child.attribute("ref") ?? child.attribute("name") else { return nil }
          found.append(
            Particle(
              name: Self.local(name), element: child, repeats: occurs || repeats && Self.occursOnce(child),
              group: repeats ? group : 0))
        case "choice" where occurs:
          choices += 1
          guard let inner = collect(child, in: choices, repeats: true) else { return nil }
          found += inner
        case "group":
          guard let definition = child.attribute("ref").flatMap({ groups[Self.local($0)] }),
            let choice = definition.child("choice"), occurs, !repeats
          else { return nil }
          choices += 1
          guard let inner = collect(choice, in: choices, repeats: true) else { return nil }
          found += inner
        case "sequence", "choice":
          // Inside a repeated choice, a sequence would tie records to each other.
          guard !repeats, Self.occursOnce(child), let inner = collect(child, in: 0, repeats: false) else { return nil }
          found += inner
        case "annotation", "attribute", "attributeGroup", "anyAttribute": continue
        default: return nil
        }
      }
      return found
    }
    return collect(type, in: 0, repeats: false)
  }

  private static func repeatsFreely(_ particle: XMLElement) -> Bool {
    particle.attribute("maxOccurs") == "unbounded" && ["0", "1", nil].contains(particle.attribute("minOccurs"))
  }

  private static func occursOnce(_ particle: XMLElement) -> Bool {
    ["1", nil].contains(particle.attribute("maxOccurs")) && ["0", "1", nil].contains(particle.attribute("minOccurs"))
  }

  private static func local(_ name: String) -> String {
    name.lastIndex { $0 == "}" || $0 == ":" }.map { String(name[name.index(after: $0)...]) } ?? name
  }
}
