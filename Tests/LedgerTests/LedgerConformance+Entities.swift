import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  @Test("an entity comes back whole, also in another run", arguments: LedgerBackend.all)
  func entities(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected = entity()
      expected.fields = dividedFields()
      expected.content = source(7)
      expected.deletedBy = ["erp", "crm \"old\""]
      expected.refusal = "The ERP says: no."
      #expect(!expected.conflicts.isEmpty)
      do {
        let ledger = try backend.open(folder)
        try ledger.write { decisions in
          expected.id = try decisions.add(expected)
          try decisions.add(key("K-1", of: expected.id))
          try decisions.add(key("70001", of: expected.id, in: "erp"))
          expected.keys = ["crm": "K-1", "erp": "70001"]
          #expect(try decisions.entity(expected.id) == expected)
          #expect(try decisions.entity(.customer, system: "erp", key: "70001") == expected)
        }
      }
      let ledger = try backend.open(folder)
      #expect(try ledger.entity(expected.id) == expected)
      #expect(try ledger.entity(.customer, system: "crm", key: "K-1") == expected)
      #expect(try ledger.entity(.order, system: "crm", key: "K-1") == nil)
      #expect(try ledger.entity(.customer, system: "erp", key: "K-1") == nil)
      #expect(try ledger.entity(expected.id + 1) == nil)
    }
  }

  @Test("an entity with nothing but its kind comes back whole", arguments: LedgerBackend.all)
  func bareEntity(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      var expected = entity(.invoice, stage: nil, from: "erp", created: source(3))
      expected.id = try ledger.write { try $0.add(expected) }
      #expect(try ledger.entity(expected.id) == expected)
    }
  }

  @Test("an entity is written anew, but for kind, origin, creation and keys", arguments: LedgerBackend.all)
  func updates(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = try ledger.addCustomer(["crm": "K-1"])
      let other = try ledger.addCustomer(["crm": "K-2"])
      var changed = try ledger.knownEntity(id)
      changed.stage = .customer
      changed.fields = dividedFields()
      changed.content = source(2)
      changed.deletedBy = ["crm"]
      changed.refusal = "No."
      var written = changed
      written.kind = .order
      written.origin = "erp"
      written.created = source(9)
      written.keys = ["crm": "K-3"]
      try ledger.write { try $0.update(written) }
      #expect(try ledger.entity(id) == changed)

      changed.stage = .lead
      (changed.fields, changed.content, changed.deletedBy, changed.refusal) = ([:], nil, [], nil)
      try ledger.write { try $0.update(changed) }
      #expect(try ledger.entity(id) == changed)
      #expect(try ledger.knownEntity(other).keys == ["crm": "K-2"])
      written.id = other + 1
      #expect(ledgerError { try ledger.write { try $0.update(written) } }?.code == .unexpected)
    }
  }

  @Test("an entity is found by all its keys, and tells the present ones", arguments: LedgerBackend.all)
  func crossReferences(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = try ledger.addCustomer()
      let later = someTime + .seconds(60)
      let references = [
        key("K-9", of: id, in: "crm", .former), key("K-1", of: id, in: "crm", since: someTime),
        key("K-5", of: id, in: "crm", .alias, source: source(4), since: later), key("70001", of: id, in: "erp"),
      ]
      try ledger.write { decisions in
        for index in [3, 0, 1, 2] { try decisions.add(references[index]) }
        #expect(try decisions.crossReferences(of: id) == references)
      }
      #expect(try ledger.crossReferences(of: id) == references)
      #expect(try ledger.crossReferences(of: id + 1) == [])
      for reference in references {
        #expect(try ledger.entity(.customer, system: reference.system, key: reference.key)?.id == id)
        #expect(try ledger.crossReference(.customer, system: reference.system, key: reference.key) == reference)
      }
      #expect(try ledger.crossReference(.customer, system: "erp", key: "K-1") == nil)
      #expect(try ledger.crossReference(.order, system: "crm", key: "K-1") == nil)
      #expect(try ledger.knownEntity(id).keys == ["crm": "K-1", "erp": "70001"])
    }
  }

  @Test("a key takes another standing, and how it became known stays", arguments: LedgerBackend.all)
  func standing(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let id = try ledger.addCustomer(["erp": "70001"])
      let later = someTime + .seconds(60)
      try ledger.write { decisions in
        try decisions.add(key("70001", of: id, in: "erp", .former, source: source(8), since: later))
        try decisions.add(key("80001", of: id, in: "erp", source: source(8), since: later))
        #expect(try decisions.entity(id)?.keys == ["erp": "80001"])
      }
      #expect(
        try ledger.crossReferences(of: id) == [
          key("70001", of: id, in: "erp", .former), key("80001", of: id, in: "erp", source: source(8), since: later),
        ])
    }
  }

  @Test("a key that is another entity's, of nothing or a second present one is refused", arguments: LedgerBackend.all)
  func keysOfOthers(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let first = try ledger.addCustomer(["crm": "K-1"])
      let second = try ledger.addCustomer(["crm": "K-2"])
      let order = try ledger.addCustomer(["crm": "K-1"], .order)
      func refused(_ reference: CrossReference, _ sentence: Comment) {
        #expect(ledgerError { try ledger.write { try $0.add(reference) } }?.code == .unexpected, sentence)
      }
      refused(key("K-1", of: second, .alias), "another's")
      refused(key("K-3", of: first), "a second present one")
      refused(key("K-3", of: order + 1), "of nothing")
      refused(key("K-3", of: order, in: "erp"), "of another kind")
      refused(key("K-3", of: first, in: "erp", source: source(1, of: "Z")), "by an unknown interchange")
      #expect(try ledger.knownEntity(first).keys == ["crm": "K-1"])
      #expect(try ledger.knownEntity(second).keys == ["crm": "K-2"])
      #expect(try ledger.crossReference(.customer, system: "crm", key: "K-3") == nil)
    }
  }

  @Test("entities are recognised by what they were last identified by", arguments: LedgerBackend.all)
  func identifiers(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let (first, second) = (try ledger.addCustomer(), try ledger.addCustomer())
      let order = try ledger.addCustomer([:], .order)
      let (vat, email) = (Identifier(.vatId, "DE123"), Identifier(.email, "a@example.com"))
      try ledger.write { decisions in
        try decisions.identify(second, .customer, by: [vat, email])
        try decisions.identify(first, .customer, by: [vat])
        try decisions.identify(order, .order, by: [vat])
        #expect(try decisions.entities(.customer, identifiedBy: vat) == [first, second])
      }
      #expect(try ledger.entities(.order, identifiedBy: vat) == [order])
      #expect(try ledger.entities(.customer, identifiedBy: email) == [second])
      #expect(try ledger.entities(.customer, identifiedBy: Identifier(.phone, "DE123")) == [])
      try ledger.write { try $0.identify(second, .customer, by: [email, Identifier(.phone, "1")]) }
      #expect(try ledger.entities(.customer, identifiedBy: vat) == [first])
      #expect(try ledger.entities(.customer, identifiedBy: email) == [second])
      try ledger.write { try $0.identify(second, .customer, by: []) }
      #expect(try ledger.entities(.customer, identifiedBy: email) == [])
      for (id, kind) in [(second, Entity.order), (order + 1, .customer)] {
        #expect(ledgerError { try ledger.write { try $0.identify(id, kind, by: []) } }?.code == .unexpected)
      }
    }
  }

  @Test("entities come page by page, those of a kind and those in conflict", arguments: LedgerBackend.all)
  func pages(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      var customers: [Int64] = []
      for number in 0..<5 {
        customers.append(try ledger.addCustomer(["crm": "K-\(number)"]))
        try ledger.addCustomer([:], .order)
      }
      let first = try ledger.entities(.customer, after: 0, limit: 3)
      #expect(first.map(\.id) == Array(customers[..<3]))
      #expect(first.map(\.keys) == ["K-0", "K-1", "K-2"].map { ["crm": $0] })
      #expect(try ledger.entities(.customer, after: customers[2], limit: 3).map(\.id) == Array(customers[3...]))
      #expect(try ledger.entities(.customer, after: 0, limit: 0) == [])
      #expect(try ledger.entities(.invoice, after: 0, limit: 3) == [])

      #expect(try ledger.entitiesInConflict(after: 0, limit: 9) == [])
      for id in [customers[1], customers[3]] {
        var changed = try ledger.knownEntity(id)
        changed.fields = dividedFields()
        try ledger.write { try $0.update(changed) }
      }
      #expect(try ledger.entitiesInConflict(after: 0, limit: 1) == [try ledger.knownEntity(customers[1])])
      #expect(try ledger.entitiesInConflict(after: customers[1], limit: 9).map(\.id) == [customers[3]])
      var settled = try ledger.knownEntity(customers[1])
      for name in settled.conflicts { settled.fields[name]?.decide("x", by: "anna", at: someTime) }
      try ledger.write { try $0.update(settled) }
      #expect(try ledger.entitiesInConflict(after: 0, limit: 9).map(\.id) == [customers[3]])
    }
  }
}
