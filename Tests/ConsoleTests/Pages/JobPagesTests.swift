import Console
import Testing

@testable import Exchange
@testable import Operations

/// Pages of jobs as values: whole in both languages, whatever came out of files.
@Suite("Pages of jobs")
struct JobPagesTests {
  private static let looker = Viewer(name: "lou", role: .viewer, seesPayloads: false, formToken: "t-1")

  @discardableResult
  private func check(_ page: some PageContent, viewer: Viewer = Sample.viewer) -> [String] {
    Language.allCases.map { language in
      let html = Sample.html(page, language, viewer: viewer)
      #expect(PageCheck(html).faults == [])
      #expect(!html.contains("<script>alert"))
      for fragment in page.fragments(Sample.words(language)) {
        #expect(PageCheck(fragment.html, isWhole: false).faults == [])
        #expect(html.contains("id=\"\(fragment.id)\""), "\(fragment.id) is not on the page")
      }
      return html
    }
  }

  // MARK: - Asking

  private func selection(_ count: Int, _ action: Decision.Action = .reprocess) throws -> JobSelection {
    var selection = JobSelection(action)
    for number in 1...count {
      let id = InterchangeID("01M8KBDQ9NDMMR\(number % 90 + 10)")
      let item = try selection.add(.interchange(id), basis: id)
      guard number <= JobSelection.mostShown else { continue }
      var issue = Exchange.Issue(.codeUnknown, phase: .codeList, value: "EURO", "“EURO” is no currency.")
      issue.path = "/Exchange/Order/Currency"
      selection.first.append(
        JobSelection.Thing(
          item: item, name: .text(Sample.hostile), interchange: id, systems: ["crm"],
          since: Sample.before(seconds: 600),
          issue: issue))
    }
    selection.systems = ["crm"]
    selection.cause = CauseKey(code: "code-unknown", shape: "/Exchange/Order/Currency")
    return selection
  }

  private func confirm(_ selection: JobSelection, viewer: Viewer = Sample.viewer) -> JobConfirmPage {
    JobConfirmPage(
      selection, viewer: viewer, fields: Fields([("verb", "reprocess"), ("cause", "c0123456789ab")]),
      id: "01M8KBEMKRAKQP45", reason: Sample.hostile, back: Section.rejected.link)
  }

  @Test("the confirmation says how many, what will happen, and asks for a reason")
  func confirmation() throws {
    let html = check(confirm(try selection(1840)))
    for text in [
      "Try 1,840 files again?",
      "<b>1,840 files from crm. Cause: Unknown code <code>code-unknown</code>.</b>", "The first 20 of 1,840",
      #"name="confirmed" value="1840""#, #"name="job" value="01M8KBEMKRAKQP45""#,
      #"name="cause" value="c0123456789ab""#,
      #"name="reason""#, "required", "EURO", #"name="try" value="yes""#,
    ] {
      #expect(html[0].contains(text), "\(text)")
    }
    #expect(html[1].contains("1.840 Dateien erneut verarbeiten?"))
    #expect(html[1].contains("mit den Schemas und Umsetzungen von heute"))
  }

  @Test("one alone is spoken of as one")
  func one() throws {
    let again = check(confirm(try selection(1)))
    #expect(again[0].contains("It goes the whole way again"))
    #expect(again[1].contains("Sie geht als weiterer Versuch noch einmal den ganzen Weg"))
    let discarded = check(confirm(try selection(1, .discard)))
    #expect(discarded[0].contains("Its sender is told the reason."))
    #expect(discarded[1].contains("Der Absender erfährt die Begründung."))
  }

  /// Documents as they were ticked one by one, and files of which all documents go again.
  private func sentAgain(_ subject: Decision.Subject, files: Int, documents: Int) throws -> JobSelection {
    var selection = JobSelection(.resend)
    for _ in 1...files {
      let item = try selection.add(subject)
      selection.first.append(
        JobSelection.Thing(item: item, name: .text("a.xml"), interchange: nil, systems: ["erp"]))
    }
    selection.documents = documents
    selection.systems = ["erp"]
    return selection
  }

  @Test("what is sent again is counted once, and its receiver is called so")
  func sendingAgain() throws {
    let document = check(confirm(try sentAgain(.document("d"), files: 1, documents: 1)))
    #expect(document[0].contains("<b>1 document for erp.</b> The same document goes once more"))
    #expect(document[1].contains("<b>1 Dokument für erp.</b> Dasselbe Dokument geht noch einmal hinaus"))
    #expect(document[1].contains(#"data-label="An""#) && !document[1].contains(#"data-label="Von""#))
    #expect(!document[1].contains(#"data-label="Seit""#))
    let id = InterchangeID("01M8KBDQ9NDMMR6N")
    let files = check(confirm(try sentAgain(.interchange(id), files: 2, documents: 3)))
    #expect(files[0].contains("<b>3 documents that came of 2 files for erp.</b> The same documents go once more"))
    #expect(files[1].contains("<b>3 Dokumente aus 2 Dateien für erp.</b> Dieselben Dokumente"))
  }

