import Exchange
import GRDB

/// Questions that the ledger and its decisions both ask.
extension Database {
  func forEach(_ sql: String, _ arguments: StatementArguments = [], _ body: (inout Columns) throws -> Void) throws {
    let rows = try StatementRows(cachedStatement(sql: sql), arguments)
    while var columns = try rows.next() { try body(&columns) }
  }

  func interchanges(_ sql: String, _ arguments: StatementArguments) throws -> [Interchange] {
    var found: [Interchange] = []
    try forEach(sql, arguments) { found.append(try Interchange(columns: &$0)) }
    return found
  }

  func interchange(_ id: InterchangeID) throws -> Interchange? {
    try interchanges(Interchange.byID, [id.text]).first
  }

  /// The first interchange of a sender with a content that is no repeat itself.
  ///
  /// Not one that waits: what it holds is not yet what it will hold. Nor one that was rejected: it had no effect, and
  /// what was wrong may be right by now, in the schema or in the mapping.
  func original(of id: InterchangeID, sender: String, sha256: String) throws -> InterchangeID? {
    var original: InterchangeID?
    try forEach(
      """
      SELECT id FROM interchange
      WHERE sender = ? AND sha256 = ? AND repeats IS NULL AND state <> 'waiting'
        AND (verdict IS NULL OR verdict <> 'rejected') AND id <> ? ORDER BY number LIMIT 1
      """, [sender, sha256, id.text]
    ) { columns in
      original = InterchangeID(try columns.text())
    }
    return original
  }

  func issues(of id: InterchangeID) throws -> [Issue] {
    var issues: [Issue] = []
    try forEach(Issue.ofFile, [id.text]) { issues.append(try Issue(columns: &$0)) }
    return issues
  }

  /// A page of documents in the order of publication, after one that was seen.
  func documents(
    of id: InterchangeID, kind: Document.Kind, unpublished: Bool, after last: Document?, limit: Int
  ) throws -> [Document] {
    var documents: [Document] = []
    try forEach(
      Document.page(of: kind, unpublished: unpublished),
      [id.text, last?.publicationOrder ?? Int.min, last?.ordinal ?? 0, limit]
    ) { columns in
      documents.append(try Document(columns: &columns))
    }
    return documents
  }

  func document(_ id: String) throws -> Document? {
    var document: Document?
    try forEach("SELECT \(Document.columns) FROM document WHERE id = ?", [id]) {
      document = try Document(columns: &$0)
    }
    return document
  }

  func hasDocument(_ id: String) throws -> Bool {
    var found = false
    try forEach("SELECT 1 FROM document WHERE id = ?", [id]) { _ in found = true }
    return found
  }

  func tally(_ subject: String, _ word: String, add count: Int) throws {
    if count == 0 { return }
    let add = try cachedStatement(
      sql: """
        INSERT INTO tally (subject, word, count) VALUES (?, ?, ?)
        ON CONFLICT (subject, word) DO UPDATE SET count = count + excluded.count
        """)
    try add.execute(arguments: [subject, word, count])
  }
}
