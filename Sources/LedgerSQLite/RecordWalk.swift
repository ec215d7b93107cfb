import Exchange
import GRDB

/// An interchange's records with all that belongs to each, in one pass.
///
/// Three cursors stand at the same record, so that memory holds one record however many there are. Documents overlap,
/// because several systems may get the same record: those that reach beyond it are carried along.
struct RecordWalk: ~Copyable {
  private let records: StatementRows
  private let issues: StatementRows
  private let documents: StatementRows

  init(of id: InterchangeID, exceptions: Bool, in database: Database, _ statements: Connection.WalkStatements) throws {
    let records = try statements.rows(exceptions ? Self.exceptions : Self.all, [id.text], database)
    let issues = try statements.rows(Self.issues, [id.text], database)
    let documents = try statements.rows(Self.documents, [id.text], database)
    self.records = records
    self.issues = issues
    self.documents = documents
  }

  private static let all = "SELECT \(RecordOutcome.columns) FROM record WHERE interchange = ? ORDER BY position"

  private static let exceptions = """
    SELECT \(RecordOutcome.columns) FROM record WHERE interchange = ? AND (verdict <> 'accepted' OR EXISTS (
      SELECT 1 FROM issue WHERE issue.interchange = record.interchange AND issue.record = record.position))
    ORDER BY position
    """

  private static let issues = """
    SELECT record, \(Issue.columns) FROM issue WHERE interchange = ? AND record IS NOT NULL ORDER BY record, number
    """

  private static let documents = """
    SELECT \(Document.columns) FROM document WHERE interchange = ? AND firstRecord IS NOT NULL
    ORDER BY firstRecord, ordinal
    """

  func forEach(_ body: (RecordOutcome, [Issue], [Document]) throws -> Void) throws {
    var issue: (Int, Issue)?
    var document: Document?
    var reaching: [Document] = []
    var isFirst = true
    while var columns = try records.next() {
      let record = try RecordOutcome(columns: &columns)
      // Most interchanges have no exceptions, and then nothing else is looked at.
      if isFirst { (issue, document, isFirst) = (try nextIssue(), try nextDocument(), false) }
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
    guard var columns = try issues.next() else { return nil }
    return (try columns.int(), try Issue(columns: &columns))
  }

  private func nextDocument() throws -> Document? {
    guard var columns = try documents.next() else { return nil }
    return try Document(columns: &columns)
  }
}
