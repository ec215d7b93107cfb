import CLibXML2

/// An element of an ``XMLDocument``, with what business rules need of it: names, text, children by simple paths.
///
/// Paths are names of child elements with `/` between them, and may end in `@name`: `Header/ControlNumber`,
/// `Kopf/@nr`. They are matched by local name and never built from data.
package struct XMLElement {
  let node: xmlNodePtr
  /// Keeps the tree alive while its elements are looked at.
  package let document: XMLDocument

  /// The local name.
  package var name: String { String(cString: node.pointee.name) }

  /// The namespace name, empty where there is none.
  package var namespace: String { node.pointee.ns?.pointee.href.map { String(cString: $0) } ?? "" }

  /// All text below the element, as it stands.
  package var text: String { Self.text(of: node) }

  /// The text as a value of type `xs:token`: white space at the ends is left out, and is one space within (XML Schema
  /// part 2, section 4.3.6). A schema that calls a value a token takes it with any white space around it.
  package var token: String { text.collapsingWhiteSpace() }

  private static func text(of node: xmlNodePtr) -> String {
    // The usual case, one text node, without the copy that xmlNodeGetContent makes.
    guard let first = node.pointee.children else { return "" }
    if first.pointee.next == nil, first.pointee.type == XML_TEXT_NODE, let content = first.pointee.content {
      return String(cString: content)
    }
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { kontor_xmlFree(content) }
    return String(cString: content)
  }

  /// Whether text stands directly in the element that is more than white space.
  package var hasOwnText: Bool {
    var next = node.pointee.children
    while let current = next {
      let isText = current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE
      if isText, xmlIsBlankNode(current) == 0 { return true }
      next = current.pointee.next
    }
    return false
  }

  /// The child elements in document order.
  package var children: some Sequence<XMLElement> {
    sequence(state: xmlFirstElementChild(node)) { [document] next in
      guard let current = next else { return nil }
      next = xmlNextElementSibling(current)
      return XMLElement(node: current, document: document)
    }
  }

  package func child(_ name: String) -> XMLElement? {
    var name = name
    return name.withUTF8 { Self.child($0[...], of: node) }.map { XMLElement(node: $0, document: document) }
  }

  private static func child(_ name: Slice<ElementView.Bytes>, of node: xmlNodePtr) -> xmlNodePtr? {
    var child = xmlFirstElementChild(node)
    while let current = child, !ElementView(node: current).isNamed(name) { child = xmlNextElementSibling(current) }
    return child
  }

  package func attribute(_ name: String) -> String? { Self.attribute(name, of: node) }

  private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    guard let value = xmlGetNoNsProp(node, name) else { return nil }
    defer { kontor_xmlFree(value) }
    return String(cString: value)
  }

  /// All attributes by name; the name of one in a namespace is `{namespace}name`.
  package var attributes: [String: String] {
    var attributes: [String: String] = [:]
    var next = node.pointee.properties
    while let attribute = next {
      next = attribute.pointee.next
      let content = UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self)
      guard let value = xmlNodeGetContent(content) else { continue }
      defer { kontor_xmlFree(value) }
      let name = String(cString: attribute.pointee.name)
      let namespace = attribute.pointee.ns?.pointee.href.map { String(cString: $0) }
      attributes[namespace.map { "{\($0)}\(name)" } ?? name] = String(cString: value)
    }
    return attributes
  }

  /// The text at a simple path below this element; nil where nothing stands there.
  package func value(at path: String) -> String? { Self.value(at: path, below: node) }

  /// The same as a value of type `xs:token`.
  package func token(at path: String) -> String? { value(at: path)?.collapsingWhiteSpace() }

  /// The same as ``value(at:)``, without a document to keep alive.
  static func value(at path: String, below node: xmlNodePtr) -> String? {
    var path = path
    return path.withUTF8 { bytes in
      var node = node
      for step in bytes.split(separator: UInt8(ascii: "/")) {
        if step.first == UInt8(ascii: "@") {
          return attribute(String(decoding: step.dropFirst(), as: UTF8.self), of: node)
        }
        guard let child = child(step, of: node) else { return nil }
        node = child
      }
      return text(of: node)
    }
  }

  /// This element and everything below it, in document order.
  package func forEachDescendant(_ body: (XMLElement) -> Void) {
    body(self)
    for child in children { child.forEachDescendant(body) }
  }

  /// The steps from an element above down to this one, with positions: `/Lines[1]/Line[2]/Unit[1]`.
  package func path(below ancestor: XMLElement) -> String {
    var steps: [String] = []
    var current: xmlNodePtr? = node
    while let element = current, element != ancestor.node, element.pointee.type == XML_ELEMENT_NODE {
      steps.append(BuildingState.step(to: element))
      current = element.pointee.parent
    }
    return steps.reversed().joined()
  }

  /// The number under which ``Record`` keeps this element's place, 1 for the first; 0 for an element without a place.
  var placeNumber: Int { Int(bitPattern: node.pointee._private) }
}

extension String {
  /// White space as XML Schema collapses it.
  package func collapsingWhiteSpace() -> String {
    // The usual case, a value as it should be, without a copy.
    var text = self
    if text.withUTF8({ $0.isCollapsed }) { return self }
    return unicodeScalars.split { [" ", "\t", "\n", "\r"].contains($0) }.map(String.init).joined(separator: " ")
  }
}

extension XMLElement {
  /// Whether it is another element of the same document, or below it.
  package func isInside(_ other: XMLElement) -> Bool {
    var current: xmlNodePtr? = node
    while let element = current {
      if element == other.node { return true }
      current = element.pointee.parent
    }
    return false
  }
}
