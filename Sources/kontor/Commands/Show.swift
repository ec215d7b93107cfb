import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Show: Action {
  static let configuration = CommandConfiguration(
    abstract: "Show one interchange in full.",
    discussion: """
      What came, what became of it and why, record by record, and where everything lies now. Any part of the id, the file \
      name or the control number will do that only one interchange has.

        kontor show 01KAVB0QZ3
        kontor show 1003-orders.xml --records all
        kontor show 01KAVB0QZ3 --diff 1 2

      Of a file that was rejected it tells all attempts to put it right, with their numbers; of several attempts with the \
      same name the latest is shown. --diff shows what two of them \
      differ in. Where the later one began with a reject file, it is compared with that.

      Exits with 2 if nothing or more than one interchange fits.
      """)

  enum Records: String, ExpressibleByArgument, CaseIterable {
    case all, exceptions
  }

  @Argument(help: ArgumentHelp("A part of the id, the file name or the control number.", valueName: "id-or-name"))
  var text: String

  @Option(help: "Which records to show: all, or exceptions, those that were not simply accepted.")
  var records = Records.exceptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Show what two attempts differ in, by their numbers: --diff 1 2.", valueName: "numbers"))
  var diff: [Int] = []

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard diff.isEmpty || diff.count == 2 else { throw ValidationError("Name two attempts by number: --diff 1 2") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    let interchange = try InterchangeSearch(ledger: ledger).latest(text)
    if diff.count == 2 {
      let (before, after, difference) = try AttemptDifference(configuration, ledger).between(
        diff[0], diff[1], of: interchange)
      if shared.json {
        try session.out.json(DifferenceReport(before: before, after: after, difference.comparison))
      } else {
        difference.print(to: session.out)
      }
      return .done
    }
    let places = Places(configuration: configuration)
    let acknowledgement = try places.acknowledgement(of: interchange, in: ledger)
    if shared.json {
      try session.out.json(
        InterchangeDetails(
          interchange, places: places, acknowledgement: acknowledgement, in: ledger, all: records == .all)
      )
    } else {
      try InterchangeText(
        interchange: interchange, ledger: ledger, places: places, acknowledgement: acknowledgement, output: session.out
      ).print(all: records == .all)
    }
    return .done
  }
}
