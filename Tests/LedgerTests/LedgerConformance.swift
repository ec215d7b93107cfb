import DropFolder
import Exchange
import Testing

/// What every ledger promises, whatever it is made of. A new kind joins by one line in ``LedgerBackend/all``.
@Suite("every ledger")
struct LedgerConformance {
  @Test("arrivals come back as received, in their order, and as they were", arguments: LedgerBackend.all)
  func receives(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let strange = try FileName(bytes: [0xFF, 0x20, 0xC3, 0xBC, 0x0A])
      let arrivals = [arrival("B", content: "b", name: strange, at: 7), arrival("A", content: "a")]
      #expect(try ledger.receive(arrivals) == arrivals)
      #expect(try ledger.open() == arrivals)
      #expect(try ledger.interchange(InterchangeID("B")) == arrivals[0])
      #expect(try ledger.interchange(InterchangeID("C")) == nil)
    }
  }

  @Test("what was received is there when the ledger is opened again", arguments: LedgerBackend.all)
  func outlives(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      _ = try backend.open(folder).receive([arrival("A")])
      #expect(try backend.open(folder).open() == [arrival("A")])
    }
  }

  @Test("an id that is known stays as it is", arguments: LedgerBackend.all)
  func knownID(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("A"), records: [.accepted])
      let known = try ledger.known("A")
      #expect(known.state == .decided)
      #expect(try ledger.receive([arrival("A", content: "other")]) == [known])
      #expect(try ledger.known("A") == known)
    }
  }

  @Test("a content that the sender sent before repeats the first of it", arguments: LedgerBackend.all)
  func repeats(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let first = try ledger.receive([
        arrival("A"), arrival("B"), arrival("C", from: "erp"), arrival("D", content: "d"),
      ])
      #expect(first.map(\.repeats?.text) == [nil, "A", nil, nil])
      let second = try ledger.receive([arrival("E"), arrival("F", from: "erp"), arrival("G", content: "d")])
      #expect(second.map(\.repeats?.text) == ["A", "C", "D"])
    }
  }

  @Test("a file that was rejected is tried again when it comes again", arguments: LedgerBackend.all)
  func rejectedAgain(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("A", content: "same"), .rejected)
      #expect(try ledger.receive([arrival("B", content: "same")])[0].repeats == nil)
    }
  }

  @Test("a file that still grows is not what another one repeats", arguments: LedgerBackend.all)
  func growing(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      _ = try ledger.receive([arrival("A", content: "half")])
      try ledger.wait(InterchangeID("A"), until: Timestamp(milliseconds: 5), size: 10, sha256: "half")
      #expect(try ledger.receive([arrival("B", content: "half")])[0].repeats == nil)
    }
  }

  @Test("a file that waits keeps its deadline, and tells its latest size and hash", arguments: LedgerBackend.all)
  func waits(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = InterchangeID("A")
      _ = try ledger.receive([arrival("A", content: "1")])
      try ledger.wait(id, until: Timestamp(milliseconds: 500), size: 11, sha256: "2")
      try ledger.wait(id, until: Timestamp(milliseconds: 900), size: 12, sha256: "3")
      var expected = arrival("A", content: "3")
      expected.size = 12
      expected.state = .waiting
      expected.waitsUntil = Timestamp(milliseconds: 500)
      #expect(try ledger.open() == [expected])

      expected.size = 13
      expected.sha256 = "4"
      expected.state = .received
      expected.waitsUntil = nil
      #expect(try ledger.resume(id, size: 13, sha256: "4") == expected)
      #expect(try ledger.open() == [expected])

      // It grew, so it may have its time again.
      try ledger.wait(id, until: Timestamp(milliseconds: 900), size: 13, sha256: "4")
      #expect(try ledger.known("A").waitsUntil == Timestamp(milliseconds: 900))
    }
  }

  @Test("a file that grew into what was sent before is a repeat", arguments: LedgerBackend.all)
  func growsIntoRepeat(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = InterchangeID("A")
      _ = try ledger.receive([arrival("A", content: "half"), arrival("B", content: "whole")])
      try ledger.wait(id, until: Timestamp(milliseconds: 500), size: 10, sha256: "half")
      #expect(try ledger.resume(id, size: 20, sha256: "whole").repeats == InterchangeID("B"))
    }
  }

  @Test("a decided file neither waits nor is taken up again", arguments: LedgerBackend.all)
  func decidedStays(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = try ledger.take(arrival("A")).id
      let before = try ledger.known("A")
      let waiting = ledgerError { try ledger.wait(id, until: Timestamp(milliseconds: 5), size: 1, sha256: "x") }
      let resumed = ledgerError { try ledger.resume(id, size: 1, sha256: "x") }
      #expect(waiting?.code == .unexpected)
      #expect(resumed?.code == .unexpected)
      #expect(try ledger.known("A") == before)
    }
  }

  @Test("a name is passed over for the first time only once", arguments: LedgerBackend.all)
  func passesOver(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let early = Timestamp(milliseconds: 1000)
      let late = Timestamp(milliseconds: 2000)
      let strange = try FileName(bytes: [0xFE, 0x2E])
      #expect(try ledger.passOver("a.tmp", of: "crm", because: "unfinished", at: early))
      #expect(try !ledger.passOver("a.tmp", of: "crm", because: "unfinished", at: late))
      #expect(try ledger.passOver("a.tmp", of: "erp", because: "unfinished", at: late))
      #expect(try ledger.passOver(strange, of: "crm", because: "a folder", at: late))
      #expect(
        try ledger.passedOver() == [
          PassedOverName(system: "crm", name: strange, reason: "a folder", firstSeen: late),
          PassedOverName(system: "erp", name: "a.tmp", reason: "unfinished", firstSeen: late),
          PassedOverName(system: "crm", name: "a.tmp", reason: "unfinished", firstSeen: early),
        ])
      #expect(try ledger.counts().passedOver == 3)
    }
  }
}
