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

  mutating func add(_ record: RecordReference, _ answer: Answer) {
    byInterchange[record.interchange, default: [:]][record.position] = answer
  }
}
