import Testing
import XMLEngine

@Suite("Documents and their elements")
struct DocumentTests {
  private func parse(_ text: String) throws -> XMLDocument {
    try XMLDocument.parse(Array(text.utf8), location: "test")
  }

  @Test("a copy keeps the prefixes that only its text uses")
  func prefixesInText() throws {
    let document = try parse(
      "<r xmlns='urn:r' xmlns:p='urn:p' xmlns:x='urn:x'><a x:type='p:T'/><b xmlns:p='urn:other' x:type='p:T'/></r>")
    let root = try #require(document.root)
    let first = try #require(root.child("a"))
    let second = try #require(root.child("b"))
    func text(_ document: XMLDocument) throws -> String { String(decoding: try document.serialized(), as: UTF8.self) }
    #expect(try text(document.extracting(first)).contains("xmlns:p=\"urn:p\""))
    #expect(try text(document.extracting(second)).contains("xmlns:p=\"urn:other\""))
    #expect(try text(XMLDocument.wrapping(first, in: "Records")).contains("xmlns:p=\"urn:p\""))
    let joined = try parse("<r xmlns='urn:r' xmlns:p='urn:third'/>")
    joined.append(document)
    #expect(try text(joined).split(separator: "<").first { $0.hasPrefix("a ") }?.contains("xmlns:p=\"urn:p\"") == true)
  }

  @Test(
    "a token is what a schema takes it for",
    arguments: [("DE", "DE"), (" lead\n", "lead"), ("\t a \r\n b ", "a b"), ("", ""), ("a\u{A0}b", "a\u{A0}b")])
  func token(text: String, token: String) throws {
    let element = try #require(try parse("<a>\(text.replacing("\r", with: "&#13;"))</a>").root)
    #expect(element.token == token)
  }
}
