package import Exchange

/// What `schedule --json` says of one flow.
package struct FlowReport: Encodable, Sendable {
  package struct Change: Encodable, Sendable {
    package var at: Moment
    package var local: String
    package var opens: Bool
  }

  package var flow: String
  package var from: String
  package var to: String
  package var entities: [String]
  package var rule: String
  package var timeZone: String
  /// `always`, `open`, `closed`, `paused`, or `runs`: it goes at points in time.
  package var state: String
  package var runs: [RunReport]
  /// How many documents wait, and since when the oldest does.
  package var waiting: Int
  package var waitingSince: Moment?
  /// Where somebody paused it.
  package var pausedBy: String?
  package var pausedSince: Moment?
  package var pausedBecause: String?
  /// When it opens and closes. Only of a flow without points in time.
  package var changes: [Change]

  package init(_ outlook: FlowOutlook) {
    let zone = outlook.flow.schedule.zone
    flow = outlook.flow.name
    from = outlook.flow.from.value
    to = outlook.flow.to.value
    entities = outlook.flow.entities.map(\.value.rawValue)
    rule = outlook.flow.schedule.words
    timeZone = zone.name
    state = outlook.pause == nil ? outlook.state.rawValue : "paused"
    waiting = outlook.waiting?.count ?? 0
    waitingSince = outlook.waiting?.since.moment
    pausedBy = outlook.pause?.by
    pausedSince = outlook.pause?.since.moment
    pausedBecause = outlook.pause?.reason
    runs = outlook.runs.map { RunReport($0, from: outlook.moment, in: zone) }
    changes = outlook.changes.map {
      Change(at: $0.moment.moment, local: LocalTime($0.moment, in: zone).description, opens: $0.opens)
    }
  }
}

/// What is said in JSON of one run.
package struct RunReport: Encodable, Sendable {
  package var at: Moment
  package var local: String
  /// Until then.
  package var seconds: Int64

  package init(_ run: Timestamp, from moment: Timestamp, in zone: Zone) {
    at = run.moment
    local = LocalTime(run, in: zone).description
    seconds = (run.milliseconds - moment.milliseconds) / 1000
  }
}
