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

  /// Of several things about one record, such as an order and the customer that it took along, a refusal is what its
  /// sender has to hear.
  mutating func add(_ record: RecordReference, _ answer: Answer) {
    if byInterchange[record.interchange]?[record.position]?.verdict == .rejected, answer.verdict != .rejected { return }
    byInterchange[record.interchange, default: [:]][record.position] = answer
  }
}
