import DropFolder
import Exchange
import Simulated

/// What all schedules work on: the shipped configuration, and three small files in the CRM's inbox.
final class Workload {
  let configuration: Configuration
  let catalogue: FormatCatalogue
  let spares = Spares()
  /// What the CRM sends, by name: one file to accept, one to refuse, and the first one again.
  let sources: [FileName: [UInt8]]
  /// What the ERP must see of it, without the running number that each name begins with.
  let documents = ["Customer-K-1.xml", "Order-A-1.xml"]
  let verdicts: [InterchangeVerdict] = [.accepted, .duplicate, .rejected]

  init() throws {
    configuration = try Configuration.read(from: "\(Workplace.repository)/kontor.yaml")
    catalogue = try FormatCatalogue(configuration)
    let good = Array(SampleExchange(controlNumber: "1", orders: ["A-1"]).text.utf8)
    let bad = Array(SampleExchange(controlNumber: "2", orders: ["B-1"], announced: 7).text.utf8)
    sources = ["a.xml": good, "b.xml": bad, "c.xml": good]
  }

  var inbox: String { "\(configuration.folder)/inbox/crm" }
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
    for (name, bytes) in sources.sorted(by: { $0.key < $1.key }) { try disk.content.put(bytes, as: name, in: inbox) }
    return (disk.content, kept)
  }
}
