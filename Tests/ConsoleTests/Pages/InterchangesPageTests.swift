import Console
import Exchange
import Operations
import Testing

@Suite("The list of interchanges")
struct InterchangesPageTests {
  private let choices = InterchangesPage.Choices(senders: ["crm", "erp"], entities: ["Order"])

  private func page(
    _ entries: [InterchangeList.Entry], query: Fields = Fields(), isPartial: Bool = false, newer: Int = 0
  ) -> InterchangesPage {
    let list = InterchangeList(
      entries, older: .number(7), newer: .number(9), top: .number(12), isPartial: isPartial)
    return InterchangesPage(list, query: query, choices: choices, newer: Capped(newer))
  }

  private let entries = [
    InterchangeList.Entry(Sample.interchange(), file: Sample.hostile, attempt: 2),
    InterchangeList.Entry(Sample.interchange("01M8KBE5SGRJ2W52", nil, state: .received), file: "b.xml"),
  ]

  @Test("it is whole, with entries and without, in both languages", arguments: Language.allCases)
  func whole(language: Language) {
    let query = Fields([("q", Sample.hostile), ("verdict", "rejected"), ("since", "2026-11-01"), ("x", "y")])
    let pages = [
      page(entries), page(entries, query: query, newer: 12), page([]), page([], query: query),
      page([], query: query, isPartial: true),
      InterchangesPage(FilterMistake(field: "verdict", value: Sample.hostile), query: query, choices: choices),
    ]
    for page in pages { #expect(PageCheck(Sample.html(page, language)).faults == []) }
  }

  @Test("links to further pages keep the question, and nothing else of the query")
  func paging() {
    let html = Sample.html(
      page(entries, query: Fields([("verdict", "rejected"), ("x", "y"), ("before", "n20")])), .english)
    #expect(html.contains("href=\"/interchanges?verdict=rejected&amp;before=n7\" rel=\"next\""))
    #expect(html.contains("href=\"/interchanges?verdict=rejected&amp;after=n9\" rel=\"prev\""))
    #expect(html.contains("href=\"/interchanges.csv?verdict=rejected\""))
    #expect(html.contains("href=\"/interchanges?\" class") == false)
  }

  @Test("words that are the key of a business object lead to its page")
  func objects() {
    var page = page(entries)
    #expect(Sample.html(page, .english).contains("href=\"/entities\""))
    page.named = [NamedKey(entity: "Customer", key: "K-20417"), NamedKey(entity: "Order", key: Sample.hostile)]
    for language in Language.allCases { #expect(PageCheck(Sample.html(page, language)).faults == []) }
    #expect(
      Sample.html(page, .german).contains(
        "<a href=\"/entities/Customer/K-20417\">Kunde K-20417: ganze Geschichte</a>"))
    #expect(Sample.html(page, .english).contains(">Customer K-20417: the whole story</a>"))
  }

  @Test("new ones are told of and not put in")
  func news() {
    let page = page(entries, newer: 12)
    #expect(page.fragments(Sample.words(.english)).map(\.id) == ["news", "i-01M8KBE5SGRJ2W51", "i-01M8KBE5SGRJ2W52"])
    #expect(Sample.html(page, .english).contains("<a href=\"/interchanges\">12 new: show</a>"))
    #expect(page.live == "/interchanges?seen=n12")
  }

  @Test("a line of the CSV has a field for each of its head")
  func csv() {
    let head = InterchangeList.csvHead.split(separator: ",").count
    let entry = InterchangeList.Entry(Sample.interchange(), file: "=cmd|x.xml")
    var plain = entry.interchange
    plain.envelope.controlNumber = "7"
    let line = InterchangeList.Entry(plain, file: entry.file).csv
    #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == head)
    #expect(line.contains(",'=cmd|x.xml,"), "no spreadsheet calculates a file's name")
  }
}

@Suite("What a query asks for")
struct InterchangeQueryTests {
  @Test("days begin and end on the clock of the zone, and the last one is meant whole")
  func days() throws {
    let berlin = try #require(Zone(named: "Europe/Berlin"))
    let fields = Fields([("since", "2026-03-29"), ("until", "2026-03-29")])
    let query = try InterchangeQuery(fields, in: berlin, systems: ["crm"])
    #expect(query.since == Timestamp("2026-03-28T23:00:00.000Z"))
    #expect(query.until == Timestamp("2026-03-29T22:00:00.000Z"), "that day has 23 hours")
  }

  @Test(
    "what cannot be is a mistake that names the field",
    arguments: [
      ("verdict", "good"), ("state", "x"), ("sender", "nobody"), ("entity", "Unicorn"), ("since", "yesterday"),
      ("until", "2026-02-30"), ("rejection", "?"),
    ])
  func mistakes(field: String, value: String) {
    #expect(throws: FilterMistake(field: field, value: value)) {
      try InterchangeQuery(Fields([(field, value)]), in: .utc, systems: ["crm"])
    }
  }

  @Test("what is left empty takes all")
  func empty() throws {
    let fields = Fields(InterchangeQuery.fields.map { ($0, " ") })
    let query = try InterchangeQuery(fields, in: .utc, systems: [])
    #expect(query == InterchangeQuery())
  }
}
