import Foundation
import Testing
import XMLEngine

@Suite("Expressions at their edges, compiled and by libxslt")
struct ExpressionEdgeTests {
  static let expressions = [
    "substring('12345', 1.5, 2.6)", "substring('12345', 0, 3)", "substring('12345', 0 div 0, 3)",
    "substring('12345', -42, 1 div 0)", "substring('12345', 2.5)", "substring('äö😀x', 3, 1)",
    "substring('12345', 1.5)", "substring('12345', 2, 0.5)", "round(-0.5)", "round(0.5)", "round(2.5)", "round(-2.5)",
    "1 div round(-0.4)", "floor(-1.5)", "ceiling(-1.5)", "5 mod -2", "-5 mod 2", "1.5 mod 0.5", "1 mod 0", "1 div 0",
    "-1 div 0", "0 div 0", "1 div 3", "1000000000000", "0.1 + 0.2", "1 div 1000000", "2147483647", "2147483648",
    "-2147483648", "number(' 12 ')", "number('1e3')", "number('+1')", "number('')", "number('.5')", "number('-.5')",
    "number('1 2')", "'2' > 10", "'a' < 'b'", "true() > false()", "'' = false()", "a = 'x'", "a != 'x'", "a != a",
    "none = none", "none != 'x'", "a > 1", "a = true()", "none = false()", "translate('aäb', 'äb', 'x')",
    "translate('aab', 'aa', 'xy')", "normalize-space(' a  b ')", "contains('abc', '')", "substring-before('abc', '')",
    "substring-after('abc', '')", "substring-after('abc', 'bc')", "string-length('äö😀')", "string(a)", "count(a | a)",
    "name(p:c)", "local-name(p:c)", "namespace-uri(p:c)", "sum(a)", "sum(b)", "not(none)", "boolean('false')",
    "format-number(1234.5, '#,##0.00')", "str:replace('a--b---c', '--', '- -')", "- - 1", "(a | b)[2]", "a[last()]",
    "b[1]/preceding-sibling::a[1]", "count(//@*)", "concat(1, true(), a)", "string(number('x'))",
    "a[position() mod 2 = 0]",
  ]

  @Test("each comes out the same, without libxslt's help")
  func edges() throws {
    let values = Self.expressions.map {
      let select = $0.replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
      return "<e><xsl:value-of select=\"\(select)\"/></e>"
    }
    let path = try temporaryFile(
      "edges.xsl",
      Array(
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:p="urn:p"
          xmlns:str="http://exslt.org/strings" exclude-result-prefixes="p str"><xsl:output indent="yes"/>
        <xsl:template match="r"><out>\(values.joined())</out></xsl:template>
        </xsl:stylesheet>
        """.utf8))
    let ways = try BothWays(path: path)
    #expect(ways.direct.interpretedBecause == nil)
    let source = "<r xmlns:p='urn:p'><a n='1'>x</a><a>2</a><a>3</a><b>4</b><b>5.5</b><p:c/></r>"
    let (direct, plain) = try ways.outcomes(Array(source.utf8))
    #expect(ways.direct.documentsHandedOver == 0)
    let lines = (direct.description.split(separator: "\n"), plain.description.split(separator: "\n"))
    for (mine, theirs) in zip(lines.0, lines.1) { #expect(mine == theirs) }
    #expect(direct == plain)
  }
}
