import ArgumentParser
import Exchange
import Operations

struct ScheduleRun: Action {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Let go what waits for a flow, whatever its schedule says.",
    discussion: """
      Everything that waits goes now, in its order. Only a full outbox can hold it up, see capacity in the configuration. \
      What comes afterwards waits for the schedule again.

        kontor schedule run crm-erp --reason "the ERP imports early today"

      Exits with 1 if nothing waits, or nothing may go.
      """)

  @Argument(help: ArgumentHelp("The flow.", valueName: "flow"))
  var flow: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let desk = try DeskWork(session)
    // Documents may still wait for one that has left the configuration.
    if try session.flowQueue(of: desk.configuration).waiting[flow] == nil {
      _ = try desk.configuration.existingFlow(named: flow)
    }
    return try desk.decide(.run, onFlow: flow, "released", decision, json: shared.json)
  }
}

struct SchedulePause: Action {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Let everything wait for a flow until it is resumed.",
    discussion: """
      Files are taken in, decided and answered as before; what is to be sent waits.

        kontor schedule pause crm-erp --reason "the ERP is being updated"
      """)

  @Argument(help: ArgumentHelp("The flow.", valueName: "flow"))
  var flow: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let desk = try DeskWork(session)
    let flow = try desk.configuration.existingFlow(named: flow)
    return try desk.decide(.pause, onFlow: flow.name, "paused", decision, json: shared.json)
  }
}

struct ScheduleResume: Action {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "End the pause of a flow.",
    discussion: """
      What waits goes as the schedule of the flow says: at once where it is open, at the next run otherwise, and as fast as \
      its pace allows.

        kontor schedule resume crm-erp
      """)

  @Argument(help: ArgumentHelp("The flow.", valueName: "flow"))
  var flow: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let desk = try DeskWork(session)
    if try session.flowQueue(of: desk.configuration).pauses[flow] == nil {
      _ = try desk.configuration.existingFlow(named: flow)
    }
    return try desk.decide(.resume, onFlow: flow, "resumed", decision, json: shared.json)
  }
}

extension DeskWork {
  fileprivate func decide(
    _ action: Decision.Action, onFlow flow: String, _ done: String, _ options: DecisionOptions, json: Bool
  ) throws -> Outcome {
    let decision = options.decision(action, .flow(flow))
    return try tell(try carry([decision]), of: [(decision, done)], json: json)
  }
}
