import CLibXML2

/// A token of XPath 1.0 (section 3.7).
enum XPathToken: Equatable {
  case number(Double)
  case literal([UInt8])
  /// A name with its prefix, as it is written: `a`, `p:a`, `p:*`.
  case name([UInt8])
  case variable([UInt8])
  case symbol(String)
  /// `*`, `and`, `or`, `div`, `mod` where an operator stands.
  case operation(String)
}

extension XPathToken {
  /// All tokens of an expression; nil where it has characters that no token begins with.
  static func all(in text: [UInt8]) -> [XPathToken]? {
    var tokens: [XPathToken] = []
    var index = 0
    while index < text.count {
      if text[index].isXMLSpace {
        index += 1
        continue
      }
      guard let (token, end) = next(in: text, at: index, after: tokens.last) else { return nil }
      tokens.append(token)
      index = end
    }
    return tokens
  }

  private static func next(in text: [UInt8], at start: Int, after last: XPathToken?) -> (XPathToken, Int)? {
    let byte = text[start]
    let following = start + 1 < text.count ? text[start + 1] : 0
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      guard let end = text[(start + 1)...].firstIndex(of: byte) else { return nil }
      return (.literal(Array(text[(start + 1)..<end])), end + 1)
    case UInt8(ascii: "$"):
      let end = endOfName(in: text, at: start + 1)
      return end > start + 1 ? (.variable(Array(text[(start + 1)..<end])), end) : nil
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(in: text, at: start)
    case UInt8(ascii: "."):
      if following.isDigit { return number(in: text, at: start) }
      return following == byte ? (.symbol(".."), start + 2) : (.symbol("."), start + 1)
    case UInt8(ascii: "*") where isOperatorExpected(after: last): return (.operation("*"), start + 1)
    case UInt8(ascii: "/") where following == byte, UInt8(ascii: ":") where following == byte:
      return (.symbol(byte == UInt8(ascii: "/") ? "//" : "::"), start + 2)
    case UInt8(ascii: "!") where following == UInt8(ascii: "="): return (.symbol("!="), start + 2)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      let sign = byte == UInt8(ascii: "<") ? "<" : ">"
      return following == UInt8(ascii: "=") ? (.symbol(sign + "="), start + 2) : (.symbol(sign), start + 1)
    case _ where "()[]@,|+-=*/".utf8.contains(byte):
      return (.symbol(String(UnicodeScalar(byte))), start + 1)
    default: break
    }
    let end = endOfName(in: text, at: start)
    guard end > start else { return nil }
    let name = Array(text[start..<end])
    if isOperatorExpected(after: last) {
      let word = String(decoding: name, as: UTF8.self)
      return ["and", "or", "div", "mod"].contains(word) ? (.operation(word), end) : nil
    }
    return (.name(name), end)
  }

  /// After an operand a name is an operator (section 3.7).
  private static func isOperatorExpected(after last: XPathToken?) -> Bool {
    switch last {
    case nil, .operation: false
    case .symbol(let symbol):
      !["@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">="]
        .contains(symbol)
    default: true
    }
  }

  /// A number without an exponent, which only libxml2 knows. It also reads them, since its rounding is its own.
  private static func number(in text: [UInt8], at start: Int) -> (XPathToken, Int)? {
    var end = start
    while end < text.count, text[end].isDigit { end += 1 }
    if end < text.count, text[end] == UInt8(ascii: ".") {
      end += 1
      while end < text.count, text[end].isDigit { end += 1 }
    }
    guard end - start <= 15 else { return nil }
    if end < text.count, text[end] | 0x20 == UInt8(ascii: "e") { return nil }
    return (.number(xmlXPathStringEvalNumber(Array(text[start..<end]) + [0])), end)
  }

  private static func endOfName(in text: [UInt8], at start: Int) -> Int {
    var end = start
    while end < text.count, text[end].isNameByte { end += 1 }
    // One colon, not two: an axis is a token of its own.
    if end > start, end + 1 < text.count, text[end] == UInt8(ascii: ":"), text[end + 1] != UInt8(ascii: ":") {
      if text[end + 1] == UInt8(ascii: "*") { return end + 2 }
      var local = end + 1
      while local < text.count, text[local].isNameByte { local += 1 }
      if local > end + 1 { end = local }
    }
    return end
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// What may stand in a name. libxslt has compiled the expression before, so it need not be more exact.
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...0xFF:
      true
    default: isDigit
    }
  }
}
