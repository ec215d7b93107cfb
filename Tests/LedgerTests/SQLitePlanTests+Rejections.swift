import DropFolder
import Exchange
import Testing

@testable import LedgerSQLite

extension SQLitePlanTests {
  /// Few of many interchanges have a rejection, and few of those are open.
  static let rejectionCalls = [
    Call(testDescription: "deciding on a rejection", allowed: ["USE TEMP B-TREE FOR GROUP BY"]) { ledger in
      try addRejections(to: ledger)
      try ledger.reject("F", .accepted) { decisions in
        try decisions.settle(settlement(of: "C", by: "F"))
        try decisions.settle(settlement(of: "D", 1, by: "F", 1))
        try decisions.handIn(arrival("G", content: "g"))
        try decisions.add(entry(of: "F"))
      }
      try ledger.markPutAway([InterchangeID("C")])
    },
    Call(testDescription: "rejection") { ledger in
      _ = try ledger.rejection(of: InterchangeID("A"))
      _ = try ledger.openRejection(from: "crm", named: "orders.xml")
    },
    // Those of one content are sorted: a sender does not send the same often.
    Call(testDescription: "rejection of a content", allowed: ["USE TEMP B-TREE FOR ORDER BY"]) { ledger in
      _ = try ledger.openRejection(from: "crm", sha256: "00")
      #expect(try ledger.auditEntry(from: RecordReference(InterchangeID("A"), 1)) == nil)
    },
    // The rejected records of one key are sorted, and only where the sender has an open rejection. The other one decides.
    Call(
      testDescription: "records to be put right",
      allowed: ["USE TEMP B-TREE FOR ORDER BY", "USE TEMP B-TREE FOR GROUP BY"]
    ) { ledger in
      try addRejections(to: ledger)
      #expect(try ledger.openRejections(of: "Order", key: "SO-1", from: "crm").count == 1)
    },
    Call(testDescription: "records to be put right of one interchange") {
      _ = try $0.openRejections(of: InterchangeID("A"), after: 0, limit: 9)
    },
    // One interchange's settlements are sorted, however many interchanges there are.
    Call(testDescription: "settlements of an interchange", allowed: ["USE TEMP B-TREE FOR ORDER BY"]) {
      _ = try $0.settlements(of: InterchangeID("A"))
    },
    Call(testDescription: "settlements by an interchange") { ledger in
      _ = try ledger.settlements(by: InterchangeID("A"))
      try ledger.forEachSettlement(by: InterchangeID("A")) { _ in }
    },
    Call(testDescription: "attempts") { ledger in
      _ = try ledger.attempts(correcting: InterchangeID("A"))
      _ = try ledger.attempts(handedInBy: InterchangeID("A"))
    },
    Call(testDescription: "rejections to put away") {
      _ = try $0.rejectionsToPutAway(of: "crm", limit: 9)
    },
    Call(testDescription: "newest with an open rejection") { ledger in
      var filter = InterchangeFilter()
      filter.rejection = .open
      _ = try ledger.interchanges(matching: filter)
      _ = try ledger.count(matching: filter)
      (filter.code, filter.entity, filter.name) = ("key-missing", "Order", "*.xml")
      (filter.sender, filter.verdict, filter.text) = ("crm", .rejected, "x")
      _ = try ledger.interchanges(matching: filter)
      filter.entity = nil
      _ = try ledger.interchanges(matching: filter)
      (filter.code, filter.entity) = (nil, "Order")
      _ = try ledger.interchanges(matching: filter)
    },
    Call(testDescription: "audit trail") { ledger in
      _ = try ledger.audit(matching: AuditFilter(), after: 0, limit: 9)
      try ledger.forEachAuditEntry(of: InterchangeID("A")) { _ in }
    },
  ]

  private static func addRejections(to ledger: SQLiteLedger) throws {
    try ledger.reject("C")
    try ledger.reject("D", .partiallyAccepted, records: [.rejected, .accepted])
  }
}
