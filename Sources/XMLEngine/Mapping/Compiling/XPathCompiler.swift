import CLibXML2

/// Why something is left to libxslt.
struct Outside: Error {
  let construct: String

  init(_ construct: String) { self.construct = construct }
}

/// Where an expression stands: what its prefixes and variables mean.
protocol XPathSurroundings: AnyObject {
  var draft: ProgramDraft { get set }
  var isGlobal: Bool { get }
  var isParameter: Bool { get }
  func namespace(of prefix: String) throws(Outside) -> String
  func variable(_ name: String) throws(Outside) -> Expression
  func intern(_ bytes: [UInt8]) -> Bytes
  func namespaceNumber(_ name: String) -> Int32
}

/// Compiles one expression of XPath 1.0 by its grammar, into a program's tables.
struct XPathCompiler {
  let surroundings: any XPathSurroundings
  let tokens: [XPathToken]
  var index = 0
  var depth = 0
  /// `position()` and `last()` mean nothing certain here.
  var positionIsUnknown = false

  /// Deeper ones are left to libxslt, since they are walked recursively.
  static let greatestDepth = 60

  init(_ text: [UInt8], in surroundings: any XPathSurroundings) throws(Outside) {
    guard let tokens = XPathToken.all(in: text), !tokens.isEmpty else {
      throw Outside("the expression \(Self.quoted(text))")
    }
    self.tokens = tokens
    self.surroundings = surroundings
  }

  static func quoted(_ text: [UInt8]) -> String { "“\(Diagnostic.cut(String(decoding: text, as: UTF8.self)))”" }

  /// The whole expression; its place in the table.
  static func compile(
    _ text: [UInt8], in surroundings: any XPathSurroundings, positionIsUnknown: Bool = false
  ) throws(Outside) -> Int32 {
    var compiler = try XPathCompiler(text, in: surroundings)
    compiler.positionIsUnknown = positionIsUnknown
    let expression = try compiler.expression()
    guard compiler.index == compiler.tokens.count else { throw Outside("the expression \(quoted(text))") }
    return expression
  }

  var token: XPathToken? { index < tokens.count ? tokens[index] : nil }

  mutating func accept(_ token: XPathToken) -> Bool {
    guard self.token == token else { return false }
    index += 1
    return true
  }

  mutating func expect(_ symbol: String) throws(Outside) {
    guard accept(.symbol(symbol)) else { throw Outside("an expression without \(symbol)") }
  }

  func add(_ expression: Expression) -> Int32 { surroundings.draft.add(expression) }

  // MARK: - Operators, the loosest first

  mutating func expression() throws(Outside) -> Int32 {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.greatestDepth else { throw Outside("an expression of more than \(Self.greatestDepth) levels") }
    return try binary(level: 0)
  }

  private static let levels: [[(XPathToken, Expression.Operation)]] = [
    [(.operation("or"), .or)],
    [(.operation("and"), .and)],
    [(.symbol("="), .equal), (.symbol("!="), .unequal)],
    [
      (.symbol("<"), .less), (.symbol("<="), .lessOrEqual), (.symbol(">"), .greater),
      (.symbol(">="), .greaterOrEqual),
    ],
    [(.symbol("+"), .add), (.symbol("-"), .subtract)],
    [(.operation("*"), .multiply), (.operation("div"), .divide), (.operation("mod"), .modulo)],
  ]

  private mutating func binary(level: Int) throws(Outside) -> Int32 {
    guard level < Self.levels.count else { return try unary() }
    var left = try binary(level: level + 1)
    var length = 0
    while let (_, operation) = Self.levels[level].first(where: { $0.0 == token }) {
      index += 1
      length += 1
      guard length < Self.greatestDepth else { throw Outside("an expression of more than \(length) operators") }
      let right = try binary(level: level + 1)
      left = add(Expression(operation: operation, first: left, second: right))
    }
    return left
  }

  private mutating func unary() throws(Outside) -> Int32 {
    var minuses = 0
    while accept(.symbol("-")) { minuses += 1 }
    var operand = try union()
    // Each of several is applied, since the first also turns the operand into a number.
    for _ in 0..<min(minuses, minuses % 2 == 0 ? 2 : 1) {
      operand = add(Expression(operation: .negate, first: operand))
    }
    return operand
  }

  private mutating func union() throws(Outside) -> Int32 {
    var operands = [try path()]
    while accept(.symbol("|")) { operands.append(try path()) }
    guard operands.count > 1 else { return operands[0] }
    let span = surroundings.draft.list(operands)
    return add(Expression(operation: .union, span: span))
  }

  // MARK: - Primary expressions

  mutating func primary() throws(Outside) -> Int32 {
    switch token {
    case .number(let value):
      index += 1
      return add(Expression(operation: .number, number: value))
    case .literal(let text):
      index += 1
      return add(.literal(text, surroundings))
    case .variable(let name):
      index += 1
      return add(try surroundings.variable(String(decoding: name, as: UTF8.self)))
    case .symbol("("):
      index += 1
      let inner = try expression()
      try expect(")")
      return inner
    case .name(let name): return try call(String(decoding: name, as: UTF8.self))
    default: throw Outside("an expression that is not understood")
    }
  }

  private mutating func call(_ name: String) throws(Outside) -> Int32 {
    index += 1
    try expect("(")
    var arguments: [Int32] = []
    if !accept(.symbol(")")) {
      repeat { arguments.append(try expression()) } while accept(.symbol(","))
      try expect(")")
    }
    return try function(name, arguments)
  }
}

extension Expression {
  static func literal(_ text: [UInt8], _ surroundings: any XPathSurroundings) -> Expression {
    let isName = xmlValidateNCName(text + [0], 0) == 0
    return Expression(operation: .text, isName: isName, text: surroundings.intern(text))
  }
}
