package import Exchange

/// Everything that is still to be put right for one reason, counted.
package struct OpenCauseReport: Encodable, Sendable {
  /// The same as long as the cause is the same.
  package var id: String
  package var code: String
  /// Without positions; left out for a fault of a file as a whole.
  package var path: String?
  package var message: String
  package var responsible: String
  package var files: Int
  /// Of the files, those of which no record is at fault.
  package var wholeFiles: Int
  package var records: Int
  package var senders: [String]
  package var firstSeen: Moment
  package var lastSeen: Moment

  /// - Parameter shown: which values its message may tell.
  package init(_ cause: OpenCause, _ shown: ShownValues) {
    let words = IssueWords(cause.issue, in: .english, hidingValues: !shown.seesPayloads)
    id = cause.key.id
    code = cause.key.code
    path = cause.key.path.isEmpty ? nil : cause.key.path
    message = words.sentence
    responsible = words.responsible.rawValue
    files = cause.files
    wholeFiles = cause.wholeFiles
    records = cause.records
    senders = cause.senders.sorted()
    firstSeen = cause.firstSeen.moment
    lastSeen = cause.lastSeen.moment
  }
}
