import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Audit: Action {
  static let configuration = CommandConfiguration(
    abstract: "List who decided what, when and why, oldest first.",
    discussion: """
      Every decision of a person stands here, also one that was refused, with what held before and after. Nothing is ever \
      taken out: the entries are part of the chain that kontor verify follows.

        kontor audit --since 7d
        kontor audit --who ada --action reprocess
        kontor audit --subject "Customer K-20417"
        kontor audit --since 2026-11-01 --until 2026-12-01 --csv > november.csv

      A moment is a date, a date with a time (UTC where it names no zone), or a time back from now: 2026-11-24, \
      2026-11-24T08:00:00Z, 36h.
      """)

  @Option(help: ArgumentHelp("Only what this person decided.", valueName: "name"))
  var who: String?

  @Option(help: ArgumentHelp("Only decisions of this kind.", valueName: "action"))
  var action: WordArgument<Decision.Action>?

  @Option(help: ArgumentHelp("Only with this text in what it was about.", valueName: "text"))
  var subject: String?

  @Option(help: ArgumentHelp("Not before this moment.", valueName: "moment"))
  var since: MomentArgument?

  @Option(help: ArgumentHelp("Before this moment.", valueName: "moment"))
  var until: MomentArgument?

  @Flag(help: "Answer in CSV, with a line of titles (RFC 4180).")
  var csv = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if csv, shared.json { throw ValidationError("Choose one: --csv or --json.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let ledger = try session.ledger(of: try session.configuration(), for: .reading)
    var filter = AuditFilter()
    filter.who = who
    filter.action = action?.value.rawValue
    filter.subject = subject
    filter.since = since?.moment
    filter.until = until?.moment
    if csv { session.out.write(CSV.line(AuditReport.titles)) }
    var table = AuditTable()
    var last: Int64 = 0
    while case let page = try ledger.audit(matching: filter, after: last, limit: 1000), !page.isEmpty {
      last = page[page.count - 1].number
      for entry in page {
        if csv {
          session.out.write(CSV.line(AuditReport(entry).fields))
        } else if shared.json {
          try session.out.json(AuditReport(entry), onOneLine: true)
        } else {
          table.add(entry)
        }
      }
    }
    if !csv, !shared.json { table.print(to: session.out) }
    return .done
  }
}
