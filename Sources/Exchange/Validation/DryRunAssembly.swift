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

  /// The document as text, whatever encoding it is in.
  package var text: String {
    var decoder = LenientDecoder(head: Array(bytes.prefix(LenientDecoder.head)), override: nil)
    return String(decoder.decode(bytes.dropFirst(decoder.markLength), isLast: true))
  }
}

/// Puts drafts together as the processor does: as many records to a document as the target's format asks for.
struct DryRunAssembly {
  /// Stands for the id that an interchange gets when it is claimed, so that the same file gives the same documents.
  static let interchange = InterchangeID(String(repeating: "0", count: 16))

  private var groups = DraftGroups()
  private var controlNumber = ""

  func documentID(_ kind: DocumentKind, after pending: [Draft]) -> String {
    Document.id(of: Self.interchange, ordinal: groups.ordinal(ofNext: kind, after: pending))
  }

  /// Takes drafts and answers the documents that are full.
  mutating func add(_ drafts: [Draft], position: Int, controlNumber: String) throws -> [DryRunDocument] {
    self.controlNumber = controlNumber
    return try groups.add(drafts, position: position).map(document)
  }

  /// What is still open, though not full.
  mutating func finish() throws -> [DryRunDocument] {
    try groups.finish().map(document)
  }

  private func document(_ group: DraftGroup) throws -> DryRunDocument {
    let label = group.label
    let number = String(label.ordinal)
    let name = label.format.document.name.name { variable in
      switch variable {
      case .sequence: String(repeating: "0", count: max(0, 8 - number.count)) + number
      case .entity: label.entity.rawValue
      case .key: label.key
      case .interchange: Self.interchange.text
      case .position: String(label.firstPosition)
      case .controlNumber: controlNumber
      case .date: Timestamp.now().day.replacing("-", with: "")
      }
    }
    return DryRunDocument(
      system: label.system.name, entity: label.entity, key: label.key, name: FileName.makeSafe(from: name),
      bytes: try group.text())
  }
}
