import ArgumentParser
import DropFolder
import Exchange
import Glibc
import LedgerSQLite
import Operations

struct Scan: Action {
  static let configuration = CommandConfiguration(
    abstract: "Take what lies in the inboxes, once.",
    discussion: """
      Takes every complete file through to its acknowledgement, then ends: for cron, timers and trying things out. Files \
      that have just been dropped are waited for until they have stood still for as long as the configuration asks.

        kontor scan
        kontor scan --settle 0      do not wait; what lies there is complete
        kontor scan --initial erp   get to know full exports of both sides, and send nothing

      Where there is nothing to tell, and nobody looks at a terminal, it says nothing, as cron likes it.

      Exits with 0 if all went well, with 1 if something was rejected, held, incomplete or put off, with 74 if nothing \
      could be done, with 75 if another process works with the ledger.
      """)

  /// Files are being carried: they are not left in the middle because nobody reads along.
  static let onBrokenPipe = Output.BrokenPipe.goesSilent

  @Option(
    help: ArgumentHelp(
      "How long a file must have stood still, for all inboxes: 500ms, 5s, 2m. With 0, incomplete files are final too.",
      valueName: "duration"))
  var settle: DurationArgument?

  @Option(help: ArgumentHelp("Only this system's inbox.", valueName: "name"))
  var system: String?

  @Option(
    help: ArgumentHelp(
      "An initial load: take in what the systems have, link what is the same, send nothing, and where both know "
        + "something believe this system.", valueName: "system"))
  var initial: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let start = Timestamp.now()
    let configuration = try session.checkedConfiguration()
    let only = try session.system(named: system, in: configuration)
    let believed = try session.system(named: initial, in: configuration)
    let catalogue = try FormatCatalogue(configuration)
    let ledger = try session.ledger(of: configuration, for: .processing)
    let teller = ScanTeller(session, configuration: configuration, ledger: ledger)
    var options = Processor.Options()
    options.inHand = try InHand(path: configuration.ledgerFolder + "/in-hand")
    options.settle = settle?.duration
    options.only = only?.name
    options.believed = believed?.name
    let processor = try Processor(
      configuration, catalogue: catalogue, ledger: ledger, options: options, tell: teller.tell)
    let tally = try scan(processor, for: longestWait(only.map { [$0] } ?? configuration.systems))
    try processor.finishTelling(within: .seconds(60))
    try teller.finish(tally)
    leaveWord(of: processor, configuration, since: start)
    if tally.problems > 0, tally.interchanges == 0 { return .ioError }
    return tally.needsAttention ? .attention : .done
  }

  /// So that `kontor health` knows of it where a timer scans. That it cannot be written is told by the folder itself.
  private func leaveWord(of processor: Processor, _ configuration: Configuration, since start: Timestamp) {
    var heartbeat = Heartbeat(.scan, configuration: configuration, at: start)
    heartbeat.moved = Timestamp.now().moment
    heartbeat.lastScan = heartbeat.moved
    heartbeat.ended = heartbeat.moved
    heartbeat.away = processor.folders.compactMap { standing in
      standing.fault.map { Heartbeat.Away(path: standing.path, reason: $0) }
    }
    try? heartbeat.leave(in: configuration.ledgerFolder)
  }

  /// Scans again until every file has settled, or the time is over.
  private func scan(_ processor: Processor, for longest: Duration) throws -> ScanTally {
    let start = ContinuousClock.now
    var sum = try processor.scan()
    while sum.settling > 0, ContinuousClock.now - start < longest {
      let pause = min(processor.nextLook ?? .milliseconds(250), longest)
      usleep(UInt32(clamping: pause.components.seconds * 1_000_000 + pause.components.attoseconds / 1_000_000_000_000))
      sum.add(try processor.scan())
    }
    return sum
  }

  /// Half as long again as the longest settle time, and at least a second more: what still changes then is still being
  /// written.
  private func longestWait(_ systems: [System]) -> Duration {
    let times = systems.map { system in
      if system.inbox != nil, case .quiet(let time) = system.settle.proof { time } else { Duration.zero }
    }
    let longest = settle?.duration ?? times.max() ?? .zero
    return longest == .zero ? .zero : max(longest * 3 / 2, longest + .seconds(1))
  }
}
