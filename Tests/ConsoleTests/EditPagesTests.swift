import Console
import Exchange
import Testing
import XMLEngine

@testable import Operations

@Suite("Pages of editing")
struct EditPagesTests {
  private static let text = "<a>\n  <IssueDate>24.11.2026</IssueDate>\n</a>\n"
  private static let edited = "<a>\n  <IssueDate>2026-11-24</IssueDate>\n</a>\n"

  private static func sheet(_ content: EditSheet.Content = .text(text, hiddenValues: 1)) -> EditSheet {
    EditSheet(
      id: "01M8KBDQ9M298HSX", file: Sample.hostile, sender: "crm", basis: "01M8KBDQ9M298HSX", next: 2,
      revision: "0815", isRejectFile: true, place: "rejected/crm/x.xml", inbox: "inbox/crm", content: content,
      judgement: judgement(1))
  }

  private static func judgement(_ errors: Int) -> VersionJudgement {
    let issue = Exchange.Issue(
      stored: "value-invalid", .error, phase: .schema, at: Position(line: 2, column: 3, byteOffset: 7),
      path: "/a/IssueDate", value: Sample.hostile, expected: "a date such as 2026-11-23",
      "“\(Sample.hostile)” in IssueDate is not a date such as 2026-11-23.")
    return VersionJudgement(
      issues: Array(repeating: issue, count: errors), left: 3, isValid: errors == 0, errors: errors, records: 1,
      encoding: .utf8)
  }

  private static func changes() throws -> XMLComparison {
    try XMLComparison(from: Array(text.utf8), to: Array(edited.utf8), encoding: .utf8)
  }

