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
