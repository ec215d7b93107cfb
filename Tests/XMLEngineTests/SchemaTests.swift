import Foundation
import Testing
import XMLEngine

@Suite("Schemas and their cage")
struct SchemaTests {
  @Test(
    "the shipped schemas compile",
    arguments: ["xsd/exchange", "xsd/acknowledgement", "formats/sap-business-one/sap-business-one"])
  func shipped(name: String) throws {
    _ = try Schema(path: repository + "/\(name).xsd")
  }

  @Test("a schema includes parts of its own folder, and only those")
  func includes() throws {
    let part = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='xs:int'/></xs:schema>"
    let path = try temporaryFile("part.xsd", Array(part.utf8))
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    func including(_ location: String, in folder: String) throws -> String {
      let main = folder + "/main.xsd"
      try
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='\(location)'/></xs:schema>"
        .write(toFile: main, atomically: true, encoding: .utf8)
      return main
    }
    let schema = try Schema(path: including("part.xsd", in: folder))
    #expect(try schema.validate(XMLDocument.parse(Array("<a>1</a>".utf8), location: "x")).isEmpty)
    #expect(try schema.validate(XMLDocument.parse(Array("<a>x</a>".utf8), location: "x")).count == 1)
    let below = folder + "/below"
    try FileManager.default.createDirectory(atPath: below, withIntermediateDirectories: true)
    for outside in ["../part.xsd", path, "http://127.0.0.1:9/part.xsd"] {
      let main = try including(outside, in: below)
      #expect(throws: XMLEngineError.self) { try Schema(path: main) }
    }
  }

  @Test("a folder may have any name", arguments: ["sp ace", "umläut", "per%20cent"])
  func oddFolders(name: String) throws {
    let part = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='xs:int'/></xs:schema>"
    let path = try temporaryFile("\(name) main.xsd", [])
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try part.write(toFile: folder + "/part.xsd", atomically: true, encoding: .utf8)
    try "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='part.xsd'/></xs:schema>"
      .write(toFile: folder + "/main.xsd", atomically: true, encoding: .utf8)
    let schema = try Schema(path: folder + "/main.xsd")
    #expect(try schema.validate(XMLDocument.parse(Array("<a>x</a>".utf8), location: "x")).count == 1)
  }

  @Test("an import that cannot be loaded is an error, with the reason")
  func missingImport() throws {
    let text = """
      <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:import namespace='urn:p' schemaLocation='../p.xsd'/>
      <xs:element name='a' type='xs:int'/></xs:schema>
      """
    for (location, reason) in [("../p.xsd", "does not lie in"), ("p.xsd", "cannot be read")] {
      let path = try temporaryFile("main.xsd", Array(text.replacing("../p.xsd", with: location).utf8))
      let error = #expect(throws: XMLEngineError.self) { try Schema(path: path) }
      #expect(error?.code == .schema)
      #expect(try #require(error?.message).contains(reason))
    }
  }

  @Test("a schema goes through the same decoder as a file, so that no encoding hides a DOCTYPE")
  func encodings() throws {
    let body = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='ä' type='xs:int'/></xs:schema>"
    let latin1 = "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + body
    let schema = try Schema(path: temporaryFile("l.xsd", latin1.unicodeScalars.map { UInt8($0.value) }))
    #expect(try schema.validate(XMLDocument.parse(Array("<ä>1</ä>".utf8), location: "x")).isEmpty)
    let hidden = "<?xml version='1.0' encoding='UTF-7'?>+ADw-!DOCTYPE x+AD4-" + body
    let error = #expect(throws: XMLEngineError.self) { try Schema(path: temporaryFile("h.xsd", Array(hidden.utf8))) }
    #expect(try #require(error?.message).contains("UTF-7"))
  }

  @Test(
    "what is no schema is refused with a reason",
    arguments: [
      "<a/>",
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='missing'/></xs:schema>",
      "<!DOCTYPE a><a/>", "",
    ])
  func broken(text: String) throws {
    let path = try temporaryFile("broken.xsd", Array(text.utf8))
    let error = #expect(throws: XMLEngineError.self) { try Schema(path: path) }
    #expect(error?.code == .schema)
    #expect(error?.message.isEmpty == false)
  }

  @Test("what a document hints at in xsi:schemaLocation does not count")
  func hints() throws {
    let text = """
      <Exchange xmlns="urn:test" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="urn:test http://127.0.0.1:9/evil.xsd"><Header><Number>1</Number></Header>
      <Trailer><Count>0</Count></Trailer></Exchange>
      """
    #expect(try readOrders(text).all.isEmpty)
  }

  @Test("a message names the built-in type behind a schema's own")
  func derivedTypes() throws {
    let schema = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:test" targetNamespace="urn:test">
      <xs:simpleType name="Amount"><xs:restriction base="Number"/></xs:simpleType>
      <xs:simpleType name="Number"><xs:restriction base="xs:decimal"/></xs:simpleType>
      <xs:element name="a" type="Amount"/></xs:schema>
      """
    let compiled = try Schema(path: temporaryFile("types.xsd", Array(schema.utf8)))
    let found = try compiled.validate(XMLDocument.parse(Array("<a xmlns='urn:test'>1,5</a>".utf8), location: "x"))
    #expect(found.map(\.message) == ["“1,5” in a is not a decimal number such as 1234.56."])
  }
}
