import Exchange
import GRDB

@testable import LedgerSQLite

/// Changes a ledger's file behind Kontor's back, past all rules of its tables.
func tamper(_ folder: String, _ sql: String) throws {
  var configuration = GRDB.Configuration()
  configuration.foreignKeysEnabled = false
  try DatabaseQueue(path: folder + "/ledger.sqlite", configuration: configuration).writeWithoutTransaction {
    try $0.execute(sql: "PRAGMA ignore_check_constraints = ON; " + sql)
  }
}

/// What the ledger in a folder says of itself.
func findings(_ folder: String) throws -> [Discrepancy] {
  let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .reading)
  var findings: [Discrepancy] = []
  _ = try ledger.prove({ findings.append($0) }, progress: { _ in })
  return findings
}
