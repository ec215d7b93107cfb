import Exchange
import Foundation
import GRDB
import Testing

@testable import LedgerSQLite

@Suite("opening an SQLite ledger")
struct SQLiteOpeningTests {
  private func open(_ folder: String, _ access: SQLiteLedger.Access = .processing) throws -> SQLiteLedger {
    try SQLiteLedger(path: folder + "/ledger.sqlite", access: access)
  }

  /// Makes a database as some other program would.
  private func make(_ folder: String, _ sql: String) throws {
    try DatabaseQueue(path: folder + "/ledger.sqlite").write { try $0.execute(sql: sql) }
  }

  @Test("a commit is on disk when it returns")
  func durable() throws {
    try withFolder { folder in
      let ledger = try open(folder)
      let settings = try ledger.connection.access { database in
        try ["journal_mode", "synchronous", "foreign_keys"].map {
          try String.fetchOne(database, sql: "PRAGMA \($0)")
        }
      }
      #expect(settings == ["wal", "2", "1"])
    }
  }

  @Test("issues quote business data, so that strangers cannot read the file")
  func permissions() throws {
    try withFolder { folder in
      let ledger = try open(folder)
      _ = try ledger.receive([arrival("A")])
      for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
        let permissions = try #require(attributes[.posixPermissions] as? NSNumber)
        #expect(permissions.intValue & 0o007 == 0)
      }
    }
  }

  @Test("a second one is refused, and told who has it, until the first one ends")
  func locked() throws {
    try withFolder { folder in
      var first: SQLiteLedger? = try open(folder)
      let failure = ledgerError { _ = try open(folder) }
      #expect(failure?.code == .busy)
      #expect(failure?.message.contains("Process \(getpid())") == true)
      _ = try first?.receive([arrival("A")])
      first = nil
      #expect(try open(folder).open() == [arrival("A")])
    }
  }

  @Test("reading goes on while another one writes, and sees only what is committed")
  func reading() throws {
    try withFolder { folder in
      let writer = try open(folder)
      _ = try writer.receive([arrival("A")])
      let reader = try open(folder, .reading)
      try writer.decide { decisions in
        try decisions.add(outcome(1), of: InterchangeID("A"))
        try decisions.conclude(arrival("A").decided(records: [.accepted]))
        #expect(try reader.known("A").state == .received)
      }
      #expect(try reader.known("A").state == .decided)

      // A walk sees one state of the ledger to its end.
      var names = 0
      try reader.forEachRecord(of: InterchangeID("A"), exceptions: false) { _, _, _ in
        _ = try writer.receive([arrival("B", content: "b")])
        names = try reader.open().count
      }
      #expect(names == 1)
      #expect(try reader.open().count == 2)
    }
  }

  @Test("one that only reads changes nothing")
  func readOnly() throws {
    try withFolder { folder in
      _ = try open(folder).receive([arrival("A")])
      let reader = try open(folder, .reading)
      #expect(ledgerError { _ = try reader.receive([arrival("B")]) }?.code == .permission)
      #expect(ledgerError { _ = try reader.decide { try $0.nextSequence(for: "erp") } }?.code == .permission)
      #expect(try reader.open() == [arrival("A")])
    }
  }

  @Test("reading a ledger that is not there says what to do, and creates none")
  func missing() throws {
    try withFolder { folder in
      let failure = ledgerError { _ = try open(folder, .reading) }
      #expect(failure?.code == .unusable)
      #expect(failure?.message.contains("kontor init") == true)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names == [])
    }
  }

  @Test("the ledger's folder must be there")
  func noFolder() throws {
    try withFolder { folder in
      let failure = ledgerError { _ = try open(folder + "/none") }
      #expect(failure?.code == .unusable)
      #expect(failure?.message.contains("Create it") == true)
    }
  }

  @Test("a ledger of a newer Kontor is refused", arguments: [SQLiteLedger.Access.processing, .reading])
  func newer(_ access: SQLiteLedger.Access) throws {
    try withFolder { folder in
      _ = try open(folder).receive([arrival("A")])
      try make(folder, "INSERT INTO grdb_migrations VALUES ('0099-later')")
      #expect(ledgerError { _ = try open(folder, access) }?.code == .newer)
    }
  }

  @Test("a ledger of an older Kontor is not read before it was brought up to date")
  func older() throws {
    try withFolder { folder in
      try make(
        folder,
        """
        PRAGMA application_id = \(Schema.applicationID); CREATE TABLE grdb_migrations (identifier TEXT PRIMARY KEY);
        """)
      #expect(ledgerError { _ = try open(folder, .reading) }?.message.contains("kontor init") == true)
      #expect(try open(folder).open() == [])
      #expect(try open(folder, .reading).open() == [])
    }
  }

  @Test("another program's database is left as it is", arguments: [SQLiteLedger.Access.processing, .reading])
  func foreign(_ access: SQLiteLedger.Access) throws {
    try withFolder { folder in
      try make(folder, "CREATE TABLE playlist (song TEXT)")
      let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/ledger.sqlite"))
      #expect(ledgerError { _ = try open(folder, access) }?.code == .unusable)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/ledger.sqlite")) == before)
    }
  }

  @Test("a file that is no database is left as it is", arguments: [SQLiteLedger.Access.processing, .reading])
  func noDatabase(_ access: SQLiteLedger.Access) throws {
    try withFolder { folder in
      let text = Data(String(repeating: "These are the minutes of a meeting. ", count: 100).utf8)
      let file = URL(fileURLWithPath: folder + "/ledger.sqlite")
      try text.write(to: file)
      let failure = ledgerError { _ = try open(folder, access) }
      #expect(failure?.code == .unusable)
      #expect(failure?.message.contains("no ledger") == true)
      #expect(try Data(contentsOf: file) == text)
    }
  }

  @Test("a path that is a folder is refused")
  func folderPath() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/ledger.sqlite", withIntermediateDirectories: false)
      #expect(ledgerError { _ = try open(folder) }?.code == .unusable)
    }
  }
}
