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
  /// The steps before each crash, to be told with a violation.
  var log: [String] = []

  init(_ workload: Workload, isEager: Bool) throws {
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
      options.calls = mutation?.calls(calls, process, workload) ?? calls
      let clock = PatientClock()
      options.clock = clock
      options.now = { Timestamp(milliseconds: 1_795_507_200_000) }
      let ledger = SimulatedLedger(ledger, process: process) { state, step in
        if mutation?.forgets(step) != true { stage.ledger = state }
      }
      let processor = try Processor(
        workload.configuration, catalogue: workload.catalogue, ledger: ledger, options: options
      ) { event in
        if case .putOff(let problem) = event { problems.append(problem.description) }
      }
      for _ in 1...scans {
        _ = try processor.scan()
        clock.now += .seconds(3600)
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
    private let isEager: Bool

    init(_ story: Story) {
      disk = SharedDisk(story.disk)
      ledger = story.ledger
      crm = story.crm
      erp = story.erp
      isEager = story.isEager
    }

    func collect(evenIfLazy: Bool = false) {
      guard isEager || evenIfLazy else { return }
      crm.collect(from: disk)
      erp.collect(from: disk)
    }
  }
}
