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
  private let number: ((String, Entity, Int) -> Int64)?

  private var groups = DraftGroups()

  /// Documents written.
  private(set) var count = 0
  /// Documents by the system they are for.
  private(set) var countBySystem: [String: Int] = [:]

  init(
    interchange: InterchangeID, controlNumber: @escaping () -> String, moment: Timestamp, files: PreparedFiles,
    log: any Decisions, outbox: @escaping (System) throws -> Outbox, number: ((String, Entity, Int) -> Int64)? = nil
  ) {
    self.interchange = interchange
    self.controlNumber = controlNumber
    self.moment = moment
    self.files = files
    self.log = log
    self.outbox = outbox
    self.number = number
  }

  /// The id of the document in which the next record for a system will stand, after drafts that are not added yet.
  func documentID(system: String, entity: Entity, after pending: [Draft]) -> String {
    Document.id(of: interchange, ordinal: groups.ordinal(ofNext: system, entity, after: pending))
  }

  func add(_ drafts: [Draft], position: Int) throws {
    for full in groups.add(drafts, position: position) { try write(full) }
  }

  /// Writes what is still open.
  func finish() throws {
    for group in groups.finish() { try write(group) }
  }

  private func write(_ pending: DraftGroup) throws {
    let draft = pending.first
    if pending.count > 1 {
      let violations = try draft.format.schema.validate(draft.document)
      if let first = violations.first {
        throw Refusal(
          issues: [
            Issue(
              .mappingInvalid, phase: .mapping,
              "Records that are valid each make an invalid document together, in format \(draft.format.format.name): "
                + first.message)
          ], level: .validated, advice: .wait)
      }
    }
    let id = Document.id(of: interchange, ordinal: pending.ordinal)
    let outbox = try outbox(draft.system)
    let bytes = try draft.bytes()
    let digest = try files.write(id, in: outbox) { try $0.write(bytes) }
    let sequence =
      try number?(draft.system.name, draft.entity, pending.firstPosition) ?? log.nextSequence(for: draft.system.name)
    try log.add(
      Document(
        id: id, interchange: interchange, ordinal: pending.ordinal, kind: .import, system: draft.system.name,
        name: name(
          draft.format.format.document.name, sequence: sequence, entity: draft.entity.rawValue, key: draft.key,
          position: pending.firstPosition),
        entity: draft.entity.rawValue, records: pending.firstPosition...pending.lastPosition, size: digest.size,
        sha256: digest.sha256, publicationOrder: publicationOrder(of: pending)))
    count += 1
    countBySystem[draft.system.name, default: 0] += 1
  }

  /// The order in which they were decided; documents of many records keep customers ahead of everything else.
  private func publicationOrder(of pending: DraftGroup) -> Int {
    let isAhead = pending.first.format.format.document.records == 1 || pending.first.entity == .customer
    return isAhead ? pending.firstPosition : pending.firstPosition + 1 << 40
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
