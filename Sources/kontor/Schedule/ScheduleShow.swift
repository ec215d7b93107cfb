import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

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
    let flows = try flow.map { [try configuration.existingFlow(named: $0)] } ?? configuration.flows
    let queue = try session.flowQueue(of: configuration)
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

extension Session {
  /// What waits, as the ledger has it; nothing where there is none yet.
  func flowQueue(of configuration: Configuration) throws -> FlowQueue {
    guard PathFacts(path: configuration.ledger.absolute).kind == .file else { return FlowQueue() }
    return try FlowQueue(of: ledger(of: configuration, for: .reading))
  }
}
