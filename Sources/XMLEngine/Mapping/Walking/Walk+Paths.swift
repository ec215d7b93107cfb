import CLibXML2

extension Walk {
  /// The node set that an expression yields, in document order.
  mutating func nodes(_ number: Int32, _ place: Place) throws(GiveUp) -> Nodes {
    let expression = tables.expressions + Int(number)
    switch expression.pointee.operation {
    case .path: return try path(expression, place)
    case .filter:
      var nodes = try nodes(expression.pointee.first, place)
      // A variable's own set stays as it is.
      nodes = try copy(nodes)
      for index in expression.pointee.span.range {
        nodes.count = try filter(nodes.start, nodes.count, by: tables.lists[index])
      }
      return nodes
    case .union: return try union(expression.pointee.span, place)
    case .current: return try single(current)
    case .local, .global:
      let value = try evaluate(number, place)
      guard value.kind == .nodes else { throw GiveUp() }
      return value.nodes
    default: throw GiveUp()
    }
  }

  private mutating func single(_ node: xmlNodePtr) throws(GiveUp) -> Nodes {
    let list = scratch.list(of: xmlNodePtr.self)
    try scratch.add(node)
    return Nodes(start: list, count: 1, isFlat: true)
  }

  private mutating func copy(_ nodes: Nodes) throws(GiveUp) -> Nodes {
    let list = scratch.list(of: xmlNodePtr.self)
    for index in 0..<nodes.count { try scratch.add(nodes[index]) }
    return Nodes(start: list, count: nodes.count, isFlat: nodes.isFlat)
  }

  /// The children that template rules are applied to.
  mutating func children(of node: xmlNodePtr) throws(GiveUp) -> Nodes {
    guard node.pointee.type != XML_ATTRIBUTE_NODE else { throw GiveUp() }
    let list = scratch.list(of: xmlNodePtr.self)
    var count = 0
    var next = Self.firstChild(of: node)
    while let child = next {
      guard child.pointee.type != XML_ENTITY_REF_NODE, child.pointee.type != XML_DTD_NODE else { throw GiveUp() }
      try scratch.add(child)
      count += 1
      next = child.pointee.next
    }
    return Nodes(start: list, count: count, isFlat: true)
  }

  private mutating func union(_ parts: Span, _ place: Place) throws(GiveUp) -> Nodes {
    let sets = scratch.list(of: Nodes.self)
    try scratch.end(sets, at: Int(parts.count))
    for index in 0..<Int(parts.count) {
      sets[index] = try nodes(tables.lists[Int(parts.start) + index], place)
    }
    let list = scratch.list(of: xmlNodePtr.self)
    var count = 0
    for index in 0..<Int(parts.count) {
      for position in 0..<sets[index].count { try scratch.add(sets[index][position]) }
      count += sets[index].count
    }
    return try ordered(Nodes(start: list, count: count, isFlat: false))
  }

  /// Sorts a list that was made last, and leaves out what stands in it twice.
  private mutating func ordered(_ nodes: Nodes) throws(GiveUp) -> Nodes {
    guard nodes.count > 1 else { return Nodes(start: nodes.start, count: nodes.count, isFlat: true) }
    var list = UnsafeMutableBufferPointer(start: nodes.start, count: nodes.count)
    var isSorted = true
    for index in 1..<nodes.count where xmlXPathCmpNodes(list[index - 1], list[index]) < 1 {
      isSorted = false
      break
    }
    if isSorted { return nodes }
    // libxml2 orders a set that mixes elements with texts not always as the document does.
    let isMixed = list.contains { $0.pointee.type != XML_ELEMENT_NODE && $0.pointee.type != XML_ATTRIBUTE_NODE }
    guard !isMixed else { throw GiveUp() }
    operationsLeft -= nodes.count
    try count()
    list.sort { xmlXPathCmpNodes($0, $1) == 1 }
    var kept = 1
    for index in 1..<nodes.count where list[index] != list[kept - 1] {
      list[kept] = list[index]
      kept += 1
    }
    try scratch.end(nodes.start, at: kept)
    return Nodes(start: nodes.start, count: kept, isFlat: nodes.isFlat)
  }

  // MARK: - Paths

  private mutating func path(_ expression: UnsafePointer<Expression>, _ place: Place) throws(GiveUp) -> Nodes {
    var nodes = try base(expression, place)
    for index in expression.pointee.span.range { nodes = try step(tables.steps + index, from: nodes) }
    return nodes
  }

