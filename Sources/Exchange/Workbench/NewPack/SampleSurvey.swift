import XMLEngine

/// The shapes of all elements of a sample.
struct SampleSurvey {
  let root: ElementShape
  /// Elements in another namespace than the one around them, which stand at the top of a schema of their own.
  private(set) var globals: [ElementName: ElementShape] = [:]
  /// In order of their place, and with those that are declared elsewhere.
  private var known: [ObjectIdentifier: [ElementName: ElementShape]] = [:]
  private var count = 1

  /// More different elements than any form has that people map by hand.
  private static let most = 2_000

  /// - Throws: ``NewPackError`` for a sample of which no pack can be made.
  init(_ document: XMLDocument) throws(NewPackError) {
    guard let element = document.root else { throw NewPackError("the sample holds no element") }
    let name = ElementName(namespace: element.namespace, local: element.name)
    root = ElementShape(name, home: element.namespace)
    if !name.namespace.isEmpty { globals[name] = root }
    try note(element, as: root)
  }

  private static let forbidden = [
    "http://www.w3.org/1999/XSL/Transform": "it holds elements of XSLT, which a stylesheet would run; hand in data",
    "http://www.w3.org/2001/XMLSchema": "it holds elements of XML Schema; hand in a whole schema, or data",
    Format.canonicalNamespace: "it is canonical already, and needs no format of its own: name the format exchange",
  ]

  private mutating func note(_ element: XMLElement, as shape: ElementShape) throws(NewPackError) {
    if let reason = Self.forbidden[element.namespace] { throw NewPackError(reason) }
    let children = Array(element.children)
    shape.note(element, children: children.map { ElementName(namespace: $0.namespace, local: $0.name) })
    for child in children { try note(child, as: self.child(child, of: shape)) }
  }

  private mutating func child(_ element: XMLElement, of shape: ElementShape) throws(NewPackError) -> ElementShape {
    let name = ElementName(namespace: element.namespace, local: element.name)
    if let known = known[ObjectIdentifier(shape)]?[name] { return known }
    count += 1
    guard count <= Self.most else {
      throw NewPackError("it has more than \(Self.most) different elements; hand in a smaller part of it")
    }
    let isGlobal = !name.namespace.isEmpty && name.namespace != shape.home
    let child =
      (isGlobal ? globals[name] : nil) ?? ElementShape(name, home: name.namespace.isEmpty ? shape.home : name.namespace)
    if isGlobal { globals[name] = child }
    known[ObjectIdentifier(shape), default: [:]][name] = child
    shape.add(child)
    return child
  }

  /// The shape at the end of a path from the root, both included; nil where the sample has none.
  func shape(at path: [ElementName]) -> ElementShape? {
    path.dropFirst().reduce(root as ElementShape?) { shape, name in shape?.children.first { $0.name == name } }
  }

  /// All namespaces of elements, that of the root first; none for elements without one.
  var namespaces: [String] {
    let all = [root.name.namespace] + Set(globals.keys.map(\.namespace)).sorted()
    var seen: Set<String> = [""]
    return all.filter { seen.insert($0).inserted }
  }
}

/// Why no pack can be made of a file, with what to do.
package struct NewPackError: Error {
  package let message: String

  init(_ message: String) { self.message = message }
}
