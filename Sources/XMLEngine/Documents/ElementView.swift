import CLibXML2
import Glibc

/// An element as bytes, without a hold on its document: for walks through whole records, where a String for each name
/// and value, and a count of references for each element, would cost more than what is done with them.
///
/// Good as long as somebody else keeps the document and does not change it; so are the bytes that it shows.
package struct ElementView {
  let node: xmlNodePtr

  /// UTF-8, as it stands in the tree.
  package typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The local name.
  package var name: Bytes { Self.bytes(node.pointee.name) }

  func isNamed(_ name: Slice<Bytes>) -> Bool {
    let own = self.name
    return own.count == name.count && own.elementsEqual(name)
  }

  /// Whether the namespace has this name; there is none where it is empty.
  package func isIn(namespace: String) -> Bool {
    guard let href = node.pointee.ns?.pointee.href else { return namespace.isEmpty }
    return Self.bytes(href).elementsEqual(namespace.utf8)
  }

  /// The namespace name; nil where there is none.
  package var namespace: Bytes? { node.pointee.ns?.pointee.href.map { Self.bytes($0) } }

  /// Whether both name their namespace by the same declaration, so that the one is in the namespace of the other.
  package func sharesNamespace(with other: ElementView) -> Bool { node.pointee.ns == other.node.pointee.ns }

  package var firstChild: ElementView? { xmlFirstElementChild(node).map(ElementView.init) }

  package var next: ElementView? { xmlNextElementSibling(node).map(ElementView.init) }

  package var hasChildren: Bool { xmlFirstElementChild(node) != nil }

  package var firstAttribute: AttributeView? { node.pointee.properties.map(AttributeView.init) }

  /// All text below the element, as it stands.
  package func withText<Result>(_ body: (Bytes) -> Result) -> Result {
    guard let first = node.pointee.children else { return body(Bytes(start: nil, count: 0)) }
    if first.pointee.next == nil, first.pointee.type == XML_TEXT_NODE, let content = first.pointee.content {
      return body(Self.bytes(content))
    }
    guard let content = xmlNodeGetContent(node) else { return body(Bytes(start: nil, count: 0)) }
    defer { kontor_xmlFree(content) }
    return body(Self.bytes(content))
  }

  fileprivate static func bytes(_ text: UnsafePointer<xmlChar>) -> Bytes {
    Bytes(start: text, count: strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)))
  }
}

/// An attribute of an ``ElementView``, under the same conditions.
package struct AttributeView {
  fileprivate let node: xmlAttrPtr

  package var name: ElementView.Bytes { ElementView.bytes(node.pointee.name) }

  /// The namespace name; nil where it is in none.
  package var namespace: ElementView.Bytes? { node.pointee.ns?.pointee.href.map { ElementView.bytes($0) } }

  package var next: AttributeView? { node.pointee.next.map(AttributeView.init) }

  package func withValue<Result>(_ body: (ElementView.Bytes) -> Result) -> Result {
    ElementView(node: UnsafeMutableRawPointer(node).assumingMemoryBound(to: xmlNode.self)).withText(body)
  }
}

extension ElementView.Bytes {
  /// Whether white space is single spaces between words, if there is any: so stands what XML Schema calls collapsed.
  package var isCollapsed: Bool {
    var isAfterSpace = true
    for byte in self {
      if byte > 0x20 {
        isAfterSpace = false
      } else if byte == 0x20, !isAfterSpace {
        isAfterSpace = true
      } else {
        return false
      }
    }
    return isEmpty || !isAfterSpace
  }
}

extension XMLElement {
  /// Views of this element and of everything below it, in document order.
  package func forEachView(_ body: (ElementView) -> Void) {
    withExtendedLifetime(document) {
      var current = node
      while true {
        body(ElementView(node: current))
        if let child = xmlFirstElementChild(current) {
          current = child
          continue
        }
        while current != node, xmlNextElementSibling(current) == nil { current = current.pointee.parent }
        guard current != node, let next = xmlNextElementSibling(current) else { return }
        current = next
      }
    }
  }

  package var view: ElementView { ElementView(node: node) }

  /// The element of a view of this element's document.
  package init(_ view: ElementView, in document: XMLDocument) {
    self.init(node: view.node, document: document)
  }
}
