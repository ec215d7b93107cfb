import CLibXML2
import CLibXSLT
import Foundation

// The string functions of XPath (section 4.2), with the roundings of libxml2. What an argument took in the scratch stays
// there until the instruction ends.
extension Walk {
  mutating func concatenation(_ arguments: Span, _ place: Place) throws(GiveUp) -> Bytes {
    // All arguments first, since evaluating them uses the scratch too.
    let pieces = scratch.list(of: Bytes.self)
    try scratch.end(pieces, at: Int(arguments.count))
    for index in 0..<Int(arguments.count) {
      pieces[index] = try string(tables.lists[Int(arguments.start) + index], place)
    }
    let start = scratch.top
    for index in 0..<Int(arguments.count) { try scratch.append(pieces[index]) }
    return scratch.bytes(since: start)
  }

  mutating func normalized(_ text: Bytes) throws(GiveUp) -> Bytes {
    let text = text.trimmed
    if text.isCollapsed { return text }
    let start = scratch.top
    var wasSpace = false
    for index in 0..<text.count {
      let isSpace = text[index].isXMLSpace
      if isSpace, wasSpace { continue }
      try scratch.append(isSpace ? 0x20 : text[index])
      wasSpace = isSpace
    }
    return scratch.bytes(since: start)
  }

  mutating func substring(_ expression: UnsafePointer<Expression>, _ place: Place) throws(GiveUp) -> Bytes {
    let text = try string(expression.pointee.first, place)
    let begin = try number(expression.pointee.second, place)
    var first = 1
    var end = Int(Int32.max)
    if !(begin < Double(Int32.max)) {
      first = Int(Int32.max)
    } else if begin >= 1 {
      first = Int(begin)
      if begin - floor(begin) >= 0.5 { first += 1 }
    }
    if expression.pointee.span.count == 3 {
      let length = try number(tables.lists[Int(expression.pointee.span.start) + 2], place)
      let limit = Self.halfUp(begin) + Self.halfUp(length)
      if !(limit >= 1) {
        end = 1
      } else if limit < Double(Int32.max) {
        end = Int(limit)
      }
    }
    guard first < end else { return .empty }
    let rest = text.dropping(text.length(of: first - 1))
    return rest.prefix(rest.length(of: end - first))
  }

  private static func halfUp(_ value: Double) -> Double {
    let whole = floor(value)
    return value - whole >= 0.5 ? whole + 1 : whole
  }

  mutating func translation(_ expression: UnsafePointer<Expression>, _ place: Place) throws(GiveUp) -> Bytes {
    let text = try string(expression.pointee.first, place)
    let from = try string(expression.pointee.second, place)
    let to = try string(tables.lists[Int(expression.pointee.span.start) + 2], place)
    let start = scratch.top
    var index = 0
    while index < text.count {
      let character = Bytes(text.start + index, Self.length(of: text, at: index))
      index += character.count
      try count()
      guard let position = Self.position(of: character, in: from) else {
        try scratch.append(character)
        continue
      }
      let offset = to.length(of: position)
      if offset < to.count { try scratch.append(Bytes(to.start + offset, Self.length(of: to, at: offset))) }
    }
    return scratch.bytes(since: start)
  }

  /// The bytes of the character at a place.
  private static func length(of text: Bytes, at index: Int) -> Int {
    var end = index + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end - index
  }

  /// Which character of `text` it is, from 0.
  private static func position(of character: Bytes, in text: Bytes) -> Int? {
    var position = 0
    var index = 0
    while index < text.count {
      let length = length(of: text, at: index)
      if length == character.count, memcmp(text.start + index, character.start, length) == 0 { return position }
      index += length
      position += 1
    }
    return nil
  }

  /// `str:replace` of EXSLT with one text for one text.
  mutating func replacement(_ expression: UnsafePointer<Expression>, _ place: Place) throws(GiveUp) -> Bytes {
    let text = try string(expression.pointee.first, place)
    let search = try evaluate(expression.pointee.second, place)
    let with = try evaluate(tables.lists[Int(expression.pointee.span.start) + 2], place)
    // Node sets replace many at once; nothing to search for has a meaning of its own.
    guard search.kind != .nodes, search.kind != .fragment, with.kind != .nodes, with.kind != .fragment else {
      throw GiveUp()
    }
    let old = try string(of: search)
    let new = try string(of: with)
    guard old.count > 0 else { throw GiveUp() }
    guard text.offset(of: old) != nil else { return text }
    let start = scratch.top
    var rest = text
    while let offset = rest.offset(of: old) {
      try scratch.append(rest.prefix(offset))
      try scratch.append(new)
      rest = rest.dropping(offset + old.count)
    }
    try scratch.append(rest)
    return scratch.bytes(since: start)
  }

  /// By libxslt's own function.
  mutating func formatted(_ value: Int32, _ pattern: Int32, _ place: Place) throws(GiveUp) -> Bytes {
    let number = try number(value, place)
    let format = try terminated(try string(pattern, place))
    var result: UnsafeMutablePointer<xmlChar>?
    let outcome = xsltFormatNumberConversion(
      decimalFormat, UnsafeMutablePointer(mutating: format.start), number, &result)
    guard outcome == XPATH_EXPRESSION_OK, let result else { throw GiveUp() }
    defer { kontor_xmlFree(result) }
    let start = scratch.top
    try scratch.append(Bytes(result))
    return scratch.bytes(since: start)
  }
}
