import DropFolder
import Exchange
import Testing

@testable import LedgerSQLite

extension SQLitePlanTests {
  /// Asked of every interchange that is old, day by day.
  static let retentionCalls = [
    Call(testDescription: "why something is kept", allowed: ["USE TEMP B-TREE FOR ORDER BY"]) { ledger in
      try ledger.done("A")
      for kind in RetentionClass.allCases {
        #expect(try ledger.reasonToKeep(kind, of: InterchangeID("A"), awaitingNumbers: true) == nil)
      }
    },
    Call(
      testDescription: "forgetting",
      // Only what is unfinished stands in this index.
      allowed: ["SCAN pruning USING INDEX pruningUnfinished", "USE TEMP B-TREE FOR ORDER BY"]
    ) { ledger in
      try ledger.done("A")
      let prunings = [RetentionClass.payload, .metadata].map {
        Pruning(InterchangeID("A"), $0, rule: "x", saidAt: someTime)
      }
      try ledger.begin(prunings)
      #expect(try ledger.unfinishedPrunings(limit: 9).count == 2)
      try ledger.end(prunings, at: someTime)
      #expect(try ledger.prunings(of: InterchangeID("A")).count == 2)
    },
    Call(testDescription: "where housekeeping stands") { ledger in
      try ledger.note(HousekeepingProgress(day: "x", position: 1, floor: 1, isDone: true), of: .compress)
      _ = try ledger.progress(of: .compress)
    },
  ]
}
