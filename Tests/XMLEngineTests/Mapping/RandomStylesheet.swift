import Foundation

/// Makes stylesheets within what is compiled, and some that leave it.
///
/// They end: named templates call only later ones and apply no rules, and rules are applied only to what lies below, or to the same node in
/// a later mode.
struct RandomStylesheet {
  private var chance: Chance
  private var expressions = RandomExpression()
  private var variables = 0
  private let namedTemplates: Int
  /// The template that is written: its number among the named ones, and its mode.
  private var template = 0
  private var mode = 0
  private let hasDefaultNamespace: Bool
  private let isBeyond: Bool

  static let modes = 3

  init(seed: UInt64) {
    chance = Chance(seed: seed)
    namedTemplates = chance.below(4)
    hasDefaultNamespace = chance.hits(20)
    isBeyond = chance.hits(25)
    if isBeyond { expressions.beyond = 40 }
  }

  mutating func text() -> String {
    var body = output()
    expressions.otherVariables = ["given", "kept"]
    body += "<xsl:param name=\"given\" select=\"'none'\"/>\n"
    body += "<xsl:variable name=\"kept\" select=\"\(escaped(expressions.any(&chance)))\"/>\n".replacing(
      "current()/", with: ""
    )
    .replacing("$kept", with: "$given")
    if chance.hits(40) {
      body += "<xsl:variable name=\"all\" select=\"//\(chance.pick(["a", "b", "*", "p:a"]))\"/>\n"
      expressions.nodeVariables = ["all"]
    }
    if chance.hits(90) { body += rule("match=\"/\"", mode: 0) }
    for pattern in ["a", "b", "p:a", "x:a | d", "*", "text()", "@*", "@id", "q:c|c", "p:b"] where chance.hits(35) {
      let mode = chance.below(Self.modes)
      var attributes = "match=\"\(pattern)\""
      if mode > 0 { attributes += " mode=\"m\(mode)\"" }
      if chance.hits(10) { attributes += " priority=\"\(chance.pick(["1", "-0.5", "0.5", "0"]))\"" }
      body += rule(attributes, mode: mode)
    }
    for number in 0..<namedTemplates {
      template = number + 1
      body += rule("name=\"t\(number)\"", mode: chance.below(Self.modes))
      template = 0
    }
    let namespace = hasDefaultNamespace ? " xmlns=\"urn:d\"" : ""
    let excluded = chance.hits(70) ? " exclude-result-prefixes=\"p q x str\"" : ""
    return """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"\(namespace)
        xmlns:p="urn:p" xmlns:q="urn:q" xmlns:x="urn:d" xmlns:str="http://exslt.org/strings"\(excluded)>
      \(body)</xsl:stylesheet>
      """
  }

