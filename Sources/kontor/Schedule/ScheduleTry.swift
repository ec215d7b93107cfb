import ArgumentParser
import Exchange
import Operations

struct ScheduleTry: Action {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Show when a schedule would run, before it is written into a configuration.",
    discussion: """
      Takes what a flow can have under when: a cron expression, or every 15m. No configuration is read. With - it reads \
      one schedule a line from standard input, and answers each with one line of JSON.

        kontor schedule try "*/15 6-20 * * mon-fri" --time-zone Europe/Berlin
        kontor schedule try "30 2 * * *" --time-zone Europe/Berlin --from 2026-03-28T00:00:00Z
        kontor schedule try "every 20m" --during "mon-fri 22:00-04:00"

      Exits with 1 if it never runs, with 2 if it cannot be read.
      """)

  @Argument(help: ArgumentHelp("The schedule; - reads standard input.", valueName: "schedule"))
  var schedule: String

  @Option(
    help: ArgumentHelp("The zone whose clocks count, such as Europe/Berlin.", valueName: "name"))
  var timeZone = "UTC"

  @Option(help: ArgumentHelp("Only inside of this window; can be given several times.", valueName: "window"))
  var during: [String] = []

  @Option(help: ArgumentHelp("Show the runs after this moment; without it, after now.", valueName: "moment"))
  var from: MomentArgument?

  @Option(help: ArgumentHelp("Show so many runs.", valueName: "number"))
  var count = 5

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if !(1...1000).contains(count) { throw ValidationError("--count must be from 1 to 1000.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let zone = try zone()
    let windows = try during.map { try window($0) }
    let start = from?.moment ?? .now()
    guard schedule == "-" else {
      return try show(Schedule(rhythm(schedule), during: windows, in: zone), from: start, session)
    }
    var outcome = Outcome.done
    while let line = readLine() {
      let trial = trial(line, during: windows, in: zone, from: start)
      try session.out.json(trial, onOneLine: true)
      if trial.runs?.isEmpty ?? true { outcome = .attention }
    }
    return outcome
  }

  private func trial(_ text: String, during windows: [Window], in zone: Zone, from start: Timestamp) -> Trial {
    do throws(ScheduleMistake) {
      let tried = Schedule(try Schedule.Rhythm(text), during: windows, in: zone)
      return Trial(text, tried, tried.nextRuns(after: start, count: count), from: start)
    } catch {
      return Trial(text, error)
    }
  }

  private func show(_ tried: Schedule, from start: Timestamp, _ session: Session) throws -> Outcome {
    guard tried.hasRuns else {
      throw Failure(.usage, "always has no points in time; try a cron expression, or every 15m")
    }
    let runs = tried.nextRuns(after: start, count: count)
    if shared.json {
      try session.out.json(Trial(schedule, tried, runs, from: start))
    } else {
      session.out.line(session.out.styled(Printable.line(tried.words), .strong))
      if runs.isEmpty {
        session.out.line(session.out.styled("never runs", .bad))
      } else {
        ScheduleText(session.out, now: start).print(runs, in: tried.zone)
      }
    }
    return runs.isEmpty ? .attention : .done
  }

  private func zone() throws(Failure) -> Zone {
    if let zone = Zone(named: timeZone) { return zone }
    let remedy =
      NearestName.of(timeZone, among: Zone.names).map { "did you mean \($0)?" }
      ?? "name UTC, or one such as Europe/Berlin"
    throw Failure(.usage, "there is no time zone \(timeZone); \(remedy)")
  }

  private func rhythm(_ text: String) throws(Failure) -> Schedule.Rhythm {
    do throws(ScheduleMistake) {
      return try Schedule.Rhythm(text)
    } catch {
      throw Self.failure(error, in: text)
    }
  }

  private func window(_ text: String) throws(Failure) -> Window {
    do throws(ScheduleMistake) {
      return try Window(text)
    } catch {
      throw Self.failure(error, in: text)
    }
  }

  /// The text, a mark below the place, and what is wrong there.
  private static func failure(_ mistake: ScheduleMistake, in text: String) -> Failure {
    let shown = Printable.line(text)
    let mark = String(repeating: " ", count: Printable.width(String(text.prefix(mistake.offset)))) + "^"
    return Failure(.usage, "\(mistake)\n\(shown)\n\(mark)")
  }
}

/// What `schedule try --json` says.
private struct Trial: Encodable {
  struct Mistake: Encodable {
    var message: String
    var remedy: String
    var suggestion: String?
    /// Where in the schedule it stands, in characters from 0.
    var offset: Int
  }

  var schedule: String
  /// Left out, as all that follows but the mistake, where it cannot be read.
  var rule: String?
  var timeZone: String?
  var runs: [RunReport]?
  var mistake: Mistake?

  init(_ text: String, _ tried: Schedule, _ runs: [Timestamp], from start: Timestamp) {
    schedule = text
    rule = tried.words
    timeZone = tried.zone.name
    self.runs = runs.map { RunReport($0, from: start, in: tried.zone) }
  }

  init(_ text: String, _ mistake: ScheduleMistake) {
    schedule = text
    self.mistake = Mistake(
      message: mistake.message, remedy: mistake.remedy, suggestion: mistake.suggestion, offset: mistake.offset)
  }
}
