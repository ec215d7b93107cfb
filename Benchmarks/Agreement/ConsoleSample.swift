import BenchmarkCommon
import DropFolder
import Exchange
import LedgerSQLite

/// What is asked of a ledger, with words that stand in it.
struct Sample {
  struct Question {
    let name: String
    /// Answers how much it found.
    let ask: (SQLiteLedger) throws -> Int
  }

  private let last: Timestamp
  private let middle: Interchange
  private let long: InterchangeID
  private let key: String

  init(_ ledger: SQLiteLedger) throws {
    guard let last = try ledger.size().last,
      let middle = try ledger.page(of: InterchangeQuery(), .before(.number(try ledger.mark().arrival / 2)), limit: 1)
        .interchanges.first
    else { throw Unexpected("The ledger is empty.") }
    self.last = last
    self.middle = middle
    var longest = middle
    var filter = InterchangeFilter()
    filter.limit = 20_000
    for one in try ledger.interchanges(matching: filter) where one.totals.read > longest.totals.read { longest = one }
    long = longest.id
    guard let key = try ledger.crossReferences(withKeyFrom: "K-", limit: 200).last?.key else {
      throw Unexpected("The ledger has no customers.")
    }
    self.key = key
  }

  private func page(
    _ name: String, _ start: PageStart = .newest, _ change: @escaping (inout InterchangeQuery) -> Void
  ) -> Question {
    Question(name: name) { ledger in
      var query = InterchangeQuery()
      change(&query)
      return try ledger.page(of: query, start, limit: 50).interchanges.count
    }
  }

  var questions: [Question] {
    overview + lists + searches + rejected + others
  }

  private var overview: [Question] {
    let last = last
    return [
      Question(name: "overview: what stands") { ledger in
        var question = OverviewQuestion()
        question.outboxes = ["crm", "erp"]
        question.confirming = ["crm": last + .seconds(-3600), "erp": last + .seconds(-3600)]
        return try ledger.overview(question).rejected?.count ?? 0
      },
      Question(name: "overview: 24 hours by hour") { ledger in
        try ledger.arrivals(from: last + .seconds(-86_400), every: .seconds(3600), spans: 24).reduce(0) {
          $0 + $1.count
        }
      },
      Question(name: "overview: all of it, with causes and incidents") { ledger in
        var question = OverviewQuestion()
        question.outboxes = ["crm", "erp"]
        question.confirming = ["crm": last + .seconds(-3600), "erp": last + .seconds(-3600)]
        _ = try ledger.overview(question)
        _ = try ledger.arrivals(from: last + .seconds(-86_400), every: .seconds(3600), spans: 24)
        _ = try ledger.openIncidents()
        _ = try ledger.pauses()
        _ = try ledger.mark()
        return try ledger.openCauses(OpenRejectionFilter()).causes.count
      },
      Question(name: "mark and size") { Int(try $0.mark().arrival + $0.size().received) },
    ]
  }

  private var lists: [Question] {
    let early = last + .seconds(-300 * 86_400)
    return [
      page("list: newest") { _ in },
      page("list: deep in it", .before(.number(400_000))) { _ in },
      page("list: back from deep in it", .after(.number(400_000))) { _ in },
      page("list: of a sender") { $0.sender = "erp" },
      page("list: rejected") { $0.verdict = .rejected },
      page("list: rejected, of a sender") { ($0.sender, $0.verdict) = ("erp", .rejected) },
      page("list: rejected, of a sender that has none") { ($0.sender, $0.verdict) = (System.desk, .rejected) },
      page("list: since yesterday") { $0.since = last + .seconds(-86_400) },
      page("list: until 300 days ago, held") { ($0.until, $0.verdict) = (early, .held) },
      page("list: until 300 days ago, of a sender with nothing") { ($0.until, $0.sender) = (early, "none") },
      page("list: with a rare code") { $0.code = "control-number-gap" },
      page("list: with an unknown code") { $0.code = "none" },
      page("list: with an entity") { $0.entity = "Invoice" },
      page("list: with an entity that nothing has (looks so far)") { $0.entity = "Reminder" },
      page("list: open rejections") { $0.rejection = .open },
      Question(name: "list: new since a place, up to 99") { ledger in
        let place = InterchangePlace.number(try ledger.mark().arrival - 500)
        return try ledger.newCount(of: InterchangeQuery(), after: place, most: 99).count
      },
    ]
  }

  private var searches: [Question] {
    let (middle, key) = (middle, key)
    func search(_ name: String, _ text: String) -> Question { page("search: \(name)") { $0.text = SearchText(text) } }
    return [
      search("id", middle.id.text), search("beginning of an id", String(middle.id.text.prefix(8))),
      search("SHA-256", middle.sha256), search("control number", middle.envelope.controlNumber ?? "47"),
      search("business key", key), search("file name", String(decoding: middle.fileName.bytes, as: UTF8.self)),
      search("beginning that half of all names have", "crm-o"), search("piece of a name", "*" + "99123.xml"),
      search("piece that a third of all names have", "*order"), search("piece that no name has", "zzzzzz"),
    ]
  }

  private var rejected: [Question] {
    [
      Question(name: "rejected: causes of all that is open") { ledger in
        try ledger.openCauses(OpenRejectionFilter()).files.count
      },
      Question(name: "rejected: files of the first cause") { ledger in
        let cause = try ledger.openCauses(OpenRejectionFilter()).causes.first?.key
        return try ledger.openRejections(of: cause, OpenRejectionFilter(), after: nil, limit: 50).rejections.count
      },
      Question(name: "rejected: files of whatever cause") { ledger in
        try ledger.openRejections(of: nil, OpenRejectionFilter(), after: nil, limit: 50).rejections.count
      },
    ]
  }

  private var others: [Question] {
    let (long, key, last) = (long, key, last)
    return [
      Question(name: "records of a long file, a page far back") {
        try $0.records(of: long, .all, after: 100, limit: 100).records.count
      },
      Question(name: "records of a long file, exceptions") {
        try $0.records(of: long, .exceptions, after: 0, limit: 100).records.count
      },
      Question(name: "entities by a key") { try $0.crossReferences(withKey: key).count },
      Question(name: "keys with a beginning") { try $0.crossReferences(withKeyFrom: "K-12", limit: 20).count },
      Question(name: "audit: newest") { try $0.audit(matching: AuditFilter(), before: nil, limit: 50).entries.count },
      Question(name: "audit: of somebody who did nothing") { ledger in
        var filter = AuditFilter()
        filter.who = "nobody"
        return try ledger.audit(matching: filter, before: nil, limit: 50).entries.count
      },
      Question(name: "steps of a flow, 24 hours") {
        try $0.steps(
          of: "crm-to-erp", FlowWay(from: "crm", to: "erp", [.customer, .order]), since: last + .seconds(-86_400)
        ).published.count
      },
      Question(name: "held, first page") { try $0.holds(after: 0, limit: 50).count },
      Question(name: "conflicts, first page") { try $0.entitiesInConflict(after: 0, limit: 50).count },
    ]
  }
}
