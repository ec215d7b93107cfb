package import Exchange

extension SimulatedLedger {
  package func rejectionsToPutAway(of sender: String, limit: Int) throws(LedgerError) -> [Rejection] {
    try ask { state in
      let waiting = state.rejectionsInOrder.enumerated().filter { !$1.isPutAway && $1.sender == sender }
        .compactMap { place, rejection in rejection.closedAt.map { (at: $0, place: place, rejection: rejection) } }
      return Array(waiting.sorted { ($0.at, $0.place) < ($1.at, $1.place) }.map(\.rejection).prefix(max(0, limit)))
    }
  }

  package func markPutAway(_ interchanges: [InterchangeID]) throws(LedgerError) {
    try transaction(.markPutAway) { (state) throws(LedgerError) in
      for id in interchanges { try state.rejections.markPutAway(id) }
    }
  }

  package func count(matching filter: InterchangeFilter) throws(LedgerError) -> Int {
    var all = filter
    all.limit = .max
    return try interchanges(matching: all).count
  }

  package func audit(
    matching filter: AuditFilter, after number: Int64, limit: Int
  ) throws(LedgerError) -> [AuditEntry] {
    try ask { state in
      let found = state.rejections.audit.filter { entry in
        entry.number > number && (filter.who == nil || entry.who == filter.who)
          && (filter.action == nil || entry.action == filter.action)
          && (filter.subject.map { entry.subject.lowercased().contains($0.lowercased()) } ?? true)
          && (filter.since.map { entry.at >= $0 } ?? true) && (filter.until.map { entry.at < $0 } ?? true)
      }
      return Array(found.prefix(max(0, limit)))
    }
  }

  package func forEachSettlement(by id: InterchangeID, _ body: (Settlement) throws -> Void) throws {
    try settlements(by: id).forEach(body)
  }

  package func forEachAuditEntry(of id: InterchangeID, _ body: (AuditEntry) throws -> Void) throws {
    try ask { state in state.rejections.audit.filter { $0.source.interchange == id } }.forEach(body)
  }
}

extension LedgerState {
  /// Whether an interchange holds what is asked for: an issue with a code, a record of an entity, or both in one record.
  func holds(_ filter: InterchangeFilter, in id: InterchangeID) -> Bool {
    let issues = (issues[id] ?? []).filter { $0.issue.code == filter.code }
    guard let entity = filter.entity else { return filter.code == nil || !issues.isEmpty }
    let records = (records[id] ?? [:]).values.filter { $0.entity == entity }
    if filter.code == nil { return !records.isEmpty }
    return records.contains { record in issues.contains { $0.record == record.position } }
  }
}
