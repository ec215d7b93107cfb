import Foundation
import Synchronization
import Testing
import XMLEngine

@Suite("Stylesheets and schemas that threads share")
struct SharedRulesTests {
  /// Runs `body` on several threads at the same time.
  private func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  @Test("one stylesheet makes the same on many threads, compiled or not", arguments: [true, false])
  func stylesheet(compiling: Bool) throws {
    let stylesheet = try Stylesheet(
      path: repository + "/formats/sap-business-one/order.xsl", compiling: compiling)
    let record = try #require(
      try records(of: repository + "/examples/crm/1002-first-order.xml", named: ["Order"]).first)
    let expected = try stylesheet.serialize(
      try stylesheet.apply(to: XMLDocument.parse(record, location: "record")))
    let wrong = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    onThreads(8) { _ in
      for _ in 0..<40 {
        guard let document = try? XMLDocument.parse(record, location: "record"),
          let result = try? stylesheet.apply(to: document), let bytes = try? stylesheet.serialize(result)
        else { continue }
        done.add(1, ordering: .relaxed)
        if bytes != expected { wrong.add(1, ordering: .relaxed) }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
    #expect(done.load(ordering: .relaxed) == 320)
  }

  @Test("one schema finds the same on many threads, and an invalid document leaves nothing behind")
  func schema() throws {
    let schema = try Schema(path: repository + "/xsd/exchange.xsd")
    let record = try #require(
      try records(of: repository + "/examples/crm/1002-first-order.xml", named: ["Order"]).first)
    let broken = Array(
      String(decoding: record, as: UTF8.self).replacing("OrderId>", with: "OrderNumber>").utf8)
    let messages = try schema.validate(XMLDocument.parse(broken, location: "broken")).map(\.message)
    #expect(!messages.isEmpty)
    let wrong = Atomic<Int>(0)
    onThreads(8) { thread in
      for turn in 0..<40 {
        let isBroken = (turn + thread) % 2 == 0
        guard let document = try? XMLDocument.parse(isBroken ? broken : record, location: "record"),
          let found = try? schema.validate(document)
        else {
          wrong.add(1, ordering: .relaxed)
          continue
        }
        if found.map(\.message) != (isBroken ? messages : []) { wrong.add(1, ordering: .relaxed) }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test("parts that a stylesheet includes and imports count by their precedence, compiled too")
  func precedence() throws {
    let sheet = #"<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">"#
    let path = try temporaryFile(
      "main.xsl",
      Array(
        """
        \(sheet)<xsl:import href="low.xsl"/><xsl:import href="high.xsl"/><xsl:include href="part.xsl"/>
        <xsl:variable name="of" select="'main'"/>
        <xsl:template match="/"><r><xsl:apply-templates/><xsl:value-of select="concat($of, $other)"/></r></xsl:template>
        </xsl:stylesheet>
        """.utf8))
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let parts = [
      "low": "<xsl:variable name='of' select=\"'low'\"/><xsl:variable name='other' select=\"'low'\"/>"
        + "<xsl:template match='b' priority='9'><low/></xsl:template><xsl:template match='c'><low/></xsl:template>",
      "high": "<xsl:variable name='other' select=\"'high'\"/><xsl:template match='b'><high/></xsl:template>",
      "part": "<xsl:template match='a'><included/><xsl:apply-templates/></xsl:template>",
    ]
    for (name, content) in parts {
      try "\(sheet)\(content)</xsl:stylesheet>".write(
        toFile: "\(folder)/\(name).xsl", atomically: true, encoding: .utf8)
    }
    let ways = try BothWays(path: path)
    #expect(ways.direct.interpretedBecause == nil)
    let (direct, plain) = try ways.outcomes(Array("<a><b/><c/></a>".utf8))
    #expect(direct == plain)
    #expect(direct.description.contains("<r><included/><high/><low/>mainhigh</r>"))
    #expect(ways.direct.documentsHandedOver == 0)
  }

  @Test("a CDATA section that is all of an attribute is its text")
  func section() throws {
    let path = try temporaryFile(
      "section.xsl",
      Array(
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:template match="/"><r><xsl:attribute name="k"><![CDATA[a<b]]></xsl:attribute></r></xsl:template>
        </xsl:stylesheet>
        """.utf8))
    let (direct, plain) = try BothWays(path: path).outcomes(Array("<a/>".utf8))
    #expect(direct == plain)
    #expect(direct.description.contains(#"k="a&lt;b""#))
  }
}
