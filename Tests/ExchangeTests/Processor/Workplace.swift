import DropFolder
import Exchange
import Foundation
import LedgerSQLite
import Testing

/// A folder with everything that an installation has, for one test: configuration, schemas, inboxes, outboxes, ledger.
final class Workplace {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  let root: String
  /// The one whose folder this one works in, with another configuration.
  private let owner: Workplace?
  let configuration: Configuration
  let catalogue: FormatCatalogue
  var events: [ScanEvent] = []
  var now = Timestamp(milliseconds: 1_795_507_200_000)

  /// - Parameters:
  ///   - extra: further files by name.
  ///   - change: changes the shipped configuration before it is written.
  init(extra: [String: String] = [:], _ change: (String) -> String = { $0 }) throws {
    owner = nil
    root = NSTemporaryDirectory() + "kontor-\(UUID().uuidString)"
    let files = FileManager.default
    for folder in ["inbox/crm", "inbox/erp", "outbox/crm", "outbox/erp", "desk", "archive", "rejected", "ledger"] {
      try files.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
    for shared in ["xsd", "formats"] {
      try files.createSymbolicLink(atPath: "\(root)/\(shared)", withDestinationPath: "\(Self.repository)/\(shared)")
    }
    for (name, content) in extra {
      try content.write(toFile: "\(root)/\(name)", atomically: true, encoding: .utf8)
    }
    let shipped = try String(contentsOfFile: "\(Self.repository)/kontor.yaml", encoding: .utf8)
    try change(shipped).write(toFile: "\(root)/kontor.yaml", atomically: true, encoding: .utf8)
    configuration = try Configuration.read(from: "\(root)/kontor.yaml")
    catalogue = try FormatCatalogue(configuration)
    for folder in configuration.systems.flatMap({ [$0.inbox, $0.outbox] }).compactMap(\.self) {
      try files.createDirectory(atPath: folder.absolute, withIntermediateDirectories: true)
    }
    let register = try FolderRegister(openLedger())
    for folder in configuration.managedFolders {
      _ = try register.introduce(folder, of: configuration, replacing: false)
    }
  }

  /// Tests that run beside this one start programs, and those hold every lock of this process until they are loaded.
  private func openLedger() throws -> SQLiteLedger {
    for _ in 0..<50 {
      do throws(LedgerError) {
        return try SQLiteLedger(path: configuration.ledger.absolute, access: .processing)
      } catch {
        guard error.code == .busy else { throw error }
        usleep(20_000)
      }
    }
    return try SQLiteLedger(path: configuration.ledger.absolute, access: .processing)
  }

  /// The same folder, with the shipped configuration changed in another way.
  init(sharing other: Workplace, _ change: (String) -> String = { $0 }) throws {
    owner = other
    root = other.root
    let shipped = try String(contentsOfFile: "\(Self.repository)/kontor.yaml", encoding: .utf8)
    try change(shipped).write(toFile: "\(root)/kontor.yaml", atomically: true, encoding: .utf8)
    configuration = try Configuration.read(from: "\(root)/kontor.yaml")
    catalogue = try FormatCatalogue(configuration)
  }

  deinit {
    guard owner == nil else { return }
    // What a failing test leaves in the temporary folder harms nobody.
    try? FileManager.default.removeItem(atPath: root)
  }

  // MARK: - Doing

  func drop(_ content: String, as name: String) throws {
    try drop(Array(content.utf8), as: name)
  }

  func drop(_ bytes: [UInt8], as name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(root)/inbox/crm/\(name)"))
  }

  /// Drops a file of the repository's examples.
  func drop(example path: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Self.repository)/examples/\(path)"))
    try drop(Array(bytes), as: path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// One scan by a process of its own: everything is opened anew and closed afterwards.
  @discardableResult
  func scan(
    settle: Duration? = .zero, calls: any FileCalls = LinuxFileCalls(), expectingProblems: Bool = false,
    believing believed: String? = nil
  ) throws -> ScanTally {
    let tally = try processor(settle: settle, calls: calls, believing: believed).scan()
    #expect(problems.isEmpty == !expectingProblems, "\(problems)")
    return tally
  }

  /// A processor with a ledger of its own, as a new process has.
  func processor(
    settle: Duration?, calls: any FileCalls = LinuxFileCalls(), believing believed: String? = nil
  ) throws -> Processor {
    events = []
    let ledger = try openLedger()
    var options = Processor.Options()
    options.settle = settle
    options.calls = calls
    options.believed = believed
    options.now = { [unowned self] in self.now }
    return try Processor(configuration, catalogue: catalogue, ledger: ledger, options: options) { [unowned self] in
      self.events.append($0)
    }
  }

  func withLedger<Result>(_ body: (any Ledger) throws -> Result) throws -> Result {
    try body(try SQLiteLedger(path: configuration.ledger.absolute, access: .reading))
  }

  // MARK: - Looking

  /// Names in a folder, without hidden ones, sorted.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)").filter { !$0.hasPrefix(".") }.sorted()
  }

  /// What the interchange finished last became; a test that expects one ends without it.
  func lastFinished(sourceLocation: SourceLocation = #_sourceLocation) throws -> Interchange {
    try #require(finished.last, sourceLocation: sourceLocation)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }

  /// The last acknowledgement in the outbox, by name.
  func acknowledgement(of stem: String) throws -> String {
    let names = try names(in: "outbox/crm").filter { $0.hasPrefix(stem) }
    return try text("outbox/crm/\(try #require(names.last))")
  }

  var finished: [Interchange] {
    events.compactMap { if case .finished(let interchange) = $0 { interchange } else { nil } }
  }

  var problems: [ScanProblem] {
    events.compactMap { if case .putOff(let problem) = $0 { problem } else { nil } }
  }

  /// Nothing is left in hand: no claim, nothing prepared, no copy that is not filed.
  func expectNothingInHand(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for folder in ["inbox/crm/.claimed/main.1", "outbox/crm/.prepared/main.1", "outbox/erp/.prepared/main.1"] {
      let left = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
      #expect(left.isEmpty, "\(folder)", sourceLocation: sourceLocation)
    }
    let incoming = try FileManager.default.contentsOfDirectory(atPath: "\(root)/archive/.incoming")
    #expect(incoming.isEmpty, sourceLocation: sourceLocation)
  }
}

/// A small exchange: one customer and orders for it.
struct SampleExchange {
  var controlNumber = "1"
  var orders = ["A-1"]
  var customer: String? = "K-1"
  var customerComesLast = false
  var announced: Int?

  var text: String {
    let customerRecord = customer.map {
      """
      <Customer changed="2026-11-23T08:00:00Z"><CrmId>\($0)</CrmId><Stage>ordered</Stage><Kind>organisation</Kind>\
      <Name>Müller &amp; Söhne</Name><Address type="main" id="1"><StreetName>Weg</StreetName><PostalZone>01067</PostalZone>\
      <CityName>Dresden</CityName><Country>DE</Country></Address></Customer>
      """
    }
    let orderRecords = orders.map { order(id: $0) }
    let records =
      customerComesLast
      ? orderRecords + [customerRecord].compactMap { $0 } : [customerRecord].compactMap { $0 } + orderRecords
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Exchange xmlns="urn:kontor:exchange:1">
      <Header><Sender>crm</Sender><Receiver>erp</Receiver><ControlNumber>\(controlNumber)</ControlNumber>\
      <CreationTime>2026-11-23T08:00:00Z</CreationTime></Header>
      \(records.joined(separator: "\n"))
      <Trailer><RecordCount>\(announced ?? records.count)</RecordCount></Trailer>
      </Exchange>

      """
  }

  func order(id: String, quantity: String = "2", currency: String = "EUR") -> String {
    """
    <Order changed="2026-11-23T08:00:00Z"><OrderId>\(id)</OrderId><IssueDate>2026-11-23</IssueDate>\
    <Customer><CrmId>\(customer ?? "K-1")</CrmId></Customer><Currency>\(currency)</Currency><Lines><Line>\
    <Number>1</Number><ItemId>4711</ItemId><Quantity>\(quantity)</Quantity><Unit>C62</Unit>\
    <UnitPrice>10.50</UnitPrice></Line></Lines></Order>
    """
  }
}
