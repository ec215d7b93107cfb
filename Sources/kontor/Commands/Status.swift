import ArgumentParser
import DropFolder
import Exchange
import LedgerSQLite
import Operations

struct Status: Action {
  static let configuration = CommandConfiguration(
    abstract: "Say how things stand.",
    discussion: """
      Shows each system's folders and what lies in them, what is under way, what became of everything so far, and the \
      names that are passed over. Can be asked at any time, also while the service runs.

        kontor status
        kontor status --json
      """)

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    var standing: [String: OutboxStanding] = [:]
    for system in configuration.systems where system.receipts.taken {
      standing[system.name] = try ledger.standing(inOutboxOf: system.name)
    }
    let status = StatusReport(
      configuration, counts: try ledger.counts(), open: try ledger.open(), passedOver: try ledger.passedOver(),
      incidents: try ledger.openIncidents(),
      standing: standing,
      register: try FolderRegister(ledger),
      health: Health(try Heartbeat.left(in: configuration.ledgerFolder), at: .now()), now: .now())
    if shared.json { try session.out.json(status) } else { StatusText(status: status, output: session.out).print() }
    return .done
  }
}
