import DropFolder
import Exchange
import Testing

@testable import LedgerSQLite

extension SQLitePlanTests {
  private static func page(_ ledger: SQLiteLedger, _ change: (inout InterchangeQuery) -> Void) throws {
    var query = InterchangeQuery()
    change(&query)
    for start in [
      PageStart.newest, .before(.number(9)), .after(.number(0)), .before(.moment(someTime, 9)),
      .after(.moment(someTime, 0)), .before(.id(InterchangeID("B"))), .after(.id(InterchangeID("0"))),
    ] {
      _ = try ledger.page(of: query, start, limit: 9)
    }
  }

  /// Every list is walked in the order of an index, and none of them is sorted.
  static let consoleCalls = [
    Call(
      testDescription: "the overview",
      // What is walked in these indexes is open, or is what stops at a limit.
      allowed: [
        "SCAN interchange USING INDEX interchangeOpen", "USE TEMP B-TREE FOR GROUP BY",
        "SCAN rejection USING INDEX rejectionOpenSince", "SCAN hold USING INDEX holdOpen",
        "SCAN waiting USING INDEX waitingStill", "SCAN waiting USING COVERING INDEX waitingStill",
        "SCAN entity USING INDEX entityInConflict", "SCAN passedOver",
        "SCAN document USING COVERING INDEX documentUnpublished", "SCAN (subquery-1)", "SCAN sent",
      ]
    ) { ledger in
      var question = OverviewQuestion()
      question.outboxes = ["erp"]
      question.confirming = ["erp": someTime]
      _ = try ledger.overview(question)
    },
    Call(testDescription: "the chart", allowed: ["USE TEMP B-TREE FOR GROUP BY"]) {
      _ = try $0.arrivals(from: someTime, every: .seconds(60), spans: 9)
    },
    Call(testDescription: "mark and size", allowed: ["SCAN generation"]) { ledger in
      _ = try ledger.mark()
      _ = try ledger.size()
    },
    // In the order of the table, until the limit is reached.
    Call(testDescription: "a page of all", allowed: ["SCAN interchange"]) { ledger in
      try page(ledger) { _ in }
      try page(ledger) { $0.entity = "Order" }
    },
    Call(testDescription: "a page of a sender", allowed: ["SCAN interchange"]) { ledger in
      try page(ledger) { $0.sender = "crm" }
      try page(ledger) { ($0.sender, $0.verdict) = ("crm", .accepted) }
      try page(ledger) { ($0.sender, $0.verdict, $0.entity) = ("crm", .rejected, "Order") }
    },
    Call(testDescription: "a page with a verdict", allowed: ["SCAN interchange"]) { ledger in
      try page(ledger) { $0.verdict = .rejected }
    },
    Call(testDescription: "a page of what is open", allowed: ["SCAN interchange"]) { ledger in
      try page(ledger) { $0.state = .received }
    },
    Call(
      testDescription: "a page of a time",
      // Only what was received in the same millisecond.
      allowed: [
        "SCAN interchange", "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY", "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
      ]
    ) { ledger in
      try page(ledger) { $0.since = someTime }
      try page(ledger) { ($0.until, $0.verdict, $0.sender) = (someTime, .rejected, "crm") }
    },
    Call(testDescription: "a page with a code", allowed: ["SCAN interchange"]) { ledger in
      try page(ledger) { $0.code = "value-invalid" }
      try page(ledger) { ($0.code, $0.entity, $0.since) = ("value-invalid", "Order", someTime) }
    },
    Call(testDescription: "a page of what is to be put right", allowed: ["SCAN interchange"]) { ledger in
      try page(ledger) { $0.rejection = .open }
      try page(ledger) { ($0.rejection, $0.sender) = (.open, "crm") }
    },
    Call(
      testDescription: "a page by a text",
      // All names, in their index, where a text stands somewhere in them; sorted are the numbers that it found.
      allowed: [
        "SCAN interchange", "SCAN interchange USING INDEX interchangeName", "USE TEMP B-TREE FOR ORDER BY",
        "SCAN sender", "SCAN system", "SCAN (subquery-1)",
      ]
    ) { ledger in
      for text in ["01KAVB", "47", "aabbccdd", "orders", "*rders"] {
        try page(ledger) { $0.text = SearchText(text) }
      }
    },
    // The other one decides.
    Call(testDescription: "causes of what is to be put right", allowed: ["USE TEMP B-TREE FOR GROUP BY"]) { ledger in
      try ledger.reject("C") { decisions in
        try decisions.add(Exchange.Issue(.replay, phase: .envelope, "."), record: nil, of: InterchangeID("C"))
      }
      var filter = OpenRejectionFilter()
      #expect(try ledger.openCauses(filter).causes.count == 1)
      (filter.sender, filter.since, filter.until) = ("crm", someTime, someTime)
      let place = RejectionPlace(since: someTime, number: 0)
      _ = try ledger.openCauses(filter)
      for cause in [nil, CauseKey(code: "replay", path: nil)] {
        _ = try ledger.openRejections(of: cause, filter, after: place, limit: 9)
        _ = try ledger.openRejections(of: cause, OpenRejectionFilter(), after: nil, limit: 9)
      }
    },
    Call(testDescription: "a page of records") { ledger in
      _ = try ledger.records(of: id, .all, after: 0, limit: 9)
      _ = try ledger.records(of: id, .exceptions, after: 0, limit: 9)
      _ = try ledger.interchanges(from: "crm", controlNumber: "1")
    },
    // The codes of one interchange, and the attempts of one file of decisions.
    Call(
      testDescription: "codes and attempts",
      allowed: ["USE TEMP B-TREE FOR GROUP BY", "USE TEMP B-TREE FOR count(DISTINCT)"]
    ) { ledger in
      _ = try ledger.codes(of: id)
      _ = try ledger.attemptGroups(handedInBy: id)
    },
    Call(testDescription: "keys", allowed: ["SCAN system"]) { ledger in
      _ = try ledger.crossReferences(withKey: "K-1")
      _ = try ledger.crossReferences(withKeyFrom: "K", limit: 9)
    },
    Call(testDescription: "the end of the audit trail") { ledger in
      var filter = AuditFilter()
      _ = try ledger.audit(matching: filter, before: nil, limit: 9)
      (filter.who, filter.action, filter.subject, filter.since, filter.until) = ("a", "b", "c", someTime, someTime)
      _ = try ledger.audit(matching: filter, before: 9, limit: 9)
    },
    Call(testDescription: "steps of a flow", allowed: ["SCAN (subquery-1)"]) {
      _ = try $0.steps(of: "crm-erp", FlowWay(from: "crm", to: "erp", [.customer, .order]), since: someTime)
    },
  ]
}
