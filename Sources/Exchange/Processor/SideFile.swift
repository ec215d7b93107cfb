import DropFolder
import Foundation

/// What lies beside every filed interchange: the ledger's row once more, so that a lost ledger can be rebuilt from the
/// archive. JSON, one object.
struct SideFile {
  private let interchange: Interchange
  private let ledger: any Ledger

  init(_ interchange: Interchange, ledger: any Ledger) {
    self.interchange = interchange
    self.ledger = ledger
  }

  private struct Content: Encodable {
    struct File: Encodable {
      var name: String
      var nameBytes: String?
      var size: Int64
      var sha256: String
    }
    struct Record: Encodable {
      var position: Int
      var entity: String
      var key: String?
      var verdict: String
    }
    struct Document: Encodable {
      var id: String
      var kind: String
      var system: String
      var name: String
      var size: Int64
      var sha256: String
    }
    var id: String
    var sender: String
    var file: File
    var controlNumber: String?
    var verdict: String?
    var level: String?
    var summary: String?
    var repeats: String?
    var corrects: String?
    var receivedAt: String
    var decidedAt: String?
    var totals: [String: Int]
    var versions: [[String: String]]
    /// Records that were not simply accepted; all others are told by the totals.
    var records: [Record]
    var documents: [Document]
  }

  func bytes() throws -> [UInt8] {
    var content = Content(
      id: interchange.id.text, sender: interchange.sender,
      file: Content.File(
        name: interchange.fileName.display, nameBytes: nil, size: interchange.size, sha256: interchange.sha256),
      controlNumber: interchange.envelope.controlNumber, verdict: interchange.verdict?.rawValue,
      level: interchange.level?.rawValue, summary: interchange.summary, repeats: interchange.repeats?.text,
      corrects: interchange.corrects?.text, receivedAt: interchange.receivedAt.description,
      decidedAt: interchange.decidedAt?.description, totals: ["read": interchange.totals.read],
      versions: interchange.versions.map { version in
        ["kind": version.kind.rawValue, "name": version.name, "sha256": version.sha256 ?? ""]
      }, records: [], documents: [])
    content.totals["announced"] = interchange.totals.announced
    for verdict in RecordVerdict.allCases { content.totals[verdict.rawValue] = interchange.totals[verdict] }
    // A name that is not plain text is repeated byte by byte.
    if interchange.fileName.display != String(decoding: interchange.fileName.bytes, as: UTF8.self) {
      content.file.nameBytes = Data(interchange.fileName.bytes).base64EncodedString()
    }
    try ledger.forEachRecord(of: interchange.id, exceptions: true) { record, _, _ in
      content.records.append(
        Content.Record(
          position: record.position, entity: record.entity, key: record.key, verdict: record.verdict.rawValue))
    }
    for document in try ledger.documents(of: interchange.id, kind: nil) {
      content.documents.append(
        Content.Document(
          id: document.id, kind: document.kind.rawValue, system: document.system, name: document.name.display,
          size: document.size, sha256: document.sha256))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(content)) + [UInt8(ascii: "\n")]
  }
}
