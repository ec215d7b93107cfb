import Console
import DropFolder
import Exchange
import Operations
import Testing

@Suite("The page of an interchange")
struct InterchangeStoryPageTests {
  private func html(
    _ facts: InterchangeFacts, _ language: Language = .english, viewer: Viewer = Sample.viewer
  ) -> String {
    Sample.html(InterchangeStoryPage(facts, viewer: viewer), language, viewer: viewer)
  }

  private var rejected: InterchangeFacts {
    var facts = Sample.facts(Sample.interchange("01M8KBE5SGRJ2W51", .partiallyAccepted))
    facts.rejection = Rejection(
      interchange: facts.interchange.id, sender: "crm", fileName: "orders.xml", since: Sample.before(seconds: 400),
      count: 1)
    facts.open = facts.interchange.id
    return facts
  }

  @Test("it is whole wherever a file stands, in both languages", arguments: Language.allCases)
  func whole(language: Language) {
    var variants = InterchangeState.allCases.map {
      Sample.facts(Sample.interchange("01M8KBE5SGRJ2W51", nil, state: $0))
    }
    variants += InterchangeVerdict.allCases.map { Sample.facts(Sample.interchange("01M8KBE5SGRJ2W51", $0)) }
    var full = rejected
    full.documents = Document.State.allCases.enumerated().map { Sample.document($0.offset + 1, $0.element) }
    full.documents.append(Sample.document(9, .published, kind: .acknowledgement))
    full.issues = [Sample.issue(value: Sample.hostile)]
    full.prunings = ["pruned"]
    full.nextRecord = 2
    full.isRebuilt = true
    let second = Sample.interchange("01M8KBE5SGRJ2W52", .rejected)
    full.attempts.append(InterchangeFacts.Attempt(number: 2, second, file: Sample.hostile))
    for facts in variants + [full] {
      for role in Role.allCases {
        let viewer = Viewer(name: "v", role: role, seesPayloads: role != .viewer, formToken: "t")
        #expect(PageCheck(html(facts, language, viewer: viewer)).faults == [])
      }
    }
  }

  @Test("it says what happens next")
  func next() {
    #expect(html(rejected).contains("Next, somebody puts 1 record right"))
    #expect(html(rejected).contains("<li class=\"now\"><b>Waits to be put right</b>"))
    var facts = Sample.facts()
    facts.documents = [Sample.document(1, .published), Sample.document(2, .published)]
    #expect(html(facts).contains("There is nothing to do."), "nobody watches that outbox")
    facts.watched = ["erp"]
    #expect(html(facts).contains("Next, erp takes 2 documents"))
    facts.documents[0].takenAt = Sample.now
    #expect(html(facts).contains("Next, erp takes 1 document;"))
    facts.waiting = 2
    #expect(html(facts).contains("2 records wait"))
    #expect(html(Sample.facts(Sample.interchange("A", nil, state: .received))).contains("is looked at next"))
  }

