import Exchange
import GRDB

/// An interchange's records with all that belongs to each, in one pass.
///
/// Three cursors stand at the same record, so that memory holds one record however many there are. Documents overlap,
/// because several systems may get the same record: those that reach beyond it are carried along.
struct RecordWalk {
  private let records: RowCursor
  private let issues: RowCursor
  private let documents: RowCursor

  init(of id: InterchangeID, exceptions: Bool, in database: Database, _ statements: Connection.WalkStatements) throws {
    let condition =
      exceptions
      ? """
      AND (verdict <> 'accepted' OR EXISTS (
        SELECT 1 FROM issue WHERE issue.interchange = record.interchange AND issue.record = record.position))
      """ : ""
    records = try statements.rows(
      "SELECT \(RecordOutcome.columns) FROM record WHERE interchange = ? \(condition) ORDER BY position", [id.text],
      database)
    issues = try statements.rows(
      "SELECT record, \(Issue.columns) FROM issue WHERE interchange = ? AND record IS NOT NULL ORDER BY record, number",
      [id.text], database)
    documents = try statements.rows(
      """
      SELECT \(Document.columns) FROM document WHERE interchange = ? AND firstRecord IS NOT NULL
      ORDER BY firstRecord, ordinal
      """, [id.text], database)
  }

  func forEach(_ body: (RecordOutcome, [Issue], [Document]) throws -> Void) throws {
    var issue = try nextIssue()
    var document = try nextDocument()
    var reaching: [Document] = []
    while let row = try records.next() {
      let record = try RecordOutcome(row: row)
      var itsIssues: [Issue] = []
      while let (position, found) = issue, position <= record.position {
        if position == record.position { itsIssues.append(found) }
        issue = try nextIssue()
      }
      while let found = document, let range = found.records, range.lowerBound <= record.position {
        reaching.append(found)
        document = try nextDocument()
      }
      reaching.removeAll { ($0.records?.upperBound ?? 0) < record.position }
      try body(record, itsIssues, reaching.filter { $0.entity == record.entity })
    }
  }

  private func nextIssue() throws -> (Int, Issue)? {
    guard let row = try issues.next() else { return nil }
    var columns = Columns(row)
    return (try columns.int(), try Issue(columns: &columns))
  }

  private func nextDocument() throws -> Document? {
    try documents.next().map { try Document(row: $0) }
  }
}
