import CLibXML2

extension MappingCompiler {
  /// The nodes that a stylesheet counts: elements, and text that is not blank.
  func contentNodes(of parent: xmlNodePtr) throws(Outside) -> [xmlNodePtr] {
    var nodes: [xmlNodePtr] = []
    for child in parent.childNodes {
      switch child.pointee.type {
      case XML_ELEMENT_NODE: nodes.append(child)
      case XML_TEXT_NODE: if !child.isBlankText { nodes.append(child) }
      case XML_COMMENT_NODE, XML_PI_NODE: break
      case XML_CDATA_SECTION_NODE: throw Outside("a CDATA section")
      default: throw Outside("a reference to an entity")
      }
    }
    return nodes
  }

  /// What content becomes.
  enum Purpose {
    /// A variable's or parameter's value: a result tree fragment.
    case variable
    /// The value of an attribute or a comment.
    case text
  }

  /// The value of a variable or parameter, or of what is made of text: its `select`, or what its content makes.
  func content(of element: xmlNodePtr, for purpose: Purpose) throws(Outside) -> Int32 {
    self.element = element
    let nodes = try contentNodes(of: element)
    if purpose == .variable, let select = element.value(of: "select") {
      guard nodes.isEmpty else { throw Outside("a variable with both select and content") }
      return try expression(select)
    }
    guard !nodes.isEmpty else { return draft.add(Expression(operation: .text)) }
    if let text = try plainText(nodes) {
      let literal = draft.add(.literal(text, self))
      return purpose == .text ? literal : draft.add(Expression(operation: .asFragment, first: literal))
    }
    if nodes.count == 1, nodes[0].isXSLT("value-of") {
      self.element = nodes[0]
      try checkEscaping(nodes[0])
      let value = try select(nodes[0])
      return draft.add(Expression(operation: .asFragment, first: value))
    }
    let body = try self.body(nodes, isOutermost: false)
    return draft.add(Expression(operation: .fragment, second: purpose == .text ? 1 : 0, span: body))
  }

  /// The text of nodes that are text only; nil where they are not.
  private func plainText(_ nodes: [xmlNodePtr]) throws(Outside) -> [UInt8]? {
    var text: [UInt8] = []
    for node in nodes {
      if node.pointee.type == XML_TEXT_NODE {
        text += node.contentBytes
      } else if node.isXSLT("text") {
        text += try self.text(of: node)
      } else {
        return nil
      }
    }
    return text
  }

  /// The text of an `xsl:text`.
  func text(of element: xmlNodePtr) throws(Outside) -> [UInt8] {
    self.element = element
    try checkEscaping(element)
    var text: [UInt8] = []
    for child in element.childNodes {
      switch child.pointee.type {
      case XML_TEXT_NODE: text += child.contentBytes
      case XML_COMMENT_NODE: break
      default: throw Outside("a CDATA section or an element in xsl:text")
      }
    }
    return text
  }

  func checkEscaping(_ element: xmlNodePtr) throws(Outside) {
    guard [nil, "no"].contains(element.value(of: "disable-output-escaping")) else {
      throw Outside("disable-output-escaping")
    }
  }

  // MARK: - Expressions

  func expression(_ text: String, positionIsUnknown: Bool = false) throws(Outside) -> Int32 {
    try XPathCompiler.compile(Array(text.utf8), in: self, positionIsUnknown: positionIsUnknown)
  }

  func select(_ element: xmlNodePtr) throws(Outside) -> Int32 {
    guard let select = element.value(of: "select") else { throw Outside("xsl:\(element.localName) without select") }
    return try expression(select)
  }

  /// An attribute value template (XSLT 1.0, section 7.6.2): one expression for the whole value.
  func template(_ value: String) throws(Outside) -> Expression {
    let text = Array(value.utf8)
    var parts: [Int32] = []
    var plain: [UInt8] = []
    var index = 0
    func endPlain() {
      guard !plain.isEmpty else { return }
      parts.append(draft.add(.literal(plain, self)))
      plain = []
    }
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : 0
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), next == byte {
        plain.append(byte)
        index += 2
      } else if byte == UInt8(ascii: "{") {
        let start = index + 1
        index = try endOfExpression(text, from: start)
        endPlain()
        parts.append(try XPathCompiler.compile(Array(text[start..<index]), in: self))
        index += 1
      } else {
        guard byte != UInt8(ascii: "}") else { throw Outside("a single } in an attribute") }
        plain.append(byte)
        index += 1
      }
    }
    if parts.isEmpty { return .literal(plain, self) }
    endPlain()
    if parts.count == 1 {
      return Expression(operation: .string, first: parts[0], span: draft.list(parts))
    }
    return Expression(operation: .concat, span: draft.list(parts))
  }

  /// Where the brace stands that ends an expression. One within a literal does not.
  private func endOfExpression(_ text: [UInt8], from start: Int) throws(Outside) -> Int {
    var index = start
    var quote: UInt8?
    while index < text.count {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "}") {
        return index
      }
      index += 1
    }
    throw Outside("an attribute with an open brace")
  }
}
