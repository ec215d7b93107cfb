import DropFolder
import Exchange
import Simulated

/// One installation from its first start on: its disk, its ledger and its partners. A value: several endings can be
/// told from the same point.
struct Story {
  enum Crash: String, CaseIterable {
    case kill
    case powerCut = "power cut"
  }

  var disk: SimulatedDisk
  var ledger: LedgerState
  var crm: Partner
  var erp: Partner
  /// Whether the partners take everything at once, or only when all is over.
  let isEager: Bool
  /// How many power cuts could bring a document back that a partner had taken: its rename was not durable.
  var excuses: [FileName: Int] = [:]
  /// What was dropped, by name.
  var sources: [FileName: [UInt8]]
  /// How many of the later groups of files were dropped.
  var dropped = 0
  /// The steps before each crash, to be told with a violation.
  var log: [String] = []

  /// When the first files are taken in; a minute later the next ones.
  static let moment = Timestamp(milliseconds: 1_795_507_200_000)

  init(_ workload: Workload, isEager: Bool) throws {
    sources = workload.sources
    (disk, ledger) = try workload.begin()
    crm = Partner(outbox: workload.acknowledgements)
    erp = Partner(outbox: workload.outbox)
    self.isEager = isEager
  }

  /// One run of the program: a start, and scans to their end or to its crash.
  mutating func run(
    _ workload: Workload, _ plan: SimulatedProcess.Plan = .none, scans: Int = 1, _ mutation: Mutation? = nil
  ) -> Run {
    let stage = Stage(self)
    let process = SimulatedProcess(plan) { stage.collect() }
    stage.collect()
    let calls = SimulatedCalls(stage.disk, process: process)
    var problems: [String] = []
    do {
      var options = Processor.Options()
      options.settle = .zero
      options.fewFiles = workload.fewFiles
      options.calls = mutation?.calls(calls, process, workload) ?? calls
      let clock = PatientClock()
      options.clock = clock
      options.now = { Timestamp(milliseconds: Self.moment.milliseconds + Int64(stage.dropped) * 60_000) }
      let ledger = SimulatedLedger(ledger, process: process) { state, step in
        if mutation?.forgets(step) != true { stage.ledger = state }
      }
      let processor = try Processor(
        workload.configuration, catalogue: workload.catalogue, ledger: ledger, options: options
      ) { event in
        if case .putOff(let problem) = event { problems.append(problem.description) }
      }
      for _ in 1...scans {
        repeat {
          _ = try processor.scan()
          clock.now += .seconds(3600)
        } while try stage.dropNext(of: workload)
      }
    } catch {
      // A run may end with an error, above all one that crashed; what counts is what the next ones make of it.
      problems.append("\(error)")
    }
    adopt(stage)
    log += process.trace
    return Run(process: process, problems: problems)
  }

  mutating func crash(_ crash: Crash, _ dice: inout Dice) {
    guard crash == .powerCut else { return }
    for name in disk.undurableRenames() { excuses[name, default: 0] += 1 }
    disk.cutPower(&dice)
  }

  mutating func collect() {
    let stage = Stage(self)
    stage.collect(evenIfLazy: true)
    adopt(stage)
  }

  private mutating func adopt(_ stage: Stage) {
    disk = stage.disk.content
    ledger = stage.ledger
    crm = stage.crm
    erp = stage.erp
    sources = stage.sources
    dropped = stage.dropped
  }

  struct Run {
    let process: SimulatedProcess
    /// What was put off, and the error with which it ended.
    let problems: [String]
  }

  /// Lets so much time go by between two scans that nothing is put off any longer.
  private final class PatientClock: SteadyClock {
    var now = Duration.zero
  }

  /// What a running process shares with the world.
  private final class Stage {
    let disk: SharedDisk
    var ledger: LedgerState
    var crm: Partner
    var erp: Partner
    var sources: [FileName: [UInt8]]
    var dropped: Int
    private let isEager: Bool

    init(_ story: Story) {
      disk = SharedDisk(story.disk)
      ledger = story.ledger
      crm = story.crm
      erp = story.erp
      sources = story.sources
      dropped = story.dropped
      isEager = story.isEager
    }

    /// Drops the next group of files, where all that came before is done; false where there is none, or not yet.
    func dropNext(of workload: Workload) throws -> Bool {
      guard dropped < workload.later.count, ledger.interchanges.allSatisfy({ $0.state == .done }) else { return false }
      let waiting = [workload.inbox, workload.inboxOfERP, workload.desk].flatMap { folder in
        disk.content.names(in: folder).filter { $0.bytes.first != UInt8(ascii: ".") }
          + disk.content.names(in: "\(folder)/.claimed/main.1")
      }
      guard waiting.isEmpty else { return false }
      for file in workload.later[dropped] {
        let (name, bytes) = try file.make(disk.content, ledger)
        try disk.content.put(bytes, as: name, in: file.place == .desk ? workload.desk : workload.inbox)
        sources[name] = bytes
      }
      dropped += 1
      return true
    }

    func collect(evenIfLazy: Bool = false) {
      guard isEager || evenIfLazy else { return }
      crm.collect(from: disk)
      erp.collect(from: disk)
    }
  }
}
