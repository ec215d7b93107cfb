import Exchange

/// How it will go on with one flow, by its schedule alone.
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

  /// - Parameter count: so many runs or changes at most.
  init(_ flow: Flow, at moment: Timestamp, count: Int) {
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
