import Testing
import XMLEngine

@testable import Exchange

@Suite("Words of an issue")
struct IssueWordsTests {
  private static let date = Exchange.Issue(
    Diagnostic(
      .valueInvalid, at: Position(line: 14, column: 5, byteOffset: 300), path: "/Exchange/Order[1]/IssueDate[1]",
      value: "24.11.2026", expected: "a date such as 2026-11-23",
      "“24.11.2026” in IssueDate is not a date such as 2026-11-23."))

  @Test("say what is wrong, what was expected and what to do, in both languages")
  func languages() {
    let english = IssueWords(Self.date, in: .english)
    #expect(english.title == "Value not allowed")
    #expect(english.sentence == "“24.11.2026” in IssueDate is not a date such as 2026-11-23.")
    #expect(english.responsible == .sender)
    let german = IssueWords(Self.date, in: .german)
    #expect(german.sentence.contains("„24.11.2026“"))
    #expect(german.expected == "ein Datum wie 2026-11-23")
    #expect(german.remedy != english.remedy)
    #expect(Self.date.line == 14)
    #expect(Self.date.column == 5)
  }

  @Test("hide values from those who may not see them", arguments: Language.allCases)
  func hidden(language: Language) {
    let words = IssueWords(Self.date, in: language, hidingValues: true)
    #expect(!words.sentence.contains("24.11.2026"))
    #expect(words.sentence.contains("•••"))
    #expect(words.expected?.contains("2026-11-23") == true)
    var quoted = Self.date
    quoted.value = nil
    #expect(!IssueWords(quoted, in: language, hidingValues: true).sentence.contains("24.11.2026"))
    var cut = Self.date
    cut.value = "24.11…"
    #expect(!IssueWords(cut, in: language, hidingValues: true).sentence.contains("2026”"))
  }

  @Test("hide what a mapping says in its own words, which may tell anything", arguments: Language.allCases)
  func foreignWords(language: Language) {
    let issue = Exchange.Issue(
      .mappingFailed, phase: .mapping, "The mapping order.xsl refuses this record: no days for PaymentTerms sofort")
    #expect(IssueWords(issue, in: .english).sentence.hasSuffix("PaymentTerms sofort"))
    let hidden = IssueWords(issue, in: language, hidingValues: true).sentence
    #expect(!hidden.contains("sofort"))
    #expect(!hidden.contains("PaymentTerms"))
    if language == .english { #expect(hidden.hasPrefix("The mapping order.xsl refuses this record: ")) }
  }

  @Test("show a code of another version, and everything from a file harmless")
  func strange() {
    let issue = Exchange.Issue(stored: "of-tomorrow\u{1B}", .error, phase: .schema, "Bad \u{202E}things.")
    let words = IssueWords(issue, in: .german)
    #expect(words.title == "of-tomorrow\\u{1B}")
    #expect(words.sentence == "Bad \\u{202E}things.")
    #expect(words.remedy == nil)
    #expect(words.responsible == .operator)
  }
}
