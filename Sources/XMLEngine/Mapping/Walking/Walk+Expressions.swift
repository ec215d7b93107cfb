import CLibXML2
import Foundation

extension Walk {
  /// The value of an expression.
  mutating func evaluate(_ number: Int32, _ place: Place) throws(GiveUp) -> Value {
    let expression = tables.expressions + Int(number)
    switch expression.pointee.operation {
    case .text:
      var value = Value.text(expression.pointee.text)
      value.isName = expression.pointee.isName
      return value
    case .number: return .number(expression.pointee.number)
    case .local: return values[frame + Int(expression.pointee.first)]
    case .global: return try global(Int(expression.pointee.first))
    case .asFragment:
      var value = try evaluate(expression.pointee.first, place)
      if value.kind == .text || value.kind == .fragment {
        value.kind = .fragment
        return value
      }
      return .fragment(try string(of: value))
    case .fragment:
      let outer = output.beginFragment(inElement: expression.pointee.second == 1)
      try run(expression.pointee.span, place)
      let text = output.endFragment(outer)
      let start = scratch.top
      try scratch.append(text)
      return .fragment(scratch.bytes(since: start))
    case .path, .filter, .union, .current: return .nodes(try nodes(number, place))
    case .or, .and, .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .boolean, .not, .isTrue, .isFalse,
      .startsWith, .contains:
      return .boolean(try isTrue(number, place))
    case .add, .subtract, .multiply, .divide, .modulo, .negate, .position, .last, .count, .stringLength, .toNumber,
      .sum,
      .floor, .ceiling, .round:
      return .number(try self.number(number, place))
    // libexslt answers with a node, which is true even where it is empty.
    case .replace: return .fragment(try string(number, place))
    case .localName, .name, .namespaceName, .string, .concat, .substringBefore, .substringAfter, .substring,
      .normalizeSpace, .translate, .formatNumber:
      return .text(try string(number, place))
    }
  }

  // MARK: - As a boolean

  mutating func isTrue(_ number: Int32, _ place: Place) throws(GiveUp) -> Bool {
    let expression = tables.expressions + Int(number)
    let (first, second) = (expression.pointee.first, expression.pointee.second)
    switch expression.pointee.operation {
    case .or: return try isTrue(first, place) ? true : isTrue(second, place)
    case .and: return try isTrue(first, place) ? isTrue(second, place) : false
    case .equal: return try compare(first, second, place, isNegated: false)
    case .unequal: return try compare(first, second, place, isNegated: true)
    case .less: return try compare(first, second, place, by: .less)
    case .lessOrEqual: return try compare(first, second, place, by: .lessOrEqual)
    case .greater: return try compare(first, second, place, by: .greater)
    case .greaterOrEqual: return try compare(first, second, place, by: .greaterOrEqual)
    case .boolean: return try isTrue(first, place)
    case .not: return try !isTrue(first, place)
    case .isTrue: return true
    case .isFalse: return false
    case .startsWith:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      let text = try string(first, place)
      return text.starts(with: try string(second, place))
    case .contains:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      let text = try string(first, place)
      return text.offset(of: try string(second, place)) != nil
    default:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      return isTrue(try evaluate(number, place))
    }
  }

  func isTrue(_ value: Value) -> Bool {
    switch value.kind {
    case .text, .nodes: value.count > 0
    case .fragment: true
    case .number: value.number != 0 && !value.number.isNaN
    case .boolean: value.isTrue
    }
  }

  // MARK: - As a number

  mutating func number(_ number: Int32, _ place: Place) throws(GiveUp) -> Double {
    let expression = tables.expressions + Int(number)
    let (first, second) = (expression.pointee.first, expression.pointee.second)
    switch expression.pointee.operation {
    case .number: return expression.pointee.number
    case .add: return try self.number(first, place) + self.number(second, place)
    case .subtract: return try self.number(first, place) - self.number(second, place)
    case .multiply: return try self.number(first, place) * self.number(second, place)
    case .divide: return try self.number(first, place) / self.number(second, place)
    case .modulo:
      let dividend = try self.number(first, place)
      let divisor = try self.number(second, place)
      return divisor == 0 ? .nan : fmod(dividend, divisor)
    case .negate: return try -self.number(first, place)
    case .position: return Double(place.position)
    case .last: return Double(place.size)
    case .count:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      return Double(try nodes(first, place).count)
    case .sum:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      let nodes = try nodes(first, place)
      var sum = 0.0
      for index in 0..<nodes.count { sum += try self.number(of: text(of: nodes[index])) }
      return sum
    case .stringLength:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      return Double(try string(first, orOf: place).characterCount)
    case .toNumber:
      if first >= 0 { return try self.number(first, place) }
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      return try self.number(of: text(of: place.node))
    case .floor: return try Foundation.floor(self.number(first, place))
    case .ceiling: return try Self.ceiling(self.number(first, place))
    case .round: return try Self.round(self.number(first, place))
    default:
      let mark = scratch.top
      defer { scratch.release(to: mark) }
      return try self.number(of: evaluate(number, place))
    }
  }

  /// As libxml2 does it: half goes up, and what becomes zero keeps its sign.
  private static func round(_ value: Double) -> Double {
    if value >= -0.5, value < 0.5 { return value * 0 }
    let whole = Foundation.floor(value)
    return value - whole >= 0.5 ? whole + 1 : whole
  }

  private static func ceiling(_ value: Double) -> Double { Foundation.ceil(value) }

  mutating func number(of value: Value) throws(GiveUp) -> Double {
    switch value.kind {
    case .number, .boolean: value.number
    case .text, .fragment: try number(of: value.bytes)
    case .nodes: value.count == 0 ? .nan : try number(of: text(of: value.nodes[0]))
    }
  }

  /// Whole numbers that a double holds exactly are read here, all others by libxml2, whose rounding is its own.
  mutating func number(of text: Bytes) throws(GiveUp) -> Double {
    let text = text.trimmed
    if text.count > 0, text.count <= 15 {
      var value = 0
      var index = 0
      while index < text.count, text[index] &- 0x30 < 10 {
        value = value &* 10 &+ Int(text[index] &- 0x30)
        index += 1
      }
      if index == text.count { return Double(value) }
    }
    let mark = scratch.top
    defer { scratch.release(to: mark) }
    return xmlXPathStringEvalNumber(try terminated(text).start)
  }

  /// The text with a zero behind it, for C.
  mutating func terminated(_ text: Bytes) throws(GiveUp) -> Bytes {
    let start = scratch.top
    try scratch.append(text)
    let copy = scratch.bytes(since: start)
    try scratch.append(0)
    return copy
  }
}
