import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Rejected: Action {
  static let configuration = CommandConfiguration(
    abstract: "List what was rejected and is still to be put right, by cause, oldest first.",
    discussion: """
      A cause is a code and the path at which it was found: files with the same fault stand together, with who has to act. \
      Below each cause stand its files, how many of their rejected records are still open, and where file and report lie. A \
      file with several faults stands below each of them.

      Put one right with kontor edit, or drop the corrected file into the inbox; if a schema or a mapping was at fault, \
      mend that and run kontor reprocess; end one that will not be put right with kontor discard.

        kontor rejected
        kontor rejected --where "system=crm code=code-unknown age>2d"
        kontor rejected --where "entity=Order file=orders-*.xml" --json
      """)

  @OptionGroup var which: WhereOptions

  @Option(help: ArgumentHelp("Show so many files of each cause at most; all are counted.", valueName: "count"))
  var limit = 20

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    var filter = InterchangeFilter()
    filter.rejection = .open
    filter.limit = .max
    if let named = try which.openRejections(configuration) { filter = named }
    let ledger = try session.ledger(of: configuration, for: .reading)
    let groups = try CauseGroup.all(matching: filter, in: ledger)
    let places = Places(configuration: configuration)
    let now = Timestamp.now()
    if shared.json {
      try session.out.json(groups.map { RejectedReport($0, places: places, now: now) })
    } else if groups.isEmpty {
      session.out.line("none")
    } else {
      RejectedText(groups: groups, places: places, now: now, limit: limit, output: session.out).print()
    }
    return .done
  }
}
