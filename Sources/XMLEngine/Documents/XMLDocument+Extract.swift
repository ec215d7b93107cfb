import CLibXML2

extension XMLDocument {
  /// A document of one element of this one, with the namespaces it uses.
  package func extracting(_ element: XMLElement) throws(XMLEngineError) -> XMLDocument {
    let extract = try XMLDocument.blank()
    guard let copy = xmlDocCopyNode(element.node, extract.pointer, 1) else { throw Self.outOfMemory }
    xmlDocSetRootElement(extract.pointer, copy)
    return extract
  }

  /// A document whose root element has the given name, in the namespace of `element`, and holds a copy of `element`.
  package static func wrapping(_ element: XMLElement, in name: String) throws(XMLEngineError) -> XMLDocument {
    let document = try blank()
    guard let root = xmlNewDocNode(document.pointer, nil, name, nil) else { throw outOfMemory }
    xmlDocSetRootElement(document.pointer, root)
    if !element.namespace.isEmpty { xmlSetNs(root, xmlNewNs(root, element.namespace, nil)) }
    guard let copy = xmlDocCopyNode(element.node, document.pointer, 1) else { throw outOfMemory }
    xmlAddChild(root, copy)
    return document
  }

  private static func blank() throws(XMLEngineError) -> XMLDocument {
    guard let document = xmlNewDoc("1.0") else { throw outOfMemory }
    return XMLDocument(owning: document)
  }

  private static var outOfMemory: XMLEngineError {
    XMLEngineError(.library, "there is not enough memory for a document", subject: "document")
  }
}
