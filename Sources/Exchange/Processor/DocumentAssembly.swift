import DropFolder
import XMLEngine

/// Turns drafts into documents: one to a file, or many wrapped into one, named and numbered in the order in which they
/// were decided.
final class DocumentAssembly {
  private let interchange: InterchangeID
  private let controlNumber: () -> String
  private let moment: Timestamp
  private let files: PreparedFiles
  private let log: any Decisions
  private let outbox: (System) throws -> Outbox
  private let system: (String) -> System?
  /// Keeps what is written, so that it can be sent once more.
  private let copies: DocumentCopies?
  private let number: ((String, Entity, Int) -> Int64)?

  private var groups = DraftGroups()
  /// Maps while others are decided; nil where drafts come mapped.
  private let works: DocumentWorks?

  /// Documents written.
  private(set) var count = 0
  /// Documents by the system they are for.
  private(set) var countBySystem: [String: Int] = [:]
  /// Those of them that wait, by their flow.
  private(set) var waitingByFlow: [String: Int] = [:]

  init(
    interchange: InterchangeID, controlNumber: @escaping () -> String, moment: Timestamp, files: PreparedFiles,
    log: any Decisions, place: DecisionPlace, works: DocumentWorks? = nil
  ) {
    self.interchange = interchange
    self.controlNumber = controlNumber
    self.moment = moment
    self.files = files
    self.log = log
    self.works = works
    outbox = place.outbox
    system = place.configuration.system(named:)
    copies = place.copies.map { DocumentCopies(of: interchange, $0, files, at: moment) }
    number = place.number
  }

  /// The id of the document in which the next record for a system will stand, after drafts that are not added yet.
  func documentID(_ kind: DocumentKind, after pending: [Draft]) -> String {
    Document.id(of: interchange, ordinal: groups.ordinal(ofNext: kind, after: pending))
  }

  func add(_ drafts: [Draft], position: Int) throws {
    for full in groups.add(drafts, position: position) { try take(full) }
  }

  /// Writes what is still open.
  func finish() throws {
    for group in groups.finish() { try take(group) }
    try settle()
    try copies?.finish()
  }

  /// Writes what is complete and still being mapped.
  ///
  /// - Throws: ``MappedTooLate`` where that cannot be.
  func settle() throws { try works?.finish(write) }

  private func take(_ group: DraftGroup) throws {
    if let works { try works.add(group, write) } else { try write(group.label, group.text()) }
  }

  /// Writes a document that was sent before once more, byte by byte, and answers what it is now.
  func addCopy(of document: Document, _ bytes: [UInt8], as name: FileName, position: Int) throws -> Document {
    guard let system = system(document.system) else {
      throw NotAgreed(
        .referenceUnknown, value: document.system,
        "Document \(document.id) was for \(document.system), a system that the configuration does not name any more.")
    }
    let ordinal = groups.takeOrdinal()
    let id = Document.id(of: interchange, ordinal: ordinal)
    let digest = try files.write(id, in: outbox(system)) { try $0.write(bytes) }
    var copy = Document(
      id: id, interchange: interchange, ordinal: ordinal, kind: .import, system: system.name, name: name,
      entity: document.entity, records: position...position, size: digest.size, sha256: digest.sha256,
      publicationOrder: position)
    copy.resends = document.resends ?? document.id
    try log.add(copy)
    try files.writeSidecars(of: copy, for: system, in: outbox(system))
    count += 1
    countBySystem[system.name, default: 0] += 1
    return copy
  }

  private func write(_ label: DocumentLabel, _ bytes: [UInt8]) throws {
    let id = Document.id(of: interchange, ordinal: label.ordinal)
    let outbox = try outbox(label.system)
    let digest = try files.write(id, in: outbox) { try $0.write(bytes) }
    try copies?.add(id, bytes)
    let sequence =
      try number?(label.system.name, label.entity, label.firstPosition) ?? log.nextSequence(for: label.system.name)
    var document = Document(
      id: id, interchange: interchange, ordinal: label.ordinal, kind: .import, system: label.system.name,
      name: name(
        label.format.document.name, sequence: sequence, entity: label.entity.rawValue, key: label.key,
        position: label.firstPosition),
      entity: label.entity.rawValue, records: label.firstPosition...label.lastPosition, size: digest.size,
      sha256: digest.sha256, publicationOrder: publicationOrder(of: label))
    if let flow = label.flow {
      document.state = .waiting
      document.flow = flow
      waitingByFlow[flow, default: 0] += 1
    }
    try log.add(document)
    try files.writeSidecars(of: document, for: label.system, in: outbox)
    count += 1
    countBySystem[label.system.name, default: 0] += 1
  }

  /// The order in which they were decided; documents of many records keep customers ahead of everything else.
  private func publicationOrder(of label: DocumentLabel) -> Int {
    let isAhead = label.format.document.records == 1 || label.entity == .customer
    return isAhead ? label.firstPosition : label.firstPosition + 1 << 40
  }

  private func name(
    _ template: NameTemplate, sequence: Int64, entity: String, key: String, position: Int
  ) -> FileName {
    FileName.makeSafe(
      from: template.name { variable in
        switch variable {
        case .sequence: Self.padded(sequence)
        case .entity: entity
        case .key: key
        case .interchange: interchange.text
        case .position: String(position)
        case .date: moment.day.replacing("-", with: "")
        case .controlNumber: controlNumber()
        }
      })
  }

  /// Eight digits, so that names sort as they count.
  static func padded(_ sequence: Int64) -> String {
    let digits = String(sequence)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
