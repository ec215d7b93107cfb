import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  private func found(_ ledger: any Ledger, _ change: (inout InterchangeFilter) -> Void) throws -> [String] {
    var filter = InterchangeFilter()
    change(&filter)
    let found = try ledger.interchanges(matching: filter).map(\.id.text)
    #expect(try ledger.count(matching: filter) == found.count)
    filter.limit = 1
    #expect(try ledger.interchanges(matching: filter).map(\.id.text) == Array(found.prefix(1)))
    #expect(try ledger.count(matching: filter) == found.count)
    return found
  }

  @Test("interchanges are found by how what was rejected stands", arguments: LedgerBackend.all)
  func findsRejections(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.reject("01D")
      try ledger.reject("01B", from: "erp")
      try ledger.reject("01C", .partiallyAccepted, records: [.accepted, .rejected])
      try ledger.reject("01A", .accepted) { try $0.settle(settlement(of: "01D", by: "01A", nil, .replaced)) }
      #expect(try found(ledger) { $0.rejection = .open } == ["01C", "01B"])
      #expect(try found(ledger) { $0.rejection = .replaced } == ["01D"])
      #expect(try found(ledger) { $0.rejection = .discarded } == [])
      #expect(try found(ledger) { ($0.rejection, $0.sender) = (.open, "erp") } == ["01B"])
      #expect(try found(ledger) { ($0.rejection, $0.verdict) = (.open, .partiallyAccepted) } == ["01C"])
      #expect(try found(ledger) { ($0.rejection, $0.entity) = (.open, "Order") } == ["01C"])
      #expect(try found(ledger) { _ in } == ["01A", "01C", "01B", "01D"])
    }
  }

  @Test("interchanges are found by what was wrong, and with what", arguments: LedgerBackend.all)
  func findsCodes(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let missing = Exchange.Issue(.keyMissing, phase: .schema, "No key.")
      let replay = Exchange.Issue(.replay, phase: .envelope, "Again.")
      func take(_ id: String, _ entities: [String], _ issues: [(Exchange.Issue, Int?)]) throws {
        let received = try ledger.receive([arrival(id, content: id)])[0]
        try ledger.decide { decisions in
          for (index, entity) in entities.enumerated() {
            try decisions.add(LedgerTests.outcome(index + 1, entity: entity), of: received.id)
          }
          for (issue, record) in issues { try decisions.add(issue, record: record, of: received.id) }
          try decisions.conclude(
            received.decided(records: [RecordVerdict](repeating: .accepted, count: entities.count)))
        }
      }
      try take("A", ["Order", "Customer"], [(missing, 1)])
      try take("B", ["Customer"], [(replay, nil), (replay, 1)])
      try take("C", ["Order", "Customer"], [(missing, 2), (missing, 2), (replay, nil)])
      #expect(try found(ledger) { $0.code = missing.code } == ["C", "A"])
      #expect(try found(ledger) { $0.code = replay.code } == ["C", "B"])
      #expect(try found(ledger) { $0.code = "none" } == [])
      #expect(try found(ledger) { $0.entity = "Customer" } == ["C", "B", "A"])
      #expect(try found(ledger) { $0.entity = "Order" } == ["C", "A"])
      #expect(try found(ledger) { ($0.code, $0.entity) = (missing.code, "Order") } == ["A"])
      #expect(try found(ledger) { ($0.code, $0.entity) = (replay.code, "Customer") } == ["B"])
      #expect(try found(ledger) { ($0.code, $0.entity) = (replay.code, "Order") } == [])
    }
  }

  @Test("interchanges are found from one moment to before another", arguments: LedgerBackend.all)
  func findsTimes(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      for (id, second) in [("A", 10), ("B", 20), ("C", 30)] as [(String, Int64)] {
        _ = try ledger.receive([arrival(id, content: id, at: second)])
      }
      let moment = someTime + .seconds(20)
      #expect(try found(ledger) { $0.since = moment } == ["C", "B"])
      #expect(try found(ledger) { $0.until = moment } == ["A"])
      #expect(try found(ledger) { ($0.since, $0.until) = (moment, moment) } == [])
    }
  }

  @Test(
    "a pattern of names knows * and ?, and nothing else",
    arguments: [
      ("*", [0, 1, 2, 3, 4, 5]), ("orders*.xml", [0, 1]), ("ORDERS-?.XML", [1]), ("*[1]*", [2]), ("*%*", [3]),
      ("?????s.xml", [0]), ("kunden größe.xml", [4]), ("*GRÖSSE*", []), ("*GRÖßE.xml", [4]), ("", []), ("*.xm", []),
      ("o*r*s.x*l*", [0]), ("??", [5]), ("*_*", []), ("\u{FFFD}?", [5]),
    ] as [(String, [Int])])
  func findsNames(_ pattern: String, _ expected: [Int]) throws {
    let strange = try FileName(bytes: [0xFF, 0x41])
    let names: [FileName] = ["Orders.xml", "orders-1.xml", "a[1].csv", "100%.csv", "Kunden Größe.xml", strange]
    for backend in LedgerBackend.all {
      try backend.with { ledger in
        for (index, name) in names.enumerated() {
          _ = try ledger.receive([arrival("\(index)", content: "\(index)", name: name)])
        }
        #expect(try found(ledger) { $0.name = pattern } == expected.reversed().map { "\($0)" })
      }
    }
  }
}
