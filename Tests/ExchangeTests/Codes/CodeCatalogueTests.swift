import Foundation
import Testing
import XMLEngine

@testable import Exchange

@Suite("The catalogue of codes")
struct CodeCatalogueTests {
  static let codes = Diagnostic.Code.allCases.map(\.rawValue) + IssueCode.allCases.map(\.rawValue)

  @Test("has one entry for every code, under its own name", arguments: codes)
  func entry(code: String) throws {
    let entry = try #require(CodeCatalogue.entry(for: code))
    #expect(entry.code == code)
    #expect(CodeCatalogue.all.count { $0.code == code } == 1)
    for language in Language.allCases {
      for text in [entry.cause[language], entry.remedy[language]] {
        #expect(text.hasSuffix("."), "\(text)")
        #expect(text.count > 10)
      }
      #expect(!entry.title[language].isEmpty && !entry.title[language].hasSuffix("."))
    }
    #expect(entry.title.english != entry.title.german && entry.cause.english != entry.cause.german)
  }

  @Test("tells the phase of a diagnostic as the engine's codes do", arguments: Diagnostic.Code.allCases)
  func phase(code: Diagnostic.Code) {
    #expect(CodeCatalogue.entry(for: code).phase == code.phase)
  }

  @Test("has German sentences that read well with and without what an issue bears", arguments: codes)
  func sentence(code: String) throws {
    let template = try #require(CodeCatalogue.entry(for: code)).german
    // Every gap can stay empty, and is one that can be filled.
    let bare = template.filled(value: nil, expected: nil, element: nil)
    let full = template.filled(value: "V", expected: "E", element: "N")
    for sentence in [bare, full] {
      #expect(!sentence.contains { "[]{}".contains($0) }, "\(sentence)")
      #expect(sentence.hasSuffix("."))
      #expect(!sentence.contains("  ") && !sentence.contains(" .") && !sentence.contains(" ,"), "\(sentence)")
    }
  }

  @Test("fills a sentence with a value without looking into the value")
  func hostileValue() {
    let template = SentenceTemplate("A[ „{value}“] b[: {expected}].")
    #expect(template.filled(value: "{expected}[x]", expected: nil, element: nil) == "A „{expected}[x]“ b.")
    #expect(template.filled(value: nil, expected: "]{value}", element: nil) == "A b: ]{value}.")
  }

  @Test("is what docs/codes.md says")
  func recordedPage() throws {
    try Recorded.expect(CodePage(.english).text(), in: "docs/codes.md")
  }

  @Test("tells cause and remedy of every code on its page", arguments: Language.allCases)
  func page(language: Language) throws {
    let sections = CodePage(language).text().components(separatedBy: "\n### ").dropFirst()
    #expect(sections.count == Self.codes.count)
    for code in Self.codes {
      let entry = try #require(CodeCatalogue.entry(for: code))
      let section = try #require(sections.first { $0.hasPrefix(code + "\n") })
      let plain = section.replacing("&amp;", with: "&").replacing("&lt;", with: "<")
      #expect(plain.contains(entry.cause[language]) && plain.contains(entry.remedy[language]), "\(code)")
      for standard in entry.standards { #expect(plain.contains(standard.description)) }
    }
  }

  @Test("knows both neighbours where both standards have one, and tells the nearer one in acknowledgements")
  func neighbours() throws {
    #expect(CodeCatalogue.entry(for: IssueCode.replay).standards.map(\.scheme) == ["X12-TA1", "EDIFACT-CONTRL"])
    let issue = Exchange.Issue(.recordCount, phase: .envelope, "")
    #expect(StandardCode.nearest(to: issue)?.scheme == "EDIFACT-CONTRL")
    #expect(StandardCode.nearest(to: issue)?.code == "29")
    #expect(StandardCode.nearest(to: Exchange.Issue(stored: "gone", .error, phase: .intake, "")) == nil)
  }

  /// Only what reads rows back takes a code as text, and what hides the values of an issue that was told already.
  @Test("is of all codes that are ever told")
  func noOtherCodes() throws {
    let sources = Recorded.package.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    #expect(files.count > 100)
    let readers = try files.filter { try String(contentsOf: $0, encoding: .utf8).contains(/\bstored(: | )code\b/) }
      .map(\.lastPathComponent).sorted()
    #expect(readers == ["FileReport.swift", "Issue+Row.swift", "Issue.swift", "SideLine+Rows.swift"])
    for file in files where file.lastPathComponent != "Issue.swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains(/\.code = "|Issue\(\s*(stored: )?"/), "\(file.lastPathComponent)")
    }
  }
}

@Suite("German expectations")
struct GermanExpectationTests {
  @Test(
    "are translated where their form is known",
    arguments: [
      ("one of A, B", "einer der Werte A, B"), ("at most 35 characters", "höchstens 35 Zeichen"),
      ("35 characters", "35 Zeichen"), ("at least 1 characters", "mindestens 1 Zeichen"),
      ("at least 0", "mindestens 0"),
      ("at most 2 decimal places", "höchstens 2 Nachkommastellen"), ("at most 99", "höchstens 99"),
      ("the form [A-Z]{2}", "die Form [A-Z]{2}"), ("crm or erp", "crm oder erp"), ("a, b or c", "a, b oder c"),
      ("at most 1048576 bytes in one piece", "höchstens 1048576 Bytes am Stück"),
      ("a date such as 2026-11-23", "ein Datum wie 2026-11-23"), ("DE (Germany)", "DE (Germany)"),
      ("Quantity, Unit", "Quantity, Unit"), ("one word or two words", "one word or two words"), ("", ""),
    ])
  func known(english: String, german: String) {
    #expect(GermanExpectation.of(english) == german)
  }
}
