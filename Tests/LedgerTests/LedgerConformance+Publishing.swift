import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  /// An interchange with two import documents and an acknowledgement, decided.
  private func decideThree(in ledger: any Ledger) throws -> (id: InterchangeID, documents: [Document]) {
    let documents = [
      document(1, of: "A", records: 1...1), document(2, of: "A", records: 2...2),
      document(3, of: "A", kind: .acknowledgement),
    ]
    let id = try ledger.take(arrival("A"), records: [.accepted, .accepted], documents: documents).id
    return (id, documents)
  }

  @Test("documents come in the order of publication, by kind where asked", arguments: LedgerBackend.all)
  func publicationOrder(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let written = [
        document(1, of: "A", order: 2), document(2, of: "A", order: 1), document(10, of: "A", order: 1),
        document(3, of: "A", kind: .acknowledgement, order: 3),
      ]
      try ledger.take(arrival("A"), documents: written)
      let id = InterchangeID("A")
      #expect(try ledger.documents(of: id, kind: nil).map(\.ordinal) == [2, 10, 1, 3])
      #expect(try ledger.documents(of: id, kind: .import) == [written[1], written[2], written[0]])
      #expect(try ledger.documents(of: id, kind: .acknowledgement) == [written[3]])
    }
  }

  @Test(
    "an acknowledgement is found by its name among those that its interchange brought", arguments: LedgerBackend.all)
  func acknowledgementByName(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      try ledger.take(
        arrival("A"),
        documents: [document(1, of: "A"), document(2, of: "A", kind: .acknowledgement).named("a.ack.xml")])
      try ledger.take(arrival("B", content: "2"), documents: [document(1, of: "B").named("a.ack.xml")])
      #expect(try ledger.hasAcknowledgement(named: "a.ack.xml", in: InterchangeID("A")))
      #expect(try !ledger.hasAcknowledgement(named: "document.xml", in: InterchangeID("A")))
      // A document that is called so, and none that is known.
      #expect(try !ledger.hasAcknowledgement(named: "a.ack.xml", in: InterchangeID("B")))
      #expect(try !ledger.hasAcknowledgement(named: "a.ack.xml", in: InterchangeID("Z")))
    }
  }

  @Test("an interchange is published when its last import document is", arguments: LedgerBackend.all)
  func publishes(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let (id, documents) = try decideThree(in: ledger)
      try ledger.markPublished([(documents[0].id, .published)], completing: [id], at: someTime)
      #expect(try ledger.known("A").state == .decided)
      try ledger.markPublished([(documents[1].id, .published)], completing: [id], at: someTime)
      #expect(try ledger.known("A").state == .published)
      #expect(try ledger.documents(of: id, kind: .acknowledgement).map(\.state) == [.prepared])
      #expect(try ledger.counts().documentsPublished == 2)

      // A crash after the rename, before the answer: the same again.
      try ledger.markPublished(documents.map { ($0.id, .published) }, completing: [id], at: someTime)
      try ledger.markPublished(documents.map { ($0.id, .published) }, completing: [id], at: someTime)
      #expect(try ledger.known("A").state == .published)
      #expect(try ledger.counts().documentsPublished == 3)
    }
  }

  @Test("a document in doubt holds its interchange until a person has decided", arguments: LedgerBackend.all)
  func inDoubt(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let (id, documents) = try decideThree(in: ledger)
      try ledger.markPublished(
        [(documents[0].id, .published), (documents[1].id, .inDoubt)], completing: [id], at: someTime)
      #expect(try ledger.known("A").state == .decided)
      #expect(try ledger.documents(of: id, kind: .import).map(\.state) == [.published, .inDoubt])
      var counts = try ledger.counts()
      #expect([counts.documentsPrepared, counts.documentsPublished, counts.documentsInDoubt] == [1, 1, 1])
      try ledger.markPublished([(documents[1].id, .published)], completing: [id], at: someTime)
      #expect(try ledger.known("A").state == .published)
      counts = try ledger.counts()
      #expect([counts.documentsPrepared, counts.documentsPublished, counts.documentsInDoubt] == [1, 2, 0])
    }
  }

  @Test("what was published stays published", arguments: LedgerBackend.all)
  func staysPublished(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let (id, documents) = try decideThree(in: ledger)
      try ledger.markPublished([(documents[0].id, .published)], completing: [], at: someTime)
      try ledger.markPublished([(documents[0].id, .inDoubt)], completing: [], at: someTime)
      #expect(try ledger.documents(of: id, kind: .import).map(\.state) == [.published, .prepared])
    }
  }

  @Test("a document that nobody decided cannot be published", arguments: LedgerBackend.all)
  func unknownDocument(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let (id, documents) = try decideThree(in: ledger)
      let failure = ledgerError {
        try ledger.markPublished(
          [(documents[0].id, .published), ("nonsense", .published)], completing: [id], at: someTime)
      }
      #expect(failure?.code == .unexpected)
      #expect(try ledger.documents(of: id, kind: nil).allSatisfy { $0.state == .prepared })
    }
  }

  @Test("an interchange is done when all of it is published, and stays so", arguments: LedgerBackend.all)
  func done(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let (id, documents) = try decideThree(in: ledger)
      let moment = Timestamp(milliseconds: 1_700_000_100_000)
      let early = ledgerError { try ledger.markDone([(id, "2026/11/24/A~orders.xml")], at: moment) }
      #expect(early?.code == .unexpected)
      #expect(try ledger.known("A").state == .decided)

      try ledger.markPublished(documents.map { ($0.id, .published) }, completing: [id], at: someTime)
      try ledger.markDone([(id, "2026/11/24/A~orders.xml")], at: moment)
      try ledger.markDone([(id, "elsewhere")], at: moment + .seconds(5))
      let done = try ledger.known("A")
      #expect(done.state == .done)
      #expect(done.place == "2026/11/24/A~orders.xml")
      #expect(done.doneAt == moment)
      #expect(try ledger.open() == [])
    }
  }

  @Test("an interchange that is undecided or unknown is not done", arguments: LedgerBackend.all)
  func undecidedIsNotDone(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      _ = try ledger.receive([arrival("A")])
      for id in ["A", "B"] {
        let failure = ledgerError {
          try ledger.markDone([(InterchangeID(id), "x")], at: Timestamp(milliseconds: 1))
        }
        #expect(failure?.code == .unexpected)
      }
      #expect(try ledger.open() == [arrival("A")])
    }
  }
}

extension Document {
  fileprivate func named(_ name: FileName) -> Document {
    var named = self
    named.name = name
    return named
  }
}
