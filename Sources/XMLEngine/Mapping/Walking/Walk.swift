import CLibXML2
import CLibXSLT

/// One application of a program to one document: the state of the walk.
///
/// It holds no objects, and its memory is used again for the next document, so that nothing is allocated but the result.
struct Walk {
  /// The context of an expression (XPath 1.0, section 1).
  struct Place {
    var node: xmlNodePtr
    var position: Int
    var size: Int
  }

  /// A global variable's value, once it is known.
  enum GlobalState {
    case unknown, computing
    case known(Value)
  }

  let tables: Program.Tables
  /// The stylesheet's own, for libxslt's formatting of numbers.
  let decimalFormat: xsltDecimalFormatPtr?
  var scratch = Scratch()
  /// The values of parameters and variables; those of the present template begin at `frame`.
  let values: UnsafeMutablePointer<Value>
  var frame = 0
  var frameEnd = 0
  let globals: UnsafeMutablePointer<GlobalState>
  /// The namespace that was last found to be one that paths name, by the number of that.
  let knownNamespaces: UnsafeMutablePointer<xmlNsPtr?>
  /// The node that `current()` yields, and the mode of the template rules.
  var current: xmlNodePtr!
  var mode: Int32 = 0
  var document: xmlNodePtr!
  var output: Output
  var depth = 0
  var operationsLeft = 0

  /// What `with-param` hands on.
  struct Given {
    var names: UnsafePointer<Argument>?
    var values: UnsafePointer<Value>?
    var count = 0
  }

  /// Values of variables that may be kept at a time.
  static let mostValues = 8192

  /// Bodies of instructions within each other. libxslt goes on to 3,000; a thread's stack must hold these.
  static let greatestDepth = 600

  /// Instructions and nodes that are looked at. Each costs libxslt a few of its own operations, so that whatever it would
  /// stop as runaway comes to it.
  static let mostOperations = 400_000

  init(_ program: Program, _ decimalFormat: xsltDecimalFormatPtr?) {
    tables = program.tables
    self.decimalFormat = decimalFormat
    values = .allocate(capacity: Self.mostValues)
    globals = .allocate(capacity: max(tables.globalCount, 1))
    globals.initialize(repeating: .unknown, count: max(tables.globalCount, 1))
    knownNamespaces = .allocate(capacity: max(tables.namespaceCount, 1))
    knownNamespaces.initialize(repeating: nil, count: max(tables.namespaceCount, 1))
    output = Output()
  }

  func deallocate() {
    scratch.deallocate()
    output.deallocate()
    values.deallocate()
    globals.deallocate()
    knownNamespaces.deallocate()
  }

  /// Applies the program to `source` and puts what it makes into `result`, which is empty.
  ///
  /// - Parameter given: global parameters; those that the stylesheet does not have are passed over.
  mutating func run(
    _ source: xmlDocPtr, into result: xmlDocPtr, given: [String: String], _ program: Program
  ) throws(GiveUp) {
    scratch.clear()
    document = UnsafeMutableRawPointer(source).assumingMemoryBound(to: xmlNode.self)
    current = document
    (frame, frameEnd, depth, mode) = (0, 0, 0, 0)
    operationsLeft = Self.mostOperations
    for index in 0..<tables.globalCount { globals[index] = .unknown }
    for index in 0..<tables.namespaceCount { knownNamespaces[index] = nil }
    for (name, value) in given {
      if let index = program.parameters[name] {
        globals[index] = .known(.text(try keep(value)))
      } else if program.fixedNames.contains(name) || name.utf8.contains(where: { $0 == 0x3A || $0 == 0x7B }) {
        throw GiveUp()
      }
    }
    output.begin(result)
    for index in 0..<tables.globalCount { _ = try global(index) }
    try applyRules(to: Place(node: document, position: 1, size: 1), given: Given())
    try output.flush()
  }

  /// A parameter's text in the scratch. C ends a text at the first zero.
  private mutating func keep(_ text: String) throws(GiveUp) -> Bytes {
    var text = text
    let start = scratch.top
    let isKept = text.withUTF8 { bytes in
      let length = bytes.firstIndex(of: 0) ?? bytes.count
      guard let base = bytes.baseAddress else { return true }
      return (try? scratch.append(Bytes(base, length))) != nil
    }
    guard isKept else { throw GiveUp() }
    return scratch.bytes(since: start)
  }

  mutating func count() throws(GiveUp) {
    operationsLeft -= 1
    if operationsLeft < 0 { throw GiveUp() }
  }

  // MARK: - Variables

  mutating func global(_ index: Int) throws(GiveUp) -> Value {
    switch globals[index] {
    case .known(let value): return value
    case .computing: throw GiveUp()
    case .unknown: break
    }
    let global = tables.globals[index]
    globals[index] = .computing
    let (oldFrame, oldEnd, oldCurrent) = (frame, frameEnd, current)
    frame = frameEnd
    frameEnd += Int(global.frame)
    guard frameEnd < Self.mostValues else { throw GiveUp() }
    current = document
    let value = try evaluate(global.expression, Place(node: document, position: 1, size: 1))
    (frame, frameEnd, current) = (oldFrame, oldEnd, oldCurrent)
    globals[index] = .known(value)
    return value
  }

