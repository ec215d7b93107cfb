import DropFolder
package import Exchange
import XMLEngine

extension Reading {
  /// An interchange without its records and documents, which come page by page; nil where there is none.
  package func details(of id: InterchangeID) throws -> InterchangeDetails? {
    guard let interchange = try ledger.interchange(id) else { return nil }
    let places = Places(configuration: configuration)
    return try InterchangeDetails(
      headOf: interchange, places: places, acknowledgement: try places.acknowledgement(of: interchange, in: ledger),
      in: ledger)
  }

  /// One page of an interchange's documents of a kind, each with its course; nil where there is no such interchange, or no
  /// such document to go on after.
  ///
  /// - Parameter after: the id of the last one of the page before.
  package func documents(
    of id: InterchangeID, _ kind: Document.Kind, after last: String?, limit: Int
  ) throws -> (documents: [InterchangeDetails.Document], next: String?)? {
    guard try ledger.interchange(id) != nil else { return nil }
    var after: Document?
    if let last {
      guard let document = try ledger.document(last), document.interchange == id, document.kind == kind else {
        return nil
      }
      after = document
    }
    let page = try ledger.documents(of: id, kind: kind, after: after, limit: limit + 1)
    let documents = try page.prefix(limit).map { try InterchangeDetails.Document($0, in: ledger) }
    return (documents, page.count > limit ? documents.last?.id : nil)
  }
}

extension InterchangeDetails.Record {
  package init(_ details: RecordDetails) {
    let record = details.record
    self.init(
      position: record.position, entity: record.entity, key: record.key, verdict: record.verdict.rawValue,
      line: record.start.line, column: record.start.column, issues: details.issues.map(IssueReport.init),
      documents: details.documents.map(\.name.display))
  }

  /// With those values alone that may be seen.
  package func showing(_ shown: ShownValues) -> InterchangeDetails.Record {
    var record = self
    record.issues = issues.map { $0.showing(shown) }
    return record
  }
}

extension InterchangeDetails {
  /// With those values alone that may be seen.
  package func showing(_ shown: ShownValues) -> InterchangeDetails {
    var details = self
    details.issues = issues.map { $0.showing(shown) }
    details.records = records.map { $0.showing(shown) }
    return details
  }
}
