import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Simulated
import Testing

/// Where a history takes place: an installation, and the partners that take what it publishes.
protocol HistorySite: AnyObject {
  var configuration: Configuration { get }
  var calls: any FileCalls { get }
  /// What the ERP took, in the order in which it came.
  var taken: [Partner.Taken] { get }
  /// How often power cuts could bring back what the ERP had taken.
  var excuses: [FileName: Int] { get }

  func put(_ bytes: [UInt8], as name: FileName, in folder: String) throws
  func names(in folder: String) -> [FileName]
  func bytes(of path: String) -> [UInt8]?
  /// One scan, and what was put off in it.
  func scan(at moment: Timestamp, _ end: ScanEnd) -> [String]
  func withLedger<Result>(_ body: (any Ledger) throws -> Result) throws -> Result
}

/// Where a scan ends before its end.
enum ScanEnd: CustomStringConvertible {
  case undisturbed
  case kill(step: Int)
  case powerCut(step: Int)

  var description: String {
    switch self {
    case .undisturbed: "scan"
    case .kill(let step): "scan, killed at step \(step)"
    case .powerCut(let step): "scan, power cut at step \(step)"
    }
  }
}

/// An installation in memory.
final class SimulatedSite: HistorySite {
  let configuration: Configuration
  private let catalogue: FormatCatalogue
  private let disk: SharedDisk
  private var ledger: LedgerState
  private var erp: Partner
  private var dice: Dice
  private(set) var excuses: [FileName: Int] = [:]

  private var process: SimulatedProcess?
  private var processor: Processor?
  private var moment = Timestamp(milliseconds: 0)
  private var clock = SteppedClock()
  private var problems: [String] = []

  init(_ workload: Workload, seed: UInt64) throws {
    configuration = workload.configuration
    catalogue = workload.catalogue
    let (disk, ledger) = try workload.begin()
    self.disk = SharedDisk(disk)
    self.ledger = ledger
    erp = Partner(outbox: workload.outbox)
    dice = Dice(seed: seed)
  }

  /// As another one stands now.
  init(copying other: SimulatedSite, seed: UInt64) {
    configuration = other.configuration
    catalogue = other.catalogue
    disk = SharedDisk(other.disk.content)
    ledger = other.ledger
    erp = other.erp
    dice = Dice(seed: seed)
  }

  private final class SteppedClock: SteadyClock {
    var now = Duration.zero
  }

  var calls: any FileCalls { SimulatedCalls(disk, process: SimulatedProcess()) }
  var taken: [Partner.Taken] { erp.taken }

  func put(_ bytes: [UInt8], as name: FileName, in folder: String) throws {
    try disk.content.put(bytes, as: name, in: folder)
  }

  func names(in folder: String) -> [FileName] { disk.content.names(in: folder) }
  func bytes(of path: String) -> [UInt8]? { disk.content.bytes(of: path) }

  func withLedger<Result>(_ body: (any Ledger) throws -> Result) throws -> Result {
    try body(SimulatedLedger(ledger) { _, _ in })
  }

  func scan(at moment: Timestamp, _ end: ScanEnd) -> [String] {
    self.moment = moment
    problems = []
    do {
      switch end {
      case .undisturbed: try start(.none, again: false)
      case .kill(let step), .powerCut(let step): try start(.crash(step: step), again: true)
      }
      _ = try processor?.scan()
    } catch {
      problems.append("\(error)")
    }
    clock.now += .seconds(problems.isEmpty ? 1 : 3600)
    if case .undisturbed = end { return problems }
    (process, processor) = (nil, nil)
    if case .powerCut = end {
      for name in disk.content.undurableRenames() { excuses[name, default: 0] += 1 }
      disk.content.cutPower(&dice)
    }
    return problems
  }

  private func start(_ plan: SimulatedProcess.Plan, again: Bool) throws {
    guard again || processor == nil else { return }
    let process = SimulatedProcess(plan) { [unowned self] in erp.collect(from: disk) }
    var options = Processor.Options()
    options.settle = .zero
    options.calls = SimulatedCalls(disk, process: process)
    options.clock = clock
    options.now = { [unowned self] in moment }
    let ledger = SimulatedLedger(ledger, process: process) { [unowned self] state, _ in self.ledger = state }
    self.process = process
    processor = try Processor(configuration, catalogue: catalogue, ledger: ledger, options: options) {
      [unowned self] event in
      if case .putOff(let problem) = event { problems.append(problem.description) }
    }
  }
}

/// An installation on this disk with the ledger as it is used. A kill is a disk that is gone from some call on.
final class RealSite: HistorySite {
  private let place: Workplace
  private(set) var taken: [Partner.Taken] = []
  let excuses: [FileName: Int] = [:]

  init() throws {
    place = try Workplace()
  }

  var configuration: Configuration { place.configuration }
  var calls: any FileCalls { LinuxFileCalls() }

  func put(_ bytes: [UInt8], as name: FileName, in folder: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name.display)"))
  }

  func names(in folder: String) -> [FileName] {
    // A folder that is not there yet has nothing in it.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { try? FileName($0) }
  }

  func bytes(of path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }

  func withLedger<Result>(_ body: (any Ledger) throws -> Result) throws -> Result { try place.withLedger(body) }

  func scan(at moment: Timestamp, _ end: ScanEnd) -> [String] {
    place.now = moment
    var problems: [String] = []
    do {
      switch end {
      case .undisturbed: _ = try place.processor(settle: .zero).scan()
      case .kill(let step), .powerCut(let step):
        let calls = FailingCalls(failing: step * 4, extent: .fromThenOn)
        _ = try place.processor(settle: .zero, calls: calls).scan()
      }
    } catch {
      problems.append("\(error)")
    }
    collect()
    return problems + place.problems.map(\.description)
  }

  /// In the order in which they were written, which is that of the decisions.
  private func collect() {
    let outbox = "\(place.root)/outbox/erp"
    var found: [(written: Date, taken: Partner.Taken)] = []
    for name in names(in: outbox) where name.bytes.first != UInt8(ascii: ".") {
      let path = "\(outbox)/\(name.display)"
      let written = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      guard let written, let bytes = bytes(of: path), unlink(path) == 0 else { continue }
      found.append((written, Partner.Taken(name: name, bytes: bytes)))
    }
    taken += found.sorted { $0.written < $1.written }.map(\.taken)
  }
}
