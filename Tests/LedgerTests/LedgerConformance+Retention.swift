import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  private func pruning(_ id: String, _ kind: RetentionClass, at seconds: Int = 0) -> Pruning {
    Pruning(
      InterchangeID(id), kind, rule: "\(kind.rawValue): 400d", who: kind == .rejected ? "anna" : nil,
      saidAt: someTime + .seconds(seconds))
  }

  /// Takes interchanges to their end, each with a record of each verdict.
  private func close(_ ids: String..., in ledger: any Ledger) throws {
    for id in ids {
      try ledger.take(arrival(id, content: id), records: RecordVerdict.allCases)
      try ledger.markPublished([], completing: [InterchangeID(id)])
    }
    try ledger.markDone(ids.map { (InterchangeID($0), $0) }, at: someTime)
  }

  private func verdicts(of id: String, in ledger: any Ledger) throws -> [RecordVerdict] {
    var verdicts: [RecordVerdict] = []
    try ledger.forEachRecord(of: InterchangeID(id), exceptions: false) { record, _, _ in verdicts.append(record.verdict)
    }
    return verdicts
  }

  private func findings(in ledger: any Ledger) throws -> [Discrepancy] {
    var findings: [Discrepancy] = []
    _ = try ledger.prove({ findings.append($0) }, progress: { _ in })
    return findings
  }

  @Test("what is forgotten is said once, and noted once, also in another run", arguments: LedgerBackend.all)
  func prunings(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      do {
        let ledger = try backend.open(folder)
        try close("A", "B", in: ledger)
        try ledger.begin([pruning("B", .payload), pruning("A", .payload), pruning("A", .rejected)])
        try ledger.begin([pruning("A", .payload, at: 99)])
        try ledger.end([pruning("A", .payload)], at: someTime + .seconds(5))
        try ledger.end([pruning("A", .payload)], at: someTime + .seconds(7))
      }
      let ledger = try backend.open(folder)
      var done = pruning("A", .payload)
      done.doneAt = someTime + .seconds(5)
      #expect(try ledger.prunings(of: InterchangeID("A")) == [pruning("A", .rejected), done])
      #expect(try ledger.prunings(of: InterchangeID("C")) == [])
      #expect(try ledger.unfinishedPrunings(limit: 9) == [pruning("A", .rejected), pruning("B", .payload)])
      #expect(try ledger.unfinishedPrunings(limit: 1) == [pruning("A", .rejected)])
    }
  }

  @Test(
    "with metadata go issues and all records that were not rejected, and the chain holds", arguments: LedgerBackend.all)
  func metadata(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try close("A", "B", "C", in: ledger)
      let chain = try ledger.closings(after: 0, limit: 9)
      let before = try ledger.interchange(InterchangeID("B"))
      try ledger.begin([pruning("B", .metadata)])
      #expect(try verdicts(of: "B", in: ledger) == [.rejected])
      #expect(try verdicts(of: "A", in: ledger).count == RecordVerdict.allCases.count)
      #expect(try ledger.interchange(InterchangeID("B")) == before)
      #expect(try ledger.closings(after: 0, limit: 9) == chain)
      #expect(try findings(in: ledger) == [])
      // It is recognised all the same.
      #expect(try ledger.receive([arrival("D", content: "B")]).map(\.repeats) == [InterchangeID("B")])
    }
  }

  @Test("only what is done can lose its metadata", arguments: LedgerBackend.all)
  func unfinishedMetadata(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("A"))
      #expect(ledgerError { try ledger.begin([pruning("A", .metadata)]) }?.code == .unexpected)
      #expect(try ledger.prunings(of: InterchangeID("A")) == [])
    }
  }

  @Test("where housekeeping stands is kept, task by task", arguments: LedgerBackend.all)
  func housekeeping(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var progress = HousekeepingProgress(day: "2026-11-24", position: 7, floor: 3, isDone: false)
      do {
        let ledger = try backend.open(folder)
        #expect(try ledger.progress(of: .compress) == nil)
        try ledger.note(progress, of: .compress)
        progress.isDone = true
        progress.position = 9
        try ledger.note(progress, of: .compress)
      }
      let ledger = try backend.open(folder)
      #expect(try ledger.progress(of: .compress) == progress)
      #expect(try ledger.progress(of: .payload) == nil)
    }
  }

  @Test("what is unresolved is kept, and says why", arguments: LedgerBackend.all)
  func reasons(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      func reason(_ id: String, _ kind: RetentionClass = .payload) throws -> KeepReason? {
        try ledger.reasonToKeep(kind, of: InterchangeID(id), awaitingNumbers: true)
      }
      try close("A", in: ledger)
      #expect(try reason("A") == nil)
      #expect(try reason("A", .metadata) == nil)
      try ledger.take(arrival("B", content: "b"), documents: [document(1, of: "B")])
      #expect(try reason("B") == .undelivered)
      try ledger.reject("C")
      try ledger.markPublished([], completing: [InterchangeID("C")])
      try ledger.done("C")
      #expect(try reason("C") == .rejectionOpen)
      try ledger.reject("D", .accepted) { try $0.settle(settlement(of: "C", nil, by: "D", nil, .discarded)) }
      #expect(try reason("C") == nil)
      #expect(try reason("C", .rejected) == .notPutAway)
      try ledger.markPutAway([InterchangeID("C")])
      #expect(try reason("C", .rejected) == nil)
    }
  }
}
