import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite

struct Run: Action {
  static let configuration = CommandConfiguration(
    abstract: "Watch the inboxes and take what comes: the service.",
    discussion: """
      Works until it gets SIGTERM or SIGINT, then finishes the files in hand and ends with 0. It can also be killed at any \
      moment: the next start goes on where it stopped. Events are logged to standard error, one a line.

        kontor run --config /etc/kontor/kontor.yaml
      """)

  static let onBrokenPipe = Output.BrokenPipe.goesSilent

  @Option(
    help: ArgumentHelp(
      "The longest time between two looks at the inboxes. File systems over a network announce nothing, so this is how "
        + "long a file may wait there.", valueName: "duration"))
  var interval = DurationArgument(.seconds(5))

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if interval.duration < .milliseconds(10) { throw ValidationError("--interval must be at least 10ms.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let catalogue = try FormatCatalogue(configuration)
    let ledger = try session.ledger(of: configuration, for: .processing)
    let events = try FolderEvents()
    StopSignal.listen(waking: events.wakeDescriptor)
    let log = ServiceLog(session, configuration: configuration, ledger: ledger)
    var options = Processor.Options()
    options.inHand = try InHand(path: configuration.ledgerFolder + "/in-hand")
    options.shouldStop = { StopSignal.hasCome }
    let processor = try Processor(configuration, catalogue: catalogue, ledger: ledger, options: options, tell: log.tell)
    log.note(
      "started", "kontor \(KontorVersion.text) serves \(configuration.systems.map(\.name).joined(separator: ", "))")
    var inboxes = configuration.systems.compactMap { $0.inbox?.absolute }
    while !StopSignal.hasCome {
      watch(&inboxes, events, log)
      let pause = try scan(processor, log)
      guard !StopSignal.hasCome else { break }
      _ = events.wait(for: pause)
    }
    log.note("stopped", "stopped; nothing was left in the middle")
    return .done
  }

  /// Scans once and answers how long to wait for the next time.
  private func scan(_ processor: Processor, _ log: ServiceLog) throws -> Duration {
    do {
      _ = try processor.scan()
      log.endScan()
      return min(processor.nextLook ?? interval.duration, interval.duration)
    } catch let error as LedgerError where !error.code.isPermanent {
      log.note("problem", "\(error)")
    } catch let error as FolderError {
      log.note("problem", "\(error)")
    }
    return max(interval.duration, .seconds(5))
  }

  /// Watches what can be watched. An inbox that is not there yet is tried again; one that cannot be is only looked at.
  private func watch(_ inboxes: inout [String], _ events: borrowing FolderEvents, _ log: ServiceLog) {
    inboxes.removeAll { path in
      do throws(FolderError) {
        try events.watch(path)
        return true
      } catch {
        log.once("problem", "\(error) Until then its files are found by looking every \(interval.duration).")
        return false
      }
    }
  }
}
