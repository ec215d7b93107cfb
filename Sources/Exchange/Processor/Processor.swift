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
  let ledger: any Ledger
  let archive: Archive
  let tenure: Tenure
  let options: Options
  let tell: (ScanEvent) -> Void

  var ports: [Port] = []
  var tally = ScanTally()
  /// Interchanges that could not be carried on, and when to try again.
  var backOff = BackOff()
  private var garbageIsGone = false
  /// After how long another scan can find something that this one could not; nil where only an event can.
  package internal(set) var nextLook: Duration?

  package struct Options {
    /// Takes the place of every inbox's own settle time, for a scan on request. Zero also says that no file will grow any
    /// more.
    package var settle: Duration?
    package var calls: any FileCalls = LinuxFileCalls()
    package var clock: any SteadyClock = MonotonicClock()
    package var now: () -> Timestamp = Timestamp.now
    /// Asked between two batches.
    package var shouldStop: () -> Bool = { false }

    package init() {}
  }

  /// Opens the archive; inboxes and outboxes are opened with each scan, so that one that is away harms no other.
  package init(
    _ configuration: Configuration, catalogue: FormatCatalogue, ledger: any Ledger, options: Options = Options(),
    tell: @escaping (ScanEvent) -> Void = { _ in }
  ) throws(FolderError) {
    self.configuration = configuration
    self.catalogue = catalogue
    self.ledger = ledger
    self.options = options
    self.tell = tell
    tenure = try Tenure(node: configuration.node, epoch: 1)
    archive = try Archive(path: configuration.archive.absolute, layout: .byDay, calls: options.calls)
  }

  // MARK: - The story

  /// One scan: what was left over, then everything that has settled.
  package func scan() throws -> ScanTally {
    tally = ScanTally()
    nextLook = nil
    openPorts()
    try clearGarbage()
    try carry(try leftOver())
    for port in ports where !options.shouldStop() { try takeIn(through: port) }
    return tally
  }

  /// From a claimed, copied and received file to its place in the archive.
  private func carry(_ received: [Job]) throws {
    let decided = try decide(received)
    let published = try publish(decided)
    let acknowledged = try acknowledge(published)
    let filed = try file(acknowledged)
    release(filed)
  }

  private func takeIn(through port: Port) throws {
    var hasMore = true
    while hasMore, !options.shouldStop() {
      let look: Look
      let claims: [ClaimedFile]
      do {
        guard let inbox = port.inbox else { return }
        look = try inbox.look(atMost: Self.batchSize)
        claims = try claim(look.settled, in: inbox)
      } catch {
        return putOff(port.system.name, error)
      }
      hasMore = look.hasMore
      if !hasMore { try note(look, in: port) }
      for batch in Self.batches(of: claims, sizes: look.settled) { try carry(try receive(batch, through: port)) }
    }
  }

  /// Files that share transactions: enough to spread the cost of making things durable, few enough to be seen soon.
  static let batchSize = 200

  /// A file of this size, in bytes, is a batch of its own.
  private static let largeFile: UInt64 = 4 << 20

  private static func batches(of claims: [ClaimedFile], sizes: [Sighting]) -> [[ClaimedFile]] {
    let large = Set(sizes.filter { UInt64($0.status?.size ?? 0) >= largeFile }.map(\.name))
    var batches: [[ClaimedFile]] = []
    var current: [ClaimedFile] = []
    for claim in claims {
      if large.contains(claim.originalName) {
        batches += [current, [claim]]
        current = []
      } else {
        current.append(claim)
      }
    }
    return (batches + [current]).filter { !$0.isEmpty }
  }

  // MARK: - Rooms

  /// Opens what is not open yet. What cannot be opened is told and tried again with the next scan.
  private func openPorts() {
    for system in configuration.systems where !ports.contains(where: { $0.system.name == system.name }) {
      guard let format = catalogue[system.format.value] else { continue }
      do {
        let port = try Port(
          system, format: format, rejected: configuration.rejected.absolute, tenure: tenure, settle: options.settle,
          calls: options.calls, clock: options.clock)
        // What is visible need not be durable: a power cut may still take back what an earlier run saw done.
        try port.inbox?.synchronizeClaims()
        for outbox in port.outboxes { try outbox.synchronize() }
        ports.append(port)
      } catch {
        putOff(system.name, error)
      }
    }
    let order = configuration.systems.map(\.name)
    ports.sort { order.firstIndex(of: $0.system.name) ?? 0 < order.firstIndex(of: $1.system.name) ?? 0 }
  }

  /// Deletes prepared documents that no decision stands behind. Once, when all folders are there.
  private func clearGarbage() throws {
    guard !garbageIsGone, ports.count == configuration.systems.count else { return }
    var decided: Set<String> = []
    for interchange in try ledger.open() where interchange.state == .decided || interchange.state == .published {
      decided.insert(interchange.id.text)
    }
    for port in ports {
      do {
        for outbox in port.outboxes {
          for ended in try outbox.tenures() where ended != tenure { try outbox.takeOver(ended) }
          try outbox.discardPrepared { !decided.contains(String($0.prefix { $0 != "-" })) }
        }
        for ended in try port.inbox?.tenures() ?? [] where ended != tenure { try port.inbox?.takeOver(ended) }
      } catch {
        return putOff(port.system.name, error)
      }
    }
    garbageIsGone = true
  }

  func outbox(for system: System) throws(FolderError) -> Outbox {
    guard let outbox = ports.first(where: { $0.system.name == system.name })?.outbox else {
      throw FolderError(
        .missing, "The outbox of \(system.name) cannot be used now; its own message says why.",
        path: system.outbox?.absolute ?? system.name)
    }
    return outbox
  }

  // MARK: - Telling

  func putOff(_ subject: String, _ error: any Error) {
    tally.problems += 1
    tell(.putOff(ScanProblem(subject: subject, message: "\(error)")))
  }

  func putOff(_ job: Job, _ error: any Error) {
    backOff.failed(job.id, at: options.clock.now)
    putOff("\(job.interchange.fileName.display) (\(job.id))", error)
  }

  private func note(_ look: Look, in port: Port) throws {
    if let wait = look.nextLook { nextLook = min(nextLook ?? wait, wait) }
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
