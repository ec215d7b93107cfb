import DropFolder
import Simulated

@testable import Exchange

/// An installation in which everything is done, and to which housekeeping comes long afterwards.
struct AgedStory {
  private(set) var disk: SimulatedDisk
  private(set) var ledger: LedgerState
  private let workload: Workload
  private let configuration: Configuration
  private(set) var problems: [String] = []
  private(set) var trace: [String] = []

  /// - Parameter rule: how long things are kept.
  init(_ workload: Workload, _ rule: (inout RetentionRule) -> Void) throws {
    var story = try Story(workload, isEager: true)
    _ = story.run(workload, scans: 2)
    (disk, ledger) = (story.disk, story.ledger)
    self.workload = workload
    var configuration = workload.configuration
    rule(&configuration.retention)
    // Nobody waits for a number that this ERP never sends.
    var customers = configuration.rules(for: .customer)
    customers.promotion.confirmation = .none
    configuration.entities[.customer] = customers
    self.configuration = configuration
  }

  static func days(_ days: Int) -> RetentionRule.Term {
    RetentionRule.Term(written: "\(days)d", days: days, place: .start)
  }

  /// One run of the program, long after: a start and a scan, to its end or to its crash.
  mutating func keepHouse(_ plan: SimulatedProcess.Plan = .none) -> SimulatedProcess {
    let process = SimulatedProcess(plan)
    let shared = SharedDisk(disk)
    var kept = ledger
    problems = []
    do {
      var options = Processor.Options()
      options.settle = .zero
      options.fewFiles = workload.fewFiles
      options.calls = SimulatedCalls(shared, process: process)
      options.now = { Story.moment + .seconds(500 * 86_400) }
      let ledger = SimulatedLedger(ledger, process: process) { state, _ in kept = state }
      var found: [String] = []
      let processor = try Processor(
        configuration, catalogue: workload.catalogue, ledger: ledger, options: options
      ) { event in
        if case .putOff(let problem) = event { found.append(problem.description) }
      }
      defer { problems += found }
      _ = try processor.scan()
    } catch {
      problems.append("\(error)")
    }
    disk = shared.content
    ledger = kept
    trace += process.trace
    return process
  }

  mutating func cutPower(_ dice: inout Dice) { disk.cutPower(&dice) }

  /// What `kontor verify` has to say against it, and what of it cannot be read and was not forgotten.
  func violations() throws -> [String] {
    let calls = SimulatedCalls(SharedDisk(disk), process: SimulatedProcess())
    let ledger = SimulatedLedger(ledger) { _, _ in }
    var found: [String] = []
    _ = try Verification(
      configuration, ledger: ledger, calls: calls,
      tell: { if $0.severity == .error { found.append("\($0.subject): \($0.message)") } }
    ).run()
    for interchange in self.ledger.interchanges {
      let isRejected = interchange.verdict == .rejected
      let isSaid = try ledger.prunings(of: interchange.id).contains { $0.class == (isRejected ? .rejected : .payload) }
      let content = try content(of: interchange, calls)
      if content == nil, !isSaid { found.append("\(interchange.fileName) is gone, and nobody said so") }
      if let content, content.sha256 != interchange.sha256 { found.append("\(interchange.fileName) is not whole") }
    }
    return found
  }

  private func content(of interchange: Interchange, _ calls: any FileCalls) throws -> FileDigest? {
    guard let place = interchange.place else { return nil }
    if interchange.verdict == .rejected {
      let found = try RejectedFolder(configuration, of: interchange.sender, calls: calls).find(place)
      return try found?.folder.digest(ifFiled: found?.name ?? "", limit: nil)
    }
    let found = try ArchiveView(path: configuration.archive.absolute, calls: calls).find(place)
    return try found?.folder.digest(ifFiled: found?.name ?? "", limit: nil)
  }

  /// Names of all files of the archive that bear a suffix, of whatever day.
  func archived(_ suffix: String) throws -> [String] {
    let calls = SimulatedCalls(SharedDisk(disk), process: SimulatedProcess())
    var names: [String] = []
    func walk(_ folder: Folder) throws {
      for entry in try folder.entries() where entry.name.display.first != "." {
        if let below = try? folder.subfolder(ifPresent: entry.name) {
          try walk(below)
        } else if entry.name.display.hasSuffix(suffix) {
          names.append(entry.name.display)
        }
      }
    }
    try walk(Folder(path: configuration.archive.absolute, calls: calls))
    return names
  }

  var incoming: [FileName] { disk.names(in: "\(configuration.archive.absolute)/.incoming") }

  /// Names among the rejected files that need no work any more.
  var closed: [String] {
    disk.names(in: "\(configuration.rejected.absolute)/crm/closed").map(\.display)
  }
}
