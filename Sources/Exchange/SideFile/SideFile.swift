import DropFolder

/// What lies beside every filed interchange: the ledger's rows once more, so that a lost ledger can be rebuilt from the
/// archive.
///
/// JSON Lines: the interchange, the issues of the file as a whole, every record that was not simply accepted with its
/// issues, every document, whose wait it ended, what it settled of others, the attempts that its decisions handed in,
/// their entries in the audit trail, and an end that counts the lines before it. Written and read line by line, so that a file of
/// any length takes no memory.
struct SideFile {
  static let suffix = ".jsonl"
  /// Beside an archived file, its import documents once more.
  static let copiesSuffix = ".documents.tar"
  private static let pageSize = 1000

  private let interchange: Interchange
  private let sequences: [String: Int64]
  private let ledger: any Ledger

  /// - Parameter sequences: the last number of each outbox, as the ledger has them.
  init(_ interchange: Interchange, sequences: [String: Int64], ledger: any Ledger) {
    self.interchange = interchange
    self.sequences = sequences
    self.ledger = ledger
  }

  func write(to file: inout FileWriter) throws {
    try forEachLine { line in try file.write(line.bytes) }
  }

  /// All lines, as the ledger has them now.
  func forEachLine(_ body: (SideLine) throws -> Void) throws {
    var lines = 0
    func put(_ line: SideLine) throws {
      try body(line)
      lines += 1
    }
    let prunings = try ledger.prunings(of: interchange.id)
    try put(
      .interchange(
        SideLine.Header(
          interchange, sequences: sequences, prunings: prunings, erased: try ledger.erasedFiles(of: interchange.id),
          erasedRecords: try ledger.erasedRecords(of: interchange.id))))
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
    for wait in try ledger.endedWaits(by: interchange.id) {
      try put(.wait(SideLine.Wait(document: wait.document, superseded: wait.isSuperseded)))
    }
    try ledger.forEachSettlement(by: interchange.id) { try put(.settlement(SideLine.Settlement($0))) }
    // By the decisions, for they may have become known in another order to a ledger that was rebuilt.
    let attempts = try ledger.attempts(handedInBy: interchange.id).compactMap { SideLine.Attempt($0) }
    for attempt in attempts.sorted(by: { ($0.position, $0.id) < ($1.position, $1.id) }) { try put(.attempt(attempt)) }
    try ledger.forEachAuditEntry(of: interchange.id) { try put(.audit(SideLine.Audit($0))) }
    try body(.end(SideLine.End(lines: lines)))
  }
}
