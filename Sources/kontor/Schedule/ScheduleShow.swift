import ArgumentParser
import Exchange

struct ScheduleShow: Action {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show each flow: what it carries, when it goes, and its next runs.",
    discussion: """
      A flow with points in time goes at its runs; one with windows alone goes for as long as it is open. What waits for \
      it, and whether somebody paused it, is told too.
      """)

  @Argument(help: ArgumentHelp("Only this flow.", valueName: "flow"))
  var flow: String?

  @Option(help: ArgumentHelp("Show so many runs.", valueName: "number"))
  var count = 5

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if !(0...1000).contains(count) { throw ValidationError("--count must be from 0 to 1000.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let now = Timestamp.now()
    let flows = try flow.map { [try session.flow(named: $0, in: configuration)] } ?? configuration.flows
    let queue = try FlowQueue(session, configuration)
    let outlooks = flows.map { flow in
      FlowOutlook(flow, at: now, count: count, waiting: queue.waiting[flow.name], pause: queue.pauses[flow.name])
    }
    if shared.json {
      try session.out.json(["flows": outlooks.map(FlowReport.init)])
    } else {
      for (index, outlook) in outlooks.enumerated() {
        if index > 0 { session.out.line() }
        ScheduleText(session.out, now: now).print(outlook)
      }
    }
    return .done
  }
}

/// What `schedule --json` says of one flow.
private struct FlowReport: Encodable {
  struct Change: Encodable {
    var at: String
    var local: String
    var opens: Bool
  }

  var flow: String
  var from: String
  var to: String
  var entities: [String]
  var rule: String
  var timeZone: String
  /// `always`, `open`, `closed`, `paused`, or `runs`: it goes at points in time.
  var state: String
  var runs: [RunReport]
  /// How many documents wait, and since when the oldest does.
  var waiting: Int
  var waitingSince: String?
  /// Where somebody paused it.
  var pausedBy: String?
  var pausedSince: String?
  var pausedBecause: String?
  /// When it opens and closes. Only of a flow without points in time.
  var changes: [Change]

  init(_ outlook: FlowOutlook) {
    let zone = outlook.flow.schedule.zone
    flow = outlook.flow.name
    from = outlook.flow.from.value
    to = outlook.flow.to.value
    entities = outlook.flow.entities.map(\.value.rawValue)
    rule = outlook.flow.schedule.words
    timeZone = zone.name
    state = outlook.pause == nil ? outlook.state.rawValue : "paused"
    waiting = outlook.waiting?.count ?? 0
    waitingSince = outlook.waiting?.since.description
    pausedBy = outlook.pause?.by
    pausedSince = outlook.pause?.since.description
    pausedBecause = outlook.pause?.reason
    runs = outlook.runs.map { RunReport($0, from: outlook.moment, in: zone) }
    changes = outlook.changes.map {
      Change(at: $0.moment.description, local: LocalTime($0.moment, in: zone).description, opens: $0.opens)
    }
  }
}

/// What is said in JSON of one run.
struct RunReport: Encodable {
  var at: String
  var local: String
  /// Until then.
  var seconds: Int64

  init(_ run: Timestamp, from moment: Timestamp, in zone: Zone) {
    at = run.description
    local = LocalTime(run, in: zone).description
    seconds = (run.milliseconds - moment.milliseconds) / 1000
  }
}
