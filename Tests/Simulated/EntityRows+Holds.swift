package import Exchange

extension EntityRows {
  package func hold(_ id: Int64) -> Hold? { id >= 1 && id <= holds.count ? holds[Int(id) - 1] : nil }

  package var openHolds: [Hold] { holds.filter { $0.state == .open } }

  func holds(dueAt moment: Timestamp) -> [Hold] {
    openHolds.filter { hold in
      guard let deadline = hold.deadline else { return false }
      return deadline <= moment && hold.afterwards != .wait
    }.sorted { ($0.deadline ?? moment, $0.id) < ($1.deadline ?? moment, $1.id) }
  }

  mutating func add(_ hold: Hold) throws(LedgerError) -> Int64 {
    guard hold.state == .open else { throw .misuse("A hold begins open.") }
    try requireOnly(hold)
    var added = hold
    added.id = Int64(holds.count + 1)
    added.closedAt = nil
    holds.append(added)
    return added.id
  }

  mutating func update(_ hold: Hold) throws(LedgerError) {
    let known = try open(hold.id)
    try requireOnly(hold)
    var changed = hold
    changed.since = known.since
    changed.state = .open
    changed.closedAt = nil
    holds[Int(hold.id) - 1] = changed
  }

  mutating func close(_ hold: Int64, as state: Hold.State, at moment: Timestamp) throws(LedgerError) {
    if state == .open { throw .misuse("A hold does not end open.") }
    var closed = try open(hold)
    closed.state = state
    closed.closedAt = moment
    closed.record.canonical = []
    holds[Int(hold) - 1] = closed
  }

  private func open(_ id: Int64) throws(LedgerError) -> Hold {
    guard let known = hold(id), known.state == .open else { throw .misuse("Hold \(id) is unknown, or over.") }
    return known
  }

  private func requireOnly(_ hold: Hold) throws(LedgerError) {
    let others = openHolds.filter { $0.id != hold.id }.map(\.record)
    if others.contains(where: {
      $0.kind == hold.record.kind && $0.sender == hold.record.sender && $0.key == hold.record.key
    }) {
      throw .misuse("Another open hold is of the same record.")
    }
  }
}
