import DropFolder
import Foundation

/// What lies beside every filed interchange: the ledger's rows once more, so that a lost ledger can be rebuilt from the
/// archive.
///
/// JSON Lines: first the interchange, then every record that was not simply accepted, then every document. Written line
/// by line, so that a file of any length takes no memory.
struct SideFile {
  private let interchange: Interchange
  private let ledger: any Ledger

  init(_ interchange: Interchange, ledger: any Ledger) {
    self.interchange = interchange
    self.ledger = ledger
  }

  private struct InterchangeLine: Encodable {
    var line = "interchange"
    var id: String
    var sender: String
    var file: String
    /// The name's bytes in Base64, where it is not plain text.
    var fileBytes: String?
    var size: Int64
    var sha256: String
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
  }

  private struct RecordLine: Encodable {
    var line = "record"
    var position: Int
    var entity: String
    var key: String?
    var verdict: String
  }

  private struct DocumentLine: Encodable {
    var line = "document"
    var id: String
    var kind: String
    var system: String
    var name: String
    var size: Int64
    var sha256: String
  }

  func write(to file: inout FileWriter) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try put(first, encoder, &file)
    try ledger.forEachRecord(of: interchange.id, exceptions: true) { record, _, _ in
      try put(
        RecordLine(
          position: record.position, entity: record.entity, key: record.key, verdict: record.verdict.rawValue),
        encoder, &file)
    }
    for kind in Document.Kind.allCases {
      var last: Document?
      while true {
        let page = try ledger.documents(of: interchange.id, kind: kind, after: last, limit: 1000)
        for document in page {
          try put(
            DocumentLine(
              id: document.id, kind: kind.rawValue, system: document.system, name: document.name.display,
              size: document.size, sha256: document.sha256), encoder, &file)
        }
        guard page.count == 1000 else { break }
        last = page.last
      }
    }
  }

  private func put(_ line: some Encodable, _ encoder: JSONEncoder, _ file: inout FileWriter) throws {
    try file.write(Array(try encoder.encode(line)) + [UInt8(ascii: "\n")])
  }

  private var first: InterchangeLine {
    var totals = ["read": interchange.totals.read]
    totals["announced"] = interchange.totals.announced
    for verdict in RecordVerdict.allCases { totals[verdict.rawValue] = interchange.totals[verdict] }
    let isPlain = interchange.fileName.display == String(decoding: interchange.fileName.bytes, as: UTF8.self)
    return InterchangeLine(
      id: interchange.id.text, sender: interchange.sender, file: interchange.fileName.display,
      fileBytes: isPlain ? nil : Data(interchange.fileName.bytes).base64EncodedString(), size: interchange.size,
      sha256: interchange.sha256, controlNumber: interchange.envelope.controlNumber,
      verdict: interchange.verdict?.rawValue, level: interchange.level?.rawValue, summary: interchange.summary,
      repeats: interchange.repeats?.text, corrects: interchange.corrects?.text,
      receivedAt: interchange.receivedAt.description, decidedAt: interchange.decidedAt?.description, totals: totals,
      versions: interchange.versions.map { version in
        ["kind": version.kind.rawValue, "name": version.name, "sha256": version.sha256 ?? ""]
      })
  }
}
