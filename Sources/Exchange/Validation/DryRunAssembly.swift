package import DropFolder
import XMLEngine

/// A document that a file would become.
package struct DryRunDocument {
  /// The system it would be for.
  package let system: String
  package let entity: Entity
  /// The key of its first record.
  package let key: String
  /// What it would be called, with numbers counted from 1: the true ones come from the ledger.
  package let name: FileName
  package let bytes: [UInt8]
}

/// Puts drafts together as the processor does: as many records to a document as the target's format asks for.
struct DryRunAssembly {
  /// Stands for the id that an interchange gets when it is claimed, so that the same file gives the same documents.
  static let interchange = InterchangeID(String(repeating: "0", count: 16))

  private struct Open {
    let first: Draft
    let ordinal: Int
    let position: Int
    let controlNumber: String
    var count = 1
  }

  private var open: [Open] = []
  private var ordinal = 0

  func documentID(system: String, entity: Entity) -> String {
    let current = open.first { $0.first.system.name == system && $0.first.entity == entity }
    return Document.id(of: Self.interchange, ordinal: current?.ordinal ?? ordinal + 1)
  }

  /// Takes drafts and answers the documents that are full.
  mutating func add(_ drafts: [Draft], position: Int, controlNumber: String) throws -> [DryRunDocument] {
    for draft in drafts {
      let same = open.firstIndex { $0.first.system.name == draft.system.name && $0.first.entity == draft.entity }
      if let same {
        open[same].first.document.append(draft.document)
        open[same].count += 1
      } else {
        ordinal += 1
        open.append(Open(first: draft, ordinal: ordinal, position: position, controlNumber: controlNumber))
      }
    }
    let full = open.filter { $0.count >= $0.first.format.format.document.records }
    open.removeAll { $0.count >= $0.first.format.format.document.records }
    return try full.map(Self.document)
  }

  /// What is still open, though not full.
  mutating func finish() throws -> [DryRunDocument] {
    defer { open = [] }
    return try open.map(Self.document)
  }

  private static func document(_ open: Open) throws -> DryRunDocument {
    let draft = open.first
    let number = String(open.ordinal)
    let name = draft.format.format.document.name.name { variable in
      switch variable {
      case .sequence: String(repeating: "0", count: max(0, 8 - number.count)) + number
      case .entity: draft.entity.rawValue
      case .key: draft.key
      case .interchange: interchange.text
      case .position: String(open.position)
      case .controlNumber: open.controlNumber
      case .date: Timestamp.now().day.replacing("-", with: "")
      }
    }
    return DryRunDocument(
      system: draft.system.name, entity: draft.entity, key: draft.key, name: FileName.makeSafe(from: name),
      bytes: try draft.bytes())
  }
}
