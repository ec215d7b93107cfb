import Testing

@testable import Console

@Suite("What an address asks for")
struct RequestTargetTests {
  @Test(
    "a path is read step by step",
    arguments: [
      ("/", []), ("/rejected", ["rejected"]), ("/rejected/", ["rejected"]),
      ("/entities/Customer/K-1", ["entities", "Customer", "K-1"]),
      ("/entities/Order/2026%2F0815", ["entities", "Order", "2026/0815"]), ("/a/M%C3%BCller", ["a", "Müller"]),
      ("/a/1+1", ["a", "1+1"]), ("http://kontor.example:8080/held?x=1", ["held"]), ("/a#b", ["a"]),
    ])
  func path(written: String, steps: [String]) {
    #expect(RequestTarget(written)?.path == steps)
  }

  @Test(
    "what no page could have is refused",
    arguments: [
      "", "*", "rejected", "//", "//evil.example/", "/a//b", "/.", "/..", "/a/../b", "/a/%2e%2E/b", "/a%00b", "/a%0Ab",
      "/a%7F",
      "/%FF", "/%C0%AF", "/%4", "/%", "/%zz", "/%+1", "/%-1", "ftp://x/a", "http:/a", "http://x",
    ])
  func refused(written: String) {
    #expect(RequestTarget(written) == nil)
  }

  @Test("the query is read as a form is")
  func query() {
    #expect(RequestTarget("/?a=1&b=two+words&b=%C3%A4#c")?.query.pairs.map(\.value) == ["1", "two words", "ä"])
    #expect(RequestTarget("/a?")?.query == Fields())
  }

  @Test("a pattern takes its steps out of a path")
  func pattern() {
    let pattern = PathPattern("/entities/{entity}/{key}")
    #expect(pattern.parameters(of: ["entities", "Order", "1/2"]) == ["entity": "Order", "key": "1/2"])
    #expect(pattern.parameters(of: ["entities", "Order"]) == nil)
    #expect(pattern.parameters(of: ["held", "Order", "1"]) == nil)
    #expect(PathPattern("/").parameters(of: []) == [:])
    #expect(pattern.wordCount == 1)
  }
}
