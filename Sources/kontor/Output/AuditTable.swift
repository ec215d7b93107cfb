import Exchange

/// The audit trail in columns, one decision a line.
struct AuditTable {
  private var table = Table(["WHEN", "WHO", "ACTION", "SUBJECT", "OUTCOME", "REASON", "CHANGE"])
  private var isEmpty = true

  /// Columns of a reason or a change; CSV and JSON have all of it.
  private static let widest = 60

  mutating func add(_ entry: AuditEntry) {
    isEmpty = false
    let change: String
    switch (entry.before, entry.after) {
    case (nil, nil): change = ""
    // What was refused changed nothing, and says why.
    case (nil, let why?) where entry.outcome == .rejected: change = why
    case (let before, let after): change = "\(before ?? "nothing") → \(after ?? "nothing")"
    }
    let outcome: Style? = entry.outcome == .rejected ? .bad : nil
    table.add([
      Cell(Phrase.moment(entry.at)), Cell(Printable.line(entry.who), .strong), Cell(Printable.line(entry.action)),
      Cell(Printable.line(entry.subject)),
      Cell(entry.outcome == .rejected ? "refused" : entry.outcome.rawValue, outcome),
      Cell(Wrapped.cut(Printable.line(entry.reason ?? ""), width: Self.widest)),
      Cell(Wrapped.cut(Printable.line(change), width: Self.widest)),
    ])
  }

  func print(to output: Output) {
    if isEmpty { output.line("none") } else { table.print(to: output) }
  }
}

/// One decision in JSON and CSV.
struct AuditReport: Encodable {
  var number: Int64
  var at: String
  var who: String
  var action: String
  var subject: String
  var outcome: String
  var reason: String?
  var before: String?
  var after: String?
  /// The interchange that is the decision, and its record.
  var interchange: String
  var position: Int

  init(_ entry: AuditEntry) {
    number = entry.number
    at = entry.at.description
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

  static let titles = [
    "number", "at", "who", "action", "subject", "outcome", "reason", "before", "after", "interchange", "position",
  ]

  /// In the order of the titles.
  var fields: [String] {
    [
      String(number), at, who, action, subject, outcome, reason ?? "", before ?? "", after ?? "", interchange,
      String(position),
    ]
  }
}
