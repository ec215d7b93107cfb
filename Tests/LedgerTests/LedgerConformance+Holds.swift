import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  @Test("a record that waits comes back whole, and once it is over without its text", arguments: LedgerBackend.all)
  func holds(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected = hold(
        "SO 1", awaiting: .key(.customer, system: "crm", key: "K 1"), until: someTime + .seconds(60), .send)
      do {
        let ledger = try backend.open(folder)
        expected.id = try ledger.write { decisions in
          let id = try decisions.add(expected)
          #expect(try decisions.hold(id)?.record == expected.record)
          return id
        }
      }
      do {
        let ledger = try backend.open(folder)
        #expect(try ledger.hold(expected.id) == expected)
        try ledger.write { try $0.close(expected.id, as: .released, at: someTime + .seconds(9)) }
      }
      expected.state = .released
      expected.closedAt = someTime + .seconds(9)
      expected.record.canonical = []
      let ledger = try backend.open(folder)
      #expect(try ledger.hold(expected.id) == expected)
      #expect(try ledger.hold(expected.id + 1) == nil)
    }
  }

  @Test("a hold is written anew, but for its beginning", arguments: LedgerBackend.all)
  func updatesHold(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      var expected = hold("SO-1")
      expected.id = try ledger.write { try $0.add(expected) }
      let other = try ledger.write { try $0.add(hold("SO-2")) }
      expected.reason = .data
      expected.awaits = .entity(17)
      expected.record = HeldRecord(
        kind: .invoice, key: "R-1", sender: "erp", source: source(5), canonical: [0, 0xFF])
      expected.deadline = someTime
      expected.afterwards = .wait
      expected.sentence = "The VAT id is missing."
      var written = expected
      written.since = someTime + .seconds(500)
      try ledger.write { try $0.update(written) }
      #expect(try ledger.hold(expected.id) == expected)
      #expect(try ledger.hold(other)?.record.key == "SO-2")
    }
  }

  @Test("open holds come page by page, by what they wait for and by their record", arguments: LedgerBackend.all)
  func openHolds(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let customer = Awaited.key(.customer, system: "crm", key: "K-1")
      let samples = [
        hold("SO-1", awaiting: customer), hold("SO-2", awaiting: .entity(1)), hold("SO-3", awaiting: customer),
        hold("SO-4"), hold("SO-5", awaiting: customer), hold("SO-5", awaiting: customer, of: .orderStatus),
        hold("SO-5", awaiting: .key(.customer, system: "erp", key: "K-1"), sender: "erp"),
      ]
      let ids = try samples.map { sample in try ledger.write { try $0.add(sample) } }
      try ledger.write { try $0.close(ids[2], as: .discarded, at: someTime) }
      #expect(try ledger.holds(after: 0, limit: 3).map(\.id) == [ids[0], ids[1], ids[3]])
      #expect(try ledger.holds(after: ids[3], limit: 9).map(\.id) == Array(ids[4...]))
      #expect(try ledger.holds(after: 0, limit: 0) == [])
      #expect(try ledger.holds(awaiting: customer).map(\.id) == [ids[0], ids[4], ids[5]])
      #expect(try ledger.holds(awaiting: .entity(1)).map(\.id) == [ids[1]])
      #expect(try ledger.holds(awaiting: .entity(2)) == [])
      #expect(try ledger.holds(awaiting: .nothing).map(\.id) == [ids[3]])
      #expect(try ledger.hold(of: .order, sender: "crm", key: "SO-5")?.id == ids[4])
      #expect(try ledger.hold(of: .orderStatus, sender: "crm", key: "SO-5")?.id == ids[5])
      #expect(try ledger.hold(of: .order, sender: "erp", key: "SO-5")?.id == ids[6])
      #expect(try ledger.hold(of: .order, sender: "crm", key: "SO-3") == nil)
    }
  }

  @Test("holds whose time is over come in the order of their deadlines", arguments: LedgerBackend.all)
  func dueHolds(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      func at(_ seconds: Int) -> Timestamp { someTime + .seconds(seconds) }
      let ids = try [
        hold("1", until: at(30)), hold("2", until: at(10), .send), hold("3", until: at(5), .wait), hold("4"),
        hold("5", until: at(10)), hold("6", until: at(31)), hold("7", until: at(1)),
      ].map { sample in try ledger.write { try $0.add(sample) } }
      try ledger.write { try $0.close(ids[6], as: .expired, at: someTime) }
      #expect(try ledger.holds(dueAt: at(9), limit: 9) == [])
      #expect(try ledger.holds(dueAt: at(30), limit: 9).map(\.id) == [ids[1], ids[4], ids[0]])
      #expect(try ledger.holds(dueAt: at(30), limit: 2).map(\.id) == [ids[1], ids[4]])
    }
  }

  @Test("a hold is of one record, begins open and ends once", arguments: LedgerBackend.all)
  func refusedHolds(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = try ledger.write { try $0.add(hold("SO-1")) }
      let other = try ledger.write { try $0.add(hold("SO-2")) }
      func refused(_ sentence: Comment, _ body: (any Decisions) throws -> Void) {
        #expect(ledgerError { try ledger.write(body) }?.code == .unexpected, sentence)
      }
      refused("a second one of a record") { _ = try $0.add(hold("SO-1")) }
      refused("another one's record") { decisions in
        var moved = hold("SO-1")
        moved.id = other
        try decisions.update(moved)
      }
      refused("over before it began") { decisions in
        var over = hold("SO-3")
        over.state = .expired
        _ = try decisions.add(over)
      }
      refused("of an unknown interchange") { decisions in
        var stray = hold("SO-3")
        stray.record.source = source(1, of: "Z")
        _ = try decisions.add(stray)
      }
      refused("an end that is none") { try $0.close(id, as: .open, at: someTime) }
      refused("unknown") { try $0.close(other + 1, as: .released, at: someTime) }
      for state in Hold.State.allCases where state != .open {
        let ended = try ledger.write { try $0.add(hold("SO-\(state.rawValue)")) }
        try ledger.write { try $0.close(ended, as: state, at: someTime) }
        #expect(try ledger.hold(ended)?.state == state)
        refused("ended before") { try $0.close(ended, as: .released, at: someTime) }
        refused("written when it is over") { decisions in
          var late = hold("SO-9")
          late.id = ended
          try decisions.update(late)
        }
      }
      // Another one of a record may begin when the one before is over.
      try ledger.write { try $0.close(id, as: .superseded, at: someTime) }
      let next = try ledger.write { try $0.add(hold("SO-1")) }
      #expect(try ledger.hold(of: .order, sender: "crm", key: "SO-1")?.id == next)
    }
  }
}
