import CLibXML2

extension MappingCompiler {
  /// The rules that a template's pattern makes, with mode and priority (XSLT 1.0, section 5.5).
  func rules(of element: xmlNodePtr, template: Int32) throws(Outside) -> [(Int32, Float, Rule)] {
    guard let pattern = element.value(of: "match") else { return [] }
    let mode = mode(try plainName(element, "mode") ?? "")
    let priority = element.value(of: "priority").map { Float(xmlXPathStringEvalNumber($0)) }
    var rules: [(Int32, Float, Rule)] = []
    for part in pattern.split(separator: "|", omittingEmptySubsequences: false) {
      let (rule, usual) = try rule(String(part).trimmingXMLSpace(), template: template)
      rules.append((mode, priority ?? usual, rule))
    }
    return rules
  }

  private func rule(_ pattern: String, template: Int32) throws(Outside) -> (Rule, Float) {
    switch pattern {
    case "/": return (Rule(kind: .root, template: template), 0.5)
    case "*": return (Rule(kind: .anyElement, template: template), -0.5)
    case "@*": return (Rule(kind: .anyAttribute, template: template), -0.5)
    case "text()": return (Rule(kind: .text, template: template), -0.5)
    default: break
    }
    let isAttribute = pattern.hasPrefix("@")
    let name = isAttribute ? String(pattern.dropFirst()) : pattern
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts.allSatisfy({ xmlValidateNCName($0, 0) == 0 }), let local = parts.last else {
      throw Outside("the pattern “\(Diagnostic.cut(pattern))”")
    }
    var rule = Rule(kind: isAttribute ? .attribute : .element, name: intern(Array(local.utf8)), template: template)
    if parts.count == 2 {
      let namespace = try namespace(of: parts[0])
      rule.namespaceName = intern(Array(namespace.utf8))
      rule.namespaceNumber = namespaceNumber(namespace)
    }
    return (rule, 0)
  }
}

extension String {
  func trimmingXMLSpace() -> String {
    var text = Substring(self)
    while let first = text.utf8.first, first.isXMLSpace { text.removeFirst() }
    while let last = text.utf8.last, last.isXMLSpace { text.removeLast() }
    return String(text)
  }
}
