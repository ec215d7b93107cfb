import Exchange
import GRDB

/// Questions that the ledger and its decisions both ask.
extension Database {
  func forEach(_ sql: String, _ arguments: StatementArguments = [], _ body: (inout Columns) throws -> Void) throws {
    let rows = try Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() {
      var columns = Columns(row)
      try body(&columns)
    }
  }

  func interchanges(_ sql: String, _ arguments: StatementArguments) throws -> [Interchange] {
    let rows = try Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments)
    var found: [Interchange] = []
    while let row = try rows.next() { found.append(try Interchange(row: row)) }
    return found
  }

  func interchange(_ id: InterchangeID) throws -> Interchange? {
    try interchanges("SELECT \(Interchange.columns) FROM interchange WHERE id = ?", [id.text]).first
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
    try forEach(
      "SELECT \(Issue.columns) FROM issue WHERE interchange = ? AND record IS NULL ORDER BY number", [id.text]
    ) { columns in
      issues.append(try Issue(columns: &columns))
    }
    return issues
  }

  /// A page of documents in the order of publication, after one that was seen.
  func documents(
    of id: InterchangeID, kind: Document.Kind, unpublished: Bool, after last: Document?, limit: Int
  ) throws -> [Document] {
    let rows = try Row.fetchCursor(
      // The kind stands in the statement: bound, SQLite would compile it anew each time, to see whether an index of one
      // kind fits.
      try cachedStatement(
        sql: """
          SELECT \(Document.columns) FROM document
          WHERE interchange = ? AND kind = '\(kind.rawValue)' AND (publicationOrder, ordinal) > (?, ?) \
          \(unpublished ? "AND state <> 'published'" : "")
          ORDER BY publicationOrder, ordinal LIMIT ?
          """),
      arguments: [id.text, last?.publicationOrder ?? Int.min, last?.ordinal ?? 0, limit])
    var documents: [Document] = []
    while let row = try rows.next() { documents.append(try Document(row: row)) }
    return documents
  }

  func document(_ id: String) throws -> Document? {
    let statement = try cachedStatement(sql: "SELECT \(Document.columns) FROM document WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map(Document.init)
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
