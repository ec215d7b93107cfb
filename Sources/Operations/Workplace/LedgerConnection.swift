import Exchange
import LedgerSQLite

/// A connection to the ledger that only reads, opened when it is needed first, and anew where the ledger is another one by
/// then. One thread uses it.
final class LedgerConnection {
  private var opened: (ledger: SQLiteLedger, path: String, identity: [UInt64])?

  /// Answers what `body` asks, from one state of the ledger.
  func read<Value>(_ configuration: Configuration, _ body: (SQLiteLedger) throws -> Value) throws -> Value {
    let ledger = try ledger(at: configuration.ledger.absolute)
    do {
      return try ledger.inOneState { try body(ledger) }
    } catch {
      // What is wrong with a connection may be right with the next one.
      if error is LedgerError { opened = nil }
      throw error
    }
  }

  private func ledger(at path: String) throws -> SQLiteLedger {
    // A ledger that was restored or rebuilt is another file of the same name, and the open one is history.
    let identity = PathFacts(path: path).identity
    if let opened, opened.path == path, opened.identity == identity { return opened.ledger }
    opened = nil
    let ledger = try SQLiteLedger(path: path, access: .reading)
    opened = (ledger, path, identity)
    return ledger
  }
}
