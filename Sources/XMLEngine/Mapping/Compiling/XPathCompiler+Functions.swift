extension XPathCompiler {
  /// A function of the core library by name, with the numbers of arguments that it takes.
  private static let functions: [String: (Expression.Operation, ClosedRange<Int>)] = [
    "position": (.position, 0...0), "last": (.last, 0...0), "count": (.count, 1...1),
    "local-name": (.localName, 0...1), "name": (.name, 0...1), "namespace-uri": (.namespaceName, 0...1),
    "string": (.string, 0...1), "concat": (.concat, 2...200), "starts-with": (.startsWith, 2...2),
    "contains": (.contains, 2...2), "substring-before": (.substringBefore, 2...2),
    "substring-after": (.substringAfter, 2...2), "substring": (.substring, 2...3),
    "string-length": (.stringLength, 0...1), "normalize-space": (.normalizeSpace, 0...1),
    "translate": (.translate, 3...3), "boolean": (.boolean, 1...1), "not": (.not, 1...1), "true": (.isTrue, 0...0),
    "false": (.isFalse, 0...0), "number": (.toNumber, 0...1), "sum": (.sum, 1...1), "floor": (.floor, 1...1),
    "ceiling": (.ceiling, 1...1), "round": (.round, 1...1), "current": (.current, 0...0),
    "format-number": (.formatNumber, 2...2),
  ]

  func function(_ name: String, _ arguments: [Int32]) throws(Outside) -> Int32 {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let operation: Expression.Operation
    if parts.count == 2 {
      guard try surroundings.namespace(of: parts[0]) == "http://exslt.org/strings", parts[1] == "replace",
        arguments.count == 3
      else { throw Outside("the function \(name)()") }
      operation = .replace
    } else {
      guard let (found, counts) = Self.functions[name], counts.contains(arguments.count) else {
        throw Outside("the function \(name)()")
      }
      operation = found
    }
    if positionIsUnknown, operation == .position || operation == .last {
      throw Outside("\(name)() in an xsl:sort")
    }
    if surroundings.isParameter, operation == .formatNumber { throw Outside("format-number() in an xsl:param") }
    if surroundings.isGlobal, operation == .current { throw Outside("current() in a global variable") }
    let span = surroundings.draft.list(arguments)
    return add(
      Expression(
        operation: operation, first: arguments.first ?? -1, second: arguments.count > 1 ? arguments[1] : -1, span: span)
    )
  }
}
