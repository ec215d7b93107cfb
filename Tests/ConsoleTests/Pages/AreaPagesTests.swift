import Console
import DropFolder
import Testing

@testable import Exchange
@testable import Operations

/// Pages of the areas as values: whole in both languages, whatever came out of files, and with nothing in them.
@Suite("Pages of the areas")
struct AreaPagesTests {
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

  // MARK: - Held

  @Test("held records can be chosen, and their reason is asked for")
  func held() {
    var holds = HoldPage()
    holds.holds = [AreaSample.hold(3), AreaSample.hold(4, .number, key: Sample.hostile)]
    holds.next = 4
    let html = check(HeldPage(holds, total: 2, viewer: Sample.viewer))
    #expect(html[0].contains(#"<input type="checkbox" name="hold" value="3" id="b3">"#))
    #expect(html[0].contains(#"action="/jobs""#))
    #expect(html[0].contains(#"href="/held?after=4""#))
    #expect(html[1].contains("wartet") || html[1].contains("warten"))
  }

  @Test("who may only look gets no form")
  func heldForViewers() {
    var holds = HoldPage()
    holds.holds = [AreaSample.hold(3, .decision)]
    let html = check(HeldPage(holds, total: 1, viewer: AreaSample.lookingOnly), viewer: AreaSample.lookingOnly)
    #expect(!html[0].contains(#"action="/jobs""#))
    #expect(!html[0].contains("checkbox"))
    #expect(!html[0].contains(#"href="/held/3""#))
  }

  @Test("nothing waits")
  func nothingHeld() {
    #expect(check(HeldPage(HoldPage(), total: 0, viewer: Sample.viewer))[0].contains("Nothing waits."))
  }

  @Test("a possible duplicate is asked for by a page of its own")
  func identity() {
    var page = IdentityPage(AreaSample.hold(9, .decision, sentence: Sample.hostile), viewer: Sample.viewer)
    page.problem = Sample.hostile
    #expect(check(page)[0].contains(#"name="is" value="same""#))
  }

  // MARK: - Conflicts

  @Test("a conflict shows both values, when they were changed, and what is proposed")
  func conflicts() {
    let conflict = AreaSample.conflict()
    var page = ConflictsPage(
      [ConflictsPage.Item(conflict, seen: "5eal")], kinds: [ConflictKind(conflict): 1], viewer: Sample.viewer)
    page.next = 7
    let html = check(page)
    for text in [
      "+49451700140", "+49451700141", "+49451700177", "proposed: erp, the later one", "Customer Phone, crm and erp (1)",
    ] {
      #expect(html[0].contains(text), "\(text)")
    }
    #expect(html[0].contains(#"value="5eal""#))
    #expect(html[0].contains(#"action="/conflicts""#))
  }

  @Test("who may not see values decides nothing")
  func conflictsWithoutValues() {
    let shown = ShownValues(seesPayloads: false, masked: [])
    let conflict = AreaSample.conflict().showing(shown)
    let viewer = Viewer(name: "o", role: .operator, seesPayloads: false, formToken: "t")
    let html = check(ConflictsPage([ConflictsPage.Item(conflict, seen: "")], viewer: viewer), viewer: viewer)
    #expect(!html[0].contains("+4945"))
    #expect(html[0].contains("•••"))
    #expect(!html[0].contains(#"action="/conflicts""#))
  }

