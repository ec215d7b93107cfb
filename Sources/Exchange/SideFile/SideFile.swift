import DropFolder
import Foundation

/// What lies beside every filed interchange: the ledger's rows once more, so that a lost ledger can be rebuilt from the
/// archive.
///
/// JSON Lines: the interchange, the issues of the file as a whole, every record that was not simply accepted with its
/// issues, every document, and an end that counts the lines before it. Written and read line by line, so that a file of
/// any length takes no memory.
struct SideFile {
  static let suffix = ".jsonl"
  private static let pageSize = 1000

  private let interchange: Interchange
  private let ledger: any Ledger

  init(_ interchange: Interchange, ledger: any Ledger) {
    self.interchange = interchange
    self.ledger = ledger
  }

  func write(to file: inout FileWriter) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try forEachLine { line in try file.write(Array(try encoder.encode(line)) + [UInt8(ascii: "\n")]) }
  }

  /// All lines, as the ledger has them now.
  func forEachLine(_ body: (SideLine) throws -> Void) throws {
    var lines = 0
    func put(_ line: SideLine) throws {
      try body(line)
      lines += 1
    }
    try put(.interchange(SideLine.Header(interchange, sequences: try ledger.sequences())))
    for issue in try ledger.issues(of: interchange.id) { try put(.issue(SideLine.Issue(issue))) }
    try ledger.forEachRecord(of: interchange.id, exceptions: true) { record, issues, _ in
      try put(.record(SideLine.Record(record, issues)))
    }
    for kind in Document.Kind.allCases {
      var last: Document?
      while true {
        let page = try ledger.documents(of: interchange.id, kind: kind, after: last, limit: Self.pageSize)
        for document in page { try put(.document(SideLine.Document(document))) }
        guard page.count == Self.pageSize else { break }
        last = page.last
      }
    }
    try body(.end(SideLine.End(lines: lines)))
  }
}
