import Foundation
import Testing
import XMLEngine

@Suite("Stylesheets and their cage")
struct StylesheetTests {
  private func stylesheet(_ body: String, beside files: [String: String] = [:]) throws -> Stylesheet {
    let text = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings" xmlns:date="http://exslt.org/dates-and-times"
        extension-element-prefixes="exsl str date">
      \(body)
      </xsl:stylesheet>
      """
    let path = try temporaryFile("mapping.xsl", Array(text.utf8))
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    for (name, content) in files {
      let target = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: target, atomically: true, encoding: .utf8)
    }
    return try Stylesheet(path: path)
  }

  private func apply(_ stylesheet: Stylesheet, parameters: [String: String] = [:]) throws -> String {
    let document = try XMLDocument.parse(Array("<a><b>1</b><b>2</b></a>".utf8), location: "test")
    return String(
      decoding: try stylesheet.serialize(try stylesheet.apply(to: document, parameters: parameters)), as: UTF8.self)
  }

  @Test("a mapping is applied, EXSLT included")
  func maps() throws {
    let result = try apply(
      try stylesheet(
        """
        <xsl:output omit-xml-declaration="yes"/>
        <xsl:template match="/"><r><xsl:for-each select="str:split('x-y', '-')"><p><xsl:value-of select="."/></p>\
        </xsl:for-each><xsl:value-of select="sum(/a/b)"/></r></xsl:template>
        """))
    #expect(result == "<r><p>x</p><p>y</p>3</r>\n")
  }

  @Test(
    "parameters are text, whatever they hold",
    arguments: ["plain", "it's", "say \"no\"", "' or document('/etc/passwd') or '", "<&>", "it's \"both\""])
  func parameters(value: String) throws {
    let mapping = try stylesheet(
      "<xsl:param name='p'/><xsl:output method='text'/><xsl:template match='/'><xsl:value-of select='$p'/></xsl:template>"
    )
    #expect(try apply(mapping, parameters: ["p": value]) == value)
  }

  @Test("names match across the parts of a stylesheet")
  func imports() throws {
    let part = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template name="n"><xsl:param name="node"/><xsl:value-of select="$node/b[2]"/></xsl:template></xsl:stylesheet>
      """
    let mapping = try stylesheet(
      """
      <xsl:import href="parts/common.xsl"/><xsl:output method="text"/>
      <xsl:template match="/"><xsl:call-template name="n"><xsl:with-param name="node" select="a"/></xsl:call-template>\
      </xsl:template>
      """, beside: ["parts/common.xsl": part])
    #expect(try apply(mapping) == "2")
  }

  @Test(
    "parts from outside the stylesheet's own folder are refused",
    arguments: ["../other.xsl", "/etc/hostname", "http://127.0.0.1:9/x.xsl"])
  func outsideParts(location: String) throws {
    #expect(throws: XMLEngineError.self) {
      try stylesheet("<xsl:import href='\(location)'/><xsl:template match='/'><x/></xsl:template>")
    }
  }

  @Test("a stylesheet reads no file, not even beside itself, and no network")
  func reading() throws {
    for location in ["secret.xml", "/etc/passwd", "http://127.0.0.1:9/"] {
      let mapping = try stylesheet(
        """
        <xsl:output method="text"/><xsl:template match="/"><xsl:value-of select="count(document('\(location)'))"/>\
        </xsl:template>
        """, beside: ["secret.xml": "<secret/>"])
      let result = (try? apply(mapping)) ?? "0"
      #expect(result == "0")
    }
  }

  @Test("a stylesheet writes no file")
  func writing() throws {
    let target = NSTemporaryDirectory() + "kontor-must-not-appear-\(UUID().uuidString)"
    let mapping = try stylesheet(
      "<xsl:template match='/'><exsl:document href='\(target)'><x/></exsl:document><y/></xsl:template>")
    _ = try? apply(mapping)
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("a stylesheet that stops itself is heard in its own words")
  func message() throws {
    let mapping = try stylesheet(
      "<xsl:template match='/'><xsl:message terminate='yes'>The name is too long.</xsl:message></xsl:template>")
    let error = #expect(throws: XMLEngineError.self) { try apply(mapping) }
    #expect(error?.code == .transformation)
    #expect(error?.message == "The name is too long.")
  }

  @Test("a stylesheet that never ends is ended")
  func endless() throws {
    let mapping = try stylesheet(
      "<xsl:template match='/'><xsl:call-template name='n'/></xsl:template>"
        + "<xsl:template name='n'><xsl:call-template name='n'/></xsl:template>")
    let error = #expect(throws: XMLEngineError.self) { try apply(mapping) }
    #expect(error?.code == .transformation)
  }

  @Test("what is no stylesheet is refused with a reason", arguments: ["<a/>", "<a>", "<xsl:stylesheet/>"])
  func broken(text: String) throws {
    let path = try temporaryFile("broken.xsl", Array(text.utf8))
    let error = #expect(throws: XMLEngineError.self) { try Stylesheet(path: path) }
    #expect(error?.code == .stylesheet)
    #expect(error?.subject == path)
  }
}
