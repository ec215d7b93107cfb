import ArgumentParser
import Exchange
import Operations

struct HealthCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Say whether files are being carried.",
    discussion: """
      Looks at what kontor run, or the last kontor scan, left beside the ledger. It asks neither of them and opens no \
      ledger, so it is quick and can be asked as often as you like.

        kontor health
        kontor health --within 5m      with a timer that scans every two minutes

      Exits with 0 if it moves and all folders are there, with 1 if it moves and something is missing, or has not moved \
      for too long, with 69 if nothing runs, with 74 if you may not read what was left.
      """)

  @Option(
    help: ArgumentHelp(
      "How long it may not have moved: by default 1m for the service, 10m where kontor scan runs by a timer.",
      valueName: "duration"))
  var within: DurationArgument?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let health = Health(try Heartbeat.left(in: configuration.ledgerFolder), at: .now(), longest: within?.duration)
    if shared.json {
      try session.out.json(health)
    } else {
      HealthText(health: health, environment: configuration.environment, output: session.out).print()
    }
    return health.outcome
  }
}

extension Health {
  var outcome: Outcome {
    switch verdict {
    case .well: .done
    case .notReady, .stuck: .attention
    case .down: .unavailable
    }
  }
}
