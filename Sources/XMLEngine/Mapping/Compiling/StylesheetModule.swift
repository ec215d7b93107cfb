import CLibXML2

/// A stylesheet with everything that it includes, and the stylesheets that it imports.
final class StylesheetModule {
  /// A top-level element, and the file with what its root element says.
  struct Item {
    let element: xmlNodePtr
    let file: File
  }

  /// One file.
  final class File {
    let path: String
    /// Keeps the tree alive.
    let document: XMLDocument
    /// Names of namespaces that results do not declare.
    var excluded: Set<String> = []
    /// Prefixes of extension elements.
    var extensions: Set<String> = []

    init(path: String, document: XMLDocument) {
      self.path = path
      self.document = document
    }
  }

  private(set) var items: [Item] = []
  private(set) var imports: [StylesheetModule] = []

  /// This one and all that it imports, by import precedence, the highest first (XSLT 1.0, section 2.6.2).
  var byPrecedence: [StylesheetModule] { [self] + imports.reversed().flatMap(\.byPrecedence) }

  /// - Parameter part: the bytes of a part that was loaded when libxslt compiled the stylesheet, by its location.
  init(
    _ bytes: [UInt8], path: String, depth: Int = 0, part: (String) -> [UInt8]?
  ) throws(MappingCompiler.Stop) {
    try add(bytes, path: path, depth: depth, part: part)
  }

  private func add(
    _ bytes: [UInt8], path: String, depth: Int, part: (String) -> [UInt8]?
  ) throws(MappingCompiler.Stop) {
    let document: XMLDocument
    do {
      document = XMLDocument(
        owning: try XMLDocument.tree(of: bytes, location: path, options: Library.stylesheetOptions))
    } catch {
      throw MappingCompiler.Stop(file: path, line: 0, construct: "it cannot be read again: \(error.message)")
    }
    guard let root = xmlDocGetRootElement(document.pointer) else { return }
    let file = File(path: path, document: document)
    func stop(_ node: xmlNodePtr, _ construct: String) -> MappingCompiler.Stop {
      MappingCompiler.Stop(file: path, line: xmlGetLineNo(node), construct: construct)
    }
    guard depth < 20 else { throw stop(root, "more than 20 stylesheets within each other") }
    guard root.isXSLT("stylesheet") || root.isXSLT("transform") else { throw stop(root, "a simplified stylesheet") }
    guard root.value(of: "version") == "1.0" else { throw stop(root, "a version other than 1.0") }
    for prefix in (root.value(of: "exclude-result-prefixes") ?? "").split(whereSeparator: \.isWhitespace) {
      let prefix: String? = prefix == "#default" ? nil : String(prefix)
      if let namespace = xmlSearchNs(root.pointee.doc, root, prefix)?.pointee.href {
        file.excluded.insert(String(cString: namespace))
      }
    }
    file.extensions = Set(
      (root.value(of: "extension-element-prefixes") ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
    for child in root.childNodes where child.pointee.type == XML_ELEMENT_NODE {
      let isImport = child.isXSLT("import")
      guard isImport || child.isXSLT("include") else {
        items.append(Item(element: child, file: file))
        continue
      }
      guard let reference = child.value(of: "href"), let base = xmlNodeGetBase(child.pointee.doc, child),
        let location = xmlBuildURI(reference, base)
      else { throw stop(child, "a part without an address") }
      defer {
        kontor_xmlFree(base)
        kontor_xmlFree(location)
      }
      let address = String(cString: location)
      guard let bytes = part(address) else { throw stop(child, "a part that was not loaded") }
      if isImport {
        imports.append(try StylesheetModule(bytes, path: address, depth: depth + 1, part: part))
      } else {
        try add(bytes, path: address, depth: depth + 1, part: part)
      }
    }
  }
}

extension UnsafeMutablePointer<xmlNode> {
  static var xslt: String { "http://www.w3.org/1999/XSL/Transform" }

  var isInXSLT: Bool {
    pointee.type == XML_ELEMENT_NODE && pointee.ns != nil && xmlStrEqual(pointee.ns.pointee.href, Self.xslt) == 1
  }

  func isXSLT(_ name: String) -> Bool { isInXSLT && xmlStrEqual(pointee.name, name) == 1 }

  var localName: String { String(cString: pointee.name) }

  /// The value of an attribute that is in no namespace.
  func value(of attribute: String) -> String? {
    guard let value = xmlGetNoNsProp(self, attribute) else { return nil }
    defer { kontor_xmlFree(value) }
    return String(cString: value)
  }

  var childNodes: some Sequence<xmlNodePtr> {
    sequence(state: pointee.children) { (next: inout xmlNodePtr?) -> xmlNodePtr? in
      guard let current = next else { return nil }
      next = current.pointee.next
      return current
    }
  }

  var attributeNodes: some Sequence<xmlAttrPtr> {
    sequence(state: pointee.properties) { (next: inout xmlAttrPtr?) -> xmlAttrPtr? in
      guard let current = next else { return nil }
      next = current.pointee.next
      return current
    }
  }

  var declaredNamespaces: some Sequence<xmlNsPtr> {
    sequence(state: pointee.nsDef) { (next: inout xmlNsPtr?) -> xmlNsPtr? in
      guard let current = next else { return nil }
      next = current.pointee.next
      return current
    }
  }

  /// The text as bytes.
  var contentBytes: [UInt8] {
    guard let content = pointee.content else { return [] }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
  }

  /// A text node that stylesheets do not count (XSLT 1.0, section 3.4).
  var isBlankText: Bool { pointee.type == XML_TEXT_NODE && contentBytes.allSatisfy(\.isXMLSpace) }
}
