import DropFolder
import Glibc
import Simulated

@testable import Exchange

/// An installation with a CRM and an ERP, simulated: disk, ledger, clock and two programs that know nothing but their
/// folders.
final class MonthWorld {
  let configuration: Configuration
  let catalogue: FormatCatalogue
  let disk = SharedDisk()
  let clock = WorldClock()
  let teller = RecordingTeller()
  /// Folders that are away.
  let share: AbsentShare
  var now: Timestamp
  var ledger = LedgerState()
  private var processor: Processor?
  private(set) var starts = 0

  private var crmNumber = 0
  private var erpNumber = 0
  private var erpKeys = 10_000
  /// Whether the ERP fetches what lies in its outbox.
  var erpWorks = true
  var isWriting = false

  init(_ text: String, at start: Timestamp) throws {
    configuration = try ConfigurationSample.read(text, folder: Workplace.repository)
    catalogue = try FormatCatalogue(configuration)
    now = start
    share = AbsentShare(disk: SimulatedCalls(disk, process: SimulatedProcess()))
    try disk.content.makeFolder(configuration.ledgerFolder)
    let kept = SimulatedLedger(ledger) { [self] state, _ in ledger = state }
    for (number, path) in configuration.managedFolders.enumerated() {
      try disk.content.makeFolder(path, ownDevice: true)
      let marker = FolderMarker(id: "00000000-0000-4000-8000-00000000000\(number)", generation: 1)
      try marker.write(to: Folder(path: path, calls: share))
      try kept.remember([KnownFolder(path: path, marker: marker)])
    }
  }

  // MARK: - The program

  /// What was in memory is gone, as with a new process.
  func restart() throws {
    var options = Processor.Options()
    options.calls = share
    options.clock = clock
    options.now = { [unowned self] in now }
    options.teller = teller
    starts += 1
    let process = SimulatedLedger(ledger) { [unowned self] state, _ in ledger = state }
    processor = try Processor(configuration, catalogue: catalogue, ledger: process, options: options)
  }

  /// One scan, and where files are still settling some more, a few seconds apart.
  func scan() throws {
    if processor == nil { try restart() }
    guard let processor else { return }
    teller.now = now
    try write()
    var tally = try processor.scan()
    var more = 4
    while tally.settling > 0, more > 0 {
      more -= 1
      pass(.seconds(3))
      teller.now = now
      try write()
      tally = try processor.scan()
    }
  }

  /// A program of the ERP's hangs, and goes on writing into its file as slowly as anything.
  private func write() throws {
    guard isWriting else { return }
    try drop("<Exchange>\(clock.now)", as: "export.xml", in: "inbox/erp")
  }

  func pass(_ time: Duration) {
    now = now + time
    clock.now += time
  }

  // MARK: - The systems

  func folder(_ name: String) -> String { "\(configuration.folder)/\(name)" }

  func drop(_ text: String, as name: String, in inbox: String) throws {
    _ = disk.content.take(try FileName(name), from: folder(inbox))
    try disk.content.put(Array(text.utf8), as: FileName(name), in: folder(inbox))
  }

  func remove(_ name: String, from inbox: String) throws {
    _ = disk.content.take(try FileName(name), from: folder(inbox))
  }

  /// The CRM's export: a customer that has ordered, and the order.
  ///
  /// - Parameter number: the control number; nil for the next one.
  func export(_ name: String, number: Int? = nil) throws {
    if number == nil { crmNumber += 1 }
    let number = number ?? crmNumber
    let customer = customer("K-\(number)") {
      $0.stage = "ordered"
      ($0.name, $0.zip) = ("Firma \(number)", String(10_000 + number))
    }
    let text = Trade.exchange([customer, order("A-\(number)", of: "K-\(number)")], from: "crm", number: number)
    try drop(text, as: name, in: "inbox/crm")
  }

  /// The CRM leaves numbers out.
  func skipNumbers(_ count: Int) { crmNumber += count }

