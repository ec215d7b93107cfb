import CLibXML2

/// Finds or declares the namespaces of a result tree, by the rules of libxslt's `xsltGetSpecialNamespace`.
enum Namespaces {
  /// Puts an element that was just added to its parent in its namespace; nil is none.
  static func set(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, on element: xmlNodePtr
  ) throws(GiveUp) {
    if let name {
      element.pointee.ns = try find(name, prefix, for: element)
    } else if let parent = element.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE, parent.pointee.ns != nil {
      try undeclareDefault(on: element)
    }
  }

  /// Makes sure that an element without a namespace is not in a default one.
  private static func undeclareDefault(on element: xmlNodePtr) throws(GiveUp) {
    var own = element.pointee.nsDef
    while let namespace = own {
      if namespace.pointee.prefix == nil {
        // An error to libxslt.
        if let name = namespace.pointee.href, name.pointee != 0 { throw GiveUp() }
        return
      }
      own = namespace.pointee.next
    }
    guard let parent = element.pointee.parent, let outer = xmlSearchNs(element.pointee.doc, parent, nil),
      let name = outer.pointee.href, name.pointee != 0
    else { return }
    xmlNewNs(element, "", nil)
  }

  /// The declaration that an element or its attribute can use, made if there is none. Where a prefix would have to be
  /// made up, libxslt does that.
  static func find(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, for element: xmlNodePtr
  ) throws(GiveUp) -> xmlNsPtr? {
    guard let name, name.pointee != 0 else { throw GiveUp() }
    var own = element.pointee.nsDef
    while let namespace = own {
      if xmlStrEqual(namespace.pointee.prefix, prefix) == 1 {
        if xmlStrEqual(namespace.pointee.href, name) == 1 { return namespace }
        throw GiveUp()
      }
      own = namespace.pointee.next
    }
    guard let parent = element.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else {
      return xmlNewNs(element, name, prefix)
    }
    if let namespace = parent.pointee.ns, xmlStrEqual(namespace.pointee.prefix, prefix) == 1,
      xmlStrEqual(namespace.pointee.href, name) == 1
    {
      return namespace
    }
    if let namespace = xmlSearchNs(element.pointee.doc, parent, prefix) {
      if xmlStrEqual(namespace.pointee.href, name) == 1 { return namespace }
      var attribute = element.pointee.properties
      while let current = attribute {
        if let used = current.pointee.ns, xmlStrEqual(used.pointee.prefix, prefix) == 1 { throw GiveUp() }
        attribute = current.pointee.next
      }
    }
    return xmlNewNs(element, name, prefix)
  }
}
