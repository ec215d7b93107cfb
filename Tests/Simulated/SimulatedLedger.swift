package import DropFolder
package import Exchange

/// A ledger in memory. A transaction is durable when it returns; a process can end before it and right after it.
package final class SimulatedLedger: Ledger, SimulatedMemory {
  /// What a transaction was for.
  package enum Step: String, Sendable {
    case receive, decide, markPublished, markDone, wait, resume, passOver, noteEnd, setAside, putInDoubt, remember
    case beginGeneration, resolveDoubt, restore, markPutAway, markTaken, noteNames, keepIncidents, keepNotices
    case keepHouse, beginPruning, endPruning, endErasures
  }

  private let process: SimulatedProcess
  /// Makes a transaction's outcome durable.
  private let commit: (LedgerState, Step) -> Void
  private var state: LedgerState
  private var isInUse = false

  /// Opens the ledger on what was durable last.
  package init(
    _ durable: LedgerState, process: SimulatedProcess = SimulatedProcess(),
    commit: @escaping (LedgerState, Step) -> Void
  ) {
    state = durable
    self.process = process
    self.commit = commit
  }

  // MARK: - Changing

  package func receive(_ arrivals: [Interchange]) throws(LedgerError) -> [Interchange] {
    try transaction(.receive) { (state) throws(LedgerError) in
      arrivals.map { state.receive($0) }
    }
  }

  package func decide<Result>(_ body: (any Decisions) throws -> Result) throws -> Result {
    try change(.decide) { try body($0) }
  }

  func change<Result>(_ step: Step, _ body: (SimulatedDecisions) throws -> Result) throws -> Result {
    try begin()
    defer { isInUse = false }
    let decisions = SimulatedDecisions(state)
    defer { decisions.end() }
    let result = try body(decisions)
    try end(decisions.state, step)
    return result
  }

  package func markPublished(
    _ documents: [(id: String, state: Document.State)], completing interchanges: [InterchangeID], at moment: Timestamp
  ) throws(LedgerError) {
    try transaction(.markPublished) { (state) throws(LedgerError) in
      for (id, documentState) in documents { try state.mark(id, documentState, at: moment) }
      for id in interchanges { state.complete(id) }
    }
  }

  package func markDone(
    _ interchanges: [(id: InterchangeID, place: String)], at moment: Timestamp
  ) throws(LedgerError) {
    try transaction(.markDone) { (state) throws(LedgerError) in
      for (id, place) in interchanges { try state.markDone(id, place: place, at: moment) }
    }
  }

  package func wait(_ id: InterchangeID, until moment: Timestamp, size: Int64, sha256: String) throws(LedgerError) {
    try transaction(.wait) { (state) throws(LedgerError) in
      try state.change(id, from: [.received, .waiting]) { interchange in
        interchange.state = .waiting
        interchange.waitsUntil = interchange.waitsUntil ?? moment
        interchange.size = size
        interchange.sha256 = sha256
      }
    }
  }

  @discardableResult
  package func resume(_ id: InterchangeID, size: Int64, sha256: String) throws(LedgerError) -> Interchange {
    try transaction(.resume) { (state) throws(LedgerError) in
      let sender = state.interchange(id)?.sender ?? ""
      let repeats = state.original(of: id, sender: sender, sha256: sha256)
      return try state.change(id, from: [.received, .waiting]) { interchange in
        interchange.state = .received
        interchange.waitsUntil = nil
        interchange.size = size
        interchange.sha256 = sha256
        interchange.repeats = repeats
      }
    }
  }

  package func passOver(
    _ name: FileName, of system: String, because reason: String, at moment: Timestamp
  ) throws(LedgerError) -> Bool {
    try transaction(.passOver) { (state) throws(LedgerError) in
      if state.passedOver.contains(where: { $0.system == system && $0.name == name }) { return false }
      state.passedOver.append(PassedOverName(system: system, name: name, reason: reason, firstSeen: moment))
      return true
    }
  }

  // MARK: - Transactions

  @discardableResult
  func transaction<Result>(
    _ step: Step, _ body: (inout LedgerState) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    try begin()
    defer { isInUse = false }
    var changed = state
    let result = try body(&changed)
    try end(changed, step)
    return result
  }

  private func begin() throws(LedgerError) {
    try process.requireAlive()
    if isInUse { throw .misuse("Another step of the ledger is not over.") }
    isInUse = true
  }

  /// Two steps: a process that ends in the second has decided without knowing it.
  private func end(_ changed: LedgerState, _ step: Step) throws(LedgerError) {
    try process.beginLedgerStep("commit \(step.rawValue)")
    state = changed
    commit(changed, step)
    process.ended()
    try process.beginLedgerStep("return from commit \(step.rawValue)")
  }

  // MARK: - Asking

  package func open() throws(LedgerError) -> [Interchange] {
    process.askedWhatIsOpen += 1
    return try ask { $0.interchanges.filter { $0.state != .done } }
  }

  package func interchange(_ id: InterchangeID) throws(LedgerError) -> Interchange? {
    try ask { $0.interchange(id) }
  }

  package func interchanges(matching filter: InterchangeFilter) throws(LedgerError) -> [Interchange] {
    try ask { $0.matching(filter) }
  }

  package func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange] {
    try ask { $0.interchanges(from: sender, controlNumber: controlNumber) }
  }

  package func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws {
    try process.requireAlive()
    let wasInUse = isInUse
    isInUse = true
    defer { isInUse = wasInUse }
    try state.forEachRecord(of: id, exceptions: exceptions, body)
  }

  package func issues(of id: InterchangeID) throws(LedgerError) -> [Issue] {
    try ask { $0.issues(of: id) }
  }

  package func document(_ id: String) throws(LedgerError) -> Document? {
    try ask { state in
      state.documentPlaces[id].flatMap { state.documents[$0.interchange]?[$0.ordinal] }
    }
  }

  package func documents(
    of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int
  ) throws(LedgerError) -> [Document] {
    try ask { state in
      let all = state.documents(of: id, kind: kind)
      return Array(all.drop { document in last.map { !$0.precedes(document) } ?? false }.prefix(limit))
    }
  }

  package func unpublished(
    of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int
  ) throws(LedgerError) -> [Document] {
    try ask { state in
      let own = state.documents(of: id, kind: kind).filter(\.isUnpublished)
      let released = kind == .import ? state.released(by: id).filter(\.isUnpublished) : []
      if let last, last.interchange == id { return Array(own.drop { !last.precedes($0) }.prefix(limit)) }
      let place = last.flatMap { state.waits[$0.id]?.place } ?? 0
      return Array((released.drop { state.waits[$0.id]?.place ?? 0 <= place } + own).prefix(limit))
    }
  }

  package func counts() throws(LedgerError) -> LedgerCounts {
    try ask { $0.counts() }
  }

  package func passedOver() throws(LedgerError) -> [PassedOverName] {
    try ask { state in
      state.passedOver.sorted {
        ($1.firstSeen, $0.system, $0.name) < ($0.firstSeen, $1.system, $1.name)
      }
    }
  }

  package func ask<Answer>(_ body: (LedgerState) -> Answer) throws(LedgerError) -> Answer {
    try process.requireAlive()
    return body(state)
  }
}

extension LedgerError {
  static func misuse(_ sentence: String) -> LedgerError {
    LedgerError(.unexpected, "\(sentence) The code that asks for this is wrong.", path: "simulated ledger")
  }
}
