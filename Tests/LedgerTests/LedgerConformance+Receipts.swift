import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  private func at(_ second: Int64) -> Timestamp { someTime + .seconds(second) }

  /// Three import documents and an acknowledgement for the ERP, and one for the shop.
  private func sendFive(_ ledger: any Ledger) throws {
    let documents = [
      document(1, of: "A", records: 1...1), document(2, of: "A", records: 1...1), document(3, of: "A", records: 1...1),
      document(4, of: "A", records: 1...1, system: "shop"), document(5, of: "A", kind: .acknowledgement),
    ]
    try ledger.take(arrival("A"), records: [.accepted], documents: documents)
    try ledger.markPublished([("A-1-2", .published), ("A-1-4", .published)], completing: [], at: at(20))
    try ledger.markPublished([("A-1-1", .published), ("A-1-5", .published)], completing: [], at: at(30))
    try ledger.markPublished([("A-1-3", .inDoubt)], completing: [], at: at(40))
  }

  private func standing(_ ledger: any Ledger, _ kind: Document.Kind, _ system: String = "erp") throws -> [String] {
    var found: [String] = []
    try ledger.forEachStanding(kind, for: system) { found.append("\($0.id) \($0.publishedAt == at(20) ? 20 : 30)") }
    return found
  }

  @Test("what was published and not taken stands in the outbox, oldest first", arguments: LedgerBackend.all)
  func standsInOutbox(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.standing(inOutboxOf: "erp") == OutboxStanding(count: 0, since: nil))
      try sendFive(ledger)
      #expect(try ledger.standing(inOutboxOf: "erp") == OutboxStanding(count: 3, since: at(20)))
      #expect(try ledger.standing(inOutboxOf: "shop") == OutboxStanding(count: 1, since: at(20)))
      #expect(try standing(ledger, .import) == ["A-1-2 20", "A-1-1 30"])
      #expect(try standing(ledger, .acknowledgement) == ["A-1-5 30"])
      try ledger.markTaken(["A-1-2", "A-1-3", "none"], at: at(50))
      try ledger.markTaken(["A-1-2"], at: at(60))
      #expect(try ledger.standing(inOutboxOf: "erp") == OutboxStanding(count: 2, since: at(30)))
      #expect(try standing(ledger, .import) == ["A-1-1 30"])
      #expect(try ledger.moments(of: "A-1-2") == DocumentMoments(publishedAt: at(20), takenAt: at(50)))
      #expect(try ledger.moments(of: "A-1-1") == DocumentMoments(publishedAt: at(30)))
      // Neither was it published, nor can it have been taken.
      #expect(try ledger.moments(of: "A-1-3") == DocumentMoments())
      #expect(try ledger.moments(of: "none") == nil)
    }
  }

  @Test("a document is published once, whenever that is told again", arguments: LedgerBackend.all)
  func publishedOnce(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try sendFive(ledger)
      try ledger.markPublished([("A-1-1", .published), ("A-1-3", .published)], completing: [], at: at(70))
      #expect(try ledger.moments(of: "A-1-1") == DocumentMoments(publishedAt: at(30)))
      #expect(try ledger.moments(of: "A-1-3") == DocumentMoments(publishedAt: at(70)))
    }
  }

  @Test("a doubt that a person ended leaves no time, and nothing that stands", arguments: LedgerBackend.all)
  func doubtEnded(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try sendFive(ledger)
      #expect(try ledger.resolveDoubt(of: "A-1-3"))
      #expect(try ledger.moments(of: "A-1-3") == DocumentMoments())
      #expect(try ledger.standing(inOutboxOf: "erp").count == 3)
    }
  }

  @Test("the newest word of a receiver's folders counts, and is undone with its decision", arguments: LedgerBackend.all)
  func receipts(_ backend: LedgerBackend) throws {
    struct Undone: Error {}
    func receipt(_ outcome: Receipt.Outcome, _ position: Int) -> Receipt {
      Receipt(document: "A-1-1", outcome: outcome, at: at(80), source: source(position, of: "B"))
    }
    func decide(_ ledger: any Ledger) throws {
      try sendFive(ledger)
      _ = try ledger.receive([arrival("B", from: "desk", content: "b")])
      try ledger.decide { decisions in
        try decisions.add(receipt(.refused, 1))
        let seen = try decisions.lastReceipt(of: "A-1-1")
        #expect(seen == receipt(.refused, 1))
        try decisions.add(receipt(.imported, 2))
        do {
          try decisions.attempt {
            try decisions.add(receipt(.refused, 3))
            throw Undone()
          }
        } catch is Undone {}
      }
    }
    try withFolder { folder in
      try decide(backend.open(folder))
      let ledger = try backend.open(folder)
      #expect(try ledger.lastReceipt(of: "A-1-1") == receipt(.imported, 2))
      #expect(try ledger.lastReceipt(of: "A-1-2") == nil)
    }
  }

  @Test("names that are done with are kept for each place of each system", arguments: LedgerBackend.all)
  func namesDoneWith(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let strange = try FileName(bytes: [0xFF, 0x0A])
      try ledger.note(doneWith: ["a", "b", strange], forgetting: [], of: "erp", in: "/done")
      try ledger.note(doneWith: ["a"], forgetting: [], of: "erp", in: "/error")
      try ledger.note(doneWith: ["c", "b"], forgetting: ["a", "b", "none"], of: "erp", in: "/done")
      let found = [
        try ledger.namesDoneWith(of: "erp", in: "/done"), try ledger.namesDoneWith(of: "erp", in: "/error"),
        try ledger.namesDoneWith(of: "shop", in: "/done"),
      ]
      #expect(found == [["b", "c", strange], ["a"], []])
    }
  }
}
