import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  private static let moment = Timestamp(milliseconds: 1_700_000_100_000)

  /// Takes interchanges to their end, each with one record.
  private func close(_ ids: String..., in ledger: any Ledger) throws {
    for id in ids {
      try ledger.take(arrival(id, content: id), records: [.rejected])
      try ledger.markPublished([], completing: [InterchangeID(id)], at: someTime)
    }
    try ledger.markDone(ids.map { (InterchangeID($0), $0) }, at: Self.moment)
  }

  private func findings(in ledger: any Ledger) throws -> [Discrepancy] {
    var findings: [Discrepancy] = []
    _ = try ledger.prove({ findings.append($0) }, progress: { _ in })
    return findings
  }

  @Test("what is done becomes the next link of the chain, once", arguments: LedgerBackend.all)
  func closes(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.closings(after: 0, limit: 10) == [])
      try close("B", "A", in: ledger)
      try close("C", in: ledger)
      try ledger.markDone([(InterchangeID("A"), "A")], at: Self.moment)
      let chain = try ledger.closings(after: 0, limit: 10)
      #expect(chain.map(\.interchange.text) == ["B", "A", "C"])
      #expect(chain.map(\.number) == [1, 2, 3])
      #expect(chain.allSatisfy { $0.origin == .closed && $0.sha256.count == 64 })
      #expect(Set(chain.map(\.sha256)).count == 3)
      #expect(try ledger.closings(after: 1, limit: 1) == [chain[1]])
      #expect(try ledger.closing(of: InterchangeID("C")) == chain[2])
      #expect(try ledger.closing(of: InterchangeID("D")) == nil)
    }
  }

  @Test("nothing that is undecided, refused or taken back stands in the chain", arguments: LedgerBackend.all)
  func undecidedIsNotClosed(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try close("A", in: ledger)
      _ = try ledger.receive([arrival("B", content: "b")])
      let failure = ledgerError {
        try ledger.markDone([(InterchangeID("A"), "A"), (InterchangeID("B"), "B")], at: Self.moment)
      }
      #expect(failure?.code == .unexpected)
      #expect(try ledger.closings(after: 0, limit: 10).map(\.interchange.text) == ["A"])
    }
  }

  @Test("two ledgers of the same history have the same chain", arguments: LedgerBackend.all)
  func sameChain(_ backend: LedgerBackend) throws {
    var heads: [String] = []
    for _ in 1...2 {
      try backend.with { ledger in
        try close("A", "B", in: ledger)
        heads.append(try #require(try ledger.closings(after: 1, limit: 1).first).sha256)
      }
    }
    #expect(heads[0] == heads[1])
  }

  @Test("an untouched ledger proves itself, with its last link", arguments: LedgerBackend.all)
  func proves(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try close("A", "B", in: ledger)
      _ = try ledger.receive([arrival("C", content: "c")])
      try ledger.take(arrival("D", content: "d"), records: [.accepted, .ignored], documents: [document(1, of: "D")])
      var findings: [Discrepancy] = []
      let proof = try ledger.prove({ findings.append($0) }, progress: { _ in })
      #expect(findings == [])
      #expect(proof.interchanges == 4)
      #expect(proof.records == 4)
      #expect(proof.head == (try ledger.closings(after: 1, limit: 1).first))
    }
  }

  @Test("a numbered outbox is known by its last number", arguments: LedgerBackend.all)
  func lastNumbers(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.sequences() == [:])
      try ledger.decide { decisions in
        for system in ["erp", "erp", "crm"] { _ = try decisions.nextSequence(for: system) }
      }
      #expect(try ledger.sequences() == ["erp": 2, "crm": 1])
    }
  }

  // MARK: - Restoring

  /// What a side file tells of an interchange with one rejected record among three.
  private func restored(_ id: String) -> Interchange {
    var row = arrival(id, content: id).decided(.partiallyAccepted, records: [.accepted, .rejected, .accepted])
    row.state = .done
    row.doneAt = Self.moment
    row.place = "2026/11/24/\(id)"
    row.envelope.controlNumber = "7"
    row.setAside = .endedTheProgram
    row.ends = ProcessEnds(all: 2, byFault: 1)
    return row
  }

  @Test("a restored interchange is done, with all that was told of it, and proves itself", arguments: LedgerBackend.all)
  func restores(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let row = restored("A")
      let issue = Issue(.keyMissing, phase: .schema, "no key")
      var sent = document(1, of: "A", records: 1...1)
      sent.state = .published
      try ledger.restore { log in
        try log.begin(row)
        try log.add(LedgerTests.outcome(2, .rejected), of: row.id)
        try log.add(issue, record: 2, of: row.id)
        try log.add(sent)
        try log.close(row)
        try log.continueNumbers(of: "erp", after: 41)
        try log.continueNumbers(of: "erp", after: 7)
      }
      #expect(try ledger.known("A") == row)
      var told: [(RecordOutcome, [Exchange.Issue])] = []
      try ledger.forEachRecord(of: row.id, exceptions: false) { record, issues, _ in told.append((record, issues)) }
      #expect(told.map(\.0) == [LedgerTests.outcome(2, .rejected)])
      #expect(told.map(\.1) == [[issue]])
      #expect(try ledger.documents(of: row.id, kind: nil) == [sent])
      #expect(try ledger.closing(of: row.id)?.origin == .rebuilt)
      #expect(try ledger.counts().byRecordVerdict == [.accepted: 2, .rejected: 1])
      #expect(try findings(in: ledger) == [])
      #expect(try ledger.decide { try $0.nextSequence(for: "erp") } == 42)
      #expect(try ledger.receive([arrival("B", content: "A")])[0].repeats == row.id)
      #expect(try ledger.decide { try $0.interchanges(from: "crm", controlNumber: "7") }.map(\.id) == [row.id])
    }
  }

  @Test("a restored interchange that lacks a record that was not accepted is refused", arguments: LedgerBackend.all)
  func restoresWhole(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let failure = ledgerError {
        try ledger.restore { log in
          try log.begin(restored("A"))
          try log.close(restored("A"))
        }
      }
      #expect(failure?.code == .unexpected)
      let left = try ledger.interchange(InterchangeID("A"))
      #expect(left == nil)
    }
  }

  @Test("an interchange is restored once", arguments: LedgerBackend.all)
  func restoresOnce(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try close("A", in: ledger)
      let before = try ledger.known("A")
      let failure = ledgerError { try ledger.restore { try $0.begin(restored("A")) } }
      #expect(failure?.code == .unexpected)
      #expect(try ledger.known("A") == before)
    }
  }
}