  private mutating func base(_ expression: UnsafePointer<Expression>, _ place: Place) throws(GiveUp) -> Nodes {
    switch expression.pointee.first {
    case XPathCompiler.context: try single(place.node)
    case XPathCompiler.root: try single(document)
    default: try nodes(expression.pointee.first, place)
    }
  }

  private mutating func step(_ step: UnsafePointer<Step>, from nodes: Nodes) throws(GiveUp) -> Nodes {
    let list = scratch.list(of: xmlNodePtr.self)
    var count = 0
    let isReversed = step.pointee.axis.isReversed
    for index in 0..<nodes.count {
      let first = count
      count += try walk(step, from: nodes[index])
      for predicate in step.pointee.predicates.range {
        count = first + (try filter(list + first, count - first, by: tables.lists[predicate]))
      }
      if isReversed, count - first > 1 {
        var reached = UnsafeMutableBufferPointer(start: list + first, count: count - first)
        reached.reverse()
      }
    }
    let axis = step.pointee.axis
    let isFlat = axis.staysFlat && nodes.isFlat
    if nodes.count <= 1 {
      return Nodes(start: list, count: count, isFlat: count <= 1 || axis.staysFlat || axis.isAmongSiblings)
    }
    let result = Nodes(start: list, count: count, isFlat: isFlat)
    return nodes.isFlat && axis.keepsOrder ? result : try ordered(result)
  }

  /// Adds what a step reaches from one node to the list that was begun last, in the order of its axis.
  private mutating func walk(_ step: UnsafePointer<Step>, from node: xmlNodePtr) throws(GiveUp) -> Int {
    var found = 0
    func add(_ candidate: xmlNodePtr, _ walk: inout Walk) throws(GiveUp) {
      try walk.count()
      if try walk.matches(candidate, step) {
        try walk.scratch.add(candidate)
        found += 1
      }
    }
    switch step.pointee.axis {
    case .child where step.pointee.kind == .name:
      // What most steps are.
      var next = Self.firstChild(of: node)
      while let child = next {
        operationsLeft -= 1
        let type = child.pointee.type
        if type == XML_ELEMENT_NODE {
          if isNamed(child, step.pointee.name),
            isIn(child, step.pointee.namespaceName, step.pointee.namespaceNumber)
          {
            try scratch.add(child)
            found += 1
          }
        } else if type == XML_ENTITY_REF_NODE || type == XML_DTD_NODE {
          throw GiveUp()
        }
        next = child.pointee.next
      }
      try count()
    case .child:
      var next = Self.firstChild(of: node)
      while let child = next {
        try add(child, &self)
        next = child.pointee.next
      }
    case .attribute:
      var next = node.pointee.type == XML_ELEMENT_NODE ? node.pointee.properties : nil
      while let attribute = next {
        try add(UnsafeMutableRawPointer(attribute).assumingMemoryBound(to: xmlNode.self), &self)
        next = attribute.pointee.next
      }
    case .itself: try add(node, &self)
    case .parent:
      if let parent = node.pointee.parent { try add(parent, &self) }
    case .ancestor, .ancestorOrSelf:
      if step.pointee.axis == .ancestorOrSelf { try add(node, &self) }
      var next = node.pointee.parent
      while let parent = next {
        try add(parent, &self)
        next = parent.pointee.parent
      }
    case .descendant, .descendantOrSelf:
      if step.pointee.axis == .descendantOrSelf { try add(node, &self) }
      guard var next = Self.firstChild(of: node) else { break }
      while true {
        try add(next, &self)
        if let child = Self.firstChild(of: next) {
          next = child
          continue
        }
        while next.pointee.next == nil {
          next = next.pointee.parent
          if next == node { return found }
        }
        next = next.pointee.next
      }
    case .followingSibling, .precedingSibling:
      guard node.pointee.type != XML_ATTRIBUTE_NODE, node.pointee.type != XML_DOCUMENT_NODE else { break }
      let isForward = step.pointee.axis == .followingSibling
      var next = isForward ? node.pointee.next : node.pointee.prev
      while let sibling = next {
        try add(sibling, &self)
        next = isForward ? sibling.pointee.next : sibling.pointee.prev
      }
    }
    return found
  }

  /// Only elements and the document have children to XPath.
  private static func firstChild(of node: xmlNodePtr) -> xmlNodePtr? {
    node.pointee.type == XML_ELEMENT_NODE || node.pointee.type == XML_DOCUMENT_NODE ? node.pointee.children : nil
  }

  // MARK: - Node tests