  @Test("a value that is shown to nobody stays hidden from all")
  func maskedConflict() {
    let conflict = AreaSample.conflict().showing(ShownValues(seesPayloads: true, masked: ["Phone"]))
    #expect(
      !check(ConflictsPage([ConflictsPage.Item(conflict, seen: "s")], viewer: Sample.viewer))[0].contains("+4945"))
  }

  @Test("a conflict that changed meanwhile is marked, and what is gone is named")
  func staleConflicts() {
    var item = ConflictsPage.Item(AreaSample.conflict(), seen: "n")
    item.hasChanged = true
    var page = ConflictsPage([item], viewer: Sample.viewer)
    page.problem = .changed(gone: [Sample.hostile])
    page.reason = Sample.hostile
    let html = check(page)
    #expect(html[0].contains("changed meanwhile"))
    #expect(html[0].contains("Nothing was decided."))
    #expect(!html[0].contains(#"action="/jobs""#))
  }

  @Test("no conflict is open")
  func noConflicts() {
    #expect(check(ConflictsPage([], viewer: Sample.viewer))[0].contains("No conflict is open."))
  }

  // MARK: - Flows

  @Test("flows say whether they go, who stopped them and what waits")
  func flows() {
    let html = check(FlowsPage([FlowFacts(AreaSample.flow(paused: true, waiting: 3))]))
    #expect(html[0].contains("paused"))
    #expect(html[0].contains("3 documents"))
    #expect(check(FlowsPage([]))[1].contains("keine Flüsse"))
  }

  @Test("only an administrator can stop and start a flow", arguments: [true, false])
  func flow(paused: Bool) {
    var page = FlowPage(FlowFacts(AreaSample.flow(paused: paused, waiting: 1)), viewer: AreaSample.admin)
    page.inbox = Sample.hostile
    page.versions = FlowVersions()
    page.versions?.files = [.init(use: .schemaIn, name: Sample.hostile, sha256: "fc1958c80736aaaa")]
    let html = check(page, viewer: AreaSample.admin)
    #expect(html[0].contains(#"action="/flows/crm-erp/\#(paused ? "resume" : "pause")""#))
    #expect(html[0].contains("fc1958c80736…"))
    page.viewer = Sample.viewer
    #expect(!check(page)[0].contains(#"action="/flows"#))
  }

  // MARK: - Incidents

  @Test("an incident says what to do, and can be taken care of and closed")
  func incidents() {
    let html = check(
      IncidentsPage(
        open: OpenIncidents(IncidentCause.allCases.enumerated().map { AreaSample.incident(Int64($0 + 1), $1) }),
        viewer: Sample.viewer)
    )
    #expect(html[0].contains(#"name="verb" value="acknowledge""#))
    #expect(html[1].contains("Ein Ordner ist nicht erreichbar"))
    #expect(check(IncidentsPage(open: OpenIncidents([]), viewer: Sample.viewer))[0].contains("Nothing is wrong."))
    let looked = check(
      IncidentsPage(open: OpenIncidents([AreaSample.incident(1)]), viewer: AreaSample.lookingOnly),
      viewer: AreaSample.lookingOnly)
    #expect(!looked[0].contains("verb"))
  }

  @Test("only what a person may close has a button for it")
  func closing() {
    func html(_ cause: IncidentCause) -> String {
      check(IncidentsPage(open: OpenIncidents([AreaSample.incident(1, cause)]), viewer: Sample.viewer))[0]
    }
    #expect(html(.numberGap).contains(#"value="close""#))
    #expect(!html(.folderAway).contains(#"value="close""#))
    #expect(html(.folderAway).contains("It closes by itself when it is over."))
  }

  @Test("many incidents of one cause and sender are one card, with one form for all that were seen")
  func manyIncidents() {
    let key = IncidentGroup.Key(.numberGap, sender: Sample.hostile)
    let group = IncidentGroup(
      key, count: 3005, acknowledged: 2, first: 1, last: 4711, since: Sample.before(seconds: 900))
    let three = (1...3).map { AreaSample.incident(Int64($0), .numberGap) }
    let page = IncidentsPage(
      open: OpenIncidents(count: 3005, [.many(group, first: three)], next: 50), viewer: Sample.viewer)
    let html = check(page)
    #expect(html[0].contains("3,005 gaps in the control numbers of"))
    #expect(html[1].contains("3.005 Lücken bei"))
    #expect(html[0].contains(#"name="through" value="4711""#))
    #expect(html[0].contains("2 of 3,005"))
    #expect(html[1].contains("Höchstens 1.000 auf einmal") && html[1].contains("Die neuesten 1.000 schließen"))
    #expect(html[0].contains(#"href="/incidents?from=50""#))
    #expect(html[0].ranges(of: #"name="verb""#).count == 2)
    var all = IncidentGroupPage(group, three, next: 3, viewer: Sample.viewer)
    all.left = 2005
    let listed = check(all)
    #expect(listed[0].contains("2,005 were left"))
    #expect(listed[1].contains("2.005 blieben übrig"))
    #expect(listed[0].contains("before=3"))
    let looked = check(IncidentGroupPage(group, three, viewer: AreaSample.lookingOnly), viewer: AreaSample.lookingOnly)
    #expect(!looked[0].contains("verb"))
  }

  private func told(
    _ cause: IncidentCause, _ subject: String, _ count: Int = 1, _ detail: String = "It was so."
  ) -> [String] {
    var incident = Incident(
      Trouble(cause, subject, since: Sample.before(seconds: 900), count: count, detail), at: Sample.before(seconds: 600)
    )
    incident.id = 1
    return check(IncidentsPage(open: OpenIncidents([IncidentReport(incident)]), viewer: Sample.viewer))
  }

  @Test("incidents are told in both languages, by what they are about")
  func accounts() {
    let waiting = told(.documentsNotTaken, "erp", 3)
    #expect(waiting[0].contains("3 documents in the outbox of erp, the oldest since 2026-11-29 09:43:00 UTC."))
    #expect(waiting[1].contains("3 Dokumente liegen im Ausgang von erp, das älteste seit 29.11.2026, 09:43:00 UTC."))
    #expect(told(.documentsInDoubt, "erp")[1].contains("Von 1 Dokument für erp weiß niemand, ob es angekommen ist."))
    let missing = told(.fileMissing, "crm c-*.xml with Customer or Order", 2)
    #expect(missing[0].contains("crm was to drop c-*.xml with Customer or Order by 2026-11-29 09:43:00 UTC."))
    #expect(missing[1].contains("crm sollte bis 29.11.2026, 09:43:00 UTC liefern: c-*.xml mit Kunde oder Auftrag."))
    #expect(missing[1].contains("Das ist jetzt 2-mal in Folge ausgeblieben."))
    #expect(told(.numberGap, "crm 5")[1].contains("Kontrollnummer 5 von crm ist nicht gekommen."))
    #expect(told(.numberGap, "crm 5-9", 3)[1].contains("Von den Kontrollnummern 5 bis 9 von crm fehlen noch 3."))
    #expect(
      told(.conflictsWaiting, "conflicts", 2)[1].contains("Bei 2 Datensätzen muss jemand über Felder entscheiden."))
    #expect(!waiting[1].contains("It was so."))
  }

  @Test("what only the ledger's English words know of an incident stands behind the sentence")
  func englishDetails() {
    let away = told(.folderAway, "/mnt/crm", 1, "Nothing is mounted there.")
    #expect(away[0].contains("<p>Nothing is mounted there.</p>"))
    #expect(
      away[1].contains(
        #"<p>/mnt/crm ist nicht erreichbar. <small><span lang="en">Nothing is mounted there.</span></small></p>"#))
  }

  @Test(
    "a missing file reads back from what the incident is about",
    arguments: [
      (String?.none, [Entity]()), (nil, [.order]), ("c-*.xml", []), ("c-*.xml", [.customer, .order]),
      ("come with me.xml", []), ("come with me.xml", [.order]),
    ])
  func missingFiles(_ name: String?, _ entities: [Entity]) throws {
    let expectation = Expectation(
      name: name, entities: entities, by: Exchange.Schedule(.at([try CronExpression("0 6 * * *")])))
    let file = try #require(MissingFile(IncidentKey(.fileMissing, "crm \(expectation.words)")))
    #expect(file.sender == "crm" && file.name == name && file.entities == entities)
  }

  // MARK: - System

  private func system(_ viewer: Viewer) -> SystemPage {
    let report = SystemReport(
      version: "0.1.0", environment: "test", node: "main", configuration: "kontor.yaml", ledger: "ledger/kontor.sqlite",
      ledgerSize: 557_000, generation: 1, interchanges: 34, free: 28_000_000_000, total: 270_000_000_000,
      settings: [
        Setting("systems.crm.inbox", Sample.hostile, from: .line(8)), Setting("console.tls.key", nil, from: .line(9)),
        Setting("mail.to", "${MAIL}", from: .environment(["MAIL"], line: 10)), Setting("node", "main", from: .standard),
        Setting("secret", nil, from: .file("key.txt", line: 11)),
      ], folders: [SystemFolder(system: "crm", title: "inbox", path: "inbox/crm")])
    var page = SystemPage(
      report, standing: .init(.notReady, heartbeat: nil, reasons: [Sample.hostile]), viewer: viewer)
    page.examination = FolderFindings.Examination(
      folders: [
        FolderState(
          system: "crm", title: "inbox", path: "inbox/crm", weight: .advice, fileSystem: "ext4", promises: ["All."],
          findings: [
            .init(
              question: .durability, weight: .advice, measured: Sample.hostile, meaning: "Slow.", change: "Change it.")
          ])
      ], at: Sample.now, by: Sample.hostile)
    page.users = [.init(name: "a.brandt", role: .operator, seesPayloads: true, tokens: 2)]
    return page
  }

  @Test("an administrator sees settings with their sources, folders and users")
  func systemForAdmins() {
    let html = check(system(AreaSample.admin), viewer: AreaSample.admin)
    for text in ["kontor.yaml:8", "hidden", "environment: ", "default", "to be changed", "a.brandt", "Change it."] {
      #expect(html[0].contains(text), "\(text)")
    }
    #expect(html[0].contains("<small>durability: Change it.</small>"))
    #expect(html[1].contains(#"<small>Dauerhaftigkeit: <span lang="en">Change it.</span></small>"#))
    #expect(html[1].contains("<details open>"))
  }

  @Test("every question of the probe has a name")
  func questions() {
    #expect(FolderState.Question.allCases.map(\.rawValue) == DropFolder.Finding.Question.allCases.map(\.rawValue))
  }

  @Test("who may only look sees neither folders nor settings nor users nor reasons that name them")
  func systemForViewers() {
    let html = check(system(AreaSample.lookingOnly), viewer: AreaSample.lookingOnly)
    for text in ["systems.crm.inbox", "inbox/crm", "kontor.yaml", "alert(1)"] {
      #expect(!html[0].contains(text), "\(text)")
    }
    #expect(html[0].contains("0.1.0"))
  }

  // MARK: - What became of a decision

  @Test("a decision that was refused says why, one that waits can be looked for again")
  func outcomes() {
    let link = Link("held", query: Fields([("desk", "release-1.xml")]))
    let refused = DeskNote(.decided([.init(.rejected, [Sample.hostile]), .init(.accepted)]), link: link)
    let html = refused.markup(Sample.words(.english)).html
    #expect(PageCheck(html, isWhole: false).faults == [])
    #expect(html.contains("1 of 2 decisions"))
    #expect(DeskNote(.waiting, link: link).markup(Sample.words(.german)).html.contains("/held?desk=release-1.xml"))
    #expect(
      DeskNote(.decided([.init(.accepted)]), link: link).markup(Sample.words(.english)).html.contains("carried out"))
  }
}
