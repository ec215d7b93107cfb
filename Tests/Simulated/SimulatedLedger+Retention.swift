package import Exchange

extension SimulatedMemory {
  package func prunings(of id: InterchangeID) throws(LedgerError) -> [Pruning] {
    try ask { state in (state.prunings[id] ?? []).sorted { $0.class.rawValue > $1.class.rawValue } }
  }
}

extension SimulatedLedger {
  package func progress(of task: HousekeepingTask) throws(LedgerError) -> HousekeepingProgress? {
    try ask { $0.housekeeping[task] }
  }

  package func note(_ progress: HousekeepingProgress, of task: HousekeepingTask) throws(LedgerError) {
    try transaction(.keepHouse) { (state) throws(LedgerError) in state.housekeeping[task] = progress }
  }

  package func begin(_ prunings: [Pruning]) throws(LedgerError) {
    try transaction(.beginPruning) { (state) throws(LedgerError) in
      for pruning in prunings where !state.isSaid(pruning) {
        state.add(pruning)
        if pruning.class == .metadata { try state.thin(pruning.interchange) }
      }
    }
  }

  package func end(_ prunings: [Pruning], at moment: Timestamp) throws(LedgerError) {
    try transaction(.endPruning) { (state) throws(LedgerError) in
      for pruning in prunings { state.end(pruning, at: moment) }
    }
  }

  package func unfinishedPrunings(limit: Int) throws(LedgerError) -> [Pruning] {
    try ask { state in
      let unfinished = state.prunings.values.joined().filter { $0.doneAt == nil }
      let sorted = unfinished.sorted { ($0.interchange, $0.class.rawValue) < ($1.interchange, $1.class.rawValue) }
      return Array(sorted.prefix(max(0, limit)))
    }
  }

  package func reasonToKeep(
    _ class: RetentionClass, of id: InterchangeID, awaitingNumbers: Bool
  ) throws(LedgerError) -> KeepReason? {
    try ask { $0.reasonToKeep(`class`, of: id, awaitingNumbers) }
  }
}

extension LedgerState {
  /// Verdicts of records that leave the ledger when metadata is forgotten.
  static let forgotten = Set(RecordVerdict.allCases).subtracting([.rejected])

  func isSaid(_ pruning: Pruning) -> Bool {
    prunings[pruning.interchange]?.contains { $0.class == pruning.class } ?? false
  }

  func isThinned(_ id: InterchangeID) -> Bool {
    prunings[id]?.contains { $0.class == .metadata } ?? false
  }

  mutating func add(_ pruning: Pruning) {
    if !isSaid(pruning) { prunings[pruning.interchange, default: []].append(pruning) }
  }

  mutating func end(_ pruning: Pruning, at moment: Timestamp) {
    guard let index = prunings[pruning.interchange]?.firstIndex(where: { $0.class == pruning.class }),
      prunings[pruning.interchange]?[index].doneAt == nil
    else { return }
    prunings[pruning.interchange]?[index].doneAt = moment
  }

  mutating func thin(_ id: InterchangeID) throws(LedgerError) {
    guard interchange(id)?.state == .done else { throw .misuse("\(id) is not done.") }
    issues[id] = nil
    records[id] = records[id]?.filter { $0.value.verdict == .rejected }
  }

  func reasonToKeep(_ class: RetentionClass, of id: InterchangeID, _ awaitingNumbers: Bool) -> KeepReason? {
    let rejection = rejections.rejection(of: id)
    if rejection?.state == .open { return .rejectionOpen }
    if memory.openHolds.contains(where: { $0.record.source.interchange == id }) { return .recordHeld }
    if (documents[id] ?? [:]).values.contains(where: { $0.state != .published }) { return .undelivered }
    if interchanges.contains(where: { $0.handedIn?.interchange == id && $0.state != .done }) { return .attemptInHand }
    let told = Set(memory.events { $0.source.interchange == id }.map(\.entity)).compactMap { memory.entity($0) }
    if told.contains(where: { !$0.conflicts.isEmpty }) { return .inConflict }
    if told.contains(where: { $0.refusal != nil }) { return .refused }
    if awaitingNumbers, told.contains(where: { $0.kind == .customer && $0.stage == .ordered }) { return .numberAwaited }
    return `class` == .rejected && rejection?.isPutAway == false ? .notPutAway : nil
  }
}
