package import DropFolder
import XMLEngine

/// Carries interchanges from inbox to archive. The main path of the program.
///
/// The steps and their order are the exactly-once protocol: each step is durable before the next begins, nothing that
/// another system could see happens before the ledger has decided, and everything after that can be done again. A
/// process that is killed anywhere goes on where it stopped, by the same code: what the ledger calls open is carried on.
///
/// Not thread-safe: one thread works through the folders, one process at a time (the ledger's lock sees to that).
package final class Processor {
  let configuration: Configuration
  let catalogue: FormatCatalogue
  let terms: AgreementTerms
  let ledger: any Ledger
  let options: Options
  let tell: (ScanEvent) -> Void

  let register: FolderRegister
  let archive: Room<Archive>
  let outboxes: [Room<Outbox>]
  let ports: [Port]

  var tally = ScanTally()
  /// What could not be carried on, and when to try again.
  var backOff = BackOff()
  /// What the claims of waiting files looked like when they were read.
  var waitingClaims: [InterchangeID: FileStatus] = [:]
  private var generationBegan: Duration?
  /// Finds out what is wrong with the exchange itself.
  let troubles: TroubleSearch
  let teller: any IncidentTelling
  /// Notices that are being told.
  var noticesInHand: Set<Int64> = []
  /// Whether notices of ways that are not configured any more were dropped.
  var hasTidiedNotices = false
  /// What is known of files that are not complete, by the systems whose inboxes were looked at in this scan.
  var unfinishedFiles: [String: SeenUnfinished] = [:]
  /// Faults of folders that work ran into in this scan.
  var faultsOfWork: [FolderError] = []
  /// When the room on the disks was looked at last.
  var roomLookedAt: Duration?
  /// Whether what an earlier run prepared for an erasure, and never decided, was deleted.
  var hasTidiedErasures = false
  /// The day (UTC) for which nothing of housekeeping is left.
  var housekeptOn = ""
  /// After how long another scan can find something that this one could not; nil where only an event can.
  package internal(set) var nextLook: Duration?

  package struct Options {
    /// Takes the place of every inbox's own settle time, for a scan on request. Zero also says that no file will grow any
    /// more.
    package var settle: Duration?
    /// The only system whose new files are taken in; nil for all.
    package var only: String?
    package var calls: any FileCalls = LinuxFileCalls()
    package var clock: any SteadyClock = MonotonicClock()
    package var now: () -> Timestamp = Timestamp.now
    /// How many files of a folder are made durable one by one. More become so together, by one `syncfs`, which writes
    /// whatever else its file system still holds in memory.
    package var fewFiles = 16
    /// Asked between two batches.
    package var shouldStop: () -> Bool = { false }
    /// The system to believe, where what is taken in now belongs to an initial load.
    package var believed: String?
    /// Tells people of incidents.
    package var teller: any IncidentTelling = IncidentTeller()
    /// Remembers what is in hand beyond the end of the process; nil where nothing does.
    package var inHand: InHand?
    /// Called between files and every few hundred records: the work goes on. It should be quick.
    package var pulse: () -> Void = {}
    /// Asked as often: whether the work in hand cannot be finished any more. Then the scan ends with ``GivenUp``.
    package var mustStop: () -> Bool = { false }
    /// Told of interchanges whose import documents have just been published.
    package var whenPublished: ([Interchange]) -> Void = { _ in }

    package init() {}
  }

  /// Opens no folder yet: each scan opens those that are not open, so that one that is away harms no other.
  package init(
    _ configuration: Configuration, catalogue: FormatCatalogue, ledger: any Ledger, options: Options = Options(),
    tell: @escaping (ScanEvent) -> Void = { _ in }
  ) throws {
    self.configuration = configuration
    self.catalogue = catalogue
    terms = AgreementTerms(configuration)
    self.ledger = ledger
    self.options = options
    self.tell = tell
    troubles = TroubleSearch(configuration, ledger)
    teller = options.teller
    register = try FolderRegister(ledger)
    let tenure = try Tenure(node: configuration.node, epoch: 1)
    let calls = options.calls
    let path = configuration.archive.absolute
    archive = Room(path, calls: calls) {
      let days = try ledger.open().filter { $0.verdict != nil }.map(\.day)
      return try Archive(path: path, layout: .byDay, days: Set(days), calls: calls)
    }
    var outboxes: [Room<Outbox>] = []
    func port(_ system: System, _ formats: SentFormats) -> Port {
      Port(
        system, formats: formats, rejected: configuration.rejected.absolute, tenure: tenure, options: options,
        outbox: { path in
          Self.outbox(
            at: path, tenure: tenure, sidecars: configuration.sidecarSuffixes(inOutbox: path), calls: calls,
            among: &outboxes
          ) {
            try ledger.putInDoubt(whatWasPreparedIn: path, of: configuration)
          } wasTakenBack: {
            try ledger.document($0)?.state == .superseded
          }
        })
    }
    let systems = configuration.systems.compactMap { system in catalogue.sent(by: system).map { port(system, $0) } }
    // Decisions first: what a person has decided holds for the files that come in with it.
    ports = [port(.desk(of: configuration), SentFormats(catalogue.desk))] + systems
    self.outboxes = outboxes
    try setAsideWhatEndedTheProgram()
  }

  private static func outbox(
    at path: String, tenure: Tenure, sidecars: [String], calls: any FileCalls, among known: inout [Room<Outbox>],
    whereNothingIsPrepared doubt: @escaping () throws -> Void, wasTakenBack: @escaping (String) throws -> Bool
  ) -> Room<Outbox> {
    if let room = known.first(where: { $0.path == path }) { return room }
    let room = Room(path, calls: calls) {
      // That a document is gone proves that it was published, but not where the folder itself is gone. The ledger has to
      // know that before the folder is made again.
      if try !Outbox.hasPrepared(path, tenure: tenure, calls: calls) { try doubt() }
      let outbox = try Outbox(path: path, tenure: tenure, sidecarSuffixes: sidecars, calls: calls)
      // What an ended tenure still had prepared is not gone, and must not be taken for published.
      for ended in try outbox.tenures() where ended != tenure { try outbox.takeOver(ended) }
      for id in try outbox.withdrawnIDs() where try wasTakenBack(id) { try outbox.discardWithdrawn(id) }
      return outbox
    }
    known.append(room)
    return room
  }

  // MARK: - The story

  /// One scan: what time and receivers bring about, what was left over, everything that has settled; then what is wrong,
  /// and what is old.
  package func scan() throws -> ScanTally {
    tally = ScanTally()
    nextLook = nil
    faultsOfWork = []
    try openRooms()
    let open = try ledger.open()
    try openRooms(ofSendersWithoutInbox: open)
    tellOfStrangers(among: open)
    try carryErasures()
    try callWhatIsDue(unless: open)
    try lookAtReceipts(unless: open)
    for port in ports where !options.shouldStop() { try resume(open, of: port) }
    for port in ports where !options.shouldStop() && (options.only ?? port.system.name) == port.system.name {
      try takeIn(through: port)
      if port.system.name == System.desk { try carryHandedIn(beyond: open) }
    }
    try putAwayClosed()
    try carryErasures()
    try lookForIncidents(open)
    try keepHouse()
    return tally
  }

  /// From a claimed, copied and received file to its place in the archive.
  private func carry(_ received: [Job]) throws {
    try step()
    let decided = try decide(received)
    let published = try publish(decided)
    options.whenPublished(published.map(\.interchange))
    let acknowledged = try acknowledge(published)
    let filed = try file(acknowledged)
    release(filed)
  }

  /// Everything of one sender that an earlier run, or an earlier scan, could not bring to its end.
  func resume(_ open: [Interchange], of port: Port) throws {
    let claims = claims(through: port)
    for batch in Self.batches(of: open.filter { $0.sender == port.system.name }, size: \.size) {
      let jobs = try takeUp(batch, claims, port)
      if !jobs.isEmpty { try beginGenerationIfDue() }
      try carry(jobs)
    }
    for batch in Self.batches(of: try adopt(claims, through: port), size: { _ in 0 }) {
      try carry(try receive(batch, through: port))
    }
  }

  private func takeIn(through port: Port) throws {
    guard let inbox = port.inbox?.opened else { return }
    var hasMore = true
    while hasMore, !options.shouldStop() {
      let look: Look
      let claims: [ClaimedFile]
      do {
        look = try inbox.look(atMost: Self.batchSize)
        let taken = look.settled.isEmpty ? [] : try fitting(look.settled, of: port)
        if !taken.isEmpty { try beginGenerationIfDue() }
        claims = try claim(taken, in: inbox)
      } catch let error as FolderError {
        return putOff(port.system.name, error)
      }
      // Where none of them could be claimed, the next look would only find the same.
      hasMore = look.hasMore && !claims.isEmpty
      if !hasMore { try note(look, in: port) }
      let sizes = Dictionary(
        look.settled.map { ($0.name, $0.status?.size ?? 0) }, uniquingKeysWith: { first, _ in first })
      for batch in Self.batches(of: claims, size: { sizes[$0.originalName] ?? 0 }) {
        try carry(try receive(batch, through: port))
      }
    }
  }

  /// Files that share transactions: enough to spread the cost of making things durable, few enough to be seen soon.
  private static let batchSize = 200

  /// How much a batch takes in, in bytes; a file that is larger goes alone.
  static let batchBytes: Int64 = 4 << 20

  private static func batches<Item>(of items: [Item], size: (Item) -> Int64) -> [[Item]] {
    var batches: [[Item]] = [[]]
    var bytes: Int64 = 0
    for item in items {
      if batches[batches.count - 1].count == batchSize || bytes + size(item) > batchBytes {
        batches.append([])
        bytes = 0
      }
      batches[batches.count - 1].append(item)
      bytes += size(item)
    }
    return batches.filter { !$0.isEmpty }
  }

  // MARK: - Generations

  /// How long a generation lasts at least. A ledger that is put back is told by a later one in the folders.
  private static let generationTime = Duration.seconds(30)

  func beginGenerationIfDue() throws(LedgerError) {
    let now = options.clock.now
    if let began = generationBegan, now - began < Self.generationTime { return }
    generationBegan = now
    for fault in try register.beginGeneration(in: openFolders) { putOff(fault.path, fault) }
  }

  // MARK: - Telling

  func putOff(_ subject: String, _ error: any Error) {
    let message = (error as? FolderError).map { $0.path == subject ? $0.message : $0.description } ?? "\(error)"
    putOff(ScanProblem(subject: subject, message: message, fault: error as? FolderError))
  }

  func putOff(_ problem: ScanProblem) {
    tally.problems += 1
    if let fault = problem.fault { faultsOfWork.append(fault) }
    tell(.putOff(problem))
  }

  func putOff(_ job: Job, _ error: any Error) {
    let problem = ScanProblem(
      subject: "\(job.interchange.fileName.display) (\(job.id))", message: "\(error)",
      fault: error as? FolderError, interchange: job.id)
    backOff.failed(job.id, at: options.clock.now, because: problem)
    putOff(problem)
  }

  /// Leaves alone what failed a short while ago, and says again why: it is no less put off for that.
  func isBackingOff(_ id: InterchangeID) -> Bool {
    guard let (wait, problem) = backOff.wait(for: id, at: options.clock.now) else { return false }
    nextLook = min(nextLook ?? wait, wait)
    putOff(problem)
    return true
  }

  private func note(_ look: Look, in port: Port) throws {
    if let wait = look.nextLook { nextLook = min(nextLook ?? wait, wait) }
    noteUnfinished(look, in: port)
    var settling = 0
    for sighting in look.sightings {
      switch sighting.standing {
      case .settled: break
      case .settling: settling += 1
      case .passedOver(.unreadable(let reason)):
        tally.problems += 1
        tell(.putOff(ScanProblem(subject: sighting.name.display, message: reason)))
      case .passedOver(let reason) where reason.isForGood:
        if try ledger.passOver(
          sighting.name, of: port.system.name, because: reason.description, at: options.now())
        {
          tally.passedOver += 1
          tell(.passedOver(system: port.system.name, name: sighting.name, reason: reason.description))
        }
      case .passedOver: break
      }
    }
    tally.settling += settling
    if settling > 0 { tell(.settling(system: port.system.name, count: settling)) }
  }
}
