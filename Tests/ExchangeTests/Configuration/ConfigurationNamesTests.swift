import Testing

@testable import Exchange

@Suite("Names in a configuration")
struct ConfigurationNamesTests {
  @Test(
    "the nearest name is offered",
    arguments: [
      ("recrods", "records"), ("Records", "records"), ("inbx", "inbox"), ("otbox", "outbox"), ("xinbox", "inbox"),
    ])
  func nearest(name: String, expected: String) {
    #expect(NearestName.of(name, among: ["inbox", "outbox", "records"]) == expected)
  }

  @Test("a name that is like none gets no offer", arguments: ["", "colour", "in", "recordings of birds"])
  func farAway(name: String) {
    #expect(NearestName.of(name, among: ["inbox", "outbox", "records"]) == nil)
  }

  @Test(
    "edits are counted, a swap of neighbours as one",
    arguments: [("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3)])
  func distance(left: String, right: String, expected: Int) {
    #expect(NearestName.editDistance(Array(left), Array(right)) == expected)
    #expect(NearestName.editDistance(Array(right), Array(left)) == expected)
  }

  @Test("a template is filled in")
  func fill() throws {
    let template = try NameTemplate("{date}_{sequence}-{entity}-{key}.xml")
    let values: [NameTemplate.Variable: String] = [
      .date: "20261124", .sequence: "000017", .entity: "Order", .key: "SO-4711",
    ]
    #expect(template.name { values[$0] ?? "" } == "20261124_000017-Order-SO-4711.xml")
  }

  @Test(
    "no value leads out of the folder or hides the file",
    arguments: [
      ("../../etc/passwd", "_.._.._etc_passwd-1.xml"), (".hidden", "_.hidden-1.xml"), ("a\nb\0c", "a_b_c-1.xml"),
      ("Müller & Söhne", "M_ller___S_hne-1.xml"), ("-rf", "_-rf-1.xml"),
      (String(repeating: "k", count: 300), String(repeating: "k", count: 60) + "-1.xml"),
    ])
  func hostileKey(key: String, expected: String) throws {
    let template = try NameTemplate("{key}-{sequence}.xml")
    #expect(template.name { $0 == .key ? key : "1" } == expected)
  }

  @Test(
    "a path is element names and perhaps an attribute",
    arguments: [("Header/Sender", ["Header", "Sender"], nil), ("Kopf/@nr", ["Kopf"], "nr"), ("@nr", [], "nr")]
      as [(String, [String], String?)])
  func path(text: String, steps: [String], attribute: String?) throws {
    let path = try #require(ElementPath(text))
    #expect(path == ElementPath(steps: steps, attribute: attribute))
    #expect(path.description == text)
  }

  @Test(
    "a path that begins with a slash names the root, and may end there",
    arguments: [("/Order", "Order", []), ("/Sync/DataArea/Party", "Sync", ["DataArea", "Party"])]
      as [(String, String, [String])])
  func rootedPath(text: String, root: String, steps: [String]) throws {
    let path = try #require(ElementPath(text))
    #expect(path == ElementPath(root: root, steps: steps))
    #expect(path.description == text)
  }

  @Test(
    "anything more is no path",
    arguments: [
      "", "/", "//", "//a", "/@a", "/a/", "/a//b", "a/", "a//b", "a:b", "*", "a[1]", "@", "@a/b", "a/@b/c", "1a",
    ])
  func noPath(text: String) {
    #expect(ElementPath(text) == nil)
  }
}