  private mutating func matches(_ node: xmlNodePtr, _ step: UnsafePointer<Step>) throws(GiveUp) -> Bool {
    let type = node.pointee.type
    guard type != XML_ENTITY_REF_NODE, type != XML_DTD_NODE else { throw GiveUp() }
    let principal = step.pointee.axis == .attribute ? XML_ATTRIBUTE_NODE : XML_ELEMENT_NODE
    switch step.pointee.kind {
    case .name:
      return type == principal && isNamed(node, step.pointee.name)
        && isIn(node, step.pointee.namespaceName, step.pointee.namespaceNumber)
    case .anyName: return type == principal
    case .nameInNamespace:
      return type == principal && isIn(node, step.pointee.namespaceName, step.pointee.namespaceNumber)
    case .text: return type == XML_TEXT_NODE || type == XML_CDATA_SECTION_NODE
    case .comment: return type == XML_COMMENT_NODE
    case .node: return true
    }
  }

  func isNamed(_ node: xmlNodePtr, _ name: Bytes) -> Bool {
    guard let own = node.pointee.name else { return false }
    for index in 0..<name.count where own[index] != name[index] { return false }
    return own[name.count] == 0
  }

  /// Whether a node is in a namespace; number -1 means none.
  mutating func isIn(_ node: xmlNodePtr, _ name: Bytes, _ number: Int32) -> Bool {
    guard let own = node.pointee.ns else { return number < 0 }
    guard number >= 0 else { return false }
    if own == knownNamespaces[Int(number)] { return true }
    guard let ownName = own.pointee.href, Bytes(ownName) == name else { return false }
    knownNamespaces[Int(number)] = own
    return true
  }

  // MARK: - Predicates

  /// Keeps the nodes of a list for which a predicate holds (section 2.4). Returns how many.
  private mutating func filter(
    _ list: UnsafeMutablePointer<xmlNodePtr>, _ count: Int, by predicate: Int32
  ) throws(GiveUp) -> Int {
    try scratch.end(list, at: count)
    let expression = tables.expressions + Int(predicate)
    var kept = 0
    if expression.pointee.operation == .number {
      let wanted = expression.pointee.number
      if wanted >= 1, wanted <= Double(count), wanted == wanted.rounded() {
        list[0] = list[Int(wanted) - 1]
        kept = 1
      }
    } else {
      for index in 0..<count {
        let place = Place(node: list[index], position: index + 1, size: count)
        if try holds(predicate, place) {
          list[kept] = list[index]
          kept += 1
        }
      }
    }
    try scratch.end(list, at: kept)
    return kept
  }

  private mutating func holds(_ predicate: Int32, _ place: Place) throws(GiveUp) -> Bool {
    let mark = scratch.top
    defer { scratch.release(to: mark) }
    switch tables.expressions[Int(predicate)].operation {
    case .local, .global, .asFragment, .fragment, .number, .add, .subtract, .multiply, .divide, .modulo, .negate,
      .position, .last, .count, .sum, .stringLength, .toNumber, .floor, .ceiling, .round:
      let value = try evaluate(predicate, place)
      return value.kind == .number ? value.number == Double(place.position) : isTrue(value)
    default: return try isTrue(predicate, place)
    }
  }

  // MARK: - The first node only

  /// The first node of a path, without finding the others where its steps are simple.
  mutating func firstNode(_ expression: UnsafePointer<Expression>, _ place: Place) throws(GiveUp) -> xmlNodePtr? {
    let steps = expression.pointee.span
    if expression.pointee.first == XPathCompiler.context, steps.count == 1 {
      let step = tables.steps + Int(steps.start)
      if step.pointee.predicates.isEmpty {
        if step.pointee.axis == .child {
          var next = Self.firstChild(of: place.node)
          while let child = next {
            try count()
            if try matches(child, step) { return child }
            next = child.pointee.next
          }
          return nil
        }
        if step.pointee.axis == .itself { return try matches(place.node, step) ? place.node : nil }
      }
    }
    let nodes = try path(expression, place)
    return nodes.count == 0 ? nil : nodes[0]
  }
}

extension Step.Axis {
  /// Its order is against that of the document.
  var isReversed: Bool {
    switch self {
    case .parent, .ancestor, .ancestorOrSelf, .precedingSibling: true
    default: false
    }
  }

  /// From nodes of which none holds another, it reaches such nodes.
  var staysFlat: Bool {
    switch self {
    case .child, .attribute, .itself: true
    default: false
    }
  }

  var isAmongSiblings: Bool { self == .followingSibling || self == .precedingSibling }

  /// From several such nodes in document order, it reaches nodes in document order, each once.
  var keepsOrder: Bool {
    switch self {
    case .child, .attribute, .itself, .descendant, .descendantOrSelf: true
    default: false
    }
  }
}
