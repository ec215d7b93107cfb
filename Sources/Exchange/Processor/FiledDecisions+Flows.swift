import DropFolder
import XMLEngine

/// What a person decides on flows, and what the clock does.
extension FiledDecisions {
  func take(_ action: Decision.Action, onFlow name: String, _ record: ToldRecord, _ agreement: Agreement) throws
    -> Ruling
  {
    switch action {
    case .run: try run(name, record, agreement)
    case .pause: try pause(name, record, agreement)
    case .resume: try resume(name, agreement)
    default:
      throw NotAgreed(
        .decisionUnfit, value: action.rawValue, expected: "run, pause or resume",
        "\(action.rawValue) is nothing that can be decided on a flow.")
    }
  }

  /// Lets documents go that wait for a flow: of the clock those that its time has come for, of a person all.
  private func run(_ name: String, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    let moment = record.root.token(at: "Through").flatMap { Timestamp($0) }
    guard let waiting = try log.waiting().first(where: { $0.flow == name }) else {
      if moment != nil { return Ruling(verdict: .unchanged) }
      try requireKnown(name)
      throw NotAgreed(.nothingToSend, value: name, "Nothing waits for the flow \(name).")
    }
    if let pause = try log.pauses().first(where: { $0.flow == name }) {
      throw NotAgreed(
        .decisionUnfit, value: name,
        "The flow \(name) is paused since \(pause.since), by \(pause.by). Resume it first: kontor schedule resume "
          + "\(name).")
    }
    let prepared = try prepared(for: waiting, isClock: moment != nil)
    let limit = try place.releasable?(name, moment != nil) ?? .max
    let released = try log.release(name, through: moment, limit: limit, by: interchange)
    let count = released.reduce(0) { $0 + $1.count }
    if count == 0 {
      if moment != nil { return Ruling(verdict: .unchanged) }
      throw NotAgreed(
        .nothingToSend, value: name,
        "The outbox of \(waiting.system) holds as many files as it may. The documents follow when it has taken some.")
    }
    if let prepared { try log.putInDoubt(releasedBy: interchange, unlessPrepared: prepared) }
    for (id, _) in released where try !log.hasWaiting(of: id) { agreement.pending.answers.deliver(id) }
    agreement.pending.trail = DecisionTrail(
      before: "\(Self.documents(waiting.count)) waited, the oldest since \(waiting.since)",
      after: "\(Self.documents(count)) released")
    return Ruling(verdict: .accepted)
  }

  /// What is there of what waits. A person is told at once where that cannot be seen; the clock tries again.
  private func prepared(for waiting: WaitingDocuments, isClock: Bool) throws -> Set<String>? {
    do throws(FolderError) {
      return try place.prepared?(waiting.system)
    } catch {
      guard !isClock else { throw error }
      throw NotAgreed(
        .decisionUnfit, value: waiting.flow,
        "The outbox of \(waiting.system) cannot be used now: \(error) Let the documents go when it is back.")
    }
  }

  private func pause(_ name: String, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    try requireKnown(name)
    let before = try log.pauses().first { $0.flow == name }
    try log.pause(
      FlowPause(flow: name, since: before?.since ?? now, by: record.person, reason: record.root.token(at: "Reason")))
    agreement.pending.trail = DecisionTrail(before: before.map { "paused by \($0.by)" } ?? "running", after: "paused")
    return Ruling(verdict: .accepted)
  }

  private func resume(_ name: String, _ agreement: Agreement) throws -> Ruling {
    let pause = try log.pauses().first { $0.flow == name }
    guard let pause, try log.resume(name) else {
      try requireKnown(name)
      throw NotAgreed(.decisionUnfit, value: name, "The flow \(name) is not paused.")
    }
    let waiting = try log.waiting().first { $0.flow == name }?.count ?? 0
    agreement.pending.trail = DecisionTrail(
      before: "paused since \(pause.since), by \(pause.by)", after: "running; \(Self.documents(waiting)) waiting")
    return Ruling(verdict: .accepted)
  }

  private func requireKnown(_ name: String) throws {
    guard place.configuration.flow(named: name) == nil else { return }
    let names = place.configuration.flows.map(\.name)
    throw NotAgreed(
      .referenceUnknown, value: name, expected: ConfigurationReader.either(names), "There is no flow \(name).")
  }

  private static func documents(_ count: Int) -> String { count == 1 ? "1 document" : "\(count) documents" }
}