  @Test("how it ended comes first, then how it stood; red is only what is still to be put right")
  func ended() {
    var facts = rejected
    facts.open = nil
    facts.rejection?.state = .corrected
    var attempt = InterchangeFacts.Attempt(
      number: 2, Sample.interchange("01M8KBE5SGRJ2W52"), file: "a.xml", decision: Sample.decision)
    func opens(_ language: Language, _ ending: InterchangeFacts.Ending) -> String {
      facts.ending = ending
      let html = html(facts, language)
      #expect(PageCheck(html).faults == [])
      let start = html.firstRange(of: "<p class=\"say\"")?.upperBound ?? html.endIndex
      let sentence = html[start...].prefix { $0 != "\n" }
      return String(sentence[..<(sentence.firstRange(of: "</p>")?.lowerBound ?? sentence.endIndex)])
    }
    let link = "<a href=\"/interchanges/01M8KBE5SGRJ2W52\">"
    let corrected = opens(.german, InterchangeFacts.Ending(.corrected, attempt: attempt))
    #expect(corrected.contains("<span class=\"s ok\">berichtigt</span> mit \(link)Versuch 2</a> von ada:"))
    #expect(corrected.contains("; ursprünglich teilweise abgewiesen."))
    #expect(!corrected.contains("s half") && !corrected.contains("s bad"))
    attempt.decision = nil
    #expect(
      opens(.english, InterchangeFacts.Ending(.replaced, attempt: attempt)).contains(
        "<span class=\"s\">replaced</span> with \(link)attempt 2</a> by crm; at first partly rejected."))
    #expect(
      opens(.german, InterchangeFacts.Ending(.discarded, decision: Sample.decision)).contains(
        "<span class=\"s\">verworfen</span> von ada: the customer sends it anew; ursprünglich"))
    #expect(opens(.english, InterchangeFacts.Ending(.discarded)).contains("discarded</span>; at first"))
  }

  @Test("of many attempts the newest are listed, and older ones page by page")
  func manyAttempts() {
    var facts = rejected
    let own = facts.attempts[0]
    facts.attempts = (383...402).map {
      InterchangeFacts.Attempt(number: $0, Sample.interchange("A\($0)", .rejected), file: "a.xml")
    }
    facts.allAttempts = 402
    facts.olderAttempts = 383
    facts.itself = own
    #expect(facts.attempt == 1 && facts.attemptCount == 402)
    let html = html(facts)
    #expect(PageCheck(html).faults == [])
    #expect(html.contains("?attempts=383#h-attempts") && html.contains("id=\"a402\""))
  }

  @Test("the time line tells how long each step took")
  func durations() {
    #expect(html(Sample.facts()).contains("<small>after 1 s</small>"))
  }

  @Test("who only looks is offered nothing to do")
  func viewers() {
    let viewer = Viewer(name: "v", role: .viewer, seesPayloads: true, formToken: "t")
    var facts = rejected
    facts.documents = [Sample.document(1, .published)]
    #expect(html(facts).contains("value=\"reprocess\"") && html(facts).contains("Send again"))
    let shown = html(facts, viewer: viewer)
    #expect(!shown.contains("action=\"/jobs\"") && !shown.contains("/edit\""))
  }

  @Test("who may not see contents sees neither values nor ways to them")
  func payloads() {
    let blind = Viewer(name: "v", role: .operator, seesPayloads: false, formToken: "t")
    var facts = rejected
    facts.records = [
      InterchangeFacts.Record(
        position: 1, entity: "Order", key: "SO-1", verdict: .rejected, line: 70, issues: [Sample.issue()])
    ]
    #expect(html(facts).contains("24.11.2026") && html(facts).contains("/source#L70"))
    let shown = html(facts, viewer: blind)
    #expect(!shown.contains("24.11.2026"))
    #expect(!shown.contains("/source") && !shown.contains("/edit\"") && !shown.contains("/diff"))
  }

  @Test("its fragments are pieces of the page itself", arguments: Language.allCases)
  func fragments(language: Language) {
    let page = InterchangeStoryPage(rejected, viewer: Sample.viewer)
    let html = Sample.html(page, language)
    for fragment in page.fragments(Sample.words(language)) { #expect(html.contains(fragment.html), "\(fragment.id)") }
  }
}

@Suite("Pages of what is in a file")
struct ContentPageTests {
  @Test(
    "a line's address leads to the page of the source that has the line",
    arguments: [(1, ""), (500, ""), (501, "?from=501"), (1234, "?from=1001")])
  func lines(line: Int, query: String) {
    #expect(SourcePage.address("A", line: line).text == "/interchanges/A/source\(query)#L\(line)")
  }

  @Test("two attempts are compared by lines, harmlessly", arguments: Language.allCases)
  func difference(language: Language) throws {
    let old = "<a>\n  <b>24.11.2026</b>\n</a>\n"
    let new = "<a>\n  <b>2026-11-24</b>\n</a>\n"
    let comparison = try XMLComparison(from: Array(old.utf8), to: Array(new.utf8))
    let page = DiffPage("A", file: Sample.hostile, from: 1, to: 2, of: 2, .compared(comparison))
    let html = Sample.html(page, language)
    #expect(PageCheck(html).faults == [])
    #expect(
      html.contains("&lt;b&gt;24.11.2026&lt;/b&gt;</del>") && html.contains("&lt;b&gt;2026-11-24&lt;/b&gt;</ins>"))
    #expect(html.contains("<option value=\"2\" selected>2</option>"))
    for outcome in [DiffPage.Outcome.impossible(Sample.hostile), .away, .masked] {
      let page = DiffPage("A", file: "x", from: 1, to: 1, of: 1, outcome)
      #expect(PageCheck(Sample.html(page, language)).faults == [])
    }
  }

  @Test("what is not handed out says why", arguments: Language.allCases)
  func refusals(language: Language) {
    #expect(PageCheck(Sample.html(MaskedPage("A", hasLines: true), language)).faults == [])
    #expect(PageCheck(Sample.html(MaskedPage("A", hasLines: false), language)).faults == [])
    let document = Sample.document(1, .published, kind: .acknowledgement)
    let gone = DocumentPage(document.document, name: Sample.hostile, of: Sample.hostile, nil)
    #expect(PageCheck(Sample.html(gone, language)).faults == [])
    for (place, prunings) in [("archive/x", []), (nil, []), (nil, ["pruned on 2026-01-01"])] as [(String?, [String])] {
      let page = AwayPage("A", file: Sample.hostile, place: place, prunings: prunings)
      #expect(PageCheck(Sample.html(page, language)).faults == [])
    }
  }
}
