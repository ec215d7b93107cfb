package import Exchange

/// One decision in JSON and CSV.
package struct AuditReport: Encodable, Sendable {
  package var number: Int64
  package var at: Moment
  package var who: String
  package var action: String
  package var subject: String
  package var outcome: String
  package var reason: String?
  package var before: String?
  package var after: String?
  /// The interchange that is the decision, and its record.
  package var interchange: String
  package var position: Int

  package init(_ entry: AuditEntry) {
    number = entry.number
    at = entry.at.moment
    who = entry.who
    action = entry.action
    subject = entry.subject
    outcome = entry.outcome.rawValue
    reason = entry.reason
    before = entry.before
    after = entry.after
    interchange = entry.source.interchange.text
    position = entry.source.position
  }

  package static let titles = [
    "number", "at", "who", "action", "subject", "outcome", "reason", "before", "after", "interchange", "position",
  ]

  /// In the order of the titles.
  package var fields: [String] {
    [
      String(number), at.description, who, action, subject, outcome, reason ?? "", before ?? "", after ?? "",
      interchange,
      String(position),
    ]
  }
}
