import CLibXML2

/// What stands around a record: the open containers, and the parts of the envelope that are kept.
enum Surroundings {
  /// A document of the open containers, and the innermost of them, into which the record belongs.
  ///
  /// - Parameters:
  ///   - level: how many containers are open.
  ///   - names: the dictionary of whoever builds in the document. A tree may share it as long as it counts as a reader.
  static func copy(
    of main: xmlDocPtr, level: Int, names: xmlDictPtr?
  ) -> (pointer: xmlDocPtr, parent: xmlNodePtr)? {
    guard let root = xmlDocGetRootElement(main), let document = none(names: names) else { return nil }
    // With attributes and namespaces, without content.
    guard var parent = xmlDocCopyNode(root, document, 2) else {
      xmlFreeDoc(document)
      return nil
    }
    xmlDocSetRootElement(document, parent)
    var container = root
    for _ in 1..<max(1, level) {
      // Containers that ended are gone, so the open ones are the last children.
      guard let last = xmlLastElementChild(container), let copy = xmlDocCopyNode(last, document, 2) else {
        xmlFreeDoc(document)
        return nil
      }
      xmlAddChild(parent, copy)
      (container, parent) = (last, copy)
    }
    return (document, parent)
  }

  /// An empty document, for a record that has nothing around it.
  ///
  /// - Parameter names: as in ``copy(of:level:names:)``.
  static func none(names: xmlDictPtr?) -> xmlDocPtr? {
    guard let document = xmlNewDoc("1.0") else { return nil }
    if let names {
      document.pointee.dict = names
      xmlDictReference(names)
    }
    return document
  }

  /// Puts the envelope in front, as far as it has been read. False where memory does not suffice.
  static func addEnvelope(of main: xmlDocPtr, level: Int, to document: xmlDocPtr) -> Bool {
    guard let root = xmlDocGetRootElement(main), let target = xmlDocGetRootElement(document) else { return true }
    let front = xmlFirstElementChild(target)
    let openContainer = level > 1 ? xmlLastElementChild(root) : nil
    var child = xmlFirstElementChild(root)
    while let current = child, current != openContainer {
      guard let copy = xmlDocCopyNode(current, document, 1) else { return false }
      if let front { xmlAddPrevSibling(front, copy) } else { xmlAddChild(target, copy) }
      child = xmlNextElementSibling(current)
    }
    return true
  }
}
