import DropFolder
import Exchange
import Testing
import XMLEngine

extension LedgerConformance {
  struct Stop: Error {}

  @Test("an outcome comes back whole", arguments: LedgerBackend.all)
  func outcome(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected = arrival("B", content: "b")
      do {
        let ledger = try backend.open(folder)
        try ledger.take(arrival("A"), .rejected)
        expected = try ledger.receive([expected])[0]
        expected.envelope.sender = "CRM & Söhne"
        expected.envelope.receiver = "ERP"
        expected.envelope.controlNumber = "0017"
        expected.envelope.created = "2026-11-24T08:00:00+01:00"
        expected.envelope.isTest = true
        expected.verdict = .partiallyAccepted
        expected.level = .validated
        expected.advice = .fixAndResend
        expected.summary = "12 orders, 1 of them rejected."
        expected.corrects = InterchangeID("A")
        expected.versions = [
          Version(.program, name: "0.1 \"early\""), Version(.schema, name: "exchange.xsd", sha256: "00ff"),
        ]
        expected.decidedAt = Timestamp(milliseconds: 1_700_000_009_999)
        expected.totals = Totals(announced: 4)
        for verdict in RecordVerdict.allCases { expected.totals.count(verdict) }
        try ledger.decide { decisions in
          for (index, verdict) in RecordVerdict.allCases.enumerated() {
            try decisions.add(LedgerTests.outcome(index + 1, verdict), of: expected.id)
          }
          try decisions.conclude(expected)
          expected.state = .decided
          #expect(try decisions.interchange(expected.id) == expected)
        }
      }
      #expect(try backend.open(folder).known("B") == expected)
    }
  }

  @Test("a decision that fails leaves nothing", arguments: LedgerBackend.all)
  func failing(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let received = try ledger.receive([arrival("A")])[0]
      #expect(throws: Stop.self) {
        try ledger.decide { decisions in
          #expect(try decisions.nextSequence(for: "erp") == 1)
          try decisions.add(LedgerTests.outcome(1), of: received.id)
          try decisions.add(document(1, of: "A", records: 1...1))
          try decisions.add(Issue(.replay, phase: .envelope, "Again."), record: nil, of: received.id)
          try decisions.conclude(received.decided(records: [.accepted]))
          throw Stop()
        }
      }
      #expect(try ledger.known("A") == received)
      #expect(try ledger.documents(of: received.id, kind: nil) == [])
      #expect(try ledger.issues(of: received.id) == [])
      #expect(try ledger.counts().byRecordVerdict == [:])
      #expect(try ledger.decide { try $0.nextSequence(for: "erp") } == 1)
    }
  }

  @Test("an attempt that fails takes back its own rows and no others", arguments: LedgerBackend.all)
  func attempts(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let received = try ledger.receive(["A", "B", "C"].map { arrival($0, content: $0) })
      try ledger.decide { decisions in
        for interchange in received {
          do {
            try decisions.attempt {
              try decisions.attempt { try decisions.add(LedgerTests.outcome(1), of: interchange.id) }
              if interchange.id.text == "B" { throw Stop() }
              try decisions.conclude(interchange.decided(records: [.accepted]))
            }
          } catch is Stop {
            try decisions.add(Issue(.mappingFailed, phase: .mapping, "Failed."), record: nil, of: interchange.id)
            try decisions.conclude(interchange.decided(.rejected))
          }
        }
      }
      #expect(try received.map { try ledger.known($0.id.text).verdict } == [.accepted, .rejected, .accepted])
      #expect(try ledger.counts().byRecordVerdict == [.accepted: 2])
      #expect(try ledger.issues(of: InterchangeID("B")).map(\.message) == ["Failed."])
    }
  }

  @Test("numbers of an outbox count from 1, each system its own, also later", arguments: LedgerBackend.all)
  func sequences(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      let first = try backend.open(folder).decide { decisions in
        try ["erp", "erp", "crm", "erp"].map { try decisions.nextSequence(for: $0) }
      }
      #expect(first == [1, 2, 1, 3])
      let second = try backend.open(folder).decide { try [$0.nextSequence(for: "crm"), $0.nextSequence(for: "erp")] }
      #expect(second == [2, 4])
    }
  }

  @Test(
    "totals that differ from the records are refused",
    arguments: [
      ([RecordVerdict.accepted], [RecordVerdict.accepted, .accepted]),
      ([.accepted, .rejected], [.accepted]),
      ([.accepted, .rejected], [.accepted, .held]),
      ([], [.ignored]),
    ])
  func totals(_ said: [RecordVerdict], _ written: [RecordVerdict]) throws {
    for backend in LedgerBackend.all {
      try backend.with { ledger in
        let received = try ledger.receive([arrival("A")])[0]
        let failure = ledgerError {
          try ledger.decide { decisions in
            for (index, verdict) in written.enumerated() {
              try decisions.add(LedgerTests.outcome(index + 1, verdict), of: received.id)
            }
            try decisions.conclude(received.decided(records: said))
          }
        }
        #expect(failure?.code == .unexpected)
        #expect(failure?.message.contains("totals") == true)
        #expect(try ledger.known("A").state == .received)
      }
    }
  }

  @Test("outcomes that no outcome can be are refused", arguments: LedgerBackend.all)
  func impossible(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let received = try ledger.receive([arrival("A")])[0]
      func refused(_ sentence: Comment, _ body: (any Decisions) throws -> Void) {
        #expect(ledgerError { try ledger.decide(body) }?.code == .unexpected, sentence)
      }
      refused("more read than counted") { decisions in
        var odd = received.decided()
        odd.totals.read = 1
        try decisions.conclude(odd)
      }
      refused("no verdict") { try $0.conclude(received) }
      refused("unknown") { try $0.conclude(arrival("B").decided()) }
      refused("an issue of no record") { decisions in
        try decisions.add(Issue(.keyMissing, phase: .schema, "No key."), record: 3, of: received.id)
        try decisions.conclude(received.decided())
      }
      refused("a record of no interchange") { try $0.add(LedgerTests.outcome(1), of: InterchangeID("B")) }
      refused("a record twice") { decisions in
        for _ in 1...2 { try decisions.add(LedgerTests.outcome(1), of: received.id) }
      }
      #expect(try ledger.known("A") == received)

      try ledger.decide { try $0.conclude(received.decided()) }
      refused("decided before") { try $0.conclude(received.decided(.rejected)) }
      #expect(try ledger.known("A").verdict == .accepted)
    }
  }

  @Test("nothing else changes the ledger in the middle of a decision or a walk", arguments: LedgerBackend.all)
  func nested(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("A"), records: [.accepted])
      var codes: [LedgerError.Code?] = []
      try ledger.decide { _ in
        codes.append(ledgerError { _ = try ledger.receive([arrival("B")]) }?.code)
        codes.append(ledgerError { try ledger.decide { _ in } }?.code)
      }
      try ledger.forEachRecord(of: InterchangeID("A"), exceptions: false) { _, _, _ in
        codes.append(ledgerError { _ = try ledger.receive([arrival("B")]) }?.code)
      }
      #expect(codes == [.unexpected, .unexpected, .unexpected])
      #expect(try ledger.interchange(InterchangeID("B")) == nil)
    }
  }

  @Test("decisions end with their transaction", arguments: LedgerBackend.all)
  func ended(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let decisions = try ledger.decide { $0 }
      #expect(ledgerError { _ = try decisions.nextSequence(for: "erp") }?.code == .unexpected)
      #expect(try ledger.decide { try $0.nextSequence(for: "erp") } == 1)
    }
  }

  @Test("a waiting file can be decided when its time is over", arguments: LedgerBackend.all)
  func cutOff(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      _ = try ledger.receive([arrival("A")])
      try ledger.wait(InterchangeID("A"), until: Timestamp(milliseconds: 5), size: 3, sha256: "abc")
      try ledger.decide { try $0.conclude(try ledger.known("A").decided(.rejected)) }
      let decided = try ledger.known("A")
      #expect(decided.state == .decided)
      #expect(decided.waitsUntil == nil)
      #expect(decided.size == 3)
    }
  }

  @Test("earlier interchanges with a control number come oldest first, without repeats", arguments: LedgerBackend.all)
  func controlNumbers(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("C", content: "1"), .rejected, controlNumber: "17")
      try ledger.take(arrival("A", content: "2"), controlNumber: "17")
      try ledger.take(arrival("B", content: "2"), .duplicate, controlNumber: "17")
      try ledger.take(arrival("D", content: "3"), controlNumber: "18")
      try ledger.take(arrival("E", from: "erp", content: "4"), controlNumber: "17")
      let found = try ledger.decide { try $0.interchanges(from: "crm", controlNumber: "17") }
      #expect(found.map(\.id.text) == ["C", "A"])
      #expect(found[0].verdict == .rejected)
    }
  }

  @Test(
    "the highest control number counts whole numbers only",
    arguments: [
      ([], nil), (["7", "12", "9"], 12), (["0099", "100x"], 99), (["", "-5", "+6", "1.5", "٣", "A7"], nil),
      (["9223372036854775807"], Int64.max), (["9223372036854775808", "4"], 4), (["7", "rejected 900"], 7),
    ] as [([String], Int64?)])
  func highest(_ numbers: [String], _ expected: Int64?) throws {
    for backend in LedgerBackend.all {
      try backend.with { ledger in
        for (index, number) in numbers.enumerated() {
          let isRejected = number.hasPrefix("rejected ")
          try ledger.take(
            arrival("\(index)", content: "\(index)"), isRejected ? .rejected : .accepted,
            controlNumber: isRejected ? String(number.dropFirst(9)) : number)
        }
        try ledger.take(arrival("other", from: "erp"), controlNumber: "5000")
        #expect(try ledger.decide { try $0.highestControlNumber(from: "crm") } == expected)
      }
    }
  }
}
