package import Exchange

/// How it stands with one flow, and how it will go on by its schedule.
package struct FlowOutlook: Sendable {
  package enum State: String {
    case always, open, closed
    /// It goes at points in time, and not in between.
    case runs
  }

  /// It opens or closes.
  package struct Change {
    package var moment: Timestamp
    package var opens: Bool
  }

  package let flow: Flow
  package let moment: Timestamp
  package let state: State
  package let runs: [Timestamp]
  package let changes: [Change]
  /// What waits for it.
  package let waiting: WaitingDocuments?
  /// Somebody paused it.
  package let pause: FlowPause?

  /// - Parameter count: so many runs or changes at most.
  package init(
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
package struct FlowQueue {
  package var waiting: [String: WaitingDocuments] = [:]
  package var pauses: [String: FlowPause] = [:]

  package init() {}

  package init(of ledger: any Ledger) throws {
    for documents in try ledger.waiting() { waiting[documents.flow] = documents }
    for pause in try ledger.pauses() { pauses[pause.flow] = pause }
  }
}