  private mutating func output() -> String {
    guard chance.hits(85) else { return "" }
    var output = "<xsl:output"
    if chance.hits(70) { output += " method=\"xml\"" }
    if chance.hits(60) { output += " encoding=\"\(chance.pick(["UTF-8", "UTF-8", "utf-8", "ISO-8859-1"]))\"" }
    if chance.hits(60) { output += " indent=\"\(chance.pick(["yes", "no"]))\"" }
    if chance.hits(20) { output += " omit-xml-declaration=\"\(chance.pick(["yes", "no"]))\"" }
    if chance.hits(10) { output += " standalone=\"yes\"" }
    if isBeyond, chance.hits(10) { output += " cdata-section-elements=\"e\"" }
    return output + "/>\n"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  private mutating func rule(_ attributes: String, mode: Int) -> String {
    self.mode = mode
    let seen = expressions
    defer { expressions = seen }
    var parameters = ""
    for name in ["one", "two"] where chance.hits(40) {
      parameters += "<xsl:param name=\"\(name)\"\(valueOrContent("param", depth: 2))"
      expressions.otherVariables.append(name)
    }
    return "<xsl:template \(attributes)>\(parameters)\(content(depth: 0))</xsl:template>\n"
  }

  private mutating func content(depth: Int) -> String {
    let seen = expressions
    defer { expressions = seen }
    var content = ""
    for _ in 0..<(depth > 2 ? 1 : chance.below(4) + 1) { content += instruction(depth: depth) }
    return content
  }

  /// The rest of a variable, parameter or argument behind its name.
  private mutating func valueOrContent(_ element: String, depth: Int) -> String {
    switch chance.below(4) {
    case 0: "/>"
    case 1: ">\(chance.pick(["name", "a", " x ", "Straße"]))</xsl:\(element)>"
    case 2 where depth < 3: ">\(content(depth: depth + 1))</xsl:\(element)>"
    default: " select=\"\(escaped(expressions.any(&chance)))\"/>"
    }
  }

  private mutating func instruction(depth: Int) -> String {
    let inner = depth + 1
    if isBeyond, chance.hits(4) {
      return chance.pick([
        "<xsl:copy-of select=\"a\"/>", "<xsl:copy/>", "<xsl:number/>",
        "<xsl:processing-instruction name=\"x\">y</xsl:processing-instruction>",
        "<xsl:value-of select=\".\" disable-output-escaping=\"yes\"/>",
        "<xsl:element name=\"p:e\" namespace=\"urn:z\"/>",
        "<xsl:attribute name=\"p:e\">1</xsl:attribute>", "<e xml:lang=\"de\"/>", "<![CDATA[<raw>]]>",
      ])
    }
    switch chance.below(depth > 3 ? 4 : 17) {
    case 0, 1: return "<xsl:value-of select=\"\(escaped(expressions.any(&chance)))\"/>"
    case 2:
      return chance.pick([
        "text", " t ", "ä😀", "&lt;&amp;", "\n  ", "<xsl:text> </xsl:text>", "<xsl:text>&#10;</xsl:text>",
      ])
    case 3: return "<e/>"
    case 4, 5, 6: return element(inner)
    case 7: return "<xsl:if test=\"\(escaped(expressions.boolean(&chance)))\">\(content(depth: inner))</xsl:if>"
    case 8:
      return
        "<xsl:choose><xsl:when test=\"\(escaped(expressions.boolean(&chance)))\">\(content(depth: inner))</xsl:when>"
        + (chance.hits(60) ? "<xsl:otherwise>\(content(depth: inner))</xsl:otherwise>" : "") + "</xsl:choose>"
    case 9, 10:
      return
        "<xsl:for-each select=\"\(escaped(expressions.nodes(&chance)))\">\(sorts())\(content(depth: inner))</xsl:for-each>"
    case 11 where template < namedTemplates:
      return
        "<xsl:call-template name=\"t\(template + chance.below(namedTemplates - template))\">\(arguments(inner))</xsl:call-template>"
    case 12, 13: return template == 0 ? apply(inner) : element(inner)
    case 14: return variable(inner)
    case 15:
      if chance.hits(15) { return attribute() }
      return chance.hits(50) ? "<xsl:comment>\(content(depth: 3))</xsl:comment>" : variable(inner)
    default:
      return chance.hits(4)
        ? "<xsl:message terminate=\"yes\"><xsl:value-of select=\"concat('stop ', name())\"/></xsl:message>"
        : "<xsl:element name=\"\(chance.pick(["e", "f", "e", "n{position()}", "{concat('x', local-name())}", "n{position()}", "e", "{name()}"]))\">\(content(depth: inner))</xsl:element>"
    }
  }

  private mutating func element(_ depth: Int) -> String {
    let name = chance.pick(["e", "f", "e", "g", "p:e", "x:f"])
    var tag = "<\(name)"
    if chance.hits(30) { tag += " k=\"v{\(escaped(expressions.any(&chance)))}{{\"" }
    if chance.hits(15) { tag += " l=\"ä &lt;&#10;\"" }
    if chance.hits(8) { tag += " p:m=\"{\(escaped(expressions.text(&chance)))}\"" }
    if chance.hits(6) {
      tag += chance.pick([" xmlns:z=\"urn:z\"", " xmlns:q=\"urn:other\"", " xmlns=\"urn:new\"", " xmlns=\"\""])
    }
    return "\(tag)>\(chance.hits(25) ? attribute() : "")\(content(depth: depth))</\(name)>"
  }

  private mutating func attribute() -> String {
    let name = chance.pick(["id", "k", "l", "a-\(chance.below(3))", "{concat('k', position())}"])
    return "<xsl:attribute name=\"\(name)\">\(chance.hits(15) ? "" : content(depth: 3))</xsl:attribute>"
  }

  private mutating func sorts() -> String {
    var sorts = ""
    expressions.knowsPosition = isBeyond && chance.hits(10)
    defer { expressions.knowsPosition = true }
    while chance.hits(30), sorts.count < 300 {
      let type = chance.hits(40) ? " data-type=\"number\"" : ""
      let order = chance.hits(40) ? " order=\"descending\"" : ""
      let select = chance.hits(80) ? " select=\"\(escaped(expressions.text(&chance, depth: 2)))\"" : ""
      sorts += "<xsl:sort\(select)\(type)\(order)/>"
    }
    return sorts
  }

  private mutating func arguments(_ depth: Int) -> String {
    var arguments = ""
    for name in ["one", "two", "other"] where chance.hits(35) {
      arguments += "<xsl:with-param name=\"\(name)\"\(valueOrContent("with-param", depth: depth))"
    }
    return arguments
  }

  private mutating func apply(_ depth: Int) -> String {
    let isSelf = mode + 1 < Self.modes && chance.hits(20)
    let target = isSelf ? mode + 1 : mode
    var tag = "<xsl:apply-templates"
    if isSelf {
      tag += " select=\".\""
    } else if chance.hits(50) {
      tag += " select=\"\(chance.pick(["*", "a", "@*", "node()", "p:a | b", "*[1]", "text()", "a/*", "@id | c"]))\""
    }
    if target > 0 { tag += " mode=\"m\(target)\"" }
    return "\(tag)>\(chance.hits(20) ? sorts() : "")\(arguments(depth))</xsl:apply-templates>"
  }

  private mutating func variable(_ depth: Int) -> String {
    variables += 1
    let name = "v\(variables)"
    if chance.hits(40) {
      let select = escaped(expressions.nodes(&chance))
      expressions.nodeVariables.append(name)
      return "<xsl:variable name=\"\(name)\" select=\"\(select)\"/>"
    }
    let value = valueOrContent("variable", depth: depth)
    expressions.otherVariables.append(name)
    return "<xsl:variable name=\"\(name)\"\(value)"
  }
}
