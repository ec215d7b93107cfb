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

  /// Interchanges whose documents waited, and all lie in their outboxes now.
  private(set) var delivered: Set<InterchangeID> = []

  /// All that there is something to say of.
  var interchanges: [InterchangeID] { Set(byInterchange.keys).union(closed.keys).union(delivered).sorted() }

  mutating func deliver(_ id: InterchangeID) {
    delivered.insert(id)
  }

  mutating func close(_ id: InterchangeID, _ sentence: String) {
    closed[id] = sentence
  }

  /// Of several things about one record, such as an order and the customer that it took along, a refusal is what its
  /// sender has to hear.
  mutating func add(_ record: RecordReference, _ answer: Answer) {
    if byInterchange[record.interchange]?[record.position]?.verdict == .rejected, answer.verdict != .rejected { return }
    byInterchange[record.interchange, default: [:]][record.position] = answer
  }

  /// What of it the sender of an interchange wants to hear, in the order of the records.
  func news(of id: InterchangeID, by rules: AcknowledgementRules, _ log: any EntityMemory) throws(LedgerError)
    -> [News]
  {
    var news: [News] = []
    for (position, answer) in (byInterchange[id] ?? [:]).sorted(by: { $0.key < $1.key }) {
      let record = try log.record(at: position, of: id)
      let entity = if let record { record.entity } else { try Self.entity(of: RecordReference(id, position), log) }
      guard rules.acknowledge(answer, on: entity) else { continue }
      news.append(News(record: rules.terms(for: entity).records == .none ? nil : record, answer: answer))
    }
    return news
  }

  /// Something to tell, and of which record, if that is listed. A rebuilt ledger has no rows of records that were simply
  /// accepted.
  struct News {
    var record: RecordOutcome?
    var answer: Answer
  }

  private static func entity(of source: RecordReference, _ log: any EntityMemory) throws(LedgerError) -> String {
    guard let event = try log.events(from: source).first else { return "" }
    return try log.entity(event.entity)?.kind.rawValue ?? ""
  }
}
