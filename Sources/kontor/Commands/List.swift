import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct List: Action {
  static let configuration = CommandConfiguration(
    abstract: "List interchanges, newest first.",
    discussion: """
      An interchange is one file as it was received. All conditions must hold.

        kontor list --verdict rejected
        kontor list --text 4711 --limit 5
        kontor list --where "system=crm entity=Order code=value-invalid age<7d"
      """)

  @Option(help: ArgumentHelp("Only this verdict.", valueName: "verdict"))
  var verdict: WordArgument<InterchangeVerdict>?

  @Option(help: ArgumentHelp("Only from this system.", valueName: "name"))
  var sender: String?

  @Option(help: ArgumentHelp("Only in this state.", valueName: "state"))
  var state: WordArgument<InterchangeState>?

  @Option(
    help: ArgumentHelp(
      "Only with this text in the id, the file name or the control number, or at the start of the SHA-256.",
      valueName: "text"))
  var text: String?

  @OptionGroup var which: WhereOptions

  @Option(help: ArgumentHelp("So many at most.", valueName: "count"))
  var limit = 50

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    var filter = try which.filter(configuration) ?? InterchangeFilter()
    if let sender, let other = filter.sender, other != sender {
      throw Failure(.usage, "--sender \(sender) and system=\(other) cannot both hold; leave one out")
    }
    filter.verdict = verdict?.value
    filter.sender = sender ?? filter.sender
    filter.state = state?.value
    filter.text = text
    filter.limit = limit
    let found = try ledger.interchanges(matching: filter)
    if shared.json {
      let places = Places(configuration: configuration)
      try session.out.json(
        try found.map {
          InterchangeReport(
            $0, places: places, acknowledgement: try places.acknowledgement(of: $0, in: ledger),
            rejection: try ledger.rejection(of: $0.id))
        })
    } else if found.isEmpty {
      session.out.line("none")
    } else {
      InterchangeTable(interchanges: found).print(to: session.out)
    }
    return .done
  }
}
