import DropFolder
import Exchange
import GRDB
import Synchronization
import Testing

@testable import LedgerSQLite

/// Looks at how SQLite goes about every statement that the ledger really runs. Without statistics, which the ledger never
/// gathers, a plan does not depend on how many rows there are.
@Suite("the plans of an SQLite ledger")
struct SQLitePlanTests {
  /// A call of the ledger, and the lines that its plans may hold besides lookups in an index.
  struct Call: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var allowed: [String] = []
    let run: @Sendable (SQLiteLedger) throws -> Void
  }

  static let id = InterchangeID("A")

  private static func find(_ change: (inout InterchangeFilter) -> Void, in ledger: SQLiteLedger) throws {
    var filter = InterchangeFilter()
    change(&filter)
    _ = try ledger.interchanges(matching: filter)
  }

  private static let calls = [
    Call(testDescription: "receive") { _ = try $0.receive([arrival("C")]) },
    // A sum for each of seven verdicts.
    Call(testDescription: "decide", allowed: ["USE TEMP B-TREE FOR GROUP BY"]) { ledger in
      _ = try ledger.receive([arrival("C")])
      try ledger.decide { decisions in
        _ = try decisions.interchanges(from: "crm", controlNumber: "1")
        _ = try decisions.highestControlNumber(from: "crm")
        _ = try decisions.nextSequence(for: "erp")
        try decisions.add(outcome(1), of: InterchangeID("C"))
        try decisions.add(Exchange.Issue(.replay, phase: .envelope, "."), record: 1, of: InterchangeID("C"))
        try decisions.add(document(1, of: "C", records: 1...1))
        try decisions.change(.accepted, ofRecord: 1, of: InterchangeID("C"))
        try decisions.conclude(arrival("C").decided(records: [.accepted]))
      }
    },
    Call(testDescription: "markPublished") {
      try $0.markPublished([("A-1-1", .published)], completing: [id], at: someTime)
    },
    Call(testDescription: "standing") { ledger in
      _ = try ledger.standing(inOutboxOf: "erp")
      try ledger.forEachStanding(.import, for: "erp") { _ in }
      try ledger.markTaken(["A-1-1"], at: someTime)
      _ = try ledger.moments(of: "A-1-1")
      _ = try ledger.lastReceipt(of: "A-1-1")
      try ledger.note(doneWith: ["a"], forgetting: ["b"], of: "erp", in: "x")
      _ = try ledger.namesDoneWith(of: "erp", in: "x")
    },
    Call(testDescription: "markDone") { try $0.markDone([(id, "x")], at: Timestamp(milliseconds: 1)) },
    Call(testDescription: "wait and resume") { ledger in
      try ledger.wait(InterchangeID("B"), until: Timestamp(milliseconds: 1), size: 1, sha256: "x")
      try ledger.resume(InterchangeID("B"), size: 1, sha256: "x")
    },
    Call(testDescription: "document") { _ = try $0.document("A-1-1") },
    Call(testDescription: "interchange") { _ = try $0.interchange(id) },
    Call(
      testDescription: "open",
      // Only what is open stands in this index, and only that is sorted.
      allowed: ["SCAN interchange USING INDEX interchangeOpen", "USE TEMP B-TREE FOR ORDER BY"]
    ) { _ = try $0.open() },
    // In the order of the table, until the limit is reached.
    Call(testDescription: "newest", allowed: ["SCAN interchange"]) { try find({ _ in }, in: $0) },
    Call(testDescription: "newest of a sender") { try find({ $0.sender = "crm" }, in: $0) },
    Call(testDescription: "newest with a verdict") { try find({ $0.verdict = .rejected }, in: $0) },
    Call(
      testDescription: "newest in a state",
      allowed: ["SCAN interchange USING INDEX interchangeOpen", "USE TEMP B-TREE FOR ORDER BY"]
    ) { try find({ $0.state = .decided }, in: $0) },
    Call(testDescription: "records") { try $0.forEachRecord(of: id, exceptions: false) { _, _, _ in } },
    Call(testDescription: "exceptions") { try $0.forEachRecord(of: id, exceptions: true) { _, _, _ in } },
    Call(testDescription: "issues") { _ = try $0.issues(of: id) },
    // One interchange's documents are sorted, however many interchanges there are.
    Call(testDescription: "documents", allowed: ["USE TEMP B-TREE FOR ORDER BY"]) {
      _ = try $0.documents(of: id, kind: .import)
    },
  ]

  @Test(
    "a call looks up what it needs in an index",
    arguments: calls + entityCalls + rejectionCalls + incidentCalls + retentionCalls + consoleCalls)
  func lookups(_ call: Call) throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      try ledger.take(
        arrival("A", content: "1"), records: [.accepted], documents: [document(1, of: "A", records: 1...1)],
        controlNumber: "1")
      _ = try ledger.receive([arrival("B", content: "2")])
      try ledger.markPublished([("A-1-1", .published)], completing: [], at: someTime)

      var statements: Set<String> = []
      ledger.connection.queue.inDatabase { database in
        database.trace { event in
          if case .statement(let statement) = event { statements.insert(statement.sql) }
        }
      }
      try call.run(ledger)
      let plans = try ledger.connection.queue.inDatabase { database in
        database.trace()
        return try statements.filter { $0.contains(/^(SELECT|WITH|INSERT|UPDATE|DELETE)/) }.flatMap { sql in
          let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
          statement.setUncheckedArguments(StatementArguments())
          return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
      }
      #expect(!statements.isEmpty)
      for step in plans where step.hasPrefix("SCAN") || step.contains("TEMP B-TREE") {
        if step == "SCAN CONSTANT ROW" { continue }
        #expect(call.allowed.contains(step), "\(step)")
      }
    }
  }
}
