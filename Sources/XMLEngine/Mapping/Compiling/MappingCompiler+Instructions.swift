import CLibXML2

extension MappingCompiler {
  /// A sequence of instructions.
  ///
  /// - Parameter isOutermost: the content of a template itself; the elements there declare the namespaces around it.
  func body(_ nodes: [xmlNodePtr], isOutermost: Bool) throws(Outside) -> Span {
    let seen = locals.count
    defer { locals.removeSubrange(seen...) }
    var instructions: [Int32] = []
    for node in nodes {
      element = node.pointee.type == XML_ELEMENT_NODE ? node : node.pointee.parent
      if node.pointee.type == XML_TEXT_NODE {
        instructions.append(draft.add(Instruction(operation: .text, text: intern(node.contentBytes))))
      } else if node.isInXSLT {
        if let instruction = try instruction(node) { instructions.append(draft.add(instruction)) }
      } else {
        instructions.append(draft.add(try literalElement(node, isOutermost: isOutermost)))
      }
    }
    return draft.list(instructions)
  }

  private func body(of node: xmlNodePtr) throws(Outside) -> Span {
    try body(try contentNodes(of: node), isOutermost: false)
  }

  private func instruction(_ node: xmlNodePtr) throws(Outside) -> Instruction? {
    switch node.localName {
    case "text":
      let text = try text(of: node)
      return text.isEmpty ? nil : Instruction(operation: .text, text: intern(text))
    case "value-of":
      try checkEscaping(node)
      return Instruction(operation: .valueOf, expression: try select(node))
    case "if": return Instruction(operation: .condition, expression: try test(node), body: try body(of: node))
    case "choose": return try choice(node)
    case "for-each": return try loop(node)
    case "call-template": return try call(node)
    case "apply-templates": return try apply(node)
    case "variable":
      guard let name = try plainName(node, "name") else { throw Outside("a variable without a name") }
      // Seen only behind itself.
      let expression = try content(of: node, for: .variable)
      element = node
      return Instruction(operation: .variable, expression: expression, number: try declare(name))
    case "element": return try namedElement(node)
    case "attribute": return try attribute(node)
    case "comment":
      guard try !contentNodes(of: node).isEmpty else { throw Outside("an xsl:comment without content") }
      return Instruction(operation: .comment, expression: try content(of: node, for: .text))
    case "message":
      // The words are libxslt's to say, whether it goes on behind them or not.
      return Instruction(operation: .stop)
    default: throw Outside("xsl:\(node.localName)")
    }
  }

  private func test(_ node: xmlNodePtr) throws(Outside) -> Int32 {
    guard let test = node.value(of: "test") else { throw Outside("xsl:\(node.localName) without test") }
    return try expression(test)
  }

  private func choice(_ node: xmlNodePtr) throws(Outside) -> Instruction {
    var branches: [Int32] = []
    for child in try contentNodes(of: node) {
      element = child
      guard child.isXSLT("when") || child.isXSLT("otherwise") else { throw Outside("xsl:choose with other content") }
      let test = child.isXSLT("when") ? try test(child) : -1
      branches.append(draft.add(Instruction(operation: .condition, expression: test, body: try body(of: child))))
    }
    return Instruction(operation: .choose, body: draft.list(branches))
  }

  private func loop(_ node: xmlNodePtr) throws(Outside) -> Instruction {
    var instruction = Instruction(operation: .forEach, expression: try select(node))
    let nodes = try contentNodes(of: node)
    let sorts = nodes.prefix { $0.isXSLT("sort") }
    instruction.sorts = try self.sorts(Array(sorts))
    instruction.body = try body(Array(nodes.dropFirst(sorts.count)), isOutermost: false)
    return instruction
  }

  private func sorts(_ nodes: [xmlNodePtr]) throws(Outside) -> Span {
    var sorts: [Sort] = []
    guard nodes.count < 10 else { throw Outside("ten or more xsl:sort") }
    for node in nodes {
      element = node
      // libxslt does not see these.
      guard node.pointee.nsDef == nil else { throw Outside("an xsl:sort that declares namespaces") }
      let type = node.value(of: "data-type") ?? "text"
      let order = node.value(of: "order") ?? "ascending"
      guard ["text", "number"].contains(type), ["ascending", "descending"].contains(order) else {
        throw Outside("an xsl:sort with data-type or order to be worked out")
      }
      for attribute in node.attributeNodes {
        let name = String(cString: attribute.pointee.name)
        guard ["select", "data-type", "order"].contains(name) else { throw Outside("\(name) in xsl:sort") }
      }
      sorts.append(
        Sort(
          expression: try expression(node.value(of: "select") ?? ".", positionIsUnknown: true),
          isNumber: type == "number", isDescending: order == "descending"))
    }
    let span = Span(start: Int32(draft.sorts.count), count: Int32(sorts.count))
    draft.sorts += sorts
    return span
  }

  private func call(_ node: xmlNodePtr) throws(Outside) -> Instruction {
    guard let name = try plainName(node, "name"), let template = templateNumbers[name] else {
      throw Outside("a call of a template that does not exist")
    }
    let arguments = try arguments(try contentNodes(of: node))
    return Instruction(operation: .call, number: template, arguments: arguments)
  }

  private func apply(_ node: xmlNodePtr) throws(Outside) -> Instruction {
    var instruction = Instruction(operation: .apply)
    if node.value(of: "select") != nil { instruction.expression = try select(node) }
    instruction.number = mode(try plainName(node, "mode") ?? "")
    let nodes = try contentNodes(of: node)
    instruction.sorts = try sorts(nodes.filter { $0.isXSLT("sort") })
    instruction.arguments = try arguments(nodes.filter { !$0.isXSLT("sort") })
    return instruction
  }

  private func arguments(_ nodes: [xmlNodePtr]) throws(Outside) -> Span {
    var arguments: [Argument] = []
    for node in nodes {
      element = node
      guard node.isXSLT("with-param"), let name = try plainName(node, "name") else {
        throw Outside("content other than xsl:with-param")
      }
      guard node.pointee.nsDef == nil else { throw Outside("an xsl:with-param that declares namespaces") }
      let number = number(of: name)
      guard !arguments.contains(where: { $0.name == number }) else { throw Outside("a second parameter \(name)") }
      arguments.append(Argument(name: number, expression: try content(of: node, for: .variable)))
    }
    let span = Span(start: Int32(draft.arguments.count), count: Int32(arguments.count))
    draft.arguments += arguments
    return span
  }
}
