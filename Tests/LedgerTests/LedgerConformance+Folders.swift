import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  @Test("folders are known again by their markers, the last word counts", arguments: LedgerBackend.all)
  func folders(_ backend: LedgerBackend) throws {
    try withFolder { place in
      let inbox = KnownFolder(path: "/in", marker: FolderMarker(id: "a", generation: 1))
      var outbox = KnownFolder(path: "/out", marker: FolderMarker(id: "b", generation: 1))
      try backend.open(place).remember([outbox, inbox])
      outbox.marker = FolderMarker(id: "c", generation: 4)
      try backend.open(place).remember([outbox])
      let known = try backend.open(place).folders()
      #expect(known == [inbox, outbox])
    }
  }

  @Test(
    "what was prepared in a folder that is gone is in doubt until a person says otherwise", arguments: LedgerBackend.all
  )
  func doubt(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let documents = [
        document(1, of: "A"), document(2, of: "A"), document(3, of: "A", system: "shop"),
        document(4, of: "A", kind: .acknowledgement),
      ]
      let id = try ledger.take(arrival("A"), documents: documents).id
      try ledger.markPublished([(documents[0].id, .published)], completing: [], at: someTime)
      try ledger.putInDoubt(.import, for: "erp")
      #expect(
        try ledger.documents(of: id, kind: nil).map(\.state) == [.published, .inDoubt, .prepared, .prepared])
      let answers = [
        try ledger.resolveDoubt(of: documents[1].id), try ledger.resolveDoubt(of: documents[1].id),
        try ledger.resolveDoubt(of: documents[2].id), try ledger.resolveDoubt(of: "none"),
      ]
      #expect(answers == [true, false, false, false])
      #expect(try ledger.documents(of: id, kind: nil).map(\.state) == [.published, .published, .prepared, .prepared])
      let counts = try ledger.counts()
      #expect(counts.documentsPublished == 2)
      #expect(counts.documentsInDoubt == 0)
    }
  }

  @Test("generations only grow, also past a later one that was seen", arguments: LedgerBackend.all)
  func generations(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let numbers = [
        try ledger.generation(), try ledger.beginGeneration(after: 0), try ledger.beginGeneration(after: 9),
        try ledger.generation(),
      ]
      #expect(numbers == [1, 2, 10, 10])
    }
  }

  @Test("the ends of the process are counted for the one that was in hand", arguments: LedgerBackend.all)
  func ends(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      _ = try ledger.receive([arrival("A"), arrival("B", content: "b")])
      #expect(try ledger.noteEnd(during: InterchangeID("A"), byFault: false).ends == ProcessEnds(all: 1, byFault: 0))
      #expect(try ledger.noteEnd(during: InterchangeID("A"), byFault: true).ends == ProcessEnds(all: 2, byFault: 1))
      #expect(try ledger.known("B").ends == ProcessEnds())
      // Only ends in a row say something of a file.
      #expect(try ledger.noteEnd(during: InterchangeID("B"), byFault: false).ends == ProcessEnds(all: 1, byFault: 0))
      #expect(try ledger.known("A").ends == ProcessEnds(all: 0, byFault: 1))
    }
  }

  @Test("only what is undecided can be put aside", arguments: LedgerBackend.all)
  func setAside(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      _ = try ledger.receive([arrival("A")])
      try ledger.setAside(InterchangeID("A"), because: .ledgerLost)
      #expect(try ledger.known("A").setAside == .ledgerLost)
      let decided = try ledger.take(arrival("B", content: "b")).id
      for id in [decided, InterchangeID("C")] {
        let refused = ledgerError { try ledger.setAside(id, because: .endedTheProgram) }
        #expect(refused?.code == .unexpected)
      }
    }
  }
}