  /// Nothing wrong with it, in either language, and nothing in it that came from elsewhere.
  private static func check(_ page: some PageContent, _ parts: String...) {
    for language in Language.allCases {
      let html = Sample.html(page, language)
      #expect(PageCheck(html).faults == [])
      #expect(!html.contains("<script>"))
      for part in parts { #expect(html.contains(part), "\(part)") }
    }
  }

  @Test("the first step holds the text in every state of it")
  func edit() throws {
    let states: [EditPage.State] = [
      .opened, .faulty(Self.judgement(2), changes: try Self.changes()),
      .unfit(UnfitText(.encoding("€", .latin1), line: 2, column: 4)), .unchanged, .tookTooLong, .failed(Sample.hostile),
    ]
    for state in states {
      let page = EditPage(Self.sheet(), Self.edited, state, Sample.viewer, canSave: true)
      Self.check(page, "2026-11-24&lt;/IssueDate&gt;", "name=\"revision\" value=\"0815\"", "•••1•••")
    }
    let german = Sample.html(EditPage(Self.sheet(), nil, .opened, Sample.viewer, canSave: true), .german)
    #expect(german.contains("1 Fehler zu berichtigen"))
    #expect(german.contains(">Zeile 2</a>"))
    #expect(german.contains("Schritt 1 von 2"))
  }

  @Test("what no page can hold says what to do instead", arguments: [true, false])
  func notEditable(canSave: Bool) {
    let page = EditPage(
      Self.sheet(.notEditable(NotEditable(.undecodable(line: 3, .utf8)))), nil, .opened, Sample.viewer, canSave: canSave
    )
    Self.check(page, "inbox/crm", "rejected/crm/x.xml")
    #expect(Sample.html(page, .english).contains("file.xml") == canSave)
    #expect(!Sample.html(page, .english).contains("<textarea"))
  }

  @Test("the second step holds the changes, the text and what was judged", arguments: [0, 2])
  func confirm(errors: Int) throws {
    let version = JudgedVersion(judgement: Self.judgement(errors), changes: try Self.changes(), digest: "abcd")
    for lacksReason in [false, true] {
      let page = ConfirmEditPage(Self.sheet(), Self.edited, version, Sample.viewer, lacksReason: lacksReason)
      Self.check(page, "name=\"judged\" value=\"abcd\"", "name=\"reason\"", "formnovalidate")
      #expect(Sample.html(page, .english).contains("You change 1 line"))
    }
  }

  @Test("who was second is told by whom, when and why, and keeps the text")
  func conflict() throws {
    let pending = PendingAttempt(
      by: Sample.hostile, reason: Sample.hostile, at: Sample.before(seconds: 60), number: 2, text: Self.text)
    let reasons: [EditConflict.Reason] = [
      .pending(pending), .closed(.discarded, at: Sample.now), .closed(.corrected, at: nil), .changed,
    ]
    for reason in reasons {
      var conflict = EditConflict(reason: reason, id: "01M8KBDQ9M298HSX", file: Sample.hostile)
      Self.check(EditConflictPage(conflict, Self.edited), "readonly", "2026-11-24")
      conflict.open = "01M8KBDQ9M298HSY"
      conflict.changes = try Self.changes()
      conflict.againstNewer = try Self.changes()
      Self.check(EditConflictPage(conflict, Self.edited), "/interchanges/01M8KBDQ9M298HSY/edit", "h-newer")
    }
    Self.check(EditTroublePage("01M8KBDQ9M298HSX", Sample.hostile, Self.edited), "2026-11-24", "lang=\"en\"")
  }

  @Test("lines that took each other's place are marked where they differ")
  func difference() throws {
    let html = Console.difference(try Self.changes(), Sample.words(.english)).html
    #expect(html.contains("<del><span class=\"hidden\">was: </span>− "))
    #expect(html.contains("<mark>24.11.2026</mark>"))
    #expect(html.contains("<mark>2026-11-24</mark>"))
    #expect(try Self.changes().changedLines == 1)
    let page = DiffPage("01M8KBDQ9M298HSX", file: "a.xml", from: 1, to: 2, of: 2, .compared(try Self.changes()))
    #expect(page.main(Sample.words(.english)).html.contains("a.xml: 1 line changed."))
    #expect(page.main(Sample.words(.german)).html.contains("a.xml: 1 Zeile geändert."))
    let same = try XMLComparison(from: Array("<a/>".utf8), to: Array("<a></a>".utf8), encoding: .utf8)
    #expect(Console.difference(same, Sample.words(.english)).html.contains("They say the same"))
    let broken = try XMLComparison(from: Array("<a>\n<b".utf8), to: Array("<a>\n<b/>\nx".utf8), encoding: .utf8)
    let text = Console.difference(broken, Sample.words(.german)).html
    #expect(text.contains("Zeilenweise verglichen"))
    #expect(broken.changedLines == 2)
  }

  @Test("what a text area gives back is what a page escapes without changing it")
  func characters() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value), scalar != "\n" else { continue }
      let plain = Markup(String(scalar)).html
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
      #expect(plain.unicodeScalars.elementsEqual([scalar]) == EditableText.survives(scalar), "\(value)")
    }
    #expect(!EditableText.survives("\u{FEFF}"))
  }

  @Test("of what is no XML it is said that it has to be sent as XML")
  func notXML() {
    let page = EditPage(Self.sheet(.notEditable(NotEditable(.notXML))), nil, .opened, Sample.viewer, canSave: true)
    Self.check(page, "file.xml")
    #expect(Sample.html(page, .german).contains("Senden Sie XML. Eine gepackte Datei ist vorher zu entpacken."))
    #expect(Sample.html(page, .english).contains("Send XML. If the file is packed, unpack it first."))
    #expect(!Sample.html(page, .german).contains("Namen der Kodierung"))
  }

  @Test("all attempts stand with who, when and why, and the one that waits")
  func attempts() throws {
    var sheet = AttemptsSheet.sample
    Self.check(
      AttemptsPage(sheet, Link("interchanges", sheet.id, "attempts"), Sample.viewer, isServed: true), "id=\"a1\"")
    sheet.pending = PendingAttempt(
      by: "ada", reason: Sample.hostile, at: Sample.before(seconds: 11), number: 3, text: Self.text)
    let page = AttemptsPage(sheet, Link("interchanges", sheet.id, "attempts"), Sample.viewer, isServed: false)
    Self.check(page, "id=\"a3\"", "kontor scan")
    #expect(Sample.html(page, .english).contains("Attempt 3 waiting."))
    #expect(Sample.html(page, .english).contains("1 accepted, 1 rejected"))
    #expect(Sample.html(page, .german).contains("1 übernommen, 1 abgewiesen"))
    #expect(page.fragments(Sample.words(.english)).map(\.id) == ["attempt", "attempts"])
    var attempt = try #require(sheet.pending)
    sheet.pending = nil
    sheet.open = nil
    sheet.latest.state = .done
    sheet.latest.verdict = .rejected
    sheet.discarded = Sample.decision
    sheet.older = 1
    let ended = AttemptsPage(sheet, Link("interchanges", sheet.id, "attempts"), Sample.viewer, isServed: true)
    Self.check(ended, "before=1")
    #expect(Sample.html(ended, .english).contains("What was rejected was discarded by ada: the customer sends it anew"))
    #expect(Sample.html(ended, .german).contains("Das Abgewiesene wurde verworfen von ada: the customer sends it anew"))
    attempt.by = Sample.viewer.name
    sheet.refused = RefusedAttempt(attempt: attempt, message: Sample.hostile)
    Self.check(
      AttemptsPage(sheet, Link("interchanges", sheet.id, "attempts"), Sample.viewer, isServed: true), "readonly")
  }
}

extension AttemptsSheet {
  static var sample: AttemptsSheet {
    var totals = Totals()
    totals.count(.accepted)
    totals.count(.rejected)
    let latest = Attempt(
      number: 2, id: "01M8KBDQ9M298HSY", file: "a.xml", state: .received, verdict: nil,
      receivedAt: Sample.before(seconds: 60), by: "ada", reason: Sample.hostile, totals: Totals())
    return AttemptsSheet(
      id: "01M8KBDQ9M298HSX", file: Sample.hostile, sender: "crm",
      attempts: [
        Attempt(
          number: 1, id: "01M8KBDQ9M298HSX", file: "a.xml", state: .done, verdict: .partiallyAccepted,
          receivedAt: Sample.before(seconds: 600), by: nil, reason: nil, totals: totals),
        latest,
      ], latest: latest, pending: nil, open: "01M8KBDQ9M298HSX")
  }
}
