import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Incidents: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is wrong with the exchange itself, and say who takes care.",
    discussion: """
      An incident is a fault that no file is to blame for: one that did not come, a folder that is away, an outbox that \
      nobody empties. Each opens once and closes by itself when it is over, as far as it can.

        kontor incidents                 those that are open
        kontor incidents --all           closed ones too, newest first
        kontor incidents show 12
        kontor incidents acknowledge 12 --reason "the provider works on it"
        kontor incidents close 14 --reason "numbers 7 to 9 were never used"
        kontor incidents test            tell something by each way, and say what came of it

      The list ends with exit code 1 while something is open, and 0 when nothing is.
      """,
    subcommands: [
      ListIncidents.self, ShowIncident.self, AcknowledgeIncident.self, CloseIncident.self, TestTelling.self,
    ],
    defaultSubcommand: ListIncidents.self)
}

struct ListIncidents: Action {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List incidents: those that are open, the worst first.")

  @Flag(help: "Closed ones too, newest first.")
  var all = false

  @Option(help: ArgumentHelp("So many at most, with --all.", valueName: "number"))
  var limit = 50

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let ledger = try session.ledger(of: try session.configuration(), for: .reading)
    let open = try ledger.openIncidents().sorted { ($0.key, $0.id) < ($1.key, $1.id) }
    let shown = try all ? ledger.incidents(before: .max, limit: limit) : open
    if shared.json {
      try session.out.json(IncidentsReport(open: open.count, incidents: shown.map { IncidentReport($0) }))
    } else if shown.isEmpty {
      session.out.line("no incident is open")
    } else {
      let text = IncidentText(output: session.out, now: .now())
      text.table(shown)
      if !all { text.remedies(shown) }
    }
    return open.isEmpty ? .done : .attention
  }
}

struct ShowIncident: Action {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Tell all there is to one incident, and what was told of it.")

  @Argument(help: ArgumentHelp("The number of an incident.", valueName: "id"))
  var id: Int64

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let ledger = try session.ledger(of: try session.configuration(), for: .reading)
    guard let incident = try ledger.incident(id) else {
      throw Failure(.usage, "there is no incident \(id); kontor incidents --all lists them")
    }
    let notices = try ledger.notices(of: id)
    if shared.json {
      try session.out.json(IncidentReport(incident, notices: notices))
    } else {
      IncidentText(output: session.out, now: .now()).details(incident, notices)
    }
    return .done
  }
}

struct AcknowledgeIncident: Action {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Say that somebody takes care: nobody is reminded any more.")

  @Argument(help: ArgumentHelp("Numbers of incidents.", valueName: "id"))
  var ids: [Int64]

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws { try decision.requireReason() }

  func perform(_ session: Session) throws -> Outcome {
    try session.decide(.acknowledge, on: ids, decision, done: "acknowledged")
  }
}

struct CloseIncident: Action {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "End an incident that does not, or need not, end by itself.")

  @Argument(help: ArgumentHelp("Numbers of incidents.", valueName: "id"))
  var ids: [Int64]

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws { try decision.requireReason() }

  func perform(_ session: Session) throws -> Outcome {
    try session.decide(.close, on: ids, decision, done: "closed")
  }
}

struct TestTelling: Action {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Tell something by each way of the configuration, and say what came of it.",
    discussion: "Quiet hours, severity and digest do not count. Nothing is written into the ledger.")

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    guard !configuration.incidents.tell.isEmpty else {
      throw Failure(.configuration, "the configuration names no way to tell people: add incidents: { tell: [ … ] }")
    }
    let now = Timestamp.now()
    let message = IncidentMessage(
      [IncidentMessage.Item(.test, at: now, .sample(at: now))], notices: [now.milliseconds], node: configuration.node)
    let teller = IncidentTeller()
    let results = configuration.incidents.tell.map { way in
      TellingReport.Way(name: way.name, failure: teller.tell(message, by: way))
    }
    if shared.json {
      try session.out.json(TellingReport(ways: results))
    } else {
      for result in results {
        let outcome = result.failure.map { session.out.styled("failed", .bad) + ": \(Printable.line($0))" } ?? "told"
        session.out.line("\(Printable.line(result.name)): \(outcome)")
      }
    }
    return results.allSatisfy { $0.failure == nil } ? .done : .attention
  }
}

/// What `incidents test --json` says.
private struct TellingReport: Encodable {
  struct Way: Encodable {
    var name: String
    var failure: String?
  }

  var ways: [Way]
}

extension Incident {
  /// What a test tells: nothing is wrong.
  fileprivate static func sample(at now: Timestamp) -> Incident {
    Incident(
      Trouble(
        .folderAway, "test", since: now,
        "This is only a test of the way by which Kontor tells of incidents. Nothing is wrong."), at: now)
  }
}

extension DecisionOptions {
  fileprivate func requireReason() throws {
    if reason?.contains(where: { !$0.isWhitespace }) != true {
      throw ValidationError("Say why, with --reason: it is kept with the incident.")
    }
  }
}

extension Session {
  fileprivate func decide(_ action: Decision.Action, on ids: [Int64], _ options: DecisionOptions, done: String) throws
    -> Outcome
  {
    let decisions = ids.map { options.decision(action, .incident($0)) }
    let desk = try DeskWork(self)
    return try desk.tell(try desk.carry(decisions), of: decisions.map { ($0, done) }, json: self.options.json)
  }
}
