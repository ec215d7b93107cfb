import Exchange
import Foundation
import GRDB
import Testing

@testable import LedgerSQLite

/// What somebody does to rejections and the audit trail of a ledger behind Kontor's back, and what the ledger says of it.
@Suite("rejections of a ledger that were tampered with")
struct SQLiteRejectionProofTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    /// Code and interchange of what must be found.
    let code: Discrepancy.Code
    let interchange: String
  }

  private static let changes = [
    Change(
      testDescription: "another count", sql: "UPDATE rejection SET count = 9 WHERE interchange = 'A'", code: .tally,
      interchange: "A"),
    Change(
      testDescription: "another count, seen from the chain",
      sql: "UPDATE rejection SET count = 9 WHERE interchange = 'A'", code: .closedChanged, interchange: "A"),
    Change(
      testDescription: "another number of open ones", sql: "UPDATE rejection SET open = 2 WHERE interchange = 'B'",
      code: .tally, interchange: "B"),
    Change(
      testDescription: "a rejection closed by hand",
      sql: "UPDATE rejection SET open = 0, state = 'discarded', closedAt = 1 WHERE interchange = 'B'", code: .tally,
      interchange: "B"),
    Change(
      testDescription: "a rejection opened again",
      sql: "UPDATE rejection SET open = 1, state = 'open' WHERE interchange = 'A'",
      code: .tally, interchange: "A"),
    Change(
      testDescription: "a rejection closed otherwise",
      sql: "UPDATE rejection SET state = 'replaced' WHERE interchange = 'A'",
      code: .tally, interchange: "A"),
    Change(
      testDescription: "a rejection closed at another time",
      sql: "UPDATE rejection SET closedAt = 1 WHERE interchange = 'A'",
      code: .tally, interchange: "A"),
    Change(
      testDescription: "a state that is none", sql: "UPDATE rejection SET state = 'x' WHERE interchange = 'A'",
      code: .ledgerDamaged, interchange: "A"),
    Change(
      testDescription: "another beginning", sql: "UPDATE rejection SET since = 1 WHERE interchange = 'B'",
      code: .closedChanged, interchange: "B"),
    Change(
      testDescription: "another sender", sql: "UPDATE rejection SET sender = 'erp' WHERE interchange = 'B'",
      code: .ledgerDamaged, interchange: "B"),
    Change(
      testDescription: "another file", sql: "UPDATE rejection SET fileName = x'78' WHERE interchange = 'B'",
      code: .ledgerDamaged, interchange: "B"),
    Change(
      testDescription: "another number", sql: "UPDATE rejection SET number = 9 WHERE interchange = 'B'",
      code: .ledgerDamaged, interchange: "B"),
    Change(
      testDescription: "a rejection taken out", sql: "DELETE FROM rejection WHERE interchange = 'B'",
      code: .closedChanged, interchange: "B"),
    Change(
      testDescription: "a rejection taken out, its settlements left",
      sql: "DELETE FROM rejection WHERE interchange = 'A'",
      code: .orphan, interchange: "A"),
    Change(
      testDescription: "a rejection put in",
      sql:
        "INSERT INTO rejection SELECT number, id, sender, fileName, 1, 1, 1, 'open', NULL, 0 FROM interchange WHERE id = 'C'",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "a rejection of an unknown interchange",
      sql: "INSERT INTO rejection VALUES (99, 'X', 'crm', x'78', 1, 1, 1, 'open', NULL, 0)", code: .orphan,
      interchange: "X"),
    Change(
      testDescription: "a settlement changed", sql: "UPDATE settlement SET byPosition = 2 WHERE interchange = 'A'",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "another end and its settlement",
      sql: """
        UPDATE settlement SET state = 'replaced' WHERE interchange = 'A';
        UPDATE rejection SET state = 'replaced' WHERE interchange = 'A'
        """, code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "a settlement moved to another interchange",
      sql: "UPDATE settlement SET byInterchange = 'B' WHERE interchange = 'A'", code: .closedChanged, interchange: "B"),
    Change(
      testDescription: "a settlement by an unknown interchange",
      sql: "UPDATE settlement SET byInterchange = 'X' WHERE interchange = 'A'", code: .orphan, interchange: "X"),
    Change(
      testDescription: "a settlement taken out", sql: "DELETE FROM settlement WHERE interchange = 'A'",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "a settlement taken out, seen from its rejection",
      sql: "DELETE FROM settlement WHERE interchange = 'A'", code: .tally, interchange: "A"),
    Change(
      testDescription: "a settlement put in",
      sql: """
        INSERT INTO settlement VALUES (99, 'B', 3, 'C', NULL, 'corrected', 1);
        UPDATE rejection SET open = 0, state = 'corrected', closedAt = 1 WHERE interchange = 'B'
        """, code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "a settlement of what was not rejected",
      sql: "UPDATE settlement SET position = 2 WHERE interchange = 'B'", code: .orphan, interchange: "B"),
    Change(
      testDescription: "an audit entry changed", sql: "UPDATE audit SET reason = 'x' WHERE number = 1",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "an audit entry of somebody else", sql: "UPDATE audit SET who = 'x' WHERE number = 1",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "an audit entry taken out", sql: "DELETE FROM audit WHERE number = 2", code: .closedChanged,
      interchange: "C"),
    Change(
      testDescription: "an audit entry put in",
      sql:
        "INSERT INTO audit SELECT 9, at, who, action, subject, reason, outcome, before, after, interchange, 9 FROM audit LIMIT 1",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "an audit entry of an unknown interchange",
      sql: "UPDATE audit SET interchange = 'X' WHERE number = 1",
      code: .orphan, interchange: "X"),
    Change(
      testDescription: "an attempt recognised otherwise",
      sql: "UPDATE interchange SET recognition = 'content' WHERE id = 'C'",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "an attempt handed in by another decision",
      sql: "UPDATE interchange SET handedInterchange = 'A', handedPosition = 1 WHERE id = 'C'", code: .closedChanged,
      interchange: "C"),
    Change(
      testDescription: "a document that is another one once more", sql: "UPDATE document SET resends = 'x'",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "a link of another form", sql: "UPDATE closing SET form = 1 WHERE interchange = 'C'",
      code: .closedChanged, interchange: "C"),
    Change(
      testDescription: "a link of no form", sql: "UPDATE closing SET form = 7 WHERE interchange = 'C'",
      code: .closedChanged, interchange: "C"),
  ]

  /// A file that was refused and corrected as a whole, one of which one record of two is corrected, and what did both.
  func fill(_ ledger: any Ledger) throws {
    try ledger.reject("A")
    try ledger.reject("B", .partiallyAccepted, records: [.rejected, .accepted, .rejected])
    try ledger.reject("C", .accepted, records: [.accepted], corrects: "A") { decisions in
      try decisions.settle(settlement(of: "A", by: "C"))
      try decisions.settle(settlement(of: "B", 1, by: "C", 1))
      try decisions.add(entry(of: "C", 1))
      try decisions.add(entry("resolve", of: "C", 2, who: "bert", outcome: .rejected))
      try decisions.add(document(1, of: "C", records: 1...1))
    }
    try ledger.markPublished([("C-1-1", .published)], completing: [InterchangeID("C")], at: someTime)
    try ledger.done("A", "B", "C")
  }

  @Test("every change is found and named", arguments: changes)
  func found(_ change: Change) throws {
    try withFolder { folder in
      try fill(try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing))
      #expect(try findings(folder) == [])
      try tamper(folder, change.sql)
      let found = try findings(folder)
      #expect(found.contains { $0.code == change.code && $0.interchange?.text == change.interchange }, "\(found)")
      #expect(found.allSatisfy { $0.severity == .error && !$0.message.isEmpty })
    }
  }

  /// Computed outside of Swift from the documentation of ``ClosedRows``.
  @Test("the hash of a link that settles something is what its documentation says")
  func form() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      try fill(ledger)
      let chain = try ledger.closings(after: 0, limit: 9).map(\.sha256)
      #expect(
        chain == [
          "e9798d343051bdff482295b0bca000544b160e0e5808018f02d4f056d0589a54",
          "420b4327370be383397587e434ddc1edcdc93b6ef196de45aa0c3abc3e4af0e9",
          "e561379bec8aaae28f65276b5831e25a4e5f5300812205c433c3d2972c8e26b2",
        ])
    }
  }
}
