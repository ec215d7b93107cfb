import Exchange
import LedgerSQLite

/// Asks the ledger, on a thread of its own.
actor LedgerReader {
  private let queue: OwnQueue
  private let connection = LedgerConnection()

  init(_ number: Int) {
    queue = OwnQueue("reader-\(number)")
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  func read<Value: Sendable>(
    _ configuration: Configuration, _ body: @Sendable (Reading) throws -> Value
  ) throws -> Value {
    try connection.read(configuration) { try body(Reading(configuration: configuration, ledger: $0)) }
  }
}
