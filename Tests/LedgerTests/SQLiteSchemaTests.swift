import DropFolder
import Exchange
import Foundation
import GRDB
import Testing

@testable import LedgerSQLite

@Suite("the tables of an SQLite ledger")
struct SQLiteSchemaTests {
  /// One CHECK of a table and the enum whose words it must list.
  struct List: Sendable, CustomTestStringConvertible {
    let table: String
    let column: String
    let words: [String]
    var testDescription: String { "\(table).\(column)" }

    init<Word: RawRepresentable<String> & CaseIterable>(_ table: String, _ column: String, _: Word.Type) {
      self.table = table
      self.column = column
      words = Word.allCases.map(\.rawValue)
    }

    static let all = [
      List("interchange", "state", InterchangeState.self), List("interchange", "verdict", InterchangeVerdict.self),
      List("interchange", "level", AcknowledgementLevel.self), List("interchange", "advice", Advice.self),
      List("record", "verdict", RecordVerdict.self), List("issue", "severity", Exchange.Issue.Severity.self),
      List("issue", "phase", Exchange.Issue.Phase.self), List("document", "kind", Document.Kind.self),
      List("document", "state", Document.State.self), List("interchange", "setAside", SetAside.self),
      List("closing", "origin", Closing.Origin.self), List("entity", "stage", Stage.self),
      List("entityKey", "standing", CrossReference.Standing.self), List("delivery", "state", Delivery.State.self),
      List("hold", "afterwards", Hold.Afterwards.self), List("hold", "state", Hold.State.self),
      List("rejection", "state", Rejection.State.self), List("settlement", "state", Rejection.State.self),
      List("receipt", "outcome", Receipt.Outcome.self), List("audit", "outcome", RecordVerdict.self),
      List("interchange", "recognition", Recognition.self), List("incident", "state", Incident.State.self),
      List("pruning", "class", RetentionClass.self), List("erasedFile", "kind", ErasedFile.Kind.self),
    ]
  }

  private func withDatabase(_ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    try queue.write(body)
  }

