import CLibXML2
import CLibXSLT
import Foundation

extension Walk {
  // MARK: - As text

  mutating func string(_ number: Int32, _ place: Place) throws(GiveUp) -> Bytes {
    let expression = tables.expressions + Int(number)
    let (first, second) = (expression.pointee.first, expression.pointee.second)
    switch expression.pointee.operation {
    case .text: return expression.pointee.text
    case .path:
      guard let node = try firstNode(expression, place) else { return .empty }
      return try text(of: node)
    case .string: return try string(first, orOf: place)
    case .concat: return try concatenation(expression.pointee.span, place)
    case .normalizeSpace: return try normalized(try string(first, orOf: place))
    case .substringBefore:
      let text = try string(first, place)
      return text.offset(of: try string(second, place)).map(text.prefix) ?? .empty
    case .substringAfter:
      let text = try string(first, place)
      let mark = try string(second, place)
      return text.offset(of: mark).map { text.dropping($0 + mark.count) } ?? .empty
    case .substring: return try substring(expression, place)
    case .translate: return try translation(expression, place)
    case .replace: return try replacement(expression, place)
    case .formatNumber: return try formatted(first, second, place)
    case .localName:
      guard let node = try node(first, place), hasLocalName(node) else { return .empty }
      return Bytes(node.pointee.name)
    case .name: return try qualifiedName(first, place)
    case .namespaceName:
      guard let node = try node(first, place), hasNamespace(node) else { return .empty }
      return Bytes(node.pointee.ns?.pointee.href)
    default: return try string(of: evaluate(number, place))
    }
  }

  /// The text of an argument, or of the context node where there is none.
  mutating func string(_ argument: Int32, orOf place: Place) throws(GiveUp) -> Bytes {
    argument >= 0 ? try string(argument, place) : try text(of: place.node)
  }

  mutating func string(of value: Value) throws(GiveUp) -> Bytes {
    switch value.kind {
    case .text, .fragment: value.bytes
    case .nodes: value.count == 0 ? .empty : try text(of: value.nodes[0])
    case .boolean: value.isTrue ? Bytes(static: "true") : Bytes(static: "false")
    case .number: try string(of: value.number)
    }
  }

  /// As libxml2 writes numbers (section 4.2); whole ones of its `int` without asking it.
  private mutating func string(of number: Double) throws(GiveUp) -> Bytes {
    let start = scratch.top
    if number.magnitude < 2_147_483_647, number == number.rounded(.towardZero) {
      var left = Int(number.magnitude)
      var digits: UInt64 = 0
      var count = 0
      // At most ten digits, four bits each.
      repeat {
        digits = digits << 4 | UInt64(left % 10)
        left /= 10
        count += 1
      } while left > 0
      if number < 0 { try scratch.append(UInt8(ascii: "-")) }
      for _ in 0..<count {
        try scratch.append(0x30 + UInt8(digits & 15))
        digits >>= 4
      }
      return scratch.bytes(since: start)
    }
    guard let text = xmlXPathCastNumberToString(number) else { throw GiveUp() }
    defer { kontor_xmlFree(text) }
    try scratch.append(Bytes(text))
    return scratch.bytes(since: start)
  }

  // MARK: - Of nodes

  /// The string-value of a node (section 5), without a copy where one text node holds it.
  mutating func text(of node: xmlNodePtr) throws(GiveUp) -> Bytes {
    switch node.pointee.type {
    case XML_ELEMENT_NODE, XML_DOCUMENT_NODE, XML_ATTRIBUTE_NODE:
      guard let first = node.pointee.children else { return .empty }
      if first.pointee.next == nil, first.pointee.type == XML_TEXT_NODE { return Bytes(first.pointee.content) }
      guard node.pointee.type != XML_ATTRIBUTE_NODE else { throw GiveUp() }
      let start = scratch.top
      try gather(first)
      return scratch.bytes(since: start)
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE, XML_COMMENT_NODE: return Bytes(node.pointee.content)
    default: throw GiveUp()
    }
  }

  private mutating func gather(_ first: xmlNodePtr) throws(GiveUp) {
    let top = first.pointee.parent
    var node = first
    while true {
      try count()
      switch node.pointee.type {
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: try scratch.append(Bytes(node.pointee.content))
      case XML_ELEMENT_NODE:
        if let child = node.pointee.children {
          node = child
          continue
        }
      case XML_COMMENT_NODE, XML_PI_NODE: break
      default: throw GiveUp()
      }
      while node.pointee.next == nil {
        guard let parent = node.pointee.parent, parent != top else { return }
        node = parent
      }
      node = node.pointee.next
    }
  }

  /// The first node of an argument, or the context node.
  private mutating func node(_ argument: Int32, _ place: Place) throws(GiveUp) -> xmlNodePtr? {
    guard argument >= 0 else { return place.node }
    let nodes = try nodes(argument, place)
    return nodes.count == 0 ? nil : nodes[0]
  }

  private func hasLocalName(_ node: xmlNodePtr) -> Bool {
    hasNamespace(node) || node.pointee.type == XML_PI_NODE
  }

  private func hasNamespace(_ node: xmlNodePtr) -> Bool {
    node.pointee.type == XML_ELEMENT_NODE || node.pointee.type == XML_ATTRIBUTE_NODE
  }

  private mutating func qualifiedName(_ argument: Int32, _ place: Place) throws(GiveUp) -> Bytes {
    guard let node = try node(argument, place), hasLocalName(node) else { return .empty }
    guard hasNamespace(node), let prefix = node.pointee.ns?.pointee.prefix else { return Bytes(node.pointee.name) }
    let start = scratch.top
    try scratch.append(Bytes(prefix))
    try scratch.append(UInt8(ascii: ":"))
    try scratch.append(Bytes(node.pointee.name))
    return scratch.bytes(since: start)
  }
}
