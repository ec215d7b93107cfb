import DropFolder
import Exchange
import Testing

// MARK: Samples of rejections

func settlement(
  of id: String, _ position: Int? = nil, by other: String, _ byPosition: Int? = nil,
  _ state: Rejection.State = .corrected, at moment: Timestamp = someTime
) -> Settlement {
  Settlement(
    of: InterchangeID(id), position: position, by: InterchangeID(other), byPosition: byPosition, state, at: moment)
}

func entry(
  _ action: String = "discard", of id: String = "A", _ position: Int = 1, who: String = "anna",
  subject: String = "interchange X", outcome: RecordVerdict = .accepted, at moment: Timestamp = someTime
) -> AuditEntry {
  AuditEntry(
    at: moment, who: who, action: action, subject: subject, reason: "\"why\", ü", outcome: outcome, before: "one\n",
    after: nil, source: source(position, of: id))
}

extension Ledger {
  /// Takes an interchange with one record per verdict, and opens its rejection where something of it was rejected.
  ///
  /// Records have the keys `SO-1`, `SO-2` and so on.
  @discardableResult
  func reject(
    _ id: String, from sender: String = "crm", name: FileName = "orders.xml", _ verdict: InterchangeVerdict = .rejected,
    records: [RecordVerdict] = [], corrects other: String? = nil, _ more: (any Decisions) throws -> Void = { _ in }
  ) throws -> Rejection? {
    let received = try receive([arrival(id, from: sender, content: id, name: name)])[0]
    var decided = received.decided(verdict, records: records)
    decided.corrects = other.map { InterchangeID($0) }
    decided.recognition = other.map { _ in .name }
    return try decide { decisions in
      for (index, verdict) in records.enumerated() { try decisions.add(outcome(index + 1, verdict), of: received.id) }
      try more(decisions)
      try decisions.conclude(decided)
      let rejection = Rejection(of: decided)
      if let rejection { try decisions.open(rejection) }
      return rejection
    }
  }

  func done(_ ids: String...) throws {
    try markDone(ids.map { (InterchangeID($0), "\($0)-orders.xml") }, at: someTime)
  }

  func knownRejection(_ id: String) throws -> Rejection { try #require(try rejection(of: InterchangeID(id))) }
}
