import Exchange
import GRDB
import Testing

@testable import LedgerSQLite

/// What is left of an interchange whose records are forgotten proves itself, and the chain around it does.
@Suite("a ledger that has forgotten")
struct SQLiteRetentionProofTests {
  /// A, B and C are done; B has lost its records.
  private func ledger(_ folder: String) throws {
    let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
    for id in ["A", "B", "C"] {
      try ledger.take(arrival(id, content: id), records: [.accepted, .rejected, .ignored])
      try ledger.markPublished([], completing: [InterchangeID(id)])
      try ledger.done(id)
    }
    try ledger.begin([Pruning(InterchangeID("B"), .metadata, rule: "metadata: 10y", saidAt: someTime)])
  }

  private func proof(_ folder: String) throws -> (proof: LedgerProof, codes: [Discrepancy.Code]) {
    let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .reading)
    var codes: [Discrepancy.Code] = []
    let proof = try ledger.prove({ codes.append($0.code) }, progress: { _ in })
    return (proof, codes)
  }

  @Test("it is whole, and says how many links are stated facts")
  func whole() throws {
    try withFolder { folder in
      try ledger(folder)
      let (proof, codes) = try proof(folder)
      #expect(codes == [])
      #expect(proof.pruned == 1)
      #expect(proof.records == 7)
    }
  }

  @Test(
    "what is changed about it is found",
    arguments: [
      ("UPDATE interchange SET verdict = 'held' WHERE id = 'B'", [Discrepancy.Code.closedChanged]),
      ("UPDATE interchange SET sha256 = 'x' WHERE id = 'B'", [.closedChanged]),
      ("INSERT INTO record VALUES ('B', 1, 'Order', NULL, 'accepted', 1, 1, 1)", [.closedChanged]),
      ("DELETE FROM record WHERE interchange = 'B'", [.sums, .closedChanged]),
      ("UPDATE closing SET sha256 = 'x' WHERE interchange = 'B'", [.closedChanged, .closedChanged]),
      ("DELETE FROM pruning", [.sums, .sums, .closedChanged]),
      ("UPDATE pruning SET remains = NULL", [.closedChanged]),
      ("UPDATE interchange SET summary = 'x' WHERE id = 'C'", [.closedChanged]),
    ])
  func tampered(sql: String, expected: [Discrepancy.Code]) throws {
    try withFolder { folder in
      try ledger(folder)
      try tamper(folder, sql)
      #expect(try proof(folder).codes == expected)
    }
  }

  @Test("what is not what was closed is not thinned, and says so")
  func broken() throws {
    try withFolder { folder in
      do {
        let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
        try ledger.take(arrival("A"), records: [.accepted])
        try ledger.markPublished([], completing: [InterchangeID("A")])
        try ledger.done("A")
      }
      try tamper(folder, "UPDATE interchange SET summary = 'x' WHERE id = 'A'")
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      #expect(try ledger.reasonToKeep(.metadata, of: InterchangeID("A"), awaitingNumbers: true) == .chainBroken)
      #expect(try ledger.reasonToKeep(.payload, of: InterchangeID("A"), awaitingNumbers: true) == nil)
      let pruning = Pruning(InterchangeID("A"), .metadata, rule: "metadata: 10y", saidAt: someTime)
      #expect(ledgerError { try ledger.begin([pruning]) }?.code == .unexpected)
    }
  }
}
