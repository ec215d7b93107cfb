import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Conflicts: Action {
  static let configuration = CommandConfiguration(
    abstract: "List fields that both sides changed and a person has to decide.",
    discussion: """
      Until the decision each system keeps its own value. Decide with kontor resolve, or drop a file with Decision records \
      into an inbox.

        kontor conflicts
        kontor resolve Customer K-20417 "Phone[use=main]=crm"
      """)

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    var reports: [ConflictReport] = []
    var last: Int64 = 0
    while case let page = try ledger.entitiesInConflict(after: last, limit: 500), !page.isEmpty {
      last = page[page.count - 1].id
      for entity in page { reports += try ConflictReport.all(of: entity, in: configuration, ledger) }
    }
    if shared.json {
      try session.out.json(reports)
    } else if reports.isEmpty {
      session.out.line("none")
    } else {
      for report in reports { tell(report, session.out) }
    }
    return .done
  }

  private func tell(_ report: ConflictReport, _ out: Output) {
    out.line(
      "\(out.styled(Printable.line("\(report.entity) \(report.key)"), .strong)) \(Printable.line(report.field)), since "
        + Phrase.moment(report.since.timestamp))
    let longest = report.values.keys.map(\.count).max() ?? 0
    for (system, value) in report.values.sorted(by: { $0.key < $1.key }) {
      out.line(
        "   \(Printable.line(system))\(String(repeating: " ", count: longest - system.count))  "
          + Printable.line(EntityShape.customer.display(value)))
    }
    if let base = report.base { out.line("   before: \(Printable.line(EntityShape.customer.display(base)))") }
  }
}
