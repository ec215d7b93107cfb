import CLibXML2

extension XMLDocument {
  /// Moves everything below the root element of `other` to the end of this document's root element: many records in one
  /// document, each made on its own.
  package func append(_ other: XMLDocument) {
    guard let root = xmlDocGetRootElement(pointer), let source = xmlDocGetRootElement(other.pointer) else { return }
    var child = source.pointee.children
    while let current = child {
      child = current.pointee.next
      // A copy, because names may be interned in the other document's dictionary.
      guard let copy = xmlDocCopyNode(current, pointer, 1) else { continue }
      xmlAddChild(root, copy)
      if copy.pointee.type == XML_ELEMENT_NODE { keepDeclarations(of: current, on: copy) }
    }
  }
}