  /// Both systems take what is there; the ERP confirms what it took.
  func partnersWork() throws {
    for name in visible(in: "outbox/crm") { _ = disk.content.take(name, from: folder("outbox/crm")) }
    guard erpWorks else { return }
    var confirmations: [String] = []
    for name in visible(in: "outbox/erp") {
      _ = disk.content.take(name, from: folder("outbox/erp"))
      // 00000012-Order-A-1.xml
      let parts = name.display.dropLast(4).split(separator: "-", maxSplits: 2).map(String.init)
      guard parts.count == 3 else { continue }
      erpKeys += 1
      confirmations.append(imported(parts[1], parts[2], as: String(erpKeys)))
    }
    guard !confirmations.isEmpty else { return }
    erpNumber += 1
    try drop(
      Trade.exchange(confirmations, from: "erp", number: erpNumber), as: "erp-\(erpNumber).xml", in: "inbox/erp")
  }

  private func visible(in name: String) -> [FileName] {
    disk.content.names(in: folder(name)).filter { $0.bytes.first != UInt8(ascii: ".") }
  }

  // MARK: - Looking

  /// What the ledger has of incidents, in the order in which they opened.
  var incidents: [String] {
    ledger.incidents.incidents.map { incident in
      "\(incident.key.cause.rawValue) | \(shortened(incident.key.subject)) | since \(Self.minute(incident.since)) "
        + "opened \(Self.minute(incident.openedAt)) closed \(incident.closedAt.map(Self.minute) ?? "never")"
        + (incident.returns > 0 ? " returns \(incident.returns)" : "")
    }
  }

  func shortened(_ subject: String) -> String { subject.replacing("\(configuration.folder)/", with: "") }

  /// `10-06 05:35`.
  static func minute(_ moment: Timestamp) -> String {
    String(moment.description.dropFirst(5).prefix(11)).replacing("T", with: " ")
  }
}

final class WorldClock: SteadyClock {
  var now = Duration.zero
}

/// Tells nobody, and remembers what it was to tell.
final class RecordingTeller: IncidentTelling {
  var now = Timestamp(milliseconds: 0)
  /// Which ways fail.
  var failing: Set<String> = []
  /// Whether it takes longer than a scan until it is known how telling went.
  var isSlow = false
  private(set) var told: [String: [String]] = [:]
  private(set) var failures = 0
  private var waiting: [TellingResult] = []

  var isBusy: Bool { false }

  func begin(_ messages: [IncidentMessage], by way: TellingWay) -> Bool {
    guard !waiting.contains(where: { $0.way == way.name }) else { return false }
    for message in messages {
      let isFailing = failing.contains(way.name)
      waiting.append(TellingResult(way: way.name, message: message, failure: isFailing ? "no line" : nil))
      if isFailing {
        failures += 1
      } else {
        let events = message.items.map { "\($0.event.rawValue) \($0.incident.key.cause.rawValue)" }
        told[way.name, default: []].append("\(MonthWorld.minute(now)) \(events.joined(separator: ", "))")
      }
    }
    return true
  }

  func results() -> [TellingResult] {
    guard !isSlow else { return [] }
    defer { waiting = [] }
    return waiting
  }
}

/// A disk of which some folders are on a share that can be away.
final class AbsentShare: ForwardingCalls {
  let disk: SimulatedCalls
  var away: Set<String> = []

  init(disk: SimulatedCalls) {
    self.disk = disk
  }

  private func isAway(_ path: String) -> Bool { away.contains { path == $0 || path.hasPrefix($0 + "/") } }

  func openFolder(_ path: String) throws(CallError) -> Descriptor {
    if isAway(path) { throw CallError(.openFolder, errno: EHOSTDOWN) }
    return try disk.openFolder(path)
  }

  func entries(of folder: Descriptor) throws(CallError) -> [FolderEntry] {
    if isAway(disk.path(of: folder)) { throw CallError(.entries, errno: EHOSTDOWN) }
    return try disk.entries(of: folder)
  }
}
