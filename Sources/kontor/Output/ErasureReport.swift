import DropFolder
import Exchange
import Operations

/// What an erasure touches, and what it does not reach.
struct ErasureReport: Encodable {
  struct File: Encodable {
    var path: String
    /// Records, or documents in it.
    var count: Int
    var isDeleted: Bool
  }

  var customer: String
  /// Fields of the customer, and steps of its story, in the ledger.
  var fields: Int
  var events: Int
  var files: [File] = []
  /// Documents that nobody has taken: they are not touched.
  var inOutboxes: [String] = []
  /// Why nothing can be erased now.
  var obstacles: [String] = []

  private let places: Places

  private enum CodingKeys: String, CodingKey {
    case customer, fields, events, files, inOutboxes, obstacles
  }

  init(_ customer: String, _ entity: EntityState, _ events: Int, _ places: Places) {
    self.customer = customer
    fields = entity.fields.count
    self.events = events
    self.places = places
  }

  mutating func add(_ found: ErasureFinding, _ configuration: Configuration) {
    let isRejected = found.kind.isAmongRejected(of: found.interchange)
    let root =
      isRejected ? "\(configuration.rejected.written)/\(found.interchange.sender)" : configuration.archive.written
    files.append(File(path: "\(root)/\(found.place)", count: found.count, isDeleted: found.content == nil))
  }

  mutating func add(_ findings: ErasureFindings, _ ledger: any Ledger, _ configuration: Configuration) throws {
    obstacles = findings.obstacles
    for id in findings.documents.sorted() {
      guard let document = try ledger.document(id), document.state == .published,
        let outbox = configuration.systems.first(where: { $0.name == document.system })?.outbox,
        try Folder(path: outbox.absolute).status(of: document.name) != nil
      else { continue }
      inOutboxes.append(places.path(of: document))
    }
  }

  func print(to output: Output) {
    output.line(
      "ledger     \(Phrase.count(fields, "field")) and \(Phrase.count(events, "step")) of the story of "
        + Printable.line(customer))
    for file in files {
      output.line(
        (file.isDeleted ? "deleted    " : "rewritten  ") + Printable.line(file.path)
          + (file.isDeleted ? "" : ", \(Phrase.count(file.count, "part"))"))
    }
    for path in inOutboxes {
      output.line("left       " + Printable.line(path) + ", in an outbox: its receiver has to delete it")
    }
    for obstacle in obstacles { output.line(output.styled("obstacle", .bad) + "   " + Printable.line(obstacle)) }
    output.line("Backups and what the other systems took are not reached.")
  }
}
