import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  @Test("a rejection comes back whole, also in another run", arguments: LedgerBackend.all)
  func rejections(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      let strange = try FileName(bytes: [0xFF, 0x20, 0x41])
      var expected: [Rejection] = []
      do {
        let ledger = try backend.open(folder)
        expected.append(try #require(try ledger.reject("A", name: strange)))
        expected.append(
          try #require(try ledger.reject("B", .partiallyAccepted, records: [.accepted, .rejected, .rejected])))
        let accepted = try ledger.reject("C", .accepted, records: [.accepted])
        #expect(accepted == nil)
      }
      #expect(expected.map(\.count) == [1, 2])
      #expect(expected.map(\.open) == [1, 2])
      let ledger = try backend.open(folder)
      for rejection in expected { #expect(try ledger.rejection(of: rejection.interchange) == rejection) }
      #expect(try ledger.rejection(of: InterchangeID("C")) == nil)
      #expect(try ledger.counts().rejections == 2)
      #expect(try ledger.counts().rejectionsSince == expected[0].since)
    }
  }

  @Test("what no partner can put right is no rejection")
  func noRejection() {
    var test = arrival("A").decided(.rejected)
    test.envelope.isTest = true
    #expect(Rejection(of: test) == nil)
    #expect(Rejection(of: arrival("A", from: System.desk).decided(.rejected)) == nil)
    #expect(Rejection(of: arrival("A").decided(.duplicate)) == nil)
    #expect(Rejection(of: arrival("A").decided(.rejected, records: [.rejected, .rejected]))?.count == 2)
  }

  @Test("the newest open rejection of a sender is found by the name of its file", arguments: LedgerBackend.all)
  func rejectionByName(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.reject("C")
      try ledger.reject("B")
      try ledger.reject("A", name: "other.xml")
      try ledger.reject("D", from: "erp")
      func found(_ sender: String = "crm", _ name: FileName = "orders.xml") throws -> String? {
        try ledger.openRejection(from: sender, named: name)?.interchange.text
      }
      #expect(try found() == "B")
      #expect(try found("erp") == "D")
      #expect(try found("crm", "Orders.xml") == nil)
      try ledger.reject("E", .accepted) { try $0.settle(settlement(of: "B", by: "E")) }
      #expect(try found() == "C")
    }
  }

  @Test("records to be put right are found by their interchange and by their key", arguments: LedgerBackend.all)
  func openRejections(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let verdicts: [RecordVerdict] = [.rejected, .accepted, .rejected, .rejected]
      try ledger.reject("B", .partiallyAccepted, records: verdicts)
      try ledger.reject("A", .partiallyAccepted, records: verdicts)
      try ledger.reject("C", from: "erp", .partiallyAccepted, records: verdicts)
      let id = InterchangeID("B")
      #expect(try ledger.openRejections(of: id, after: 0, limit: 2) == [1, 3])
      #expect(try ledger.openRejections(of: id, after: 3, limit: 2) == [4])
      #expect(try ledger.openRejections(of: id, after: 0, limit: 0) == [])
      #expect(
        try ledger.openRejections(of: "Order", key: "SO-3", from: "crm") == [source(3, of: "B"), source(3, of: "A")])
      #expect(try ledger.openRejections(of: "Order", key: "SO-2", from: "crm") == [])
      #expect(try ledger.openRejections(of: "Customer", key: "SO-3", from: "crm") == [])
      #expect(try ledger.openRejections(of: "Order", key: "SO-3", from: "shop") == [])
      try ledger.reject("D", .accepted, records: [.accepted]) { decisions in
        try decisions.settle(settlement(of: "B", 3, by: "D", 1))
        #expect(try decisions.openRejections(of: id, after: 0, limit: 9) == [1, 4])
        #expect(try decisions.openRejections(of: "Order", key: "SO-3", from: "crm") == [source(3, of: "A")])
      }
      try ledger.reject("E", .accepted) { decisions in
        for position in [1, 4] { try decisions.settle(settlement(of: "B", position, by: "E")) }
      }
      #expect(try ledger.openRejections(of: id, after: 0, limit: 9) == [])
      #expect(try ledger.openRejections(of: "Order", key: "SO-4", from: "crm") == [source(4, of: "A")])
      try ledger.reject("F")
      #expect(try ledger.openRejections(of: InterchangeID("F"), after: 0, limit: 9) == [])
    }
  }

  @Test("a rejection closes with its last settlement, as that one says", arguments: LedgerBackend.all)
  func closesRejection(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.reject("A", .partiallyAccepted, records: [.rejected, .accepted, .rejected])
      let later = someTime + .seconds(60)
      let first = settlement(of: "A", 3, by: "B", 1, .corrected)
      let last = settlement(of: "A", 1, by: "C", nil, .discarded, at: later)
      try ledger.reject("B", .accepted, records: [.accepted]) { try $0.settle(first) }
      var expected = try ledger.knownRejection("A")
      #expect(expected.open == 1 && expected.state == .open && expected.closedAt == nil)
      try ledger.reject("C", .accepted) { decisions in
        try decisions.settle(last)
        #expect(try decisions.rejection(of: InterchangeID("A"))?.state == .discarded)
        #expect(try decisions.settlements(by: InterchangeID("C")) == [last])
      }
      (expected.open, expected.state, expected.closedAt) = (0, .discarded, later)
      #expect(try ledger.rejection(of: InterchangeID("A")) == expected)
      #expect(try ledger.settlements(of: InterchangeID("A")) == [first, last])
      #expect(try ledger.settlements(by: InterchangeID("B")) == [first])
      #expect(try ledger.settlements(of: InterchangeID("B")) == [])
      #expect(try ledger.counts().rejections == 0)
      #expect(try ledger.counts().rejectionsSince == nil)
      var walked: [Settlement] = []
      try ledger.forEachSettlement(by: InterchangeID("C")) { settlement in
        walked.append(settlement)
        let others = try ledger.settlements(by: InterchangeID("B"))
        #expect(others == [first])
      }
      #expect(walked == [last])
    }
  }

  @Test("what was not rejected, is settled or done is not settled", arguments: LedgerBackend.all)
  func refusedSettlements(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.reject("A", .partiallyAccepted, records: [.rejected, .accepted, .rejected])
      try ledger.reject("B")
      try ledger.reject("C", .accepted)
      try ledger.take(arrival("N", content: "n"), .rejected, records: [.rejected])
      try ledger.reject("Z", .accepted)
      try ledger.done("Z")
      try ledger.decide { try $0.settle(settlement(of: "A", 1, by: "C")) }
      let before = try ledger.knownRejection("A")
      func refused(_ sentence: Comment, _ settlement: Settlement) {
        #expect(ledgerError { try ledger.decide { try $0.settle(settlement) } }?.code == .unexpected, sentence)
      }
      refused("twice", settlement(of: "A", 1, by: "C"))
      refused("accepted", settlement(of: "A", 2, by: "C"))
      refused("no record", settlement(of: "A", 9, by: "C"))
      refused("as a whole, where records were rejected", settlement(of: "A", by: "C"))
      refused("a record, where the file was refused as a whole", settlement(of: "B", 1, by: "C"))
      refused("to open", settlement(of: "A", 3, by: "C", nil, .open))
      refused("no rejection", settlement(of: "N", 1, by: "C"))
      refused("nothing rejected", settlement(of: "C", by: "C"))
      refused("an unknown interchange", settlement(of: "X", by: "C"))
      refused("by an unknown interchange", settlement(of: "A", 3, by: "X"))
      refused("by one that is done", settlement(of: "A", 3, by: "Z"))
      #expect(try ledger.knownRejection("A") == before)
      try ledger.decide { try $0.settle(settlement(of: "B", by: "C")) }
      refused("the file as a whole twice", settlement(of: "B", by: "C"))
      #expect(try ledger.settlements(by: InterchangeID("C")).count == 2)
    }
  }

  @Test("a rejection is opened once, with its decision", arguments: LedgerBackend.all)
  func refusedRejections(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let opened = try #require(try ledger.reject("A"))
      try ledger.take(arrival("B", content: "b"), .rejected)
      try ledger.done("B")
      for odd in [
        opened, Rejection(of: arrival("B").decided(.rejected)), Rejection(of: arrival("X").decided(.rejected)),
      ] {
        let rejection = try #require(odd)
        #expect(ledgerError { try ledger.decide { try $0.open(rejection) } }?.code == .unexpected)
      }
      #expect(try ledger.counts().rejections == 1)
    }
  }

  @Test("an attempt that fails takes back what it settled", arguments: LedgerBackend.all)
  func takesBackSettlements(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let before = try #require(try ledger.reject("A"))
      try ledger.reject("B", .accepted) { decisions in
        let result: Void? = try? decisions.attempt {
          try decisions.settle(settlement(of: "A", by: "B"))
          try decisions.add(entry(of: "B"))
          try decisions.handIn(arrival("C", content: "c"))
          throw Stop()
        }
        #expect(result == nil)
      }
      #expect(try ledger.rejection(of: InterchangeID("A")) == before)
      #expect(try ledger.settlements(of: InterchangeID("A")) == [])
      #expect(try ledger.audit(matching: AuditFilter(), after: 0, limit: 9) == [])
      #expect(try ledger.interchange(InterchangeID("C")) == nil)
      try ledger.decide { try $0.settle(settlement(of: "A", by: "B")) }
      #expect(try ledger.knownRejection("A").state == .corrected)
    }
  }

  @Test("closed rejections are put away once, in the order in which they were closed", arguments: LedgerBackend.all)
  func putsAway(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      for id in ["A", "B", "C", "D"] { try ledger.reject(id) }
      try ledger.reject("E", .accepted) { decisions in
        try decisions.settle(settlement(of: "C", by: "E", at: someTime))
        try decisions.settle(settlement(of: "A", by: "E", at: someTime + .seconds(2)))
        try decisions.settle(settlement(of: "B", by: "E", at: someTime + .seconds(1)))
      }
      func waiting(_ limit: Int = 9) throws -> [String] {
        try ledger.rejectionsToPutAway(of: "crm", limit: limit).map(\.interchange.text)
      }
      #expect(try waiting() == ["C", "B", "A"])
      #expect(try waiting(1) == ["C"])
      #expect(try waiting(0) == [])
      try ledger.markPutAway([InterchangeID("C"), InterchangeID("A")])
      #expect(try waiting() == ["B"])
      #expect(try ledger.knownRejection("C").isPutAway)
      #expect(try !ledger.knownRejection("B").isPutAway)
      for odd in ["D", "E", "X"] {
        let failure = ledgerError { try ledger.markPutAway([InterchangeID("B"), InterchangeID(odd)]) }
        #expect(failure?.code == .unexpected)
      }
      #expect(try waiting() == ["B"])
    }
  }

  @Test("a further attempt is taken in with the decision that makes it", arguments: LedgerBackend.all)
  func handsIn(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected = arrival("D", content: "same", at: 9)
      expected.corrects = InterchangeID("A")
      expected.recognition = .handedIn
      expected.handedIn = source(7, of: "B")
      do {
        let ledger = try backend.open(folder)
        try ledger.reject("A")
        try ledger.reject("B", from: "desk", .accepted) { decisions in
          try decisions.handIn(expected)
          #expect(try decisions.interchange(expected.id) == expected)
          #expect(try decisions.attempts(handedInBy: InterchangeID("B")) == [expected])
        }
        for odd in [expected, arrival("A")] {
          #expect(ledgerError { try ledger.decide { try $0.handIn(odd) } }?.code == .unexpected)
        }
      }
      let ledger = try backend.open(folder)
      #expect(try ledger.known("D") == expected)
      #expect(try ledger.open().map(\.id.text) == ["A", "B", "D"])
      #expect(try ledger.attempts(correcting: InterchangeID("A")) == [expected])
      #expect(try ledger.attempts(handedInBy: InterchangeID("A")) == [])
      try ledger.reject("C", .accepted, corrects: "A")
      #expect(try ledger.attempts(correcting: InterchangeID("A")).map(\.id.text) == ["D", "C"])
      // It is decided like any other, and what was known of it stays.
      try ledger.decide { try $0.conclude(expected.decided()) }
      let decided = try ledger.known("D")
      #expect(decided.handedIn == expected.handedIn && decided.recognition == .handedIn)
      #expect(decided.verdict == .accepted)
      #expect(try ledger.known("C").recognition == .name)
    }
  }

  @Test("a document says which one it brings once more", arguments: LedgerBackend.all)
  func resends(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      var again = document(1, of: "A")
      again.resends = "B-1-1"
      try ledger.take(arrival("A"), documents: [again, document(2, of: "A")])
      #expect(try ledger.documents(of: InterchangeID("A"), kind: nil).map(\.resends) == ["B-1-1", nil])
    }
  }
}
