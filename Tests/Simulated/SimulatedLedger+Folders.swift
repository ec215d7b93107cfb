package import Exchange

/// Folders, generations, and what the end of a process left undecided.
extension SimulatedLedger {
  package func folders() throws(LedgerError) -> [KnownFolder] {
    try ask { state in
      state.folders.map { KnownFolder(path: $0.key, marker: $0.value) }.sorted { $0.path < $1.path }
    }
  }

  package func remember(_ folders: [KnownFolder]) throws(LedgerError) {
    try transaction(.remember) { (state) throws(LedgerError) in
      for folder in folders { state.folders[folder.path] = folder.marker }
    }
  }

  package func generation() throws(LedgerError) -> Int64 {
    try ask { $0.generation }
  }

  package func beginGeneration(after least: Int64) throws(LedgerError) -> Int64 {
    try transaction(.beginGeneration) { (state) throws(LedgerError) in
      state.generation = max(state.generation, least) + 1
      return state.generation
    }
  }

  package func noteEnd(during id: InterchangeID, byFault: Bool) throws(LedgerError) -> Interchange {
    try transaction(.noteEnd) { (state) throws(LedgerError) in
      guard let known = state.interchange(id) else { throw .misuse("Interchange \(id) is unknown.") }
      if known.verdict != nil { return known }
      for other in state.interchanges.map(\.id) where other != id {
        guard let known = state.interchange(other), known.verdict == nil, known.ends.all > 0 else { continue }
        _ = try state.change(other, from: [.received, .waiting]) { $0.ends.all = 0 }
      }
      return try state.change(id, from: [.received, .waiting]) { interchange in
        interchange.ends.all += 1
        interchange.ends.byFault += byFault ? 1 : 0
      }
    }
  }

  package func putInDoubt(_ kind: Document.Kind, for system: String) throws(LedgerError) {
    try transaction(.putInDoubt) { (state) throws(LedgerError) in state.putInDoubt(kind, for: system) }
  }

  package func setAside(_ id: InterchangeID, because reason: SetAside) throws(LedgerError) {
    try transaction(.setAside) { (state) throws(LedgerError) in
      try state.change(id, from: [.received, .waiting]) { $0.setAside = reason }
    }
  }
}
