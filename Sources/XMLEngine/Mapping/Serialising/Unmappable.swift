import CLibXML2

/// Characters in a document that an encoding does not have, and for which nothing stands.
package struct UnmappableText: Sendable {
  /// The local name of the element or attribute.
  package let name: String
  /// The whole text.
  package let value: String
  /// Each once, in the order of the text.
  package let characters: [Character]
}

extension XMLDocument {
  /// Makes all text such that it can be written in an encoding, as far as the rule allows.
  ///
  /// - Returns: where it cannot; an empty answer means that everything can be written.
  package func fit(_ text: EncodedText) -> [UnmappableText] {
    guard !text.holdsEverything else { return [] }
    var fitting = Fitting(text: text)
    fitting.fitAll(from: pointer.pointee.children, of: "")
    return fitting.found
  }
}

private struct Fitting {
  let text: EncodedText
  var found: [UnmappableText] = []

  mutating func fitAll(from first: xmlNodePtr?, of parent: String) {
    var next = first
    while let node = next {
      // It may take another one's place.
      next = node.pointee.next
      fit(node, of: parent)
    }
  }

  private mutating func fit(_ node: xmlNodePtr, of parent: String) {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      let name = String(cString: node.pointee.name)
      checkNames(of: node, name)
      var attribute = node.pointee.properties
      while let current = attribute {
        let name = String(cString: current.pointee.name)
        checkName(name)
        fitAll(from: current.pointee.children, of: name)
        attribute = current.pointee.next
      }
      fitAll(from: node.pointee.children, of: name)
    // What a stylesheet does not want to be escaped may stand in a section of its own making.
    case XML_TEXT_NODE: fitText(of: node, parent, takesReferences: kontor_isRaw(node) == 0)
    case XML_CDATA_SECTION_NODE: fitSection(node, of: parent)
    // There are no references in these.
    case XML_COMMENT_NODE: fitText(of: node, parent, takesReferences: false)
    case XML_PI_NODE:
      checkName(String(cString: node.pointee.name))
      fitText(of: node, parent, takesReferences: false)
    default: break
    }
  }

  private mutating func fitText(of node: xmlNodePtr, _ name: String, takesReferences: Bool) {
    guard let content = Self.unusual(node.pointee.content) else { return }
    let fitted = text.fitted(content, takesReferences: takesReferences)
    guard fitted.missing.isEmpty else {
      found.append(UnmappableText(name: name, value: content, characters: fitted.missing))
      return
    }
    guard fitted.text.unicodeScalars.elementsEqual(content.unicodeScalars) == false else { return }
    // For these kinds of nodes both take text as it is.
    xmlNodeSetContentLen(node, nil, 0)
    Self.withText(fitted.text) { xmlNodeAddContentLen(node, $0, $1) }
  }

  /// There are no references in a CDATA section, but text says the same.
  private mutating func fitSection(_ node: xmlNodePtr, of parent: String) {
    guard text.rule == .characterReference, let content = Self.unusual(node.pointee.content), !text.holds(content)
    else {
      return fitText(of: node, parent, takesReferences: false)
    }
    guard let plain = Self.withText(content, { xmlNewDocTextLen(node.pointee.doc, $0, $1) }) else { return }
    // Not added beside another text: libxml2 would put the two together, and free one that is still to be looked at.
    xmlReplaceNode(node, plain)
    xmlFreeNode(node)
    fitText(of: plain, parent, takesReferences: true)
  }

  /// A name cannot be written in any other way.
  private mutating func checkNames(of element: xmlNodePtr, _ name: String) {
    checkName(name)
    var declaration = element.pointee.nsDef
    while let current = declaration {
      if let prefix = current.pointee.prefix { checkName(String(cString: prefix)) }
      if let namespace = Self.unusual(current.pointee.href), text.rule != .characterReference { checkName(namespace) }
      declaration = current.pointee.next
    }
  }

  private mutating func checkName(_ name: String) {
    guard !text.holds(name) else { return }
    var missing: [Character] = []
    for character in name where !text.holds(String(character)) && !missing.contains(character) {
      missing.append(character)
    }
    found.append(UnmappableText(name: name, value: name, characters: missing))
  }

  // MARK: - Text of libxml2

  /// Nil where every encoding has all of it.
  private static func unusual(_ content: UnsafePointer<xmlChar>?) -> String? {
    guard let content else { return nil }
    var next = content
    while next.pointee != 0 {
      if next.pointee >= 0x80 { return String(cString: content) }
      next += 1
    }
    return nil
  }

  private static func withText<Result>(_ text: String, _ body: (UnsafePointer<xmlChar>, CInt) -> Result) -> Result {
    var text = text
    return text.withUTF8 { bytes in
      bytes.baseAddress.map { body($0, CInt(bytes.count)) } ?? body([0], 0)
    }
  }
}
