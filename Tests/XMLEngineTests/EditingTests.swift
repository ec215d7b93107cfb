import Testing
import XMLEngine

@Suite("Changing a document")
struct EditingTests {
  private func parse(_ text: String) throws -> XMLDocument {
    try XMLDocument.parse(Array(text.utf8), location: "test")
  }

  /// The document without its XML declaration and without the line break at its end.
  private func text(_ document: XMLDocument) throws -> String {
    let lines = String(decoding: try document.serialized(), as: UTF8.self).split(separator: "\n").dropFirst()
    return lines.joined(separator: "\n")
  }

  @Test("a new element is in its parent's namespace, whatever the prefix")
  func namespace() throws {
    let plain = try parse("<a xmlns='urn:x'><b/></a>")
    let prefixed = try parse("<x:a xmlns:x='urn:x'><x:b/></x:a>")
    for document in [plain, prefixed] {
      let root = try #require(document.root)
      let new = try root.insert("c", "1")
      #expect(new.namespace == "urn:x")
    }
    #expect(try text(plain) == "<a xmlns=\"urn:x\"><b/><c>1</c></a>")
    #expect(try text(prefixed) == "<x:a xmlns:x=\"urn:x\"><x:b/><x:c>1</x:c></x:a>")
  }

  @Test("a new element stands where it is put")
  func places() throws {
    let document = try parse("<a> <b/> <c/> </a>")
    let root = try #require(document.root)
    let second = try #require(root.child("b"))
    let third = try #require(root.child("c"))
    try root.insert("first", "", .first)
    try root.insert("before", "", .before(second))
    try root.insert("after", "", .after(third))
    try root.insert("last", "", .last)
    #expect(root.children.map(\.name) == ["first", "before", "b", "c", "after", "last"])
    let empty = try root.insert("empty")
    try empty.insert("only", "", .first)
    #expect(empty.children.map(\.name) == ["only"])
  }

  @Test(
    "text is never markup",
    arguments: ["a & b", "&lt;", "&#65;", "<b/>", "]]>", "\"'", " a\n b ", "ü\u{1F4E6}", "a\rb\tc", ""])
  func texts(text value: String) throws {
    let document = try parse("<a k='1'><b>old<i/>older</b></a>")
    let root = try #require(document.root)
    try #require(root.child("b")).setText(value)
    try root.insert("c", value)
    try root.setAttribute("k", to: value)
    try root.setAttribute("new", to: value)
    let again = try #require(try XMLDocument.parse(document.serialized(), location: "again").root)
    #expect(again.child("b")?.text == value)
    #expect(again.child("c")?.text == value)
    #expect(again.attribute("k") == value)
    #expect(again.attribute("new") == value)
    #expect(again.children.map(\.name) == ["b", "c"])
  }

  @Test("what XML cannot hold becomes U+FFFD")
  func impossible() throws {
    let document = try XMLDocument(root: "a", namespace: "")
    let root = try #require(document.root)
    try root.setText("a\u{0}b\u{1}c\u{FFFE}")
    try root.setAttribute("k", to: "\u{0}")
    #expect(try text(document) == "<a k=\"\u{FFFD}\">a\u{FFFD}b\u{FFFD}c\u{FFFD}</a>")
  }

  @Test("attributes and elements go, and an element that went can still be read")
  func removing() throws {
    let document = try parse("<a xmlns='urn:x' k='1' l='2'><b><c>text</c></b><d/></a>")
    let root = try #require(document.root)
    let gone = try #require(root.child("b"))
    gone.remove()
    try root.setAttribute("k", to: nil)
    try root.setAttribute("never-there", to: nil)
    #expect(try text(document) == "<a xmlns=\"urn:x\" l=\"2\"><d/></a>")
    #expect(gone.child("c")?.text == "text")
  }

  @Test("a copy is a document of its own")
  func copy() throws {
    let document = try parse("<a xmlns='urn:x'><b>1</b></a>")
    let copy = try document.copy()
    try #require(copy.root?.child("b")).setText("2")
    #expect(document.root?.child("b")?.text == "1")
    #expect(try text(copy) == "<a xmlns=\"urn:x\"><b>2</b></a>")
  }

  @Test("a new document has its namespace")
  func new() throws {
    let document = try XMLDocument(root: "a", namespace: "urn:x")
    try #require(document.root).insert("b", "1")
    #expect(try text(document) == "<a xmlns=\"urn:x\"><b>1</b></a>")
  }
}
