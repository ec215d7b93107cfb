/// One record as an acknowledgement lists it.
struct AcknowledgedRecord {
  var record: RecordOutcome
  var issues: [Issue]
  var documents: [Document]
  /// The keys of the same thing in other systems.
  var otherKeys: [(system: String, key: String)]
  var fields: [FieldOutcome]

  init(
    _ record: RecordOutcome, _ issues: [Issue], _ documents: [Document],
    _ agreed: (otherKeys: [(system: String, key: String)], fields: [FieldOutcome])
  ) {
    self.record = record
    self.issues = issues
    self.documents = documents
    otherKeys = agreed.otherKeys
    fields = agreed.fields
  }

  /// As there is something new to say of it.
  init(_ record: RecordOutcome, _ answer: LaterAnswers.Answer) {
    self.record = record
    self.record.verdict = answer.verdict
    issues = []
    documents = []
    otherKeys = [answer.otherKey].compactMap(\.self)
    fields = []
    guard let sentence = answer.sentence else { return }
    let code = answer.code ?? (answer.verdict == .rejected ? .discarded : .held)
    let severity: Issue.Severity = answer.verdict == .rejected ? .error : .information
    issues = [Issue(code, severity, phase: .delivery, at: record.start, sentence)]
  }
}

extension EntityMemory {
  /// What the agreement made of a record: the other keys of what it is about, and its fields.
  func agreed(on source: RecordReference, _ sender: String) throws(LedgerError) -> (
    otherKeys: [(system: String, key: String)], fields: [FieldOutcome]
  ) {
    let events = try events(from: source).filter { $0.what == .told }
    var keys: [(system: String, key: String)] = []
    if let first = events.first, let entity = try entity(first.entity) {
      keys = entity.keys.filter { $0.key != sender }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    return (keys, events.flatMap(\.fields))
  }
}
