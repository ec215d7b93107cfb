import Console
import Testing

@testable import Exchange
@testable import Operations

@Suite("Pages of business objects")
struct EntityPagesTests {
  private static let terms = FieldTerms(owner: .system("erp"), lastWord: "erp", rule: "Customer Name: owner erp")

  /// One that both systems know, with fields that differ.
  private func story(events: [EntityEvent] = []) -> EntityStory {
    var customer = EntityState(kind: .customer, stage: .customer, origin: "crm", created: AreaSample.reference)
    customer.id = 7
    customer.keys = ["crm": Sample.hostile, "erp": "12345"]
    customer.refusal = "secret refusal"
    var story = EntityStory(kind: .customer, key: Sample.hostile, entity: customer)
    story.references = [
      CrossReference(
        entity: 7, kind: .customer, system: "crm", key: Sample.hostile, source: AreaSample.reference, since: Sample.now),
      CrossReference(
        entity: 7, kind: .customer, system: "erp", key: "12345", standing: .former, source: AreaSample.reference,
        since: Sample.now),
    ]
    story.fields = ["Name", "Phone[use=main]"].map { name in
      var field = FieldState()
      field.decide(Sample.hostile + "value", by: "erp", at: Sample.now)
      return EntityStory.Field(name: FieldName(name), state: field, terms: Self.terms)
    }
    story.chapters = events.map { event in
      var chapter = EntityStory.Chapter(
        at: event.at,
        source: EntityStory.Source(reference: event.source, system: "crm", file: nil, line: 11))
      chapter.events = [
        EntityStory.Event(
          event: event,
          changes: event.fields.map { EntityStory.Change(outcome: $0, before: "value before") })
      ]
      return chapter
    }
    story.earlier = 3
    story.later = 1
    return story
  }

  private var everyEvent: [EntityEvent] {
    EntityEvent.What.allCases.map { what in
      EntityEvent(
        entity: 7, source: AreaSample.reference, at: Sample.now, what, "crm", Sample.hostile + "detail",
        fields: FieldOutcome.Word.allCases.map {
          FieldOutcome(
            FieldName("Phone[use=main]"), $0, value: "value now", said: "value said", winner: nil, rule: "Customer: x")
        })
    }
  }

  @Test("who decided, and why, stands with what happened, in both languages")
  func decided() {
    func html(_ what: EntityEvent.What, _ language: Language) -> String {
      var report = StoryReport(
        story(events: [
          EntityEvent(entity: 7, source: AreaSample.reference, at: Sample.now, what, "decision", "ada discarded it: x")
        ]))
      report.story[0].decision = Sample.decision
      return Sample.html(
        EntityPage(entity: "Customer", key: "K-1", story: report, viewer: Sample.viewer), language)
    }
    #expect(html(.discarded, .german).contains("Verworfen.<br>von ada: the customer sends it anew"))
    #expect(html(.discarded, .english).contains("Discarded.<br>by ada: the customer sends it anew"))
    #expect(html(.released, .german).contains("Wartet nicht mehr.<br>von ada: the customer sends it anew"))
    #expect(html(.decided, .german).contains("<br>Begründung: the customer sends it anew"))
  }

  private func page(_ viewer: Viewer, _ shown: ShownValues) -> EntityPage {
    let report = StoryReport(story(events: everyEvent)).showing(shown)
    var page = EntityPage(entity: "Customer", key: Sample.hostile, story: report, viewer: viewer)
    page.systems = ["crm", "erp"]
    page.receivers = ["crm", "erp"]
    page.link = "/entities/Customer/x"
    return page
  }

  @Test("everything that can happen is told, in both languages", arguments: Language.allCases)
  func whole(language: Language) {
    let page = page(Sample.viewer, ShownValues(seesPayloads: true, masked: []))
    let html = Sample.html(page, language)
    #expect(PageCheck(html).faults == [])
    #expect(!html.contains("<script>alert"))
    for text in ["value now", "value said", "value before", "secret refusal", "12345"] {
      #expect(html.contains(text), "\(text)")
    }
    #expect(html.contains("before=3"))
    for fragment in page.fragments(Sample.words(language)) {
      #expect(html.contains("id=\"\(fragment.id)\""))
    }
  }

