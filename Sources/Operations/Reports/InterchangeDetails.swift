import DropFolder
package import Exchange
import XMLEngine

/// What `show --json` says: the interchange, and what it came with and became.
package struct InterchangeDetails: Encodable, Sendable {
  package struct Record: Encodable, Sendable {
    package var position: Int
    package var entity: String
    package var key: String?
    package var verdict: String
    package var line: Int
    package var column: Int
    package var issues: [IssueReport]
    /// The names of the documents that it stands in.
    package var documents: [String]
  }

  package struct Document: Encodable, Sendable {
    package var id: String
    package var kind: String
    package var system: String
    package var name: String
    package var size: Int64
    package var sha256: String
    package var state: String
    /// How it went on; only where that was asked for.
    package var course: DocumentCourseReport?

    package init(_ document: Exchange.Document, in ledger: any Ledger) throws {
      self.init(document)
      course = DocumentCourseReport(try DocumentCourse(of: document, in: ledger))
    }

    package init(_ document: Exchange.Document) {
      id = document.id
      kind = document.kind.rawValue
      system = document.system
      name = document.name.display
      size = document.size
      sha256 = document.sha256
      state = document.state.rawValue
    }
  }

  package struct Version: Encodable, Sendable {
    package var kind: String
    package var name: String
    package var sha256: String?
  }

  package var interchange: InterchangeReport
  /// True where the row was made anew from a side file: accepted records are counted and not listed.
  package var rebuilt: Bool?
  /// What of it is forgotten, by class, with when and by which rule.
  package var pruned: [String: String]?
  /// Of the file as a whole.
  package var issues: [IssueReport]
  package var records: [Record] = []
  package var documents: [Document] = []
  package var versions: [Version]
  /// Only where something was rejected, or put right.
  package var story: AttemptStoryReport?

  /// Without records and documents, of which there may be any number.
  package init(
    headOf interchange: Interchange, places: Places, acknowledgement: String?, in ledger: any Ledger
  ) throws {
    let story = try AttemptStory(of: interchange, in: ledger)
    if story.isWorthTelling { self.story = AttemptStoryReport(story) }
    self.interchange = InterchangeReport(
      interchange, places: places, acknowledgement: acknowledgement, rejection: story.rejection)
    if try ledger.closing(of: interchange.id)?.origin == .rebuilt { rebuilt = true }
    let prunings = try ledger.prunings(of: interchange.id)
    if !prunings.isEmpty {
      pruned = Dictionary(prunings.map { ($0.class.rawValue, $0.words) }, uniquingKeysWith: { first, _ in first })
    }
    issues = try ledger.issues(of: interchange.id).map(IssueReport.init)
    versions = interchange.versions.map { Version(kind: $0.kind.rawValue, name: $0.name, sha256: $0.sha256) }
  }

  package init(
    _ interchange: Interchange, places: Places, acknowledgement: String?, in ledger: any Ledger, all: Bool
  ) throws {
    try self.init(headOf: interchange, places: places, acknowledgement: acknowledgement, in: ledger)
    try ledger.forEachRecord(of: interchange.id, exceptions: !all) { record, issues, documents in
      records.append(
        Record(
          position: record.position, entity: record.entity, key: record.key, verdict: record.verdict.rawValue,
          line: record.start.line, column: record.start.column, issues: issues.map(IssueReport.init),
          documents: documents.map(\.name.display)))
    }
    for kind in Exchange.Document.Kind.allCases {
      var last: Exchange.Document?
      while case let page = try ledger.documents(of: interchange.id, kind: kind, after: last, limit: 1000),
        !page.isEmpty
      {
        documents += try page.map { try Document($0, in: ledger) }
        last = page.last
      }
    }
  }
}
