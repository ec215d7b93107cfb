/// What has to be told of records whose files were answered before: that they were released, imported, refused.
struct LaterAnswers {
  struct Answer {
    var verdict: RecordVerdict
    var level: AcknowledgementLevel
    var sentence: String?
    var code: IssueCode?
    var otherKey: (system: String, key: String)?
  }

  private(set) var byInterchange: [InterchangeID: [Int: Answer]] = [:]
  /// Interchanges of which a person wants nothing more, with a sentence that says why.
  private(set) var closed: [InterchangeID: String] = [:]

  /// All that there is something to say of.
  var interchanges: [InterchangeID] { Set(byInterchange.keys).union(closed.keys).sorted() }

  mutating func close(_ id: InterchangeID, _ sentence: String) {
    closed[id] = sentence
  }

  /// Of several things about one record, such as an order and the customer that it took along, a refusal is what its
  /// sender has to hear.
  mutating func add(_ record: RecordReference, _ answer: Answer) {
    if byInterchange[record.interchange]?[record.position]?.verdict == .rejected, answer.verdict != .rejected { return }
    byInterchange[record.interchange, default: [:]][record.position] = answer
  }
}