  private static let rules: [(RuleWords, written: String, english: String, german: String)] = [
    (.owner("erp", othersFill: false), "owner erp", "erp has the last word", "erp hat das letzte Wort"),
    (
      .owner("erp", othersFill: true), "owner erp, fill-if-empty", "others fill it only while it is empty",
      "andere füllen nur, was leer ist"
    ),
    (.given(by: "erp"), "owner erp, which gives it", "erp gives it", "erp vergibt es"),
    (
      .shared(.ask, lastWord: nil), "shared, ask", "shared; on a conflict a person decides",
      "gemeinsam; bei Widerspruch entscheidet jemand"
    ),
    (
      .shared(.newest, lastWord: "erp"), "shared, newest, last word erp",
      "shared; the later value holds; in doubt that of erp",
      "gemeinsam; es gilt der spätere Wert; im Zweifel der von erp"
    ),
    (
      .shared(.ownerWins, lastWord: "erp"), "shared, owner-wins, last word erp", "shared; on a conflict erp wins",
      "gemeinsam; bei Widerspruch gilt erp"
    ),
    (
      .shared(.fillIfEmpty, lastWord: nil), "shared, fill-if-empty", "only what is empty is filled",
      "nur was leer ist, wird gefüllt"
    ),
    (.decided(by: "ada l."), "decided by ada l.", "ada l. decided", "ada l. hat entschieden"),
    (.corrected(by: "ada"), "corrected by ada", "ada corrected it", "ada hat es richtiggestellt"),
  ]

  @Test("rules read back as they were written, and are told in both languages", arguments: rules.indices)
  func rule(_ index: Int) {
    let (rule, written, english, german) = Self.rules[index]
    #expect(rule.text == written && RuleWords(written) == rule)
    #expect(Sample.words(.english).rule("Customer Phone: \(written)").html.contains(english))
    #expect(Sample.words(.german).rule("Customer Phone: \(written)").html.contains(german))
  }

  @Test("a rule that is not known is shown as it is", arguments: ["owner", "owner erp, perhaps", "shared", "x"])
  func unknownRule(_ written: String) {
    #expect(RuleWords(written) == nil)
    #expect(Sample.words(.german).rule("Customer Phone: \(written)").html == "<code>\(written)</code>")
  }

  private func told(_ what: EntityEvent.What, _ subject: String?, _ detail: String?) -> String {
    let event = EntityEvent(entity: 7, source: AreaSample.reference, at: Sample.now, what, subject, detail)
    let report = StoryReport(story(events: [event]))
    return Sample.words(.german).sentence(report.story[0].events[0]).html
  }

