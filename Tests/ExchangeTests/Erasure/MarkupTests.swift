import Testing

@testable import Exchange

@Suite("Markup as it stands in bytes")
struct MarkupTests {
  private func children(of text: String) -> [String] {
    let markup = Markup(bytes: Array(text.utf8))
    var found: [String] = []
    markup.walk { element, depth in
      if depth == 1 { found.append("\(element.name)=\(markup.text(of: element))") }
    }
    return found
  }

  @Test(
    "children of the root with what they say",
    arguments: [
      ("<r><a>1</a><b x='>'>2 &amp; 3</b></r>", ["a=1", "b=2 & 3"]),
      ("<?xml version='1.0'?><!-- <a>0</a> --><r><x:a><![CDATA[<1>]]></x:a></r>", ["a=<1>"]),
      ("<r><a/><b>&#75;&#x2D;1</b></r>", ["a=", "b=K-1"]),
      // What no parser takes has elements too.
      ("<r><a>1 < 2</a><b>not closed", ["a=1 < 2", "b=not closed"]),
      ("<r><a>1</c></a><b a=1 b>2</b></r>", ["a=1", "b=2"]),
      ("<r", []), ("<", []), ("", []), ("<r><!-- no end", []),
    ])
  func walk(text: String, expected: [String]) {
    #expect(children(of: text) == expected)
  }
}
