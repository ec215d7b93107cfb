/// Finds out whether the records of a format are independent of each other as far as the schema goes: whether a record
/// may stand after any other, any number of times, and no identity constraint looks beyond a single record.
///
/// Then a validator can be exchanged for a fresh one between two records without any difference to the outcome. That
/// bounds memory: libxml2 keeps what identity constraints have seen until the end of the file. The answer is no wherever
/// it is not certain, and only memory depends on it.
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

  /// Whether the records of a layout are independent.
  func isIndependent(_ layout: RecordLayout) -> Bool {
    // What stands in another document of the schema is not looked at.
    if schema.children.contains(where: { ["include", "import", "redefine"].contains($0.name) }) { return false }
    guard let root = layout.root.map(Self.local),
      let element = schema.children.first(where: {
        $0.name == "element" && $0.attribute("name") == root
      })
    else { return false }
    return isIndependent(element, LayoutNode(layout))
  }

  /// `element` declares a container; `layout` says which of its children are records or containers again.
  private func isIndependent(_ element: XMLElement, _ layout: LayoutNode) -> Bool {
    if element.children.contains(where: { Self.constraints.contains($0.name) }) { return false }
    guard let type = element.child("complexType") ?? element.attribute("type").flatMap({ complexTypes[Self.local($0)] })
    else { return false }
    let wanted = Set(layout.children.filter { !$0.value.isEnvelope }.keys)
    guard let particles = particles(of: type) else { return false }
    let mine = particles.filter { wanted.contains($0.name) }
    // One place for each, all of them in the same repeated choice, or a single kind that repeats by itself.
    guard Set(mine.map(\.name)) == wanted, mine.count == wanted.count, mine.allSatisfy(\.repeats) else { return false }
    guard mine.count == 1 || Set(mine.map(\.group)).count == 1 && mine.allSatisfy({ $0.group > 0 }) else {
      return false
    }
    return mine.allSatisfy { particle in
      guard let child = layout.children[particle.name], child.entity == nil else { return true }
      return isIndependent(particle.element, child)
    }
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
              name: Self.local(name), element: child, repeats: repeats || occurs, group: repeats ? group : 0))
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
          guard !repeats, !occurs, let inner = collect(child, in: 0, repeats: false) else { return nil }
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

  private static let constraints: Set<String> = ["unique", "key", "keyref"]

  private static func local(_ name: String) -> String {
    name.lastIndex { $0 == "}" || $0 == ":" }.map { String(name[name.index(after: $0)...]) } ?? name
  }
}
