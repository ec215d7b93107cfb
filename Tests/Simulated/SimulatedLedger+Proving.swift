package import Exchange

/// The chain, and what a ledger is filled with anew.
extension SimulatedLedger {
  package func closing(of id: InterchangeID) throws(LedgerError) -> Closing? {
    try ask { state in state.chain.first { $0.interchange == id } }
  }

  package func closings(after number: Int64, limit: Int) throws(LedgerError) -> [Closing] {
    try ask { state in Array(state.chain.drop { $0.number <= number }.prefix(limit)) }
  }

  package func inOneState<Result>(_ body: () throws -> Result) throws -> Result { try body() }

  package func sequences() throws(LedgerError) -> [String: Int64] {
    try ask { $0.sequences }
  }

  /// Finds nothing: memory has no file that could be damaged, and its sums are made of the rows each time.
  package func prove(_ found: (Discrepancy) throws -> Void, progress: (Int) -> Void) throws -> LedgerProof {
    try ask { $0.proof() }
  }

  package func restore<Result>(_ body: (any Restoration) throws -> Result) throws -> Result {
    try change(.restore) { try body($0) }
  }

  package func resolveDoubt(of documentID: String) throws(LedgerError) -> Bool {
    try transaction(.resolveDoubt) { (state) throws(LedgerError) in state.resolveDoubt(of: documentID) }
  }
}

extension SimulatedDecisions: Restoration {
  func begin(_ interchange: Interchange) throws(LedgerError) {
    try requireOpen()
    try state.beginRestored(interchange)
  }

  func close(_ interchange: Interchange) throws(LedgerError) {
    try requireOpen()
    try state.closeRestored(interchange)
  }

  func add(_ pruning: Pruning) throws(LedgerError) {
    try requireOpen()
    state.add(pruning)
  }

  func continueNumbers(of system: String, after last: Int64) throws(LedgerError) {
    try requireOpen()
    state.sequences[system] = max(state.sequences[system, default: 0], last)
  }
}
