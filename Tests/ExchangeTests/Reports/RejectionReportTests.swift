import Foundation
import Testing
import XMLEngine

@testable import Exchange

@Suite("The report on a rejected file")
struct RejectionReportTests {
  static let samples: [(name: String, sample: ReportSample)] = [
    ("partly", .partly), ("cut-off", .cutOff), ("hostile", .hostile), ("crowded", .crowded),
  ]

  @Test("is the recorded one", arguments: ["partly", "cut-off", "hostile", "crowded"], Language.allCases)
  func recorded(name: String, language: Language) throws {
    let sample = try #require(Self.samples.first { $0.name == name }?.sample)
    let report = try sample.report(language)
    try Recorded.expect(report.text(), in: "Tests/Recorded/\(name).\(language.rawValue).txt")
    try Recorded.expect(report.html(), in: "Tests/Recorded/\(name).\(language.rawValue).html")
  }

  @Test("lets nothing from a file become markup, a request or a terminal's command", arguments: Language.allCases)
  func hostile(language: Language) throws {
    let report = try ReportSample.hostile.report(language)
    let html = report.html()
    // Every tag is one of ours, and none has an attribute that could load or run something.
    let known: Set = [
      "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section",
      "article",
      "div", "h1", "h2", "h3", "h4", "p", "span", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "mark",
      "ol",
      "li", "a", "br", "details", "summary",
    ]
    for tag in html.matches(of: /<\/?([^\s>\/]*)([^>]*)>/) {
      #expect(known.contains(String(tag.1)), "\(tag.0)")
      for attribute in tag.2.matches(of: /([\w-]+)="/) {
        #expect(
          [
            "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "role", "tabindex", "scope",
            "aria-hidden", "aria-label", "aria-labelledby",
          ].contains(String(attribute.1)), "\(tag.0)")
      }
    }
    #expect(!html.contains(/href="[^#]/) && !html.contains("url(") && !html.contains("@import"))
    for text in [html, report.text()] {
      let harmful = text.unicodeScalars.filter {
        $0 != "\n" && ($0.value < 32 || (0x7F...0x9F).contains($0.value) || $0.properties.isBidiControl)
      }
      #expect(harmful.isEmpty)
    }
    #expect(report.text().contains("\\u{202E}") && html.contains("&lt;script&gt;"))
  }

  @Test("is a well-formed document with one main heading and a language", arguments: Language.allCases)
  func structure(language: Language) throws {
    for (_, sample) in Self.samples {
      let html = try sample.report(language).html()
      #expect(html.components(separatedBy: "<h1>").count == 2)
      for landmark in ["<header>", "<main>", "<footer>"] { #expect(html.contains(landmark)) }
      #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
      #expect(!html.contains(/<th>/))
      let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
      for name in html.matches(of: /(?:labelledby="|href="#)([^"]+)"/) { #expect(ids.contains(String(name.1))) }
      // But for the elements that HTML leaves open, it is XML too.
      let closed = html.replacing("<!DOCTYPE html>", with: "").replacing("<br>", with: "<br/>")
        .replacing(/<meta ([^>]*)>/) { "<meta \($0.1)/>" }
      #expect(throws: Never.self) { try XMLDocument.parse(Array(closed.utf8), location: "report.html") }
    }
  }

  @Test("lists what is wrong in the same way once, with each place")
  func grouping() throws {
    let content = ReportContent(try ReportSample.partly.report(.english))
    #expect(content.problems.map(\.code) == ["value-invalid", "code-unknown", "value-invalid"])
    #expect(content.problems[0].count == "3 times")
    #expect(content.problems[0].others?.rows.map { $0[0] } == ["17: Order SO-4717", "18: Order SO-4718"])
    #expect(content.problems[0].place.last == "in the reject file the record begins in line 5")
    #expect(content.problems[1].others == nil)
  }

  @Test("hides masked values in sentences, values and excerpts")
  func masked() throws {
    var sample = ReportSample.partly
    let iban = "DE12500105170648489890"
    sample.records[0].issues.append(
      Exchange.Issue(
        Diagnostic(
          .valueInvalid, at: sample.place("<Iban", 3), path: "/Exchange/Order[3]/Iban[1]", value: iban,
          expected: "the form [A-Z]{2}", "“\(iban)” in Iban does not have the required form.")))
    sample.records[0].issues.append(
      Exchange.Issue(
        Diagnostic(.schemaRule, path: "/Exchange/Order[3]", "Iban: The value '\(iban)' is not what it should be.")))
    sample.records[0].issues.append(
      Exchange.Issue(
        .mappingInvalid, phase: .mapping, path: "/Exchange/Order[3]", value: iban, "“\(iban)” in Iban is bad."))
    for language in Language.allCases {
      let (open, hidden) = (try sample.report(language), try sample.report(language, masked: ["Iban"]))
      for (before, after) in [(open.text(), hidden.text()), (open.html(), hidden.html())] {
        #expect(before.contains(iban) && !after.contains(iban))
        #expect(after.contains("•••") && after.contains("zwei"))
      }
    }
  }

  @Test("names first what helps: the mapping's fault is not for the sender to correct")
  func ways() throws {
    var sample = ReportSample.cutOff
    sample.interchange.advice = .wait
    sample.issues = [Exchange.Issue(.mappingInvalid, phase: .mapping, "The mapping is wrong.")]
    let ways = ReportContent(try sample.report(.english)).ways
    #expect(ways[0].command == "kontor reprocess 01KAVB0QZ3M7T2XA")
    #expect(ways.compactMap(\.command).contains("kontor edit 01KAVB0QZ3M7T2XA"))
    #expect(ReportContent(try ReportSample.cutOff.report(.english)).ways[0].title == "Have the file sent again")
    let correct = ReportContent(try ReportSample.partly.report(.german)).ways[0]
    #expect(correct.text.contains("inbox/crm") && correct.text.contains("01KAVB0QZ3M7T2XA-orders-2026-11-24.xml"))
  }

  @Test("stays readable with hundreds of records that are wrong in the same way")
  func many() throws {
    var sample = ReportSample.partly
    let issue = sample.records[0].issues[0]
    sample.records = (1...500).map { number in
      var issue = issue
      issue.path = "/Exchange/Order[\(number)]/Quantity[1]"
      let start = Position(line: number, column: 1, byteOffset: 0)
      return (
        RecordOutcome(position: number, entity: "Order", key: "\(number)", verdict: .rejected, start: start), [issue]
      )
    }
    sample.more = 7
    let text = try sample.report(.english).text()
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 100)
    #expect(text.contains("500 times") && text.contains("479 more") && text.contains("7 more rejected records"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 160 })
    let html = try sample.report(.english).html()
    #expect(html.contains("<details>") && html.contains("500: Order 500"))
  }
}
