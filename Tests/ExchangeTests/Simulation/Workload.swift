import DropFolder
import Exchange
import Simulated

/// What all schedules work on: the shipped configuration, and a few small files in the inboxes.
final class Workload {
  var configuration: Configuration
  let catalogue: FormatCatalogue
  let spares = Spares()
  /// What the systems send, by name; the names differ between the inboxes.
  let sources: [FileName: [UInt8]]
  /// Which of them the ERP sends.
  let fromERP: Set<FileName>
  /// What each system must see of it once, without the running number that each name begins with.
  let documents: [String: [String]]
  let verdicts: [InterchangeVerdict]
  /// Acknowledgements that take the place of earlier ones.
  let laterAnswers: Int
  /// What is dropped later: each group once all that came before it is done.
  let later: [[LaterFile]]
  /// The content of attempts that a person hands in, by the name of the file that they put right.
  let edited: [FileName: [UInt8]]
  /// How what was wrong ends.
  let rejections: [Rejection.State]
  /// How many files of a folder the program makes durable one by one.
  var fewFiles = 16

  init(
    _ sources: [FileName: String], fromERP: Set<FileName> = [], documents: [String: [String]],
    verdicts: [InterchangeVerdict], laterAnswers: Int = 0, later: [[LaterFile]] = [], edited: [FileName: [UInt8]] = [:],
    rejections: [Rejection.State] = []
  ) throws {
    configuration = try Configuration.read(from: "\(Workplace.repository)/kontor.yaml")
    catalogue = try FormatCatalogue(configuration)
    self.sources = sources.mapValues { Array($0.utf8) }
    self.fromERP = fromERP
    self.documents = documents
    self.verdicts = verdicts
    self.laterAnswers = laterAnswers
    self.later = later
    self.edited = edited
    self.rejections = rejections
  }

  /// Only the installation.
  static func nothing() throws -> Workload { try Workload([:], documents: [:], verdicts: []) }

  /// One file to accept, one to refuse, and the first one again.
  static func files() throws -> Workload {
    let good = SampleExchange(controlNumber: "1", orders: ["A-1"]).text
    let bad = SampleExchange(controlNumber: "2", orders: ["B-1"], announced: 7).text
    return try Workload(
      ["a.xml": good, "b.xml": bad, "c.xml": good], documents: ["erp": ["Customer-K-1.xml", "Order-A-1.xml"]],
      verdicts: [.accepted, .duplicate, .rejected], rejections: [.open])
  }

  /// A lead, two orders of it in two files, the first of them ahead of the lead, and the ERP's word that it has booked
  /// customer and order.
  static func promotion() throws -> Workload {
    try Workload(
      [
        "a.xml": Trade.exchange([order("A-1")], from: "crm", number: 1),
        "b.xml": Trade.exchange([lead()], from: "crm", number: 2),
        "c.xml": Trade.exchange([order("A-2")], from: "crm", number: 3),
        "z.xml": Trade.exchange(
          [imported("Customer", "K-1", as: "10001"), imported("Order", "A-1", as: "2026-1")], from: "erp", number: 501),
      ], fromERP: ["z.xml"],
      documents: ["erp": ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"], "crm": ["Customer-K-1.xml"]],
      verdicts: [.held, .accepted, .accepted, .accepted], laterAnswers: 2)
  }

  var inbox: String { "\(configuration.folder)/inbox/crm" }
  var inboxOfERP: String { "\(configuration.folder)/inbox/erp" }
  var desk: String { configuration.desk.absolute }
  var acknowledgements: String { "\(configuration.folder)/outbox/crm" }
  var outbox: String { "\(configuration.folder)/outbox/erp" }
  var archive: String { configuration.archive.absolute }
  var rejected: String { configuration.rejected.absolute }

  /// The folders as `kontor init` leaves them, each on a file system of its own, the ledger that knows them, and the
  /// three files.
  func begin() throws -> (disk: SimulatedDisk, ledger: LedgerState) {
    let disk = SharedDisk()
    let calls = SimulatedCalls(disk, process: SimulatedProcess())
    var kept = LedgerState()
    let ledger = SimulatedLedger(kept) { state, _ in kept = state }
    try disk.content.makeFolder(configuration.ledgerFolder)
    for (number, path) in configuration.managedFolders.enumerated() {
      try disk.content.makeFolder(path, ownDevice: true)
      let marker = FolderMarker(id: "00000000-0000-4000-8000-00000000000\(number)", generation: 1)
      try marker.write(to: Folder(path: path, calls: calls))
      try ledger.remember([KnownFolder(path: path, marker: marker)])
    }
    for (name, bytes) in sources.sorted(by: { $0.key < $1.key }) {
      try disk.content.put(bytes, as: name, in: fromERP.contains(name) ? inboxOfERP : inbox)
    }
    return (disk.content, kept)
  }
}
