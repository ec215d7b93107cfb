import DropFolder
import Exchange
import Testing

@testable import LedgerSQLite

/// Holds the lists of the console against those of the command line, which walk through everything.
@Suite("the console's lists of interchanges")
struct ConsoleListTests {
  struct Asked: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout InterchangeFilter, inout InterchangeQuery) -> Void

    init(_ description: String, _ change: @escaping @Sendable (inout InterchangeFilter, inout InterchangeQuery) -> Void)
    {
      testDescription = description
      self.change = change
    }
  }

  private static let early = someTime + .seconds(2000)
  private static let late = someTime + .seconds(4000)

  static let asked = [
    Asked("everything") { _, _ in },
    Asked("of a sender") { ($0.sender, $1.sender) = ("erp", "erp") },
    Asked("of the desk") { ($0.sender, $1.sender) = (System.desk, System.desk) },
    Asked("of nobody") { ($0.sender, $1.sender) = ("none", "none") },
    Asked("with a verdict") { ($0.verdict, $1.verdict) = (.rejected, .rejected) },
    Asked("accepted, of a sender") { filter, query in
      (filter.verdict, query.verdict) = (.accepted, .accepted)
      (filter.sender, query.sender) = ("shop", "shop")
    },
    Asked("rejected, of a sender") { filter, query in
      (filter.verdict, query.verdict) = (.partiallyAccepted, .partiallyAccepted)
      (filter.sender, query.sender) = ("erp", "erp")
    },
    Asked("in a state") { ($0.state, $1.state) = (.received, .received) },
    Asked("done") { ($0.state, $1.state) = (.done, .done) },
    Asked("with a code") { ($0.code, $1.code) = ("value-invalid", "value-invalid") },
    Asked("with a code in an entity") { filter, query in
      (filter.code, query.code) = ("value-invalid", "value-invalid")
      (filter.entity, query.entity) = ("Invoice", "Invoice")
    },
    Asked("with an entity") { ($0.entity, $1.entity) = ("Nonsense", "Nonsense") },
    Asked("since") { ($0.since, $1.since) = (early, early) },
    Asked("until") { ($0.until, $1.until) = (late, late) },
    Asked("between, of a sender, rejected") { filter, query in
      (filter.since, query.since) = (early, early)
      (filter.until, query.until) = (late, late)
      (filter.sender, query.sender) = ("crm", "crm")
      (filter.verdict, query.verdict) = (.rejected, .rejected)
    },
    Asked("between, with a code") { filter, query in
      (filter.since, query.since) = (early, early)
      (filter.until, query.until) = (late, late)
      (filter.code, query.code) = ("key-missing", "key-missing")
    },
    Asked("with an open rejection") { ($0.rejection, $1.rejection) = (.open, .open) },
    Asked("with an open rejection and a code") { filter, query in
      (filter.rejection, query.rejection) = (.open, .open)
      (filter.code, query.code) = ("key-missing", "key-missing")
    },
    Asked("corrected, with an entity") { filter, query in
      (filter.rejection, query.rejection) = (.corrected, .corrected)
      (filter.entity, query.entity) = ("Order", "Order")
    },
  ]

  /// What the command line lists, in the order of the console's list.
  private func expected(_ filter: InterchangeFilter, _ query: InterchangeQuery, in played: PlayedLedger) throws
    -> [String]
  {
    var filter = filter
    filter.limit = .max
    let places = Dictionary(
      played.ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { one, _ in one })
    let found = try played.ledger.interchanges(matching: filter)
      .filter { query.sender == System.desk || $0.sender != System.desk }
    let sorted = found.sorted { one, other in
      if query.code != nil { return one.id > other.id }
      if query.rejection == nil, query.state == nil, query.since ?? query.until != nil {
        return (one.receivedAt, places[one.id] ?? 0) > (other.receivedAt, places[other.id] ?? 0)
      }
      return (places[one.id] ?? 0) > (places[other.id] ?? 0)
    }
    return sorted.map(\.id.text)
  }

  /// Turns pages until there are no more.
  private func walk(
    _ query: InterchangeQuery, _ ledger: SQLiteLedger, limit: Int
  ) throws -> (pages: [InterchangePage], ids: [String]) {
    var pages = [try ledger.page(of: query, .newest, limit: limit)]
    while let older = pages[pages.count - 1].older, pages.count < 2000 {
      pages.append(try ledger.page(of: query, .before(older), limit: limit))
    }
    return (pages, pages.flatMap { $0.interchanges.map(\.id.text) })
  }

  @Test("hold what the command line lists, page by page", arguments: asked, [7, 1000])
  func pages(_ asked: Asked, limit: Int) throws {
    try withPlayedLedger(seed: 9) { played in
      var (filter, query) = (InterchangeFilter(), InterchangeQuery())
      asked.change(&filter, &query)
      let expected = try expected(filter, query, in: played)
      let (pages, ids) = try walk(query, played.ledger, limit: limit)
      #expect(ids == expected)
      #expect(pages[0].newer == nil)
      #expect(pages.allSatisfy { !$0.isPartial })
      #expect(expected.isEmpty || asked.testDescription == "of nobody" || pages[0].interchanges.count > 0)

      // And back again.
      guard pages.count > 1 else { return }
      var back: [[String]] = [pages[pages.count - 1].interchanges.map(\.id.text)]
      var newer = pages[pages.count - 1].newer
      while let place = newer {
        let page = try played.ledger.page(of: query, .after(place), limit: limit)
        back.append(page.interchanges.map(\.id.text))
        newer = page.newer
      }
      #expect(back.reversed().flatMap(\.self) == expected)
    }
  }

  @Test("miss nothing where they look through a few candidates at a time", arguments: asked)
  func windows(_ asked: Asked) throws {
    try withPlayedLedger(seed: 12) { played in
      var (filter, query) = (InterchangeFilter(), InterchangeQuery())
      asked.change(&filter, &query)
      played.ledger.limits.candidates = 6
      let (pages, ids) = try walk(query, played.ledger, limit: 5)
      let expected = try expected(filter, query, in: played)
      #expect(ids == expected)
      for page in pages where page.isPartial { #expect(page.older != nil && page.interchanges.count < 5) }
      if asked.testDescription == "with an entity" { #expect(pages.contains { $0.isPartial }) }
    }
  }

  @Test("count what came since", arguments: asked)
  func news(_ asked: Asked) throws {
    try withFolder { folder in
      var played = PlayedLedger(try SQLiteLedger(path: folder + "/ledger.sqlite", access: .scratch), seed: 3)
      try played.play(100)
      var (filter, query) = (InterchangeFilter(), InterchangeQuery())
      asked.change(&filter, &query)
      // Of what changes as long as it is open the old ones may have gone.
      let isSteady = query.state == nil && query.rejection == nil
      let before = try expected(filter, query, in: played)
      let top = try played.ledger.page(of: query, .newest, limit: 5).top
      #expect(try played.ledger.newCount(of: query, after: top, most: 99) == Capped(0))
      try played.play(60)
      guard isSteady else { return }
      let ahead = try expected(filter, query, in: played).prefix { !before.contains($0) }
      #expect(try played.ledger.newCount(of: query, after: top, most: 99) == Capped(ahead.count))
      #expect(
        try played.ledger.newCount(of: query, after: top, most: 2)
          == Capped(min(2, ahead.count), isMore: ahead.count > 2))
    }
  }

  @Test("begin anew where a link has a place of another list")
  func foreignPlace() throws {
    try withPlayedLedger(seed: 5, 40) { played in
      var query = InterchangeQuery()
      let first = try played.ledger.page(of: query, .newest, limit: 5).interchanges
      #expect(
        try played.ledger.page(of: query, .before(.id(InterchangeID("00"))), limit: 5).interchanges == first)
      query.since = someTime
      let since = try played.ledger.page(of: query, .newest, limit: 5).interchanges
      #expect(try played.ledger.page(of: query, .before(.number(1)), limit: 5).interchanges == since)
    }
  }
}