  @Test("what the ledger says of an event in known words is told in German, and nothing is told twice")
  func germanEvents() {
    let key = EventDetail.called("2026004411", by: "erp")
    #expect(told(.key, "erp", key.text) == "erp nennt es 2026004411.")
    let waits = EventDetail.waits("Order SO-4858", for: "Customer K-99999")
    #expect(waits.text == "Order SO-4858 waits for Customer K-99999, who is not known yet.")
    #expect(
      told(.held, "reference", waits.text)
        == "Zurückgestellt: Auftrag SO-4858 wartet auf Kunde K-99999, hier noch nicht bekannt.")
    #expect(told(.told, "crm", EventDetail.new.text) == "crm hat davon berichtet. Es ist neu.")
    #expect(told(.stage, "customer", EventDetail.stageBefore(.lead).text) == "Neuer Stand: Kunde, vorher Interessent.")
    #expect(
      told(.deleted, "crm", EventDetail.deletedForGood(by: "crm").text)
        == "crm hat es gelöscht und bekommt davon nichts mehr.")
    #expect(told(.decided, "ada", EventDetail.sentAlone.text) == "ada hat es einzeln senden lassen.")
    #expect(
      told(.held, "data", "Something is missing.")
        == #"Zurückgestellt: Angaben fehlen. (<span lang="en">Something is missing.</span>)"#)
    #expect(told(.refused, "erp", "gesperrt") == "erp hat es abgelehnt. (gesperrt)")
  }

  @Test("without the right to see values none is shown, wherever it stands", arguments: Language.allCases)
  func hidden(language: Language) {
    let viewer = AreaSample.lookingOnly
    let html = Sample.html(page(viewer, ShownValues(seesPayloads: false, masked: [])), language, viewer: viewer)
    for text in ["value now", "value said", "value before", "secret refusal", "value</td>"] {
      #expect(!html.contains(text), "\(text)")
    }
    #expect(html.contains("•••"))
    #expect(!html.contains("/transfer"))
  }

  @Test("a field that is shown to nobody is hidden, and its neighbours are not")
  func masked() {
    let shown = ShownValues(seesPayloads: true, masked: ["Phone"])
    #expect(!shown.shows("Phone[use=main]"))
    #expect(shown.shows("Name"))
    #expect(!shown.shows("ContactPerson[Id=P-7]/Phone[use=main]"))
    let html = Sample.html(page(Sample.viewer, shown), .english)
    #expect(!html.contains("value now"))
  }

  @Test("what nobody told of says so, and what waits for it", arguments: Language.allCases)
  func unknown(language: Language) {
    var page = EntityPage(entity: "Customer", key: Sample.hostile, story: nil, viewer: Sample.viewer)
    page.awaitedBy = [AreaSample.hold(1, key: Sample.hostile)]
    let html = Sample.html(page, language)
    #expect(PageCheck(html).faults == [])
    #expect(html.contains("/entities/Order/"))
  }

  @Test("a search that finds nothing says what to try", arguments: Language.allCases)
  func search(language: Language) {
    let page = EntitiesPage(key: Sample.hostile, entity: "Order", awaited: [AreaSample.hold(1)])
    #expect(PageCheck(Sample.html(page, language)).faults == [])
    #expect(PageCheck(Sample.html(EntitiesPage(), language)).faults == [])
    let found = EntitiesPage(
      key: "K-1",
      found: [
        KnownEntity(entity: "Customer", number: 1, keys: ["crm": "K-1", "erp": Sample.hostile], stage: "lead"),
        KnownEntity(entity: "Order", number: nil, keys: ["crm": "K-1"], stage: nil),
      ])
    #expect(PageCheck(Sample.html(found, language)).faults == [])
  }

  @Test("a transfer shows what would go, and asks for the reason", arguments: Language.allCases)
  func transfer(language: Language) {
    let document = DocumentReport(
      system: "erp", entity: "Customer", key: "K-1", name: Sample.hostile, content: "<a>\n<b>hidden content</b></a>")
    var page = TransferPage(
      entity: "Customer", key: Sample.hostile, to: "erp", preview: .documents([document]), viewer: Sample.viewer)
    var html = Sample.html(page, language)
    #expect(PageCheck(html).faults == [])
    #expect(html.contains("&lt;b&gt;hidden content"))
    // What the configuration hides from everybody may have another name in a document.
    page.isMasked = true
    html = Sample.html(page, language)
    #expect(!html.contains("hidden content"))
    #expect(html.contains("mask:"))
    page.isMasked = false
    page.viewer.seesPayloads = false
    page.lacksReason = true
    html = Sample.html(page, language)
    #expect(!html.contains("hidden content"))
    page.preview = .refused(Sample.hostile)
    html = Sample.html(page, language)
    #expect(PageCheck(html).faults == [])
    #expect(!html.contains(#"method="post" action="/entities"#))
  }
}