  // MARK: - Templates

  /// Puts the given arguments and the defaults of the others in a new frame, and runs the template.
  mutating func run(template number: Int32, _ place: Place, given: Given) throws(GiveUp) {
    let template = tables.templates[Int(number)]
    let mark = scratch.top
    let (oldFrame, oldEnd, oldCurrent) = (frame, frameEnd, current)
    frame = frameEnd
    frameEnd += Int(template.frame)
    guard frameEnd < Self.mostValues else { throw GiveUp() }
    current = place.node
    for index in template.parameters.range {
      let parameter = tables.parameters[index]
      if let value = self.given(given, parameter.name) {
        values[frame + Int(parameter.place)] = value
      } else {
        values[frame + Int(parameter.place)] = try evaluate(parameter.expression, place)
      }
    }
    try run(template.body, place)
    (frame, frameEnd, current) = (oldFrame, oldEnd, oldCurrent)
    scratch.release(to: mark)
  }

  private func given(_ given: Given, _ name: Int32) -> Value? {
    guard let names = given.names, let values = given.values else { return nil }
    for index in 0..<given.count where names[index].name == name { return values[index] }
    return nil
  }

  /// The values of `with-param`, in the scratch.
  mutating func arguments(_ span: Span, _ place: Place) throws(GiveUp) -> Given {
    guard !span.isEmpty else { return Given() }
    let list = scratch.list(of: Value.self)
    try scratch.end(list, at: Int(span.count))
    let names = tables.arguments + Int(span.start)
    for index in 0..<Int(span.count) { list[index] = try evaluate(names[index].expression, place) }
    return Given(names: names, values: UnsafePointer(list), count: Int(span.count))
  }

  /// Runs the template whose rule matches the node, or the built-in one (XSLT 1.0, section 5.8).
  mutating func applyRules(to place: Place, given: Given) throws(GiveUp) {
    try count()
    if let template = rule(for: place.node) {
      try run(template: template, place, given: given)
      return
    }
    let node = place.node
    switch node.pointee.type {
    case XML_DOCUMENT_NODE, XML_ELEMENT_NODE:
      depth += 1
      guard depth < Self.greatestDepth else { throw GiveUp() }
      var size = 0
      try forEachChild(of: node) { _ in size += 1 }
      let oldCurrent = current
      current = node
      // libxslt does not tell a CDATA section where it stands, nor text that no rule is for: the position stays what it was.
      var (position, told) = (0, (position: place.position, size: place.size))
      var next = node.pointee.children
      while let child = next {
        position += 1
        let type = child.pointee.type
        if type == XML_ELEMENT_NODE || (type == XML_TEXT_NODE && rule(for: child) != nil) { told = (position, size) }
        try applyRules(to: Place(node: child, position: told.position, size: told.size), given: given)
        next = child.pointee.next
      }
      current = oldCurrent
      depth -= 1
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      let text = Bytes(node.pointee.content)
      // libxslt makes a node even of nothing.
      guard !text.isEmpty else { throw GiveUp() }
      try output.text(text, scratch)
    case XML_ATTRIBUTE_NODE:
      let text = try self.text(of: node)
      guard !text.isEmpty else { throw GiveUp() }
      try output.text(text, scratch)
    case XML_COMMENT_NODE, XML_PI_NODE: break
    default: throw GiveUp()
    }
  }

  private func forEachChild(of node: xmlNodePtr, _ body: (xmlNodePtr) -> Void) throws(GiveUp) {
    var next = node.pointee.children
    while let child = next {
      guard child.pointee.type != XML_ENTITY_REF_NODE, child.pointee.type != XML_DTD_NODE else { throw GiveUp() }
      body(child)
      next = child.pointee.next
    }
  }

  private mutating func rule(for node: xmlNodePtr) -> Int32? {
    for index in tables.modes[Int(mode)].range {
      let rule = tables.rules + index
      let matches =
        switch rule.pointee.kind {
        case .root: node.pointee.type == XML_DOCUMENT_NODE
        case .element: node.pointee.type == XML_ELEMENT_NODE && isNamed(node, rule)
        case .anyElement: node.pointee.type == XML_ELEMENT_NODE
        case .text: node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE
        case .attribute: node.pointee.type == XML_ATTRIBUTE_NODE && isNamed(node, rule)
        case .anyAttribute: node.pointee.type == XML_ATTRIBUTE_NODE
        }
      if matches { return rule.pointee.template }
    }
    return nil
  }

  private mutating func isNamed(_ node: xmlNodePtr, _ rule: UnsafePointer<Rule>) -> Bool {
    guard isNamed(node, rule.pointee.name) else { return false }
    return isIn(node, rule.pointee.namespaceName, rule.pointee.namespaceNumber)
  }
}
