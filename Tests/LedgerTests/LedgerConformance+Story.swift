import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  @Test("the story of an entity, and of a record, comes in the order of the decisions", arguments: LedgerBackend.all)
  func events(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected: [EntityEvent] = []
      do {
        let ledger = try backend.open(folder)
        let (first, second) = (try ledger.addCustomer(), try ledger.addCustomer())
        expected = [
          EntityEvent(
            entity: first, source: source(2), at: someTime, .told,
            fields: [
              FieldOutcome(FieldName("Name"), .applied, value: "ü\"\\", said: "ü\"\\", winner: "crm", rule: "N: crm"),
              FieldOutcome(FieldName("Fax"), .keptOwnerValue, value: nil, said: "", winner: "erp", rule: ""),
              FieldOutcome(FieldName("Note"), .conflict, value: "x", said: nil, winner: nil, rule: "Note: ask"),
            ]),
          EntityEvent(entity: second, source: source(2), at: someTime, .held, "erp", "It waits for \"K-1\"."),
          EntityEvent(entity: first, source: source(1), at: someTime + .seconds(-5), .stage, "ordered"),
        ]
        for event in expected { try ledger.write { try $0.add(event) } }
        let others = EntityEvent.What.allCases.map { EntityEvent(entity: second, source: source(9), at: someTime, $0) }
        try ledger.write { decisions in
          for event in others { try decisions.add(event) }
          #expect(try decisions.events(from: source(9)) == others)
        }
        for lost in [entity(of: second + 1), entity(of: first, source(1, of: "Z"))] {
          #expect(ledgerError { try ledger.write { try $0.add(lost) } }?.code == .unexpected)
        }
      }
      let ledger = try backend.open(folder)
      #expect(try ledger.events(of: expected[0].entity) == [expected[0], expected[2]])
      #expect(try ledger.events(from: source(2)) == Array(expected[..<2]))
      #expect(try ledger.events(from: source(3)) == [])
      #expect(try ledger.events(of: 99) == [])
    }
  }

  private func entity(of number: Int64, _ record: RecordReference = source()) -> EntityEvent {
    EntityEvent(entity: number, source: record, at: someTime, .told)
  }

  @Test("documents are known by the entities they carry, and what became of each", arguments: LedgerBackend.all)
  func deliveries(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var sent: [Delivery] = []
      do {
        let ledger = try backend.open(folder)
        let (first, second) = (try ledger.addCustomer(), try ledger.addCustomer())
        sent = [
          Delivery(document: "A-1-1", entity: first, system: "erp", source: source(4)),
          Delivery(document: "A-1-1", entity: second, system: "erp", source: source(2)),
          Delivery(document: "A-1-2", entity: first, system: "crm", source: source(1)),
        ]
        try ledger.write { decisions in
          for delivery in sent.reversed() { try decisions.add(delivery) }
          #expect(try decisions.deliveries(in: "A-1-1") == Array(sent[..<2]))
        }
        for state in [Delivery.State.refused, .imported] {
          sent[1].state = state
          try ledger.write { try $0.mark(sent[1], as: state) }
          #expect(try ledger.deliveries(of: second) == [sent[1]])
          #expect(try ledger.lastDelivery(of: second, to: sent[1].system) == sent[1])
        }
      }
      let (first, second) = (sent[0].entity, sent[1].entity)
      let again = try backend.open(folder)
      #expect(try again.deliveries(of: first) == [sent[0], sent[2]])
      #expect(try again.deliveries(in: "A-1-1") == Array(sent[..<2]))
      #expect(try again.deliveries(in: "A-1-9") == [])
      // A document of many records may carry an entity twice.
      try again.write { try $0.add(sent[0]) }
      #expect(try again.deliveries(in: "A-1-1") == Array(sent[..<2]))

      func refused(_ sentence: Comment, _ body: (any Decisions) throws -> Void) {
        #expect(ledgerError { try again.write(body) }?.code == .unexpected, sentence)
      }
      let stray = Delivery(document: "A-1-2", entity: second, system: "crm", source: source())
      refused("never sent") { try $0.mark(stray, as: .imported) }
      refused("of nothing") {
        try $0.add(Delivery(document: "A-1-3", entity: second + 1, system: "erp", source: source()))
      }
      refused("by an unknown interchange") {
        try $0.add(Delivery(document: "A-1-3", entity: first, system: "erp", source: source(1, of: "Z")))
      }
    }
  }

  @Test("the verdict of a record changes until its interchange is decided", arguments: LedgerBackend.all)
  func changesVerdict(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let received = try ledger.receive([arrival("A")])[0]
      try ledger.decide { decisions in
        try decisions.add(LedgerTests.outcome(1, .held), of: received.id)
        try decisions.add(LedgerTests.outcome(2), of: received.id)
        try decisions.change(.accepted, ofRecord: 1, of: received.id)
        try decisions.conclude(received.decided(records: [.accepted, .accepted]))
      }
      var verdicts: [RecordVerdict] = []
      try ledger.forEachRecord(of: received.id, exceptions: false) { record, _, _ in verdicts.append(record.verdict) }
      #expect(verdicts == [.accepted, .accepted])
      for position in [1, 3] {
        let failure = ledgerError {
          try ledger.decide { try $0.change(.ignored, ofRecord: position, of: received.id) }
        }
        #expect(failure?.code == .unexpected)
      }
      let unknown = ledgerError {
        try ledger.decide { try $0.change(.ignored, ofRecord: 1, of: InterchangeID("Z")) }
      }
      #expect(unknown?.code == .unexpected)
    }
  }

  @Test("an attempt that fails takes back what it wrote about entities, and nothing else", arguments: LedgerBackend.all)
  func attemptsOnEntities(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let kept = try ledger.addCustomer(["crm": "K-1"])
      let before = try ledger.knownEntity(kept)
      let waiting = try ledger.write { try $0.add(LedgerTests.hold("SO-1")) }
      try ledger.write { decisions in
        try decisions.add(EntityEvent(entity: kept, source: source(), at: someTime, .told))
        let result: Void? = try? decisions.attempt {
          var changed = before
          changed.stage = .customer
          changed.fields = dividedFields()
          try decisions.update(changed)
          try decisions.add(key("K-1", of: kept, .former))
          try decisions.add(key("K-2", of: kept))
          try decisions.identify(kept, .customer, by: [Identifier(.vatId, "DE1")])
          try decisions.add(EntityEvent(entity: kept, source: source(), at: someTime, .key))
          try decisions.add(Delivery(document: "A-1-1", entity: kept, system: "erp", source: source()))
          try decisions.close(waiting, as: .released, at: someTime)
          _ = try decisions.add(LedgerTests.hold("SO-2"))
          _ = try decisions.add(LedgerTests.entity())
          throw Stop()
        }
        #expect(result == nil)
        #expect(try decisions.entity(kept) == before)
      }
      #expect(try ledger.entity(kept) == before)
      #expect(try ledger.crossReferences(of: kept) == [key("K-1", of: kept)])
      #expect(try ledger.entities(.customer, identifiedBy: Identifier(.vatId, "DE1")) == [])
      #expect(try ledger.events(of: kept).map(\.what) == [.told])
      #expect(try ledger.deliveries(of: kept) == [])
      #expect(try ledger.holds(after: 0, limit: 9).map(\.id) == [waiting])
      #expect(try ledger.entities(.customer, after: 0, limit: 9).map(\.id) == [kept])
    }
  }
}