  private func conflict(_ key: String) -> ConflictReport {
    ConflictReport(
      entity: "Customer", number: 1, key: key, field: "Phone", values: ["crm": "+49 40 1", "erp": "+49 40 2"],
      sides: [
        "crm": .init(value: "+49 40 1", changed: Sample.before(seconds: 60).moment),
        "erp": .init(value: "+49 40 2", changed: Sample.before(seconds: 90).moment),
      ], since: Sample.before(seconds: 60).moment, owner: "shared", rule: "shared, ask")
  }

  private func alike(_ answer: ConflictChoice.Answer) throws -> JobSelection {
    var selection = JobSelection(.resolve)
    selection.answer = answer
    let item = try selection.add(.entity(.customer, key: "K-1"))
    selection.first = [
      JobSelection.Thing(
        item: item, name: .object(.customer, key: "K-1"), interchange: nil, systems: [], since: Sample.now,
        conflicts: [conflict("K-1")])
    ]
    selection.systems = ["crm", "erp"]
    return selection
  }

  @Test("deciding alike says which field, what holds, and both values")
  func decidingAlike() throws {
    let later = check(confirm(try alike(.later)))
    #expect(later[0].contains("Phone: the later value holds.") && later[1].contains("Phone: Es gilt der spätere Wert."))
    #expect(later[0].contains("<b>+49 40 1</b>"))
    let taken = check(confirm(try alike(.take("erp"))))
    #expect(taken[0].contains("Phone: what erp says holds."))
    #expect(taken[1].contains("Phone: Es gilt, was erp sagt.") && taken[1].contains("<b>+49 40 2</b>"))
    #expect(taken[1].contains("crm: +49 40 1<br>erp: +49 40 2"))
    #expect(taken[1].contains(">Kunde K-1</a>") && !taken[1].contains(#"data-label="Von""#))
    let masked = try alike(.later).showing(ShownValues(seesPayloads: true, masked: ["Phone"]))
    #expect(!check(confirm(masked))[0].contains("+49"))
  }

  @Test("one file alone needs no reason, unless it is discarded")
  func reasons() throws {
    #expect(!JobConfirmPage.needsReason(try selection(1)))
    #expect(JobConfirmPage.needsReason(try selection(2)))
    #expect(JobConfirmPage.needsReason(try selection(1, .discard)))
  }

  @Test("what somebody without the right may not see is not in the causes")
  func hidden() throws {
    let viewer = Viewer(name: "o", role: .operator, seesPayloads: false, formToken: "t")
    #expect(!check(confirm(try selection(2), viewer: viewer), viewer: viewer)[0].contains("EURO"))
  }

  @Test("a trial tells of each whether it would pass")
  func trial() throws {
    var page = confirm(try selection(3))
    var one = TrialReport(id: page.selection.first[0].interchange?.text ?? "", file: "a.xml", passes: true)
    var other = one
    other.id = page.selection.first[1].interchange?.text ?? ""
    other.passes = false
    one.errors = 0
    page.trial = [one, other]
    let html = check(page)
    #expect(html[0].contains(#"<div class="note part" id="trial" role="status"><p><b>1 of 2 would pass</b>"#))
    #expect(html[1].contains("1 von 2 käme durch"))
    page.trial = [one]
    #expect(check(page)[1].contains(#"<div class="note ok" id="trial""#))
    page.trial = [other]
    #expect(check(page)[1].contains(#"<div class="note bad" id="trial""#))
    #expect(html[0].contains(">yes<") && html[0].contains(">no<") && html[0].contains("not tried"))
  }

  @Test(
    "why nothing was done stands first",
    arguments: [
      (JobConfirmPage.Problem.changed(7), "You confirmed 7, and now there are 2."), (.noReason, "Say why."),
    ])
  func problems(_ problem: JobConfirmPage.Problem, _ text: String) throws {
    var page = confirm(try selection(2))
    page.problem = problem
    let html = check(page)
    #expect(html[0].contains(text))
    #expect(html[0].contains(#"role="alert""#))
  }

  @Test("where nothing is left to be done, no button offers it")
  func nothing() {
    var selection = JobSelection(.discard)
    selection.gone = 2
    #expect(!check(confirm(selection))[0].contains(#"name="confirmed""#))
    var page = confirm(JobSelection(.discard))
    page.problem = .nothingChosen
    #expect(check(page)[0].contains("Nothing was chosen."))
  }

  // MARK: - A job

  private func job(_ change: (inout BulkJob) -> Void = { _ in }) -> BulkJob {
    var job = BulkJob(
      id: "01M8KBEMKRAKQP45", at: Sample.before(seconds: 600), by: "a.brandt", .reprocess, reason: Sample.hostile,
      query: Fields([("code", "code-unknown"), ("path", "/Exchange/Order/Currency"), ("sender", "crm")]).encoded,
      total: 1840)
    change(&job)
    return job
  }

