import Testing
import XMLEngine

@Suite("Writing XML")
struct XMLWriterTests {
  private func written(_ text: String) -> String {
    var xml = XMLWriter()
    xml.start("a", [("k", text)])
    xml.element("b", text)
    xml.finish()
    return String(decoding: xml.drain(), as: UTF8.self)
  }

  @Test(
    "whatever a name or a value holds comes back as text",
    arguments: [
      "plain", "<script>alert(1)</script>", "a & b", "\"quoted\" 'both'", "]]>", "line\nbreak\ttab\rreturn", "Müller 😀",
    ])
  func roundTrip(text: String) throws {
    let document = try XMLDocument.parse(Array(written(text).utf8), location: "test")
    #expect(document.root?.value(at: "b") == text)
    #expect(document.root?.attribute("k") == text)
  }

  @Test("what XML cannot hold is replaced")
  func forbidden() throws {
    let document = try XMLDocument.parse(Array(written("a\u{0}b\u{1B}[31mc\u{FFFE}").utf8), location: "test")
    #expect(document.root?.value(at: "b") == "a\u{FFFD}b\u{FFFD}[31mc\u{FFFD}")
  }

  @Test("elements stand on lines of their own, indented by depth")
  func layout() {
    var xml = XMLWriter()
    xml.start("a")
    xml.element("empty", "")
    xml.element("left-out", nil)
    xml.start("b")
    xml.element("c", "1")
    xml.finish()
    #expect(
      String(decoding: xml.drain(), as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a>
          <empty/>
          <b>
            <c>1</c>
          </b>
        </a>

        """)
  }
}
