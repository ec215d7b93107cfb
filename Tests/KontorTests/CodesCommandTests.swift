import Foundation
import Testing

@Suite("kontor codes")
struct CodesCommandTests {
  @Test("explains a code in the language that is asked for, without a configuration")
  func one() throws {
    let site = try Site(initialised: false)
    let english = try site.run("codes", "value-invalid")
    #expect(english.code == 0)
    #expect(english.lines[0] == "value-invalid  Value not allowed")
    #expect(english.lines.contains { $0.hasPrefix("what to do  Write a value") })
    let german = try site.run("codes", "VALUE-INVALID", "--language", "de")
    #expect(german.code == 0)
    #expect(german.lines[0] == "value-invalid  Wert nicht erlaubt")
    #expect(german.lines.contains { $0.hasPrefix("was zu tun ist  Tragen Sie") })
    #expect(german.lines.allSatisfy { $0.count <= 100 })
  }

  @Test("lists all of them, and writes the page of the documentation")
  func all() throws {
    let site = try Site(initialised: false)
    let list = try site.run("codes")
    #expect(list.lines.contains { $0.hasPrefix("  attempt-outdated ") && $0.hasSuffix("  Somebody was first") })
    let page = try String(contentsOfFile: Program.package + "/docs/codes.md", encoding: .utf8)
    #expect(try site.run("codes", "--format", "markdown").out == page)
    let section = try site.run("codes", "cut-off", "--format", "markdown").out
    #expect(section.hasPrefix("### cut-off\n") && page.contains(section))
  }

  @Test("says the same in JSON")
  func json() throws {
    struct Code: Decodable {
      struct Standard: Decodable {
        var scheme: String
        var code: String
      }
      var code: String
      var phase: String
      var severity: String
      var responsible: String
      var cause: String
      var remedy: String
      var standards: [Standard]
    }
    let site = try Site(initialised: false)
    let one = try JSONDecoder().decode(Code.self, from: Data(try site.run("codes", "record-count", "--json").out.utf8))
    #expect(one.phase == "envelope" && one.severity == "error" && one.responsible == "sender")
    #expect(one.standards.map(\.scheme) == ["EDIFACT-CONTRL", "X12-997"])
    let all = try JSONDecoder().decode(
      [String: [Code]].self, from: Data(try site.run("codes", "--format", "json").out.utf8))
    #expect(all["codes"]?.count == Set(all["codes"]?.map(\.code) ?? []).count)
    #expect(all["codes"]?.contains { $0.code == "desk-only" } == true)
  }

  @Test("refuses a code that does not exist, and names the nearest one")
  func unknown() throws {
    let run = try Site(initialised: false).run("codes", "kye-duplicate")
    #expect(run.code == 2)
    #expect(run.err.contains("did you mean key-duplicate?"))
  }
}
