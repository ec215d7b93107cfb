import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  @Test(
    "audit entries come back whole, in the order of the decisions, also in another run", arguments: LedgerBackend.all)
  func audit(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected: [AuditEntry] = []
      do {
        let ledger = try backend.open(folder)
        try ledger.take(arrival("A"))
        try ledger.take(arrival("B", content: "b"))
        for (index, verdict) in RecordVerdict.allCases.enumerated() {
          expected.append(
            entry(of: index < 4 ? "B" : "A", index + 1, outcome: verdict, at: someTime + .seconds(-index)))
        }
        expected[2].reason = nil
        expected[2].before = nil
        expected[2].after = "two"
        for entry in expected { try ledger.decide { try $0.add(entry) } }
      }
      for index in expected.indices { expected[index].number = Int64(index + 1) }
      let ledger = try backend.open(folder)
      #expect(try ledger.audit(matching: AuditFilter(), after: 0, limit: 99) == expected)
      #expect(try ledger.audit(matching: AuditFilter(), after: 2, limit: 2) == Array(expected[2..<4]))
      #expect(try ledger.audit(matching: AuditFilter(), after: 0, limit: 0) == [])
      var ofOne: [AuditEntry] = []
      try ledger.forEachAuditEntry(of: InterchangeID("B")) { ofOne.append($0) }
      #expect(ofOne == Array(expected[..<4]))
      try ledger.forEachAuditEntry(of: InterchangeID("C")) { _ in Issue.record("None was added.") }
    }
  }

  @Test("audit entries are found by who, what, about what and when", arguments: LedgerBackend.all)
  func findsAudit(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("A"))
      try ledger.decide { decisions in
        try decisions.add(entry("discard", who: "anna", subject: "interchange 01K", at: someTime))
        try decisions.add(entry("resolve", who: "bert", subject: "Customer C-1", at: someTime + .seconds(1)))
        try decisions.add(entry("resolve", who: "anna", subject: "Customer C-12", at: someTime + .seconds(2)))
      }
      func found(_ change: (inout AuditFilter) -> Void) throws -> [Int64] {
        var filter = AuditFilter()
        change(&filter)
        return try ledger.audit(matching: filter, after: 0, limit: 9).map(\.number)
      }
      #expect(try found { $0.who = "anna" } == [1, 3])
      #expect(try found { $0.who = "ann" } == [])
      #expect(try found { $0.action = "resolve" } == [2, 3])
      #expect(try found { $0.subject = "customer c-1" } == [2, 3])
      #expect(try found { $0.subject = "C-12" } == [3])
      #expect(try found { $0.since = someTime + .seconds(1) } == [2, 3])
      #expect(try found { $0.until = someTime + .seconds(1) } == [1])
      #expect(try found { ($0.who, $0.action) = ("anna", "resolve") } == [3])
    }
  }

  @Test("an entry is of a decision that is being taken", arguments: LedgerBackend.all)
  func refusedAudit(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("A"))
      try ledger.done("A")
      for id in ["A", "X"] {
        #expect(ledgerError { try ledger.decide { try $0.add(entry(of: id)) } }?.code == .unexpected)
      }
      #expect(try ledger.audit(matching: AuditFilter(), after: 0, limit: 9) == [])
    }
  }
}