  @Test("a column takes exactly the words of its enum", arguments: List.all)
  func words(_ list: List) throws {
    try withDatabase { database in
      let sql = try #require(
        try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [list.table]))
      let check = list.words.map { "\(list.column) = '\($0)'" }.joined(separator: " OR ")
      #expect(sql.contains("CHECK ((\(check)))"))
    }
  }

  @Test("every CHECK with a list of words is held to an enum")
  func noOtherLists() throws {
    try withDatabase { database in
      let tables = try String.fetchAll(database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table'")
      let lists = tables.joined().matches(of: #/\(\w+ = '[^']*' OR \w+ = '/#)
      // One more list stands in the rule that an undecided interchange has no verdict.
      #expect(lists.count == List.all.count + 1)
      #expect(!tables.joined().contains(" IN ('"))
    }
  }

  @Test(
    "a ledger of every earlier step keeps what it holds, and takes entities and rejections from then on",
    arguments: [
      "0001-interchanges", "0002-folders-and-ends", "0003-chain", "0004-entities", "0005-incidents",
      "0006-lists-spelled-out",
    ])
  func earlier(_ step: String) throws {
    try withFolder { folder in
      let queue = try DatabaseQueue(path: folder + "/ledger.sqlite")
      try Schema.migrator.migrate(queue, upTo: step)
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO interchange (id, sender, fileName, size, sha256, receivedAt, state)
            VALUES ('A', 'crm', x'6F72646572732E786D6C', 10, 'a', 1700000000000, 'received')
            """)
      }
      try queue.close()
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      #expect(try ledger.open() == [arrival("A")])
      let id = try ledger.addCustomer(["crm": "K-1"])
      #expect(try ledger.entity(.customer, system: "crm", key: "K-1")?.id == id)
      let opened = try ledger.reject("B")
      #expect(try ledger.rejection(of: InterchangeID("B")) == opened && opened != nil)
      try ledger.done("B")
      #expect(try findings(folder) == [])
    }
  }

  @Test("what was rejected before there were rejections is a rejection, and settled where a later file names it")
  func rejectionsOfBefore() throws {
    try withFolder { folder in
      let queue = try DatabaseQueue(path: folder + "/ledger.sqlite")
      try Schema.migrator.migrate(queue, upTo: "0004-entities")
      try queue.write { database in
        func add(
          _ id: String, _ verdict: String, _ records: String..., sender: String = "crm", isTest: Bool = false,
          corrects: String? = nil
        ) throws {
          let rejected = records.count { $0 == "rejected" }
          try database.execute(
            sql: """
              INSERT INTO interchange (id, sender, fileName, size, sha256, receivedAt, state, verdict, decidedAt, doneAt,
                read, accepted, rejected, isTest, corrects)
              VALUES (?, ?, x'6F72646572732E786D6C', 1, 'x', 1, 'done', ?, ?, 3, ?, ?, ?, ?, ?)
              """,
            arguments: [
              id, sender, verdict, someTime.milliseconds, records.count, records.count - rejected, rejected, isTest,
              corrects,
            ])
          for (index, verdict) in records.enumerated() {
            try database.execute(
              sql: "INSERT INTO record VALUES (?, ?, 'Order', 'SO-1', ?, 1, 1, 1)", arguments: [id, index + 1, verdict])
            try database.execute(
              sql: """
                INSERT INTO tally VALUES ('record', ?, 1) ON CONFLICT DO UPDATE SET count = count + 1
                """, arguments: [verdict])
          }
          try database.close(InterchangeID(id), as: .closed, in: .first)
        }
        try add("A", "rejected")
        try add("B", "partially-accepted", "rejected", "accepted", "rejected")
        try add("C", "rejected", "rejected")
        try add("D", "rejected", sender: "desk")
        try add("E", "rejected", isTest: true)
        try add("F", "accepted", "accepted")
        try add("G", "rejected", corrects: "A")
        try add("H", "accepted", corrects: "A")
        try add("I", "partially-accepted", "accepted", "rejected", corrects: "B")
        try add("J", "accepted", isTest: true, corrects: "G")
      }
      try queue.close()
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let rejections = try "ABCDEFGHI".map { try ledger.rejection(of: InterchangeID(String($0))) }
      #expect(rejections.map(\.?.state) == [.corrected, .corrected, .open, nil, nil, nil, .open, nil, .open])
      #expect(rejections.map(\.?.count) == [1, 2, 1, nil, nil, nil, 1, nil, 1])
      #expect(rejections.map(\.?.isPutAway) == [true, true, false, nil, nil, nil, false, nil, false])
      #expect(rejections[0]?.closedAt == someTime && rejections[0]?.fileName == "orders.xml")
      #expect(try ledger.settlements(of: InterchangeID("A")) == [settlement(of: "A", by: "H")])
      #expect(
        try ledger.settlements(by: InterchangeID("I")) == [1, 3].map { settlement(of: "B", $0, by: "I") })
      #expect(
        try ledger.openRejections(of: "Order", key: "SO-1", from: "crm") == [source(1, of: "C"), source(2, of: "I")])
      #expect(try ledger.rejectionsToPutAway(of: "crm", limit: 9) == [])
      #expect(try findings(folder) == [])

      // What was closed then keeps its link; what is put in beside it is found all the same.
      for (sql, code, id) in [
        ("DELETE FROM rejection WHERE interchange = 'C'", Discrepancy.Code.orphan, "C"),
        ("UPDATE settlement SET byInterchange = 'F' WHERE interchange = 'A'", .closedChanged, "F"),
        ("INSERT INTO audit VALUES (1, 1, '', '', '', NULL, 'accepted', NULL, NULL, 'F', 1)", .closedChanged, "F"),
      ] {
        try tamper(folder, sql)
        #expect(try findings(folder).contains { $0.code == code && $0.interchange?.text == id })
      }
    }
  }

  @Test("there is a sum for each verdict of a record")
  func sums() throws {
    try withDatabase { database in
      let columns = Set(try database.columns(in: "interchange").map(\.name))
      #expect(columns.isSuperset(of: RecordVerdict.allCases.map(\.rawValue)))
    }
  }

  @Test("every table is strict")
  func strict() throws {
    try withDatabase { database in
      let loose = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
          """)
      #expect(loose == [])
    }
  }
}
