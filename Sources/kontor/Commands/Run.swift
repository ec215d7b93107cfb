import ArgumentParser
import Exchange
import Operations

struct Run: Action {
  static let configuration = CommandConfiguration(
    abstract: "Watch the inboxes and take what comes: the service.",
    discussion: """
      Works until it gets SIGTERM or SIGINT, then finishes the files in hand and ends with 0. It can also be killed at any \
      moment: the next start goes on where it stopped. Events are logged to standard error, one a line. A changed \
      configuration, schema or mapping is taken between two scans, if it is right; SIGHUP asks for that at once.

        kontor run --config /etc/kontor/kontor.yaml
        kontor run --log json
      """)

  static let onBrokenPipe = Output.BrokenPipe.goesSilent

  @Option(
    help: ArgumentHelp(
      "The longest time between two looks at the inboxes. File systems over a network announce nothing, so this is how "
        + "long a file may wait there.", valueName: "duration"))
  var interval = DurationArgument(.seconds(5))

  @Option(
    help: ArgumentHelp(
      "How events are logged: text or json. Without it: as the configuration says.", valueName: "form"))
  var log: WordArgument<ServiceRule.LogForm>?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if interval.duration < .milliseconds(10) { throw ValidationError("--interval must be at least 10ms.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let form = shared.json ? .json : log?.value
    try Service(session, interval: interval.duration, form: form).run()
    return .done
  }
}
