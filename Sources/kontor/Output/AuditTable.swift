import Exchange
import Operations

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
