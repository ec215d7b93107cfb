import Console
import Exchange
import Operations
import Testing

@Suite("The first page")
struct OverviewPageTests {
  private let hours = (0..<24).map { ArrivalSpan(from: Sample.before(seconds: Int64(24 - $0) * 3600)) }

  private var busy: OverviewFacts {
    var open = LedgerOverview()
    open.underWay[.received] = Backlog(count: 3, since: Sample.before(seconds: 30))
    open.rejected = Backlog(count: 12, since: Sample.before(seconds: 7200))
    open.held = Backlog(count: 1, since: Sample.before(seconds: 420))
    open.inConflict = Capped(100, isMore: true)
    open.unconfirmed["erp"] = CappedBacklog(count: Capped(4), since: Sample.before(seconds: 90_000))
    open.standing["erp"] = CappedBacklog(count: Capped(1000, isMore: true), since: Sample.before(seconds: 200_000))
    var asked = OverviewQuestion()
    asked.outboxes = ["erp"]
    asked.confirming = ["erp": Sample.now]
    let cause = OpenCause(
      CauseKey(code: "value-invalid", path: "/Exchange/Order[1]/IssueDate[1]"),
      issue: Sample.issue(value: Sample.hostile),
      files: 2, records: 3, wholeFiles: 0, firstSeen: Sample.before(seconds: 7200), lastSeen: Sample.now,
      senders: ["crm"])
    let pause = FlowPause(
      flow: "erp-crm", since: Sample.before(seconds: 300), by: Sample.hostile, reason: Sample.hostile)
    return OverviewFacts(
      open: open, asked: asked, hours: hours, causes: [cause], moreCauses: 9, pauses: [pause],
      disk: OverviewFacts.Disk(free: 1_000_000_000, total: 270_000_000_000))
  }

  private var quiet: OverviewFacts {
    OverviewFacts(open: LedgerOverview(), asked: OverviewQuestion(), hours: hours)
  }

  @Test("it is whole, busy or quiet, in both languages", arguments: Language.allCases, [true, false])
  func whole(language: Language, isBusy: Bool) {
    let page = OverviewPage(isBusy ? busy : quiet, heartbeat: nil, Sample.viewer)
    #expect(PageCheck(Sample.html(page, language)).faults == [])
  }

  @Test("that a flow is paused stands in the first sentence, and before what is rejected")
  func paused() {
    var facts = quiet
    facts.pauses = busy.pauses
    func html(_ facts: OverviewFacts, _ language: Language) -> String {
      Sample.html(OverviewPage(facts, heartbeat: nil, Sample.viewer), language)
    }
    #expect(html(facts, .german).contains("; <span class=\"s held\">1 Fluss ist angehalten</span>.</p>"))
    #expect(html(facts, .english).contains("; <span class=\"s held\">1 flow is paused</span>.</p>"))
    facts.pauses.append(FlowPause(flow: "crm-erp", since: Sample.now, by: "ada", reason: nil))
    #expect(html(facts, .german).contains("2 Flüsse sind angehalten</span>.</p>"))
    let both = html(busy, .english)
    #expect(both.contains("1 flow is paused</span>. Open: 12 rejected files"))
    let (pause, cause) = (both.firstRange(of: "Flow erp-crm is paused"), both.firstRange(of: "Look at the 2 files"))
    #expect(pause != nil && cause != nil && pause!.lowerBound < cause!.lowerBound)
  }

  @Test("what is not watched is told as unknown, not as none")
  func unknown() {
    let html = Sample.html(OverviewPage(quiet, heartbeat: nil, Sample.viewer), .english)
    #expect(html.contains("<b>–</b><small>nobody has to confirm</small>"))
    #expect(html.contains("<b>–</b><small>nobody watches what is taken</small>"))
    #expect(html.contains("Nobody carries files just now"))
    #expect(html.contains("Nothing needs you."))
  }

  @Test("each thing that is open is counted, and has one action")
  func open() {
    let html = Sample.html(OverviewPage(busy, heartbeat: nil, Sample.viewer), .english)
    #expect(html.contains("Open: 12 rejected files, 1 held record and more than 100 conflicts."))
    #expect(html.contains("<b>1,000+</b>") && html.contains("<b>100+</b>"))
    #expect(html.contains("Look at the 2 files") && html.contains("9 more causes"))
    #expect(html.contains("Flow erp-crm is paused by"))
    #expect(html.contains("nearly full"))
  }

  @Test("who may not see contents sees no value")
  func masking() {
    #expect(
      Sample.html(OverviewPage(busy, heartbeat: nil, Sample.viewer), .english).contains("alert(1)&lt;/script&gt;"))
    var facts = busy
    facts.pauses = []
    let html = Sample.html(OverviewPage(facts, heartbeat: nil, AreaSample.lookingOnly), .english)
    #expect(!html.contains("alert(1)"))
    #expect(html.contains("IssueDate"))
  }

  @Test("its fragments are pieces of the page itself", arguments: Language.allCases)
  func fragments(language: Language) {
    let page = OverviewPage(busy, heartbeat: nil, Sample.viewer)
    let html = Sample.html(page, language)
    for fragment in page.fragments(Sample.words(language)) { #expect(html.contains(fragment.html), "\(fragment.id)") }
  }
}
