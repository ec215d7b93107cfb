import CLibXML2

// Only whoever owns a document changes it, and never one that somebody else still reads, such as the canonical record
// from which several systems get their documents: take a ``XMLDocument/copy()`` then. Text is text: nothing in it is
// taken for markup or for a reference, and characters that XML cannot hold become U+FFFD.

extension XMLDocument {
  /// A document of one empty element.
  package convenience init(root name: String, namespace: String) throws(XMLEngineError) {
    _ = Library.prepared
    guard let document = xmlNewDoc("1.0") else { throw Self.outOfMemory }
    self.init(owning: document)
    guard let root = xmlNewDocNode(document, nil, name, nil) else { throw Self.outOfMemory }
    xmlDocSetRootElement(document, root)
    if !namespace.isEmpty { xmlSetNs(root, xmlNewNs(root, namespace, nil)) }
  }

  /// The whole document once more. Places of elements in a file are not copied.
  package func copy() throws(XMLEngineError) -> XMLDocument {
    guard let copy = xmlCopyDoc(pointer, 1) else { throw Self.outOfMemory }
    return XMLDocument(owning: copy)
  }
}

extension XMLElement {
  /// Where a new child stands among its siblings.
  package enum ChildPlace {
    case first
    case last
    case before(XMLElement)
    case after(XMLElement)
  }

  /// Puts text in the place of everything that is in the element.
  package func setText(_ text: String) throws(XMLEngineError) {
    while let child = node.pointee.children { document.discard(child) }
    try addText(text)
  }

  /// Adds a child element in this element's namespace.
  ///
  /// - Parameter place: a sibling that it names must be a child of this element.
  @discardableResult
  package func insert(_ name: String, _ text: String = "", _ place: ChildPlace = .last) throws(XMLEngineError)
    -> XMLElement
  {
    guard let child = xmlNewDocNode(document.pointer, node.pointee.ns, name, nil) else {
      throw XMLDocument.outOfMemory
    }
    let element = XMLElement(node: child, document: document)
    switch place {
    case .first:
      if let first = node.pointee.children { xmlAddPrevSibling(first, child) } else { xmlAddChild(node, child) }
    case .last: xmlAddChild(node, child)
    case .before(let sibling): xmlAddPrevSibling(sibling.node, child)
    case .after(let sibling): xmlAddNextSibling(sibling.node, child)
    }
    try element.addText(text)
    return element
  }

  /// Sets an attribute that is in no namespace; nil removes it.
  package func setAttribute(_ name: String, to value: String?) throws(XMLEngineError) {
    guard let value else {
      xmlUnsetProp(node, name)
      return
    }
    guard xmlSetProp(node, name, value.replacingWhatXMLCannotHold()) != nil else { throw XMLDocument.outOfMemory }
  }

  /// Takes the element and everything in it out of its document.
  package func remove() {
    document.discard(node)
  }

  private func addText(_ text: String) throws(XMLEngineError) {
    guard !text.isEmpty else { return }
    guard let content = xmlNewDocText(document.pointer, text.replacingWhatXMLCannotHold()) else {
      throw XMLDocument.outOfMemory
    }
    xmlAddChild(node, content)
  }
}

extension Unicode.Scalar {
  /// Whether it may stand in a document at all (XML 1.0, section 2.2).
  var isAllowedInXML: Bool {
    switch self {
    case "\t", "\n", "\r", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}": true
    default: false
    }
  }
}

extension String {
  fileprivate func replacingWhatXMLCannotHold() -> String {
    guard !unicodeScalars.allSatisfy(\.isAllowedInXML) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar.isAllowedInXML ? scalar : "\u{FFFD}") }
    return String(text)
  }
}
