import Foundation
import Testing

@Suite("kontor validate")
struct ValidateTests {
  let site: Site

  init() throws {
    site = try Site()
  }

  @Test("a valid file is said to be valid and leaves no trace")
  func valid() throws {
    let run = try site.run("validate", Site.example("crm/1003-orders.xml"))
    #expect(run.code == 0)
    #expect(run.out == Site.example("crm/1003-orders.xml") + ": valid, 4 records\n")
    #expect(try site.run("list").out == "none\n")
  }

  @Test("an error stands at its line, above its source line, a caret and what was expected")
  func error() throws {
    try FileManager.default.copyItem(atPath: Site.example("bad/unknown-country.xml"), toPath: site.path + "/a.xml")
    let run = try site.run("validate", "a.xml")
    #expect(run.code == 1)
    #expect(
      run.out == """
        a.xml:19:7: error: “Deutschland” in Country is not an ISO 3166 country code; did you mean DE? [code-unknown]
                <Country>Deutschland</Country>
                ^
          expected: DE (Germany)
        a.xml: 1 error in 1 of 2 records

        """)
  }

  @Test(
    "files that look unusual and are right pass",
    arguments: [
      "utf-16", "windows-1252", "iso-8859-1", "utf-8-bom", "minified", "namespace-prefix", "comments-and-cdata",
    ])
  func unusual(name: String) throws {
    #expect(try site.run("validate", Site.example("unusual/\(name).xml")).code == 0)
  }

  @Test("what does not fit the receiver is told ahead, at its line")
  func receiver() throws {
    let shipped = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    let pack = "    pack: formats/sap-business-one\n"
    try site.write(shipped.replacing(pack, with: pack + "    encoding: US-ASCII\n"), to: "kontor.yaml")
    let name = Site.example("crm/1003-orders.xml")
    let run = try site.run("validate", name)
    #expect(run.code == 1)
    #expect(
      run.out.contains("1003-orders.xml:13:5: error: “ü” (U+00FC) and “ß” (U+00DF) in Name cannot be written for erp"))
    #expect(run.out.contains("[character-unmappable]"))
  }

  @Test("a document is shown in JSON as text, whatever its encoding")
  func documentText() throws {
    let shipped = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    let pack = "    pack: formats/sap-business-one\n"
    try site.write(shipped.replacing(pack, with: pack + "    encoding: ISO-8859-1\n"), to: "kontor.yaml")
    let run = try site.run("map", "--json", Site.example("crm/1003-orders.xml"))
    #expect(run.code == 0)
    #expect(run.out.contains("encoding=\\\"ISO-8859-1\\\""))
    #expect(run.out.contains("Dresdner Orgelbau Kühn &amp; Weißflog OHG"))
  }

  @Test(
    "files that are not right do not pass",
    arguments: [
      ("empty", "empty"), ("gzipped", "not-xml"), ("truncated", "cut-off"), ("wrong-count", "record-count"),
      ("id-too-long-for-erp", "mapping-failed"), ("unknown-root", "root-unknown"), ("nul-filled", "nul-bytes"),
      ("doctype-entities", "doctype"), ("one-bad-record", "value-invalid"),
    ])
  func bad(name: String, code: String) throws {
    let run = try site.run("validate", Site.example("bad/\(name).xml"))
    #expect(run.code == 1)
    #expect(run.out.contains("[\(code)]"))
  }

  @Test(
    "schema only leaves out code lists, the count and the mapping",
    arguments: ["unknown-country", "wrong-count", "id-too-long-for-erp"])
  func schemaOnly(name: String) throws {
    #expect(try site.run("validate", "--schema-only", Site.example("bad/\(name).xml")).code == 0)
    #expect(try site.run("validate", Site.example("bad/\(name).xml")).code == 1)
  }

  @Test("standard input is a file like any other")
  func standardInput() throws {
    let run = try Program.run(["validate", "-"], in: site.path, input: Site.example("bad/bad-date.xml"))
    #expect(run.code == 1)
    #expect(run.out.hasPrefix("<stdin>:11:5: error: "))
  }

  @Test("a file that cannot be read ends with exit 66, and the others are still judged")
  func unreadable() throws {
    let run = try site.run("validate", "nosuch.xml", Site.example("crm/1003-orders.xml"))
    #expect(run.code == 66)
    #expect(run.err == "kontor: nosuch.xml: no such file or directory; name a file that exists\n")
    #expect(run.out.contains("valid, 4 records"))
  }

  @Test("no more errors are printed than asked for, and all are counted")
  func limit() throws {
    let run = try site.run("validate", "--limit", "2", Site.example("bad/several-errors-in-one-record.xml"))
    #expect(run.out.components(separatedBy: ": error: ").count - 1 == 2)
    #expect(run.out.contains("and 2 more"))
    #expect(run.out.contains("4 errors in 1 of 3 records"))
  }

  @Test("what a file says never reaches the terminal raw", arguments: ["\u{1B}[31m", "\u{202E}", "\u{9B}2J", "\u{7F}"])
  func harmless(text: String) throws {
    let header = "<Header><Sender>\(text)</Sender><Receiver>\(text)</Receiver><ControlNumber>\(text) </ControlNumber>"
    let file = """
      <Exchange xmlns="urn:kontor:exchange:1">\(header)<CreationTime>\(text)</CreationTime></Header>
      <Nonsense>\(text)</Nonsense></Exchange>
      """
    try site.write(file, to: "h.xml")
    for json in [false, true] {
      let run = json ? try site.run("validate", "h.xml", "--json") : try site.run("validate", "h.xml")
      #expect(run.code == 1)
      #expect(!(run.out + run.err).unicodeScalars.contains { text.unicodeScalars.contains($0) && !$0.isPrintable })
    }
  }

  @Test("a long line is cut around the place, and the caret still points at it")
  func longLine() throws {
    let filler = String(repeating: "<!-- ü -->", count: 500)
    let source = try String(contentsOfFile: Site.example("bad/bad-date.xml"), encoding: .utf8)
      .replacing("<IssueDate>2026-02-30</IssueDate>", with: filler + "<IssueDate>2026-02-30</IssueDate>" + filler)
    try site.write(source, to: "long.xml")
    let lines = try site.run("validate", "long.xml").lines
    let caret = try #require(lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) })
    #expect(lines[1].count <= 162)
    #expect(String(lines[1].dropFirst(caret)).hasPrefix("<IssueDate>2026-02-30"))
  }

  @Test("a masked value is neither told nor shown with its line, in words and in JSON")
  func masked() throws {
    let configuration = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write("mask: [IssueDate]\n" + configuration, to: "kontor.yaml")
    let words = try site.run("validate", Site.example("bad/bad-date.xml"))
    #expect(words.code == 1)
    #expect(words.out.contains("“•••” in IssueDate is not"))
    let json = try site.run("validate", "--json", Site.example("bad/bad-date.xml"))
    #expect(json.out.contains("\"value\":\"•••\""))
    #expect(!(words.out + words.err + json.out + json.err).contains("2026-02-30"))

    try site.write("mask: [IssuDate]\n" + configuration, to: "kontor.yaml")
    let check = try site.run("check")
    #expect(check.code == 78)
    #expect(check.out.contains("kontor.yaml:1:8: error: no schema declares an element or attribute \"IssuDate\""))
    #expect(check.out.contains("did you mean \"IssueDate\"?"))
  }

  @Test("JSON holds every fact of an error")
  func json() throws {
    let run = try site.run("validate", "--json", Site.example("bad/bad-date.xml"))
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    #expect(report["valid"] as? Bool == false)
    #expect(report["format"] as? String == "exchange")
    let issue = try #require((report["issues"] as? [[String: Any]])?.first)
    #expect(issue["line"] as? Int == 11)
    #expect(issue["code"] as? String == "value-invalid")
    #expect(issue["value"] as? String == "2026-02-30")
    #expect(issue["path"] as? String == "/Exchange/Order[1]/IssueDate[1]")
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool { (0x20..<0x7F).contains(value) }
}
