import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Held: Action {
  static let configuration = CommandConfiguration(
    abstract: "List records that wait, oldest first, and for what.",
    discussion: """
      A held record goes on by itself when what it waits for has come. Send it as it is with kontor release, end it with \
      kontor discard; say who a possible duplicate is with kontor resolve.

        kontor held
        kontor held --entity Order
      """)

  @Option(help: ArgumentHelp("Only records of this entity.", valueName: "entity"))
  var entity: WordArgument<Entity>?

  @Option(help: ArgumentHelp("Only what waits for this reason.", valueName: "reason"))
  var reason: WordArgument<Hold.Reason>?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let ledger = try session.ledger(of: try session.configuration(), for: .reading)
    var holds: [Hold] = []
    var last: Int64 = 0
    while case let page = try ledger.holds(after: last, limit: 1000), !page.isEmpty {
      last = page[page.count - 1].id
      holds += page.filter { hold in
        (entity?.value ?? hold.record.kind) == hold.record.kind && (reason?.value ?? hold.reason) == hold.reason
      }
    }
    if shared.json {
      try session.out.json(holds.map(HoldReport.init))
    } else if holds.isEmpty {
      session.out.line("none")
    } else {
      for hold in holds { tell(hold, session.out) }
    }
    return .done
  }

  private func tell(_ hold: Hold, _ out: Output) {
    let record = hold.record
    out.line(
      "\(hold.id)  \(out.styled(Printable.line("\(record.kind.rawValue) \(record.key)"), .strong)) from "
        + "\(Printable.line(record.sender)), since \(Phrase.moment(hold.since)): \(out.styled(hold.reason.rawValue, .warning))"
    )
    out.line("   \(Printable.line(hold.sentence))")
    if let deadline = hold.deadline {
      out.line("   until \(Phrase.moment(deadline)); \(hold.afterwards.words)")
    }
  }
}
