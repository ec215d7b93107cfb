import Console
import DropFolder
import Exchange
import Operations

/// What pages of interchanges are made of.
extension Sample {
  static func interchange(
    _ id: String = "01M8KBE5SGRJ2W51", _ verdict: InterchangeVerdict? = .accepted, state: InterchangeState = .done
  ) -> Interchange {
    var interchange = Interchange(
      id: InterchangeID(id), sender: "crm", fileName: "orders.xml", size: 6098,
      sha256: String(repeating: "ab", count: 32), receivedAt: before(seconds: 420), state: state)
    interchange.verdict = verdict
    interchange.envelope.controlNumber = hostile
    if verdict != nil {
      interchange.totals.count(.accepted)
      interchange.totals.count(.rejected)
      interchange.decidedAt = before(seconds: 419)
      if state == .done { interchange.doneAt = before(seconds: 418) }
    }
    return interchange
  }

  static let decision = AuditEntry(
    at: before(seconds: 300), who: "ada", action: "discard", subject: "interchange",
    reason: "the customer sends it anew",
    outcome: .accepted, source: RecordReference(InterchangeID("01M8KBE5SGRJ2W60"), 1))

  static func issue(value: String = "24.11.2026") -> Issue {
    Issue(
      stored: "value-invalid", .error, phase: .schema, path: "/Exchange/Order[1]/IssueDate[1]", value: value,
      expected: "a date such as 2026-11-23", "“\(value)” in IssueDate is not a date such as 2026-11-23.")
  }

  static func facts(_ interchange: Interchange = interchange()) -> InterchangeFacts {
    var facts = InterchangeFacts(interchange, file: hostile)
    facts.place = "2026/11/29/\(hostile).xml"
    facts.records = [
      InterchangeFacts.Record(
        position: 1, entity: "Order", key: hostile, verdict: .accepted, line: 9, documents: [hostile]),
      InterchangeFacts.Record(
        position: 2, entity: "<b>", key: nil, verdict: .rejected, line: 70, issues: [issue(value: hostile)]),
    ]
    facts.attempts = [InterchangeFacts.Attempt(number: 1, interchange, file: hostile)]
    return facts
  }

  static func document(_ ordinal: Int, _ state: Document.State, kind: Document.Kind = .import)
    -> InterchangeFacts.Document
  {
    InterchangeFacts.Document(
      Document(
        id: "01M8KBE5SGRJ2W51-1-\(ordinal)", interchange: InterchangeID("01M8KBE5SGRJ2W51"), ordinal: ordinal,
        kind: kind, system: "erp", name: "one.xml", entity: "Order", records: nil, size: 1964, sha256: "", state: state,
        publicationOrder: ordinal), name: hostile)
  }
}
