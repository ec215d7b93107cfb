import Exchange
import Foundation
import GRDB
import Glibc
import Testing

@testable import LedgerSQLite

@Suite("failures of an SQLite ledger")
struct SQLiteFailureTests {
  @Test("a process killed in the middle of a decision leaves what was decided before")
  func killed() async throws {
    let folder = NSTemporaryDirectory() + "/kontor-ledger-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }

    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      try ledger.take(arrival("A"), records: [.accepted], documents: [document(1, of: "A", records: 1...1)])
      let received = try ledger.receive([arrival("B", content: "b")])[0]
      try ledger.decide { decisions in
        // More than the cache holds, so that much of it stands in the log already.
        for position in 1...60_000 {
          try decisions.add(outcome(position), of: received.id)
          try decisions.add(document(position, of: "B", records: position...position))
        }
        kill(getpid(), SIGKILL)
      }
    }

    let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
    #expect(try ledger.open().map(\.state) == [.decided, .received])
    #expect(try ledger.documents(of: InterchangeID("A"), kind: nil) == [document(1, of: "A", records: 1...1)])
    #expect(try ledger.documents(of: InterchangeID("B"), kind: nil) == [])
    var records = 0
    try ledger.forEachRecord(of: InterchangeID("B"), exceptions: false) { _, _, _ in records += 1 }
    #expect(records == 0)
  }

  @Test("a full disk undoes the whole decision, also where the caller goes on, and passes")
  func full() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let received = try ledger.receive([arrival("A"), arrival("B", content: "b")])
      try ledger.connection.access { database in
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        try database.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
      }
      func decideSecond(_ decisions: any Decisions) throws {
        try decisions.attempt {
          for position in 1...1000 { try decisions.add(outcome(position), of: received[1].id) }
          try decisions.conclude(
            received[1].decided(records: [RecordVerdict](repeating: .accepted, count: 1000)))
        }
      }
      let failure = ledgerError {
        try ledger.decide { decisions in
          try decisions.conclude(received[0].decided())
          #expect(ledgerError { try decideSecond(decisions) }?.code == .full)
          #expect(ledgerError { _ = try decisions.nextSequence(for: "erp") }?.code == .full)
        }
      }
      #expect(failure?.code == .full)
      #expect(try ledger.open().map(\.state) == [.received, .received])

      try ledger.connection.access { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
      try ledger.decide { decisions in
        try decisions.conclude(received[0].decided())
        try decideSecond(decisions)
      }
      #expect(try ledger.open().map(\.state) == [.decided, .decided])
    }
  }

  @Test("a decision that SQLite gave up takes nothing more, and says why")
  func gone() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let received = try ledger.receive([arrival("A")])[0]
      // The way in which SQLite takes a transaction back by itself, without a broken disk.
      try ledger.connection.access { database in
        try database.execute(
          sql: """
            CREATE TEMP TRIGGER giveUp BEFORE INSERT ON main.record WHEN new.position = 2
            BEGIN SELECT RAISE(ROLLBACK, 'given up'); END
            """)
      }
      let failure = ledgerError {
        try ledger.decide { decisions in
          try decisions.add(outcome(1), of: received.id)
          let first = ledgerError { try decisions.attempt { try decisions.add(outcome(2), of: received.id) } }
          let second = ledgerError { try decisions.add(outcome(3), of: received.id) }
          #expect(first?.message.contains("given up") == true)
          #expect(second?.message == first?.message)
        }
      }
      #expect(failure?.message.contains("given up") == true)
      var records = 0
      try ledger.forEachRecord(of: received.id, exceptions: false) { _, _, _ in records += 1 }
      #expect(records == 0)
    }
  }

  @Test("after an I/O error every call says that the process must stop")
  func ioError() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let first = ledgerError {
        try ledger.connection.access { _ in throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC) }
      }
      #expect(first?.code == .unexpected)
      #expect(first?.code.isPermanent == true)
      #expect(first?.message.contains("must stop") == true)
      #expect(ledgerError { _ = try ledger.receive([arrival("A")]) }?.message == first?.message)
      #expect(ledgerError { try ledger.decide { _ in } }?.message == first?.message)
      #expect(ledgerError { _ = try ledger.open() }?.message == first?.message)
    }
  }

  @Test(
    "each of SQLite's failures has its code, and a remedy",
    arguments: [
      (.SQLITE_BUSY, .busy), (.SQLITE_LOCKED, .busy), (.SQLITE_FULL, .full), (.SQLITE_IOERR_SHMSIZE, .full),
      (.SQLITE_READONLY, .permission), (.SQLITE_PERM, .permission), (.SQLITE_READONLY_DBMOVED, .unusable),
      (.SQLITE_CANTOPEN, .unusable), (.SQLITE_NOTADB, .unusable), (.SQLITE_CORRUPT, .corrupt),
      (.SQLITE_IOERR_WRITE, .unexpected), (.SQLITE_CONSTRAINT_CHECK, .unexpected), (.SQLITE_NOMEM, .unexpected),
    ] as [(ResultCode, LedgerError.Code)])
  func codes(_ result: ResultCode, _ expected: LedgerError.Code) {
    let failure = DatabaseError(
      resultCode: result, message: "odd", sql: "SELECT ?", arguments: ["Meier GmbH"], publicStatementArguments: true)
    let told = LedgerError(failure, path: "/l")
    #expect(told.code == expected)
    #expect(told.message.contains(". "))
    #expect(!"\(told)".contains("Meier") && !"\(told)".contains("SELECT"))
  }

  @Test("a broken constraint is told without the values that broke it")
  func constraint() throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let received = try ledger.receive([arrival("A")])[0]
      var secret = outcome(1, entity: "Meier")
      secret.key = "Meier GmbH"
      let failure = ledgerError {
        try ledger.decide { decisions in
          for _ in 1...2 { try decisions.add(secret, of: received.id) }
        }
      }
      #expect(failure?.message.contains("record.position") == true)
      #expect(failure?.message.contains("Meier") == false)
    }
  }

  @Test("a row that no Kontor writes is told as damage", arguments: ["versions = 'no JSON'", "fileName = x'2F'"])
  func damaged(_ change: String) throws {
    try withFolder { folder in
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      _ = try ledger.receive([arrival("A")])
      try ledger.connection.access { try $0.execute(sql: "UPDATE interchange SET \(change)") }
      #expect(ledgerError { _ = try ledger.open() }?.code == .corrupt)
    }
  }
}