  private func tally() -> JobTally {
    var tally = JobTally()
    tally.files = Array(1...13)
    tally.decisions = [.accepted: 640, .rejected: 10]
    tally.refusals = ["attempt-outdated": 9, "not-rejected": 1]
    tally.attempts = [.accepted: 583, .rejected: 19]
    tally.undecided = 38
    tally.began = Sample.before(seconds: 590)
    return tally
  }

  @Test("a running job shows how far it is, and offers to stop")
  func running() {
    let report = JobReport(job(), tally())
    #expect(report.state == .running && report.finished == 612)
    #expect(report.outcomes.map(\.count).reduce(0, +) == 1840)
    #expect(report.count(.waiting) == 1840 - 612 - 38)
    let html = check(JobPage(report, viewer: Sample.viewer, link: "/jobs/01M8KBEMKRAKQP45"))
    for text in [
      "Trying 1,840 files again", "Unknown code <code>code-unknown</code>", "612 of 1,840 are done.",
      #"<progress id="pr" max="1840" value="612">"#,
      #"action="/jobs/01M8KBEMKRAKQP45/stop""#, "Somebody was first", "rejected again",
      #"href="/jobs/01M8KBEMKRAKQP45?outcome=refused#h-things""#,
    ] {
      #expect(html[0].contains(text), "\(text)")
    }
    #expect(html[1].contains("612 von 1.840 sind fertig."))
    #expect(!check(JobPage(report, viewer: Self.looker, link: "/jobs/x"), viewer: Self.looker)[0].contains("/stop"))
  }

  @Test("without a service a job says what it waits for")
  func noService() {
    var report = JobReport(job(), JobTally())
    #expect(report.state == .waiting)
    report.obstacle = .noService
    let html = check(JobPage(report, viewer: Sample.viewer, link: "/jobs/x"))
    #expect(html[0].contains("No service is running"))
    #expect(html[1].contains("Es läuft kein Dienst"))
  }

  @Test("a stopped job says what was not begun, and offers nothing more")
  func stopped() {
    var tally = tally()
    tally.undecided = 0
    tally.attempts[.accepted] = 621
    let stopping = JobReport(
      job {
        $0.stoppedAt = Sample.now
        $0.stoppedBy = "bob"
      }, tally)
    #expect(stopping.state == .stopping)
    let report = JobReport(
      job {
        ($0.stoppedAt, $0.stoppedBy, $0.endedAt) = (Sample.now, "bob", Sample.now)
      }, tally)
    #expect(report.state == .stopped)
    #expect(report.count(.notBegun) == 1190)
    let html = check(JobPage(report, viewer: Sample.viewer, link: "/jobs/x"))
    #expect(html[0].contains("The others were not begun"))
    #expect(!html[0].contains("/stop"))
  }

  @Test("files of decisions that were refused as a whole count as refused")
  func refusedWhole() {
    var tally = JobTally()
    tally.files = [1, 2]
    tally.refusedFiles = [1, 2]
    let report = JobReport(
      job {
        $0.total = 70
        $0.endedAt = Sample.now
      }, tally)
    #expect(report.count(.refused) == 70 && report.state == .done)
    #expect(check(JobPage(report, viewer: Sample.viewer, link: "/jobs/x"))[0].contains("Done: none went through."))
  }

  @Test("thing by thing, with the attempt and why it was refused")
  func things() {
    var page = JobPage(JobReport(job(), tally()), viewer: Sample.viewer, link: "/jobs/x?outcome=refused")
    let id = InterchangeID("01M8KBDQ9NDMMR6N")
    var refused = JobThing(
      item: JobItem(1, .interchange(id)), outcome: .refused, name: .text(Sample.hostile), interchange: id)
    refused.issue = Exchange.Issue(.attemptOutdated, phase: .delivery, value: "x", Sample.hostile)
    var tried = JobThing(item: JobItem(2, .hold(3)), outcome: .rejected, name: .object(.order, key: "A-1"))
    tried.attempt = id
    page.things = JobThings()
    page.things?.things = [refused, tried]
    page.things?.next = 50
    page.chosen = .refused
    let html = check(page)
    #expect(html[0].contains("?outcome=refused&amp;after=50#h-things"))
    #expect(html[0].contains(#"href="/interchanges/01M8KBDQ9NDMMR6N""#))
  }

  @Test("the list of jobs, and none yet")
  func list() {
    let reports = [JobReport(job(), tally())]
    let html = check(JobsPage(reports, next: "01M8KBEMKRAKQP45", link: "/jobs"))
    #expect(html[1].contains("<title>Sammelaufträge · Kontor</title>") && html[1].contains("<h1>Sammelaufträge</h1>"))
    #expect(html[0].contains("612 of 1,840"))
    #expect(html[0].contains("/jobs?before=01M8KBEMKRAKQP45"))
    #expect(check(JobsPage([], next: nil, link: "/jobs"))[0].contains("Nothing was done to many at once yet."))
  }
}
