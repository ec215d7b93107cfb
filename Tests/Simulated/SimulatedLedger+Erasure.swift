package import Exchange

extension SimulatedMemory {
  package func erasedFiles(of id: InterchangeID) throws(LedgerError) -> [ErasedFile] {
    try ask { state in state.erasures.files.filter { $0.interchange == id } }
  }

  package func erasedRecords(of id: InterchangeID) throws(LedgerError) -> [Int] {
    try ask { state in state.erasures.records.filter { $0.interchange == id }.map(\.position).sorted() }
  }

  package func erasure(of entity: Int64) throws(LedgerError) -> Erasure? {
    try ask { state in state.erasures.all.last { $0.entity == entity } }
  }

  package func erasure(in id: InterchangeID) throws(LedgerError) -> Erasure? {
    try ask { state in
      state.erasures.all.last { erasure in
        state.erasures.files.contains { $0.interchange == id && $0.source == erasure.source }
      }
    }
  }
}

/// What a simulated ledger remembers of erasures.
package struct ErasureRows: Sendable {
  package internal(set) var all: [Erasure] = []
  package internal(set) var files: [ErasedFile] = []
  var records: Set<RecordReference> = []
  /// Interchanges whose side files do not say yet what is left.
  var untold: Set<InterchangeID> = []
  var hasRemains = false
}

extension SimulatedLedger {
  package func unfinishedErasedFiles() throws(LedgerError) -> [ErasedFile] {
    try ask { $0.erasures.files.filter { $0.doneAt == nil } }
  }

  package func interchangesWithErasedRows() throws(LedgerError) -> [InterchangeID] {
    try ask { $0.erasures.untold.sorted() }
  }

  package func hasErasedRemains() throws(LedgerError) -> Bool {
    try ask { $0.erasures.hasRemains }
  }

  package func endErasures(at moment: Timestamp) throws(LedgerError) -> Bool {
    try transaction(.endErasures) { (state) throws(LedgerError) in
      for index in state.erasures.files.indices where state.erasures.files[index].doneAt == nil {
        state.erasures.files[index].doneAt = moment
      }
      state.erasures.untold = []
      state.erasures.hasRemains = false
    }
    return true
  }
}

extension SimulatedDecisions {
  func closings(after number: Int64, limit: Int) throws(LedgerError) -> [Closing] {
    try ask { state in Array(state.chain.drop { $0.number <= number }.prefix(limit)) }
  }

  func open() throws(LedgerError) -> [Interchange] {
    try ask { $0.interchanges.filter { $0.state != .done } }
  }

  func restore(_ erasure: Erasure) throws(LedgerError) {
    try requireOpen()
    state.erasures.all.append(erasure)
  }

  func restore(_ file: ErasedFile) throws(LedgerError) {
    try requireOpen()
    state.erasures.files.append(file)
  }

  func restore(erased record: RecordReference) throws(LedgerError) {
    try requireOpen()
    state.erasures.records.insert(record)
  }

  func erase(_ order: ErasureOrder) throws(LedgerError) -> ErasureOutcome {
    try requireOpen()
    state.erasures.all.append(order.erasure)
    state.erasures.files += order.files
    state.erasures.records.formUnion(order.changed)
    state.erasures.hasRemains = true
    var rows = 0
    for record in order.records {
      let issues = state.issues[record.interchange] ?? []
      for (index, row) in issues.enumerated() where row.record == record.position {
        var issue = row.issue
        issue.value = issue.value.map { _ in ErasedWords.mark }
        issue.message = ErasedWords.message
        guard issue != row.issue else { continue }
        state.issues[record.interchange]?[index] = LedgerState.RecordedIssue(record: row.record, issue: issue)
        state.erasures.untold.insert(record.interchange)
        rows += 1
      }
    }
    rows += state.memory.erase(order)
    return .done(rows: rows)
  }
}
