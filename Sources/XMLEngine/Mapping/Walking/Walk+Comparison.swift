extension Walk {
  enum Order {
    case less, lessOrEqual, greater, greaterOrEqual

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      }
    }
  }

  /// `=` and `!=` (XPath 1.0, section 3.4).
  mutating func compare(
    _ first: Int32, _ second: Int32, _ place: Place, isNegated: Bool
  ) throws(GiveUp) -> Bool {
    let mark = scratch.top
    defer { scratch.release(to: mark) }
    let left = try evaluate(first, place)
    let right = try evaluate(second, place)
    if left.kind == .nodes { return try compare(left, right, isNegated) }
    if right.kind == .nodes { return try compare(right, left, isNegated) }
    if left.kind == .boolean || right.kind == .boolean { return (isTrue(left) == isTrue(right)) != isNegated }
    if left.kind == .number || right.kind == .number {
      return (try number(of: left) == number(of: right)) != isNegated
    }
    return (left.bytes == right.bytes) != isNegated
  }

  /// True if it holds for some node.
  private mutating func compare(_ set: Value, _ other: Value, _ isNegated: Bool) throws(GiveUp) -> Bool {
    if other.kind == .boolean { return (isTrue(set) == other.isTrue) != isNegated }
    let nodes = set.nodes
    for index in 0..<nodes.count {
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      let text = try self.text(of: nodes[index])
      switch other.kind {
      case .number: if (try number(of: text) == other.number) != isNegated { return true }
      case .nodes:
        let others = other.nodes
        for position in 0..<others.count where (text == (try self.text(of: others[position]))) != isNegated {
          return true
        }
      case .text, .fragment, .boolean: if (text == other.bytes) != isNegated { return true }
      }
    }
    return false
  }

  /// `<` and the like, always by numbers.
  mutating func compare(_ first: Int32, _ second: Int32, _ place: Place, by order: Order) throws(GiveUp) -> Bool {
    let mark = scratch.top
    defer { scratch.release(to: mark) }
    let left = try evaluate(first, place)
    let right = try evaluate(second, place)
    // A boolean, and nothing else, is compared with a set as a whole. A fragment counts as a set of one.
    if (left.kind == .boolean && right.isSet) || (right.kind == .boolean && left.isSet) {
      return order.holds(isTrue(left) ? 1 : 0, isTrue(right) ? 1 : 0)
    }
    for index in 0..<(left.kind == .nodes ? left.count : 1) {
      let one = left.kind == .nodes ? try number(of: text(of: left.nodes[index])) : try number(of: left)
      for position in 0..<(right.kind == .nodes ? right.count : 1) {
        let other = right.kind == .nodes ? try number(of: text(of: right.nodes[position])) : try number(of: right)
        if order.holds(one, other) { return true }
      }
    }
    return false
  }
}
