import Console
import DropFolder
import Exchange
import LedgerSQLite
import Operations

/// `kontor run`: scans, says how it goes, waits for what comes, and takes changed rules between two scans, until it is
/// asked to stop.
///
/// Everything here is done by one thread. What others ask by HTTP is answered from the ``Board``.
final class Service {
  let session: Session
  let interval: Duration
  let log: Log
  let notice = ServiceNotice()
  let board = Board()
  let clock = MonotonicClock()
  let ledger: any Ledger
  private let scanLog: ScanLog
  private let server: LoopbackServer?
  let console: ServiceConsole
  private let teller = IncidentTeller()
  private var folders: FolderWatch

  private(set) var rules: Rules
  var rulesWatch: RulesWatch
  var metrics: ServiceMetrics
  var heartbeat: Heartbeat
  /// What the last scan said of the folders.
  var standings: [FolderStanding] = []
  /// When it last told others that it moves.
  var toldMove: Duration?
  /// When it last put up how things stand.
  var toldStanding: Duration?
  var status = ""
  private var decided = 0
  private var lookedAtRules: Duration

  /// - Parameter form: of the log, where the command line says; else what the configuration says.
  /// - Throws: what keeps it from starting at all.
  init(_ session: Session, interval: Duration, form: ServiceRule.LogForm?) throws {
    self.session = session
    self.interval = interval
    do throws(Rules.Refusal) {
      rules = try Rules.read(from: session.options.configurationPath, known: [session.configurationFile])
    } catch {
      throw error.cause
    }
    ledger = try session.ledger(of: rules.configuration, for: .processing)
    folders = try FolderWatch()
    StopSignal.listen(waking: folders.wakeDescriptor)
    ReloadSignal.listen(waking: folders.wakeDescriptor)
    log = Log(session.err, form: form ?? rules.configuration.service.log)
    scanLog = ScanLog(log, configuration: rules.configuration, ledger: ledger)
    let now = Timestamp.now()
    metrics = ServiceMetrics(started: now)
    heartbeat = Heartbeat(.service, configuration: rules.configuration, at: now)
    rulesWatch = RulesWatch(rules.stamps)
    lookedAtRules = clock.now
    console = ServiceConsole(configurationFile: session.configurationFile, board: board, log: log)
    let pages = board.pages
    do throws(ListeningError) {
      server = try rules.configuration.service.http.map { (address) throws(ListeningError) in
        try LoopbackServer(address, pages: pages)
      }
    } catch {
      throw Failure(.ioError, error.message)
    }
    use(rules)
  }

  /// Works until it is asked to stop.
  func run() throws {
    var processor = try makeProcessor(for: rules)
    try processor.openRooms()
    standings = processor.folders
    log.write(
      .info, "service started",
      [
        "version": KontorVersion.text, "node": rules.configuration.node,
        "systems": rules.configuration.systems.map(\.name).joined(separator: ","), "http": server?.address,
        "interval": Phrase.duration(interval),
      ])
    notice.ready("working on what was left over")
    tellStanding()
    console.look(after: rules.configuration.console)
    var due = clock.now
    while !StopSignal.hasCome {
      folders.renew(log, interval: interval)
      if let changed = try changedRules() {
        processor = try makeProcessor(for: changed)
        use(changed)
        due = clock.now
      }
      if clock.now >= due { due = clock.now + (try scan(processor)) }
      guard !StopSignal.hasCome else { break }
      if folders.wait(for: pause(until: due)) { due = clock.now }
      // A little later would be too late for the next wait to end in time for the watchdog.
      tellMove(atOnce: true)
    }
    stop()
  }

  // MARK: - Scanning

  /// Scans once and answers how long to wait for the next time.
  private func scan(_ processor: Processor) throws -> Duration {
    let start = clock.now
    var pause = max(interval, .seconds(5))
    heartbeat.trouble = nil
    do {
      let tally = try processor.scan()
      decided += tally.interchanges
      metrics.noteScan(tally, took: clock.now - start, at: .now())
      heartbeat.lastScan = Timestamp.now().moment
      pause = min(processor.nextLook ?? interval, interval)
      scanLog.endScan()
    } catch let error as GivenUp {
      heartbeat.trouble = error.description
      log.write(.warn, "work given up", id: error.interchange, ["reason": "the time to stop in is over"])
    } catch let error as LedgerError where !error.code.isPermanent {
      noteTrouble("\(error)")
    } catch let error as FolderError {
      noteTrouble("\(error)")
    }
    standings = processor.folders
    lookAround()
    tellStanding()
    return pause
  }

  private func noteTrouble(_ reason: String) {
    metrics.noteFailedScan()
    heartbeat.trouble = reason
    log.write(.warn, "scan broken off", ["reason": reason])
  }

  private func makeProcessor(for rules: Rules) throws -> Processor {
    var options = Processor.Options()
    // Opened anew, since what it tells of an earlier process is told once.
    options.inHand = try InHand(path: rules.configuration.ledgerFolder + "/in-hand")
    // What is being told while the rules change is not told a second time.
    options.teller = teller
    let longest = rules.configuration.service.stop
    options.shouldStop = { StopSignal.hasCome }
    options.mustStop = { StopSignal.hasLasted(longest) }
    options.pulse = { [unowned self] in tellMove() }
    options.whenPublished = { [unowned self] in metrics.notePublished($0, at: .now()) }
    return try Processor(rules.configuration, catalogue: rules.catalogue, ledger: ledger, options: options) {
      [unowned self] in
      metrics.note($0)
      scanLog.tell($0)
    }
  }

  // MARK: - Rules

  private static let pauseBetweenRules = Duration.seconds(2)

  /// New rules, where somebody changed them and they are right.
  private func changedRules() throws -> Rules? {
    let isWished = ReloadSignal.take()
    guard isWished || clock.now - lookedAtRules >= Self.pauseBetweenRules else { return nil }
    lookedAtRules = clock.now
    console.look(after: rules.configuration.console, isWished: isWished)
    return reloaded(isWished)
  }

  private func use(_ rules: Rules) {
    self.rules = rules
    let configuration = rules.configuration
    folders.follow(Set(configuration.systems.compactMap { $0.inbox?.absolute } + [configuration.desk.absolute]))
    scanLog.places = Places(configuration: configuration)
    log.standing = configuration.environment == .test ? [("environment", "test")] : []
    metrics.noteConfiguration(configuration, at: .now())
    heartbeat.environment = configuration.environment.rawValue
    heartbeat.refused = nil
  }

  // MARK: - Waiting and ending

  private func pause(until due: Duration) -> Duration {
    let pauses = [due - clock.now, Self.pauseBetweenRules, notice.watchdogPause].compactMap(\.self)
    return max(.zero, pauses.min() ?? interval)
  }

  private func stop() {
    notice.stopping("stopping")
    server?.stop()
    console.stop()
    heartbeat.ended = Timestamp.now().moment
    tellStanding()
    log.write(
      .info, "service stopped",
      ["files": String(decided), "left": heartbeat.trouble ?? "nothing was left in the middle"])
  }

  /// Files decided since the start.
  var count: Int { decided }
}
