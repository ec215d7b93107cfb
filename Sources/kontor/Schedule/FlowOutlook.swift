import Exchange
import LedgerSQLite

/// How it stands with one flow, and how it will go on by its schedule.
struct FlowOutlook {
  enum State: String {
    case always, open, closed
    /// It goes at points in time, and not in between.
    case runs
  }

  /// It opens or closes.
  struct Change {
    var moment: Timestamp
    var opens: Bool
  }

  let flow: Flow
  let moment: Timestamp
  let state: State
  let runs: [Timestamp]
  let changes: [Change]
  /// What waits for it.
  let waiting: WaitingDocuments?
  /// Somebody paused it.
  let pause: FlowPause?

  /// - Parameter count: so many runs or changes at most.
  init(
    _ flow: Flow, at moment: Timestamp, count: Int, waiting: WaitingDocuments? = nil, pause: FlowPause? = nil
  ) {
    self.waiting = waiting
    self.pause = pause
    self.flow = flow
    self.moment = moment
    let schedule = flow.schedule
    runs = schedule.nextRuns(after: moment, count: count)
    state =
      schedule.isAlways ? .always : schedule.hasRuns ? .runs : schedule.isOpen(at: moment) ? .open : .closed
    var changes: [Change] = []
    var opens = state != .open
    while !schedule.hasRuns, changes.count < count,
      let next = schedule.nextChange(after: changes.last?.moment ?? moment)
    {
      changes.append(Change(moment: next, opens: opens))
      opens.toggle()
    }
    self.changes = changes
  }
}

/// What waits for the flows, and which of them are paused, as the ledger has it; nothing where there is none yet.
struct FlowQueue {
  var waiting: [String: WaitingDocuments] = [:]
  var pauses: [String: FlowPause] = [:]

  init(_ session: Session, _ configuration: Configuration) throws {
    guard PathFacts(path: configuration.ledger.absolute).kind == .file else { return }
    let ledger = try session.ledger(of: configuration, for: .reading)
    for documents in try ledger.waiting() { waiting[documents.flow] = documents }
    for pause in try ledger.pauses() { pauses[pause.flow] = pause }
  }
}
