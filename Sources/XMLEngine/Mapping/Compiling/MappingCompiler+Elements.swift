import CLibXML2

extension MappingCompiler {
  func literalElement(_ node: xmlNodePtr, isOutermost: Bool) throws(Outside) -> Instruction {
    let prefix = node.pointee.ns?.pointee.prefix.map { String(cString: $0) }
    if let prefix, file?.extensions.contains(prefix) == true { throw Outside("the extension element \(prefix)") }
    var form = ElementForm(
      name: intern(Array(node.localName.utf8)).start, line: node.pointee.line, prefix: nil, namespaceName: nil)
    form.prefix = prefix.map { intern(Array($0.utf8)).start }
    form.namespaceName = node.pointee.ns?.pointee.href.map { internText($0) }
    form.own = declarations(try ownDeclarations(of: node))
    if isOutermost { form.inherited = declarations(inheritedDeclarations(of: node.pointee.parent)) }
    form.attributes = try attributes(of: node)
    let body = try body(try contentNodes(of: node), isOutermost: false)
    draft.elements.append(form)
    return Instruction(operation: .element, body: body, number: Int32(draft.elements.count - 1))
  }

  private func internText(_ text: UnsafePointer<xmlChar>) -> UnsafePointer<xmlChar> {
    intern(Array(String(cString: text).utf8)).start
  }

  private func declarations(_ namespaces: [xmlNsPtr]) -> Span {
    let span = Span(start: Int32(draft.declarations.count), count: Int32(namespaces.count))
    for namespace in namespaces {
      draft.declarations.append(
        Declaration(
          prefix: namespace.pointee.prefix.map { internText($0) },
          namespaceName: namespace.pointee.href.map { internText($0) } ?? Bytes.empty.start))
    }
    return span
  }

  private func isExcluded(_ namespace: xmlNsPtr) -> Bool {
    guard let name = namespace.pointee.href else { return false }
    return file?.excluded.contains(String(cString: name)) == true
  }

  private func isXSLT(_ namespace: xmlNsPtr) -> Bool {
    xmlStrEqual(namespace.pointee.href, xmlNodePtr.xslt) == 1
  }

  /// What an element declares itself. libxslt moves excluded ones away if they have a prefix.
  private func ownDeclarations(of node: xmlNodePtr) throws(Outside) -> [xmlNsPtr] {
    for namespace in node.declaredNamespaces where namespace.pointee.prefix == nil && isExcluded(namespace) {
      throw Outside("an excluded default namespace that an element declares")
    }
    return node.declaredNamespaces.filter { !isXSLT($0) && !isExcluded($0) }
  }

  /// What is declared around an outermost element in its template, the nearest first.
  private func inheritedDeclarations(of parent: xmlNodePtr?) -> [xmlNsPtr] {
    var found: [xmlNsPtr] = []
    var node = parent
    while let current = node, current.pointee.type == XML_ELEMENT_NODE {
      for namespace in current.declaredNamespaces {
        let prefix = namespace.pointee.prefix
        if isXSLT(namespace) || isExcluded(namespace) { continue }
        if let prefix, file?.extensions.contains(String(cString: prefix)) == true { continue }
        if !found.contains(where: { xmlStrEqual($0.pointee.prefix, prefix) == 1 }) { found.append(namespace) }
      }
      node = current.pointee.parent
    }
    return found
  }

  private func attributes(of node: xmlNodePtr) throws(Outside) -> Span {
    var forms: [AttributeForm] = []
    for attribute in node.attributeNodes {
      let name = String(cString: attribute.pointee.name)
      if let namespace = attribute.pointee.ns {
        guard !isXSLT(namespace) else { throw Outside("xsl:\(name) on an element of the result") }
        guard xmlStrEqual(namespace.pointee.prefix, "xml") == 0 else { throw Outside("the attribute xml:\(name)") }
      }
      guard let content = xmlNodeListGetString(node.pointee.doc, attribute.pointee.children, 1) else {
        forms.append(form(attribute, Expression(operation: .text)))
        continue
      }
      defer { kontor_xmlFree(content) }
      forms.append(form(attribute, try template(String(cString: content))))
    }
    let span = Span(start: Int32(draft.attributes.count), count: Int32(forms.count))
    draft.attributes += forms
    return span
  }

  private func form(_ attribute: xmlAttrPtr, _ value: Expression) -> AttributeForm {
    AttributeForm(
      name: internText(attribute.pointee.name), prefix: attribute.pointee.ns?.pointee.prefix.map { internText($0) },
      namespaceName: attribute.pointee.ns?.pointee.href.map { internText($0) },
      expression: value.operation == .text ? -1 : draft.add(value), text: value.text)
  }

  /// `xsl:element` with a name without a prefix.
  func namedElement(_ node: xmlNodePtr) throws(Outside) -> Instruction {
    for attribute in node.attributeNodes where xmlStrEqual(attribute.pointee.name, "name") == 0 {
      throw Outside("\(String(cString: attribute.pointee.name)) in xsl:element")
    }
    guard let written = node.value(of: "name") else { throw Outside("xsl:element without a name") }
    let name = try template(written)
    if name.operation == .text, !name.isName { throw Outside("the name “\(Diagnostic.cut(written))”") }
    let namespace = xmlSearchNs(node.pointee.doc, node, nil)?.pointee.href
    let form = ElementForm(
      name: name.text.start, line: 0, prefix: nil,
      namespaceName: namespace.flatMap { $0.pointee == 0 ? nil : internText($0) })
    let nodes = try contentNodes(of: node)
    let body = try body(nodes, isOutermost: false)
    draft.elements.append(form)
    return Instruction(
      operation: .namedElement, expression: draft.add(name), body: body, number: Int32(draft.elements.count - 1))
  }

  /// `xsl:attribute` with a name without a prefix.
  func attribute(_ node: xmlNodePtr) throws(Outside) -> Instruction {
    for attribute in node.attributeNodes where xmlStrEqual(attribute.pointee.name, "name") == 0 {
      throw Outside("\(String(cString: attribute.pointee.name)) in xsl:attribute")
    }
    guard let written = node.value(of: "name") else { throw Outside("xsl:attribute without a name") }
    let name = try template(written)
    if name.operation == .text, !name.isName || written == "xmlns" {
      throw Outside("the name “\(Diagnostic.cut(written))”")
    }
    let value = try content(of: node, for: .text)
    element = node
    // The value is kept in the place of a number: it is an expression too.
    return Instruction(operation: .attribute, expression: draft.add(name), number: value)
  }
}
