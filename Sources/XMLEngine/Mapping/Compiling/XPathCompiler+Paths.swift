extension XPathCompiler {
  /// A location path, or a primary expression with predicates and steps.
  mutating func path() throws(Outside) -> Int32 {
    if accept(.symbol("/")) {
      let steps = startsStep ? try self.steps() : []
      return addPath(from: Self.root, steps)
    }
    if accept(.symbol("//")) { return addPath(from: Self.root, [Self.everything] + (try steps())) }
    guard isPrimary else { return addPath(from: Self.context, try steps()) }
    var base = try primary()
    let predicates = try predicates()
    if !predicates.isEmpty {
      let span = surroundings.draft.list(predicates)
      base = add(Expression(operation: .filter, first: base, span: span))
    }
    if accept(.symbol("/")) { return addPath(from: base, try steps()) }
    if accept(.symbol("//")) { return addPath(from: base, [Self.everything] + (try steps())) }
    return base
  }

  /// Where a path begins, if not at an expression's nodes.
  static let context: Int32 = -1
  static let root: Int32 = -2

  private static let everything = Step(axis: .descendantOrSelf, kind: .node)

  private func addPath(from base: Int32, _ steps: [Step]) -> Int32 {
    let span = Span(start: Int32(surroundings.draft.steps.count), count: Int32(steps.count))
    surroundings.draft.steps += steps
    return add(Expression(operation: .path, first: base, span: span))
  }

  /// A primary expression begins here, not a step.
  private var isPrimary: Bool {
    switch token {
    case .number, .literal, .variable, .symbol("("): true
    case .name(let name):
      index + 1 < tokens.count && tokens[index + 1] == .symbol("(") && !Self.nodeTypes.contains(name)
    default: false
    }
  }

  private static let nodeTypes = ["text", "comment", "node", "processing-instruction"].map { Array($0.utf8) }

  private var startsStep: Bool {
    switch token {
    case .name, .symbol("@"), .symbol("."), .symbol(".."), .symbol("*"): true
    default: false
    }
  }

  private mutating func steps() throws(Outside) -> [Step] {
    var steps = [try step()]
    while true {
      if accept(.symbol("/")) {
        steps.append(try step())
      } else if accept(.symbol("//")) {
        steps += [Self.everything, try step()]
      } else {
        return steps
      }
    }
  }

  private mutating func step() throws(Outside) -> Step {
    if accept(.symbol(".")) { return Step(axis: .itself, kind: .node) }
    if accept(.symbol("..")) { return Step(axis: .parent, kind: .node) }
    var axis = Step.Axis.child
    if accept(.symbol("@")) {
      axis = .attribute
    } else if case .name(let name) = token, index + 1 < tokens.count, tokens[index + 1] == .symbol("::") {
      axis = try Self.axis(String(decoding: name, as: UTF8.self))
      index += 2
    }
    var step = try nodeTest(axis)
    let predicates = try predicates()
    step.predicates = surroundings.draft.list(predicates)
    return step
  }

  private static func axis(_ name: String) throws(Outside) -> Step.Axis {
    switch name {
    case "child": .child
    case "attribute": .attribute
    case "descendant": .descendant
    case "descendant-or-self": .descendantOrSelf
    case "parent": .parent
    case "ancestor": .ancestor
    case "ancestor-or-self": .ancestorOrSelf
    case "self": .itself
    case "following-sibling": .followingSibling
    case "preceding-sibling": .precedingSibling
    default: throw Outside("the axis \(name)")
    }
  }

  private mutating func nodeTest(_ axis: Step.Axis) throws(Outside) -> Step {
    if accept(.symbol("*")) { return Step(axis: axis, kind: .anyName) }
    guard case .name(let name) = token else { throw Outside("a path that is not understood") }
    index += 1
    if accept(.symbol("(")) {
      try expect(")")
      switch String(decoding: name, as: UTF8.self) {
      case "text": return Step(axis: axis, kind: .text)
      case "comment": return Step(axis: axis, kind: .comment)
      case "node": return Step(axis: axis, kind: .node)
      default: throw Outside("a step \(String(decoding: name, as: UTF8.self))()")
      }
    }
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else {
      return Step(axis: axis, kind: .name, name: surroundings.intern(name))
    }
    let namespace = try surroundings.namespace(of: String(decoding: name[..<colon], as: UTF8.self))
    let local = Array(name[(colon + 1)...])
    var step = Step(axis: axis, kind: local == [UInt8(ascii: "*")] ? .nameInNamespace : .name)
    step.name = surroundings.intern(local)
    step.namespaceName = surroundings.intern(Array(namespace.utf8))
    step.namespaceNumber = surroundings.namespaceNumber(namespace)
    return step
  }

  mutating func predicates() throws(Outside) -> [Int32] {
    var predicates: [Int32] = []
    while accept(.symbol("[")) {
      // Within a predicate, the position is that of the node in question.
      let outer = positionIsUnknown
      positionIsUnknown = false
      predicates.append(try expression())
      positionIsUnknown = outer
      try expect("]")
    }
    return predicates
  }
}
