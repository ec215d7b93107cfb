import CLibXML2

extension XMLDocument {
  /// A document of one element of this one, with the namespaces that are declared for it.
  package func extracting(_ element: XMLElement) throws(XMLEngineError) -> XMLDocument {
    let extract = try XMLDocument.blank()
    guard let copy = xmlDocCopyNode(element.node, extract.pointer, 1) else { throw Self.outOfMemory }
    xmlDocSetRootElement(extract.pointer, copy)
    keepDeclarations(of: element.node, on: copy)
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
    // The root declares the namespace for all. The option removes what is declared twice; libxml2 has no name for it in
    // its headers.
    _ = xmlDOMWrapReconcileNamespaces(nil, copy, 1)
    keepDeclarations(of: element.node, on: copy)
    return document
  }

  private static func blank() throws(XMLEngineError) -> XMLDocument {
    guard let document = xmlNewDoc("1.0") else { throw outOfMemory }
    return XMLDocument(owning: document)
  }

  static var outOfMemory: XMLEngineError {
    XMLEngineError(.library, "there is not enough memory for a document", subject: "document")
  }
}

/// Declares for a copy the prefixes that are in force for the original. libxml2 copies only those that names use, but
/// text can use them too: `xsi:type="p:Company"`.
func keepDeclarations(of original: xmlNodePtr, on copy: xmlNodePtr) {
  guard let list = xmlGetNsList(original.pointee.doc, original) else { return }
  defer { kontor_xmlFree(list) }
  var next = list
  while let declaration = next.pointee {
    next += 1
    // The default namespace is in the element's own name, or must not come to be.
    guard let prefix = declaration.pointee.prefix else { continue }
    let known = xmlSearchNs(copy.pointee.doc, copy, prefix)
    if known == nil || xmlStrEqual(known?.pointee.href, declaration.pointee.href) == 0 {
      // Where the copy itself declares the prefix otherwise, that stays.
      xmlNewNs(copy, declaration.pointee.href, prefix)
    }
  }
}
