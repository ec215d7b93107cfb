import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite

struct Show: Action {
  static let configuration = CommandConfiguration(
    abstract: "Show one interchange in full.",
    discussion: """
      What came, what became of it and why, record by record, and where everything lies now. Any part of the id, the file \
      name or the control number will do that only one interchange has.

        kontor show 01KAVB0QZ3
        kontor show 1003-orders.xml --records all

      Exits with 2 if nothing or more than one interchange fits.
      """)

  enum Records: String, ExpressibleByArgument, CaseIterable {
    case all, exceptions
  }

  @Argument(help: ArgumentHelp("A part of the id, the file name or the control number.", valueName: "id-or-name"))
  var text: String

  @Option(help: "Which records to show: all, or exceptions, those that were not simply accepted.")
  var records = Records.exceptions

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    let found = try find(in: ledger)
    guard found.count == 1 else {
      let what = found.isEmpty ? "no interchange has" : "more than one interchange has"
      if !found.isEmpty {
        InterchangeTable(interchanges: found).print(to: session.err)
      }
      throw Failure(
        .usage, "\(what) “\(text)” in its id, file name or control number; kontor list shows what there is")
    }
    let places = Places(configuration: configuration)
    let acknowledgement = try places.acknowledgement(of: found[0], in: ledger)
    if shared.json {
      try session.out.json(
        InterchangeDetails(found[0], places: places, acknowledgement: acknowledgement, in: ledger, all: records == .all)
      )
    } else {
      try InterchangeText(
        interchange: found[0], ledger: ledger, places: places, acknowledgement: acknowledgement, output: session.out
      ).print(all: records == .all)
    }
    return .done
  }

  private func find(in ledger: any Ledger) throws -> [Interchange] {
    if let exact = try ledger.interchange(InterchangeID(text.uppercased())) { return [exact] }
    var filter = InterchangeFilter()
    filter.text = text
    filter.limit = 20
    return try ledger.interchanges(matching: filter)
  }
}
