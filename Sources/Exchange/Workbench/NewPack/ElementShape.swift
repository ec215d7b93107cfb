import XMLEngine

/// What the elements at one place of a sample have in common: their children, attributes and values.
///
/// Belongs to one survey; not thread-safe.
final class ElementShape {
  let name: ElementName
  /// The namespace of the schema in which it is declared: one without a namespace is declared where its parent is.
  let home: String
  /// In the order in which they were first seen.
  private(set) var children: [ElementShape] = []
  private(set) var attributes: [String] = []
  private(set) var count = 0
  private(set) var value = ValueGuess()
  private(set) var hasText = false
  /// Attributes in namespaces: `xml:lang` and the like.
  private(set) var hasForeignAttributes = false
  private(set) var isNillable = false

  private var presence: [ElementName: Int] = [:]
  private var repeated: Set<ElementName> = []
  private var followers: [ElementName: Set<ElementName>] = [:]
  private var comesApart = false
  private var attributeValues: [String: ValueGuess] = [:]

  init(_ name: ElementName, home: String) {
    (self.name, self.home) = (name, home)
  }

  var isMixed: Bool { hasText && !children.isEmpty }
  var isLeaf: Bool { children.isEmpty }

  /// Whether elements of this one always have such a child.
  func requires(_ child: ElementShape) -> Bool { presence[child.name] == count }
  func repeats(_ child: ElementShape) -> Bool { repeated.contains(child.name) }
  func requires(attribute name: String) -> Bool { attributeValues[name]?.count == count }
  func type(ofAttribute name: String) -> String { attributeValues[name]?.type(of: name) ?? "string" }
  var type: String { value.type(of: name.local) }

  private static let instances = "{http://www.w3.org/2001/XMLSchema-instance}"

  /// Notes one element. The shapes of its children are noted by the survey.
  func note(_ element: XMLElement, children names: [ElementName]) {
    count += 1
    for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) {
      guard !name.hasPrefix("{") else {
        if name == Self.instances + "nil" { isNillable = true }
        if !name.hasPrefix(Self.instances) { hasForeignAttributes = true }
        continue
      }
      if attributeValues[name] == nil { attributes.append(name) }
      attributeValues[name, default: ValueGuess()].add(value)
    }
    if names.isEmpty {
      let text = element.text
      value.add(text)
      if text.contains(where: { !$0.isWhitespace }) { hasText = true }
    } else if !hasText {
      hasText = element.hasOwnText
    }
    var seen: Set<ElementName> = []
    var previous: ElementName?
    for name in names {
      if name == previous {
        repeated.insert(name)
        continue
      }
      if !seen.insert(name).inserted {
        comesApart = true
        repeated.insert(name)
      }
      if let previous { followers[previous, default: []].insert(name) }
      previous = name
    }
    for name in seen { presence[name, default: 0] += 1 }
  }

  func add(_ child: ElementShape) { children.append(child) }

  /// The children in an order that all elements kept to; nil where there is none.
  var sequence: [ElementShape]? {
    guard !comesApart else { return nil }
    var waiting: [ElementName: Int] = [:]
    for next in followers.values.joined() { waiting[next, default: 0] += 1 }
    var rest = children
    var ordered: [ElementShape] = []
    while let index = rest.firstIndex(where: { waiting[$0.name, default: 0] == 0 }) {
      let next = rest.remove(at: index)
      ordered.append(next)
      for follower in followers[next.name] ?? [] { waiting[follower, default: 0] -= 1 }
    }
    return rest.isEmpty ? ordered : nil
  }
}
