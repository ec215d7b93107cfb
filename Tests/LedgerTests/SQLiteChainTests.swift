import Exchange
import Foundation
import GRDB
import Testing

@testable import LedgerSQLite

/// What somebody does to the file behind Kontor's back, and what the ledger says of it.
@Suite("a ledger that was tampered with")
struct SQLiteChainTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    /// Code and interchange of what must be found.
    let code: Discrepancy.Code
    var interchange: String? = "B"
  }

  private static let changes = [
    Change(
      testDescription: "another verdict",
      sql: "UPDATE interchange SET verdict = 'accepted' WHERE id = 'B'", code: .closedChanged),
    Change(
      testDescription: "another summary", sql: "UPDATE interchange SET summary = 'x' WHERE id = 'B'",
      code: .closedChanged),
    Change(
      testDescription: "another verdict of a record",
      sql: "UPDATE record SET verdict = 'ignored' WHERE interchange = 'B' AND position = 2", code: .sums),
    Change(
      testDescription: "a record taken out", sql: "DELETE FROM record WHERE interchange = 'B' AND position = 1",
      code: .sums),
    Change(
      testDescription: "a record put in",
      sql: "INSERT INTO record VALUES ('B', 9, 'Order', NULL, 'accepted', 1, 1, 1)", code: .sums),
    Change(
      testDescription: "another key of a record", sql: "UPDATE record SET key = 'SO-9' WHERE interchange = 'B'",
      code: .closedChanged),
    Change(
      testDescription: "an issue taken out", sql: "DELETE FROM issue WHERE interchange = 'B'", code: .closedChanged),
    Change(
      testDescription: "an issue moved to the file as a whole",
      sql: "UPDATE issue SET record = NULL WHERE interchange = 'B'", code: .closedChanged),
    Change(
      testDescription: "another hash of a document",
      sql: "UPDATE document SET sha256 = 'e' WHERE interchange = 'B'", code: .closedChanged),
    Change(
      testDescription: "a document taken out", sql: "DELETE FROM document WHERE interchange = 'B'",
      code: .closedChanged),
    Change(
      testDescription: "totals that do not add up", sql: "UPDATE interchange SET read = 3 WHERE id = 'B'", code: .sums),
    Change(
      testDescription: "an interchange taken out", sql: "DELETE FROM interchange WHERE id = 'B'", code: .chain),
    Change(
      testDescription: "an interchange taken out, its rows left", sql: "DELETE FROM interchange WHERE id = 'B'",
      code: .orphan),
    Change(
      testDescription: "a link taken out", sql: "DELETE FROM closing WHERE interchange = 'B'", code: .chain),
    Change(
      testDescription: "a link taken out, seen from the next one", sql: "DELETE FROM closing WHERE interchange = 'B'",
      code: .chain, interchange: "C"),
    Change(
      testDescription: "the last link taken out", sql: "DELETE FROM closing WHERE interchange = 'C'", code: .chain,
      interchange: "C"),
    Change(
      testDescription: "two links that change places",
      sql: """
        UPDATE closing SET number = 99 WHERE number = 1; UPDATE closing SET number = 1 WHERE number = 2;
        UPDATE closing SET number = 2 WHERE number = 99
        """, code: .closedChanged),
    Change(
      testDescription: "a link that says how it came in otherwise",
      sql: "UPDATE closing SET origin = 'rebuilt' WHERE interchange = 'B'", code: .closedChanged),
    Change(
      testDescription: "an interchange put in",
      sql: """
        INSERT INTO interchange (id, sender, fileName, size, sha256, receivedAt, state, verdict, decidedAt, doneAt)
        VALUES ('X', 'crm', x'78', 1, 'x', 1, 'done', 'accepted', 1, 1)
        """, code: .chain, interchange: "X"),
    Change(
      testDescription: "a word that is none", sql: "UPDATE interchange SET state = 'gone' WHERE id = 'B'",
      code: .ledgerDamaged),
    Change(
      testDescription: "another tally", sql: "UPDATE tally SET count = count + 1 WHERE word = 'accepted'", code: .tally,
      interchange: nil),
  ]

  /// Three closed interchanges, each with two records, an issue and a document.
  private func fill(_ ledger: any Ledger) throws {
    for id in ["A", "B", "C"] {
      let received = try ledger.receive([arrival(id, content: id)])[0]
      try ledger.decide { decisions in
        try decisions.add(outcome(1), of: received.id)
        try decisions.add(outcome(2, .rejected), of: received.id)
        try decisions.add(Exchange.Issue(.codeUnknown, phase: .codeList, "."), record: 2, of: received.id)
        try decisions.add(document(1, of: id, records: 1...1))
        try decisions.conclude(received.decided(.partiallyAccepted, records: [.accepted, .rejected]))
      }
      try ledger.markPublished([("\(id)-1-1", .published)], completing: [received.id], at: someTime)
      try ledger.markDone([(received.id, id)], at: Timestamp(milliseconds: 1_700_000_100_000))
    }
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

  @Test("interchanges that were done before there was a chain are entered into it")
  func entered() throws {
    try withFolder { folder in
      let queue = try DatabaseQueue(path: folder + "/ledger.sqlite")
      try Schema.migrator.migrate(queue, upTo: "0002-folders-and-ends")
      try queue.write { database in
        for id in ["A", "B"] {
          try database.execute(
            sql: """
              INSERT INTO interchange (id, sender, fileName, size, sha256, receivedAt, state, verdict, decidedAt, doneAt)
              VALUES (?, 'crm', x'78', 1, 'x', 1, 'done', 'accepted', 1, 1)
              """, arguments: [id])
        }
      }
      try queue.close()
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let chain = try ledger.closings(after: 0, limit: 10)
      #expect(chain.map(\.interchange.text) == ["A", "B"])
      #expect(chain.allSatisfy { $0.origin == .entered })
      #expect(try findings(folder) == [])
    }
  }

  /// Computed outside of Swift from that documentation: a hash that is out in the world must stay what it is.
  @Test("the hash of a link is what its documentation says")
  func form() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      try fill(ledger)
      let link = try #require(try ledger.closing(of: InterchangeID("A")))
      #expect(link.sha256 == "a7693425368299001a5f5ebe2d97f03186d435a9c6f7be93b3fd3505250a82f0")
      // Links that were made in earlier forms are still found to be right by them.
      let earlier = try ledger.connection.access { database in
        try [ClosedForm.first, .second].map { form in
          try ClosedRows.sha256(number: 1, link.interchange, .closed, after: "", as: form, in: database)
        }
      }
      #expect(
        earlier == [
          "f569c297cad6cf9f08e26a58832704f0395c3a061825e0c112b6f1ef7943a9e7",
          "b841d71aa324decfed4ce9a4efbb1bbc7df4c0a6353bd39d971092ee36eb3847",
        ])
    }
  }

  @Test("a copy is one moment of the ledger, proves itself, and has no log beside it")
  func copies() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      try fill(ledger)
      let reader = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .reading)
      try FileManager.default.createDirectory(atPath: folder + "/copy", withIntermediateDirectories: false)
      let head = try reader.copy(to: folder + "/copy/ledger.sqlite")
      #expect(try head == ledger.closing(of: InterchangeID("C")))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/copy") == ["ledger.sqlite"])
      #expect(try findings(folder + "/copy") == [])
    }
  }

  @Test("a copy of a ledger whose last link was changed is refused")
  func refusesChangedCopy() throws {
    try withFolder { folder in
      try fill(try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing))
      try tamper(folder, "UPDATE record SET key = 'other' WHERE interchange = 'C'")
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .reading)
      #expect(ledgerError { _ = try ledger.copy(to: folder + "/copy.sqlite") }?.code == .corrupt)
    }
  }
}
