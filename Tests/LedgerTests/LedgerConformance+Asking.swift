import DropFolder
import Exchange
import Testing
import XMLEngine

extension LedgerConformance {
  /// What a walk over the records gave, as text that can be compared.
  private func walk(_ ledger: any Ledger, _ id: String, exceptions: Bool) throws -> [String] {
    var lines: [String] = []
    try ledger.forEachRecord(of: InterchangeID(id), exceptions: exceptions) { record, issues, documents in
      lines.append(
        "\(record.position) \(record.verdict.rawValue) \(issues.map(\.message)) \(documents.map(\.ordinal))")
    }
    return lines
  }

  private func decideMixed(in ledger: any Ledger) throws {
    let received = try ledger.receive([arrival("A"), arrival("B", content: "b")])
    let verdicts: [RecordVerdict] = [.accepted, .rejected, .accepted, .accepted, .ignored]
    try ledger.decide { decisions in
      for interchange in received {
        let isFirst = interchange.id.text == "A"
        for (index, verdict) in verdicts.enumerated() {
          let entity = isFirst && index == 2 ? "Customer" : "Order"
          try decisions.add(LedgerTests.outcome(index + 1, verdict, entity: entity), of: interchange.id)
        }
        try decisions.conclude(interchange.decided(.partiallyAccepted, records: verdicts))
      }
      let id = received[0].id
      let position = Position(line: 70_000, column: 2, byteOffset: 1_000_000)
      let whole = Issue(
        .codeUnknown, phase: .codeList, at: position, path: "/Exchange/Order[2]/Unit", value: "XXX", expected: "a unit",
        "second")
      try decisions.add(Issue(.recordCount, .warning, phase: .envelope, "of the file"), record: nil, of: id)
      try decisions.add(Issue(.keyMissing, phase: .schema, "first"), record: 2, of: id)
      try decisions.add(Issue(.testFile, .information, phase: .mapping, "by the way"), record: 4, of: id)
      try decisions.add(whole, record: 2, of: id)
      try decisions.add(document(1, of: "A", records: 1...4))
      try decisions.add(document(2, of: "A", records: 1...1, system: "shop"))
      try decisions.add(document(3, of: "A", records: 3...3, entity: "Customer"))
      try decisions.add(document(4, of: "A", records: 4...4, system: "shop"))
      try decisions.add(document(5, of: "A", kind: .acknowledgement))
      #expect(try decisions.issues(of: id).map(\.message) == ["of the file"])
      var seen: [Int] = []
      try decisions.forEachRecord(of: id, exceptions: true) { record, issues, _ in
        seen.append(record.position)
        if record.position == 2 { #expect(issues.last == whole) }
      }
      #expect(seen == [2, 4, 5])
    }
  }

  @Test("each record comes with its own issues and the documents that carry it", arguments: LedgerBackend.all)
  func records(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try decideMixed(in: ledger)
      #expect(
        try walk(ledger, "A", exceptions: false) == [
          #"1 accepted [] [1, 2]"#, #"2 rejected ["first", "second"] [1]"#, #"3 accepted [] [3]"#,
          #"4 accepted ["by the way"] [1, 4]"#, #"5 ignored [] []"#,
        ])
      #expect(try walk(ledger, "B", exceptions: false).count == 5)
      #expect(try walk(ledger, "C", exceptions: false) == [])
      #expect(try ledger.issues(of: InterchangeID("A")).map(\.message) == ["of the file"])
      #expect(try ledger.issues(of: InterchangeID("B")) == [])
    }
  }

  @Test("a document is found by its id", arguments: LedgerBackend.all)
  func documentByID(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try decideMixed(in: ledger)
      #expect(try ledger.document("A-1-3") == document(3, of: "A", records: 3...3, entity: "Customer"))
      #expect(try ledger.document("A-1-9") == nil)
    }
  }

  @Test("exceptions leave out what was accepted without a word", arguments: LedgerBackend.all)
  func exceptions(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try decideMixed(in: ledger)
      #expect(
        try walk(ledger, "A", exceptions: true) == [
          #"2 rejected ["first", "second"] [1]"#, #"4 accepted ["by the way"] [1, 4]"#, #"5 ignored [] []"#,
        ])
    }
  }

  @Test("a walk over records ends with its reader's error, and lets it ask meanwhile", arguments: LedgerBackend.all)
  func walkEnds(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try decideMixed(in: ledger)
      let id = InterchangeID("A")
      var seen = 0
      #expect(throws: Stop.self) {
        try ledger.forEachRecord(of: id, exceptions: false) { record, _, _ in
          seen += 1
          #expect(try ledger.documents(of: id, kind: .import).count == 4)
          #expect(try walk(ledger, "A", exceptions: false).count == 5)
          if record.position == 3 { throw Stop() }
        }
      }
      #expect(seen == 3)
      #expect(try ledger.receive([arrival("Z", content: "z")]).count == 1)
    }
  }

  @Test("a batch of 20,000 records comes back in order", arguments: LedgerBackend.all)
  func large(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let count = 20_000
      let received = try ledger.receive([arrival("A")])[0]
      try ledger.decide { decisions in
        for position in 1...count {
          try decisions.add(LedgerTests.outcome(position), of: received.id)
          try decisions.add(document(position, of: "A", records: position...position))
        }
        try decisions.conclude(
          received.decided(records: [RecordVerdict](repeating: .accepted, count: count)))
      }
      var next = 1
      try ledger.forEachRecord(of: received.id, exceptions: false) { record, _, documents in
        if record.position != next || documents.map(\.ordinal) != [next] {
          Issue.record("Record \(record.position) with \(documents.map(\.ordinal)) instead of \(next)")
        }
        next += 1
      }
      #expect(next == count + 1)
      #expect(try walk(ledger, "A", exceptions: true) == [])
    }
  }

  @Test("interchanges are found newest first, by what is asked for", arguments: LedgerBackend.all)
  func finds(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(arrival("01A", content: "abc1"), controlNumber: "INV-17")
      try ledger.take(arrival("01B", content: "abd2", name: "Kunden 2026.xml"), .rejected)
      try ledger.take(arrival("01C", from: "erp", content: "abc3"), .rejected, controlNumber: "18")
      _ = try ledger.receive([arrival("01D", content: "ffff", name: try FileName(bytes: [0xFF, 0x41]))])
      try ledger.markDone([(InterchangeID("01A"), "x")], at: Timestamp(milliseconds: 1))

      func found(_ change: (inout InterchangeFilter) -> Void) throws -> [String] {
        var filter = InterchangeFilter()
        change(&filter)
        return try ledger.interchanges(matching: filter).map(\.id.text)
      }
      #expect(try found { _ in } == ["01D", "01C", "01B", "01A"])
      #expect(try found { $0.limit = 2 } == ["01D", "01C"])
      #expect(try found { $0.sender = "crm" } == ["01D", "01B", "01A"])
      #expect(try found { $0.verdict = .rejected } == ["01C", "01B"])
      #expect(try found { $0.state = .received } == ["01D"])
      #expect(try found { $0.state = .done } == ["01A"])
      #expect(try found { ($0.sender, $0.verdict, $0.state) = ("crm", .rejected, .decided) } == ["01B"])
      #expect(try found { $0.text = "" }.count == 4)
      #expect(try found { $0.text = "01a" } == ["01A"])
      #expect(try found { $0.text = "kunden" } == ["01B"])
      #expect(try found { $0.text = "inv-17" } == ["01A"])
      #expect(try found { $0.text = "ABC" } == ["01C", "01A"])
      #expect(try found { $0.text = "bc1" } == [])
      #expect(try found { $0.text = "%" } == [])
      #expect(try found { ($0.text, $0.sender) = ("abc", "erp") } == ["01C"])
    }
  }

  @Test("counts tell all states, verdicts, records and documents", arguments: LedgerBackend.all)
  func counts(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.counts() == LedgerCounts())
      try ledger.take(
        arrival("A", content: "a"), .partiallyAccepted, records: [.accepted, .accepted, .rejected],
        documents: [document(1, of: "A"), document(2, of: "A")])
      try ledger.take(arrival("B", content: "b"), .rejected, records: [.rejected])
      _ = try ledger.receive([arrival("C", content: "c"), arrival("D", content: "d")])
      try ledger.markPublished([("A-1-1", .published)], completing: [], at: someTime)
      try ledger.markDone([(InterchangeID("B"), "x")], at: Timestamp(milliseconds: 1))

      var expected = LedgerCounts()
      expected.byState = [.received: 2, .decided: 1, .done: 1]
      expected.byVerdict = [.partiallyAccepted: 1, .rejected: 1]
      expected.byRecordVerdict = [.accepted: 2, .rejected: 2]
      expected.documentsPrepared = 1
      expected.documentsPublished = 1
      #expect(try ledger.counts() == expected)
    }
  }
}
