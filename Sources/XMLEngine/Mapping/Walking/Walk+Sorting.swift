import CLibXML2

extension Walk {
  /// The nodes in the order of `xsl:sort` (XSLT 1.0, section 10): text by its bytes, what is no number before all
  /// numbers, and the document's order among equals, as libxslt sorts.
  mutating func sorted(_ nodes: Nodes, _ sorts: Span) throws(GiveUp) -> Nodes {
    guard nodes.count > 1, !sorts.isEmpty else { return nodes }
    let keys = scratch.list(of: Value.self)
    let width = Int(sorts.count)
    try scratch.end(keys, at: width * nodes.count)
    let oldCurrent = current
    for index in 0..<nodes.count {
      let place = Place(node: nodes[index], position: index + 1, size: nodes.count)
      current = nodes[index]
      for (column, number) in sorts.range.enumerated() {
        let sort = tables.sorts[number]
        let value = try evaluate(sort.expression, place)
        keys[index * width + column] =
          sort.isNumber
          ? .number(try self.number(of: string(of: value))) : .text(try string(of: value))
      }
    }
    current = oldCurrent
    let order = scratch.list(of: Int.self)
    try scratch.end(order, at: nodes.count)
    for index in 0..<nodes.count { order[index] = index }
    operationsLeft -= nodes.count * width
    try count()
    let forms = tables.sorts + Int(sorts.start)
    var places = UnsafeMutableBufferPointer(start: order, count: nodes.count)
    places.sort { left, right in
      for column in 0..<width {
        let comparison = Self.compare(keys[left * width + column], keys[right * width + column])
        if comparison != 0 { return forms[column].isDescending ? comparison > 0 : comparison < 0 }
      }
      return left < right
    }
    let list = scratch.list(of: xmlNodePtr.self)
    for index in 0..<nodes.count { try scratch.add(nodes[order[index]]) }
    return Nodes(start: list, count: nodes.count, isFlat: nodes.isFlat)
  }

  private static func compare(_ left: Value, _ right: Value) -> Int {
    if left.kind == .number {
      if left.number.isNaN { return right.number.isNaN ? 0 : -1 }
      if right.number.isNaN { return 1 }
      return left.number == right.number ? 0 : left.number < right.number ? -1 : 1
    }
    if left.bytes == right.bytes { return 0 }
    return left.bytes < right.bytes ? -1 : 1
  }
}
