import Console
import Exchange
import Testing

@Suite("Markup")
struct MarkupTests {
  @Test("whatever came out of a file is text, in elements and in attributes")
  func escaping() {
    let html = p(.id(Sample.hostile)) { Sample.hostile }.html
    #expect(!html.contains("<script"))
    #expect(!html.dropFirst(3).dropLast(4).contains("'"))
    #expect(html.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;"))
    #expect(html.contains("&amp;amp;"), "an ampersand is one, whatever follows")
  }

  @Test(
    "what would vanish, or turn the line round, is shown by a mark of its own",
    arguments: [
      ("\u{0}", "\u{2400}"), ("\u{1B}", "\u{241B}"), ("\r", "\u{240D}"), ("\u{7F}", "\u{2421}"), ("\u{85}", "\u{FFFD}"),
      ("\u{202E}", "\u{FFFD}"), ("\u{2066}", "\u{FFFD}"), ("\u{200F}", "\u{FFFD}"), ("\u{FEFF}", "\u{FFFD}"),
    ])
  func controls(character: String, shown: String) {
    #expect(Markup("a\(character)b").html == "a\(shown)b")
  }

  @Test("a carriage return before a line break does not hide in it")
  func carriageReturn() {
    #expect(Markup("a\r\nb").html == "a\u{240D}\nb")
  }

  @Test("pieces stand behind each other, and those that are not there leave nothing")
  func builder() {
    let no: String? = nil
    let html = div(.class("x"), no.map { .id($0) }) {
      "1 < 2"
      if let no { b(no) }
      for name in ["a", "b"] { code(name) }
    }.html
    #expect(html == #"<div class="x">1 &lt; 2<code>a</code><code>b</code></div>"#)
    #expect(input(.required, .name("q")).html == #"<input required name="q">"#)
  }
}

@Suite("Links")
struct LinkTests {
  @Test(
    "nothing that is put into a link gets out of its step",
    arguments: [
      "//evil.example/", "javascript:alert(1)", "..", "a/b", "?q=1", "#x", "ü", "\" onclick=", "a b", "%2F", "\r\nx: y",
    ])
  func steps(text: String) {
    let link = Link("entities", "Customer", text, query: Fields([("q", text)]), at: text).text
    #expect(link.hasPrefix("/entities/Customer/"))
    #expect(link.split(separator: "/", omittingEmptySubsequences: false).count == 4)
    #expect(link.filter { $0 == "?" }.count == 1 && link.filter { $0 == "#" }.count == 1)
    #expect(link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 })
  }

  @Test("the address of a request never becomes another host's")
  func requests() {
    #expect(Link(WebRequest(.get, path: ["", "evil.example"])).text == "/evil.example")
    #expect(Link(WebRequest(.get, path: [])).text == "/")
    #expect(
      Link(WebRequest(.get, path: ["a", "ü"], query: Fields([("q", "1 2")]))).text == "/a/%C3%BC?q=1%202")
    #expect(Link.overview.text == "/")
    #expect(Link("entities", "Order", "").text == "/entities/Order")
  }
}
