package import Exchange
import LedgerSQLite

/// What a person's workplace offers: asking the ledger, judging files, and putting decisions on the desk. It never writes
/// to the ledger; only whoever scans does.
///
/// Nothing here waits on the thread of the one who asks.
package final class Workplace: Sendable {
  /// The configuration file, from the root.
  package let configurationFile: String
  /// What the console keeps for itself.
  package let book: any ConsoleBook
  private let inForce: ConfigurationInForce
  private let readers = ReaderPool(count: 3)
  private let bench: TrialBench
  private let clerk = DeskClerk()

  /// - Throws: `ConfigurationError`; `LedgerError` where the console's own file cannot be used.
  package init(configurationFile: String) throws {
    self.configurationFile = configurationFile
    inForce = try ConfigurationInForce(file: configurationFile)
    bench = TrialBench(configurationFile: configurationFile)
    book = try SQLiteConsoleBook(path: "\(inForce.current.ledgerFolder)/\(SQLiteConsoleBook.fileName)")
  }

  /// The configuration in force. It is read again when its files change; ``refusal`` tells where they are wrong.
  package var configuration: Configuration { inForce.current }

  /// Why the configuration on disk is not the one in force; nil where it is.
  package var refusal: ConfigurationError? { inForce.refusal }

  /// What the process that carries files left word of; nil where there is none.
  package var heartbeat: Heartbeat? {
    get throws { try Heartbeat.left(in: configuration.ledgerFolder) }
  }

  // MARK: - Asking

  /// Answers what `body` asks from one state of the ledger. `body` is quick: a page's worth of rows.
  package func read<Value: Sendable>(_ body: @Sendable (Reading) throws -> Value) async throws -> Value {
    try await readers.read(configuration, body)
  }

  /// Does what needs compiled formats, one after the other: dry runs, stories. It may take its time.
  package func atBench<Value: Sendable>(_ body: @Sendable (Bench) throws -> Value) async throws -> Value {
    try await bench.work(body)
  }

  // MARK: - Deciding

  /// Puts decisions on the desk, and waits a little for whoever scans.
  ///
  /// - Parameters:
  ///   - decisions: of one file's size; each says who decides.
  ///   - number: the file's control number; nil makes one. What was decided under it before is not decided again.
  ///   - patience: how long to wait for the outcome.
  package func decide(
    _ decisions: [Decision], as number: String? = nil, patience: Duration = .seconds(2)
  ) async throws -> DeskCourse {
    if let number, let known = try await known(decisions, as: number) { return known }
    let file = try await clerk.drop(decisions, as: number, configuration)
    let deadline = ContinuousClock.now + patience
    while true {
      let course = try await course(of: file)
      if course.isOver || ContinuousClock.now >= deadline { return course }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// What becomes of decisions of this number that were dropped before. Two that come at the same time may both be dropped;
  /// then the later is refused for its number, as all that comes twice.
  private func known(_ decisions: [Decision], as number: String) async throws -> DeskCourse? {
    let file = try DroppedFile(decisions, as: number)
    let course = try await course(of: file)
    if case .notTaken = course.course {
      return try await read { DeskPost($0.configuration).isLying(file) } ? course : nil
    }
    return course
  }

  /// How decisions on the desk go on.
  package func course(of file: DroppedFile) async throws -> DeskCourse {
    let course = try await read { try DeskWatch($0.ledger).course(of: file) }
    return DeskCourse(file: file, course: course)
  }
}

/// Decisions on the desk, and where they stand.
package struct DeskCourse: Sendable {
  package let file: DroppedFile
  package let course: DeskWatch.Course

  /// What became of them, once that is known.
  package var result: DeskResult? {
    guard case .decided(let result) = course else { return nil }
    return result
  }

  package var isOver: Bool { result != nil }
}
