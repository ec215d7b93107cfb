import Exchange
import LedgerSQLite

/// Judges files and tells stories, on a thread of its own: schemas and mappings are compiled once, and again when they
/// change.
actor TrialBench {
  private let queue = OwnQueue("bench")
  private let configurationFile: String
  private var rules: Rules?
  private let reader = LedgerConnection()

  init(configurationFile: String) {
    self.configurationFile = configurationFile
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  func work<Value: Sendable>(_ body: @Sendable (Bench) throws -> Value) throws -> Value {
    let rules = try currentRules()
    return try reader.read(rules.configuration) { ledger in
      try body(Bench(configuration: rules.configuration, catalogue: rules.catalogue, ledger: ledger))
    }
  }

  private func currentRules() throws -> Rules {
    if let rules, rules.stamps.again() == rules.stamps { return rules }
    do throws(Rules.Refusal) {
      let read = try Rules.read(from: configurationFile, known: [configurationFile])
      rules = read
      return read
    } catch {
      throw error.cause
    }
  }
}
