import Foundation
import Testing
import XMLEngine

@Suite("Files in the place of others")
struct RuleFilesTests {
  private func folder(_ files: [String: String]) throws -> String {
    let path = try temporaryFile("main.xsl", [])
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    for (name, content) in files { try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
    return folder
  }

  private static func sheet(_ body: String) -> String {
    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">\(body)</xsl:stylesheet>"
  }

  private func result(_ stylesheet: Stylesheet) throws -> String {
    let document = try XMLDocument.parse(Array("<a/>".utf8), location: "test")
    return String(decoding: try stylesheet.serialize(try stylesheet.apply(to: document)), as: UTF8.self)
  }

  @Test("a stylesheet in the place of another imports from where that one lies")
  func stylesheet() throws {
    let place = try folder([
      "main.xsl": Self.sheet("<xsl:import href=\"part.xsl\"/>"),
      "part.xsl": Self.sheet("<xsl:template match=\"/\"><old/></xsl:template>"),
    ])
    let elsewhere = try folder([
      "new.xsl": Self.sheet(
        "<xsl:import href=\"part.xsl\"/><xsl:template match=\"/\"><new><xsl:apply-imports/></new></xsl:template>")
    ])
    let path = place + "/main.xsl"
    #expect(try result(try Stylesheet(path: path)).contains("<old/>"))
    let tried = try RuleFiles.replacing([path: elsewhere + "/new.xsl"]) { try Stylesheet(path: path) }
    #expect(try result(tried).contains("<new><old/></new>"))
    #expect(try result(try Stylesheet(path: path)).contains("<old/>"))
    #expect(try !result(try Stylesheet(path: path)).contains("<new>"))
  }

  @Test("a part in the place of another is read wherever that one is imported or included")
  func parts() throws {
    let place = try folder([
      "main.xsl": Self.sheet("<xsl:include href=\"part.xsl\"/>"),
      "part.xsl": Self.sheet("<xsl:template match=\"/\"><old/></xsl:template>"),
      "new.xsl": Self.sheet("<xsl:template match=\"/\"><new/></xsl:template>"),
      "main.xsd":
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:include schemaLocation=\"part.xsd\"/></xs:schema>",
      "part.xsd":
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"a\" type=\"xs:integer\"/></xs:schema>",
      "new.xsd":
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"a\" type=\"xs:string\"/></xs:schema>",
    ])
    let replacements = ["\(place)/part.xsl": "\(place)/new.xsl", "\(place)/part.xsd": "\(place)/new.xsd"]
    let document = try XMLDocument.parse(Array("<a>x</a>".utf8), location: "test")
    #expect(try !Schema(path: place + "/main.xsd").validate(document).isEmpty)
    let tried = try RuleFiles.replacing(replacements) {
      (mapping: try Stylesheet(path: place + "/main.xsl"), schema: try Schema(path: place + "/main.xsd"))
    }
    #expect(try result(tried.mapping).contains("<new/>"))
    #expect(try tried.schema.validate(document).isEmpty)
  }
}
