import Dispatch
import Exchange
import Foundation
import GRDB
import Glibc
import Synchronization
import Testing

@testable import LedgerSQLite

@Suite("the console's book")
struct ConsoleBookTests {
  private func open(_ folder: String) throws -> SQLiteConsoleBook {
    try SQLiteConsoleBook(path: folder + "/console.sqlite")
  }

  /// Changes the file as some other program would.
  private func tamper(_ folder: String, _ sql: String) throws {
    try DatabaseQueue(path: folder + "/console.sqlite").writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  private func moment(_ second: Int64) -> Timestamp { Timestamp(milliseconds: 1_700_000_000_000 + second * 1000) }

  private func entry(_ second: Int64, _ who: String = "ada", _ what: AccessEntry.What = .loggedIn) -> AccessEntry {
    AccessEntry(at: moment(second), who: who, what: what, subject: "interchange 01K\(second)", address: "::1")
  }

  private func job(_ id: String, total: Int = 3) -> BulkJob {
    BulkJob(
      id: id, at: moment(0), by: "ada", .reprocess, reason: "the schema was put right", query: "code=code-unknown",
      total: total, chunk: 2)
  }

  private func items(_ count: Int) -> [JobItem] {
    (1...count).map { JobItem($0, .interchange(InterchangeID("I\($0)")), basis: InterchangeID("B\($0)")) }
  }

  @Test("a book that was deleted while it is open takes nothing, and tells nothing")
  func deleted() throws {
    try withFolder { folder in
      let book = try open(folder)
      try book.note(entry(1))
      try FileManager.default.removeItem(atPath: folder + "/console.sqlite")
      for attempt in [{ try book.note(entry(2)) }, { _ = try book.jobs(before: nil, limit: 1) }] {
        let error = #expect(throws: LedgerError.self) { try attempt() }
        #expect(error?.message.contains("moved or deleted") == true)
      }
      try open(folder).note(entry(3))
    }
  }

  // MARK: Access

  @Test("entries come back newest first, page by page, by who, what, about what and when")
  func access() throws {
    try withFolder { folder in
      let book = try open(folder)
      for second in 1...5 { try book.note(entry(Int64(second), second == 3 ? "bob" : "ada")) }
      try book.note(entry(6, "ada", .payloadShown))
      let again = try open(folder)
      let first = try again.access(matching: AccessFilter(), before: nil, limit: 2)
      #expect(first.map(\.at) == [moment(6), moment(5)])
      let next = try again.access(matching: AccessFilter(), before: first.last?.number, limit: 9)
      #expect(next.map(\.at) == [4, 3, 2, 1].map(moment))
      #expect(next.first?.subject == "interchange 01K4")
      var filter = AccessFilter()
      filter.who = "bob"
      #expect(try again.access(matching: filter, before: nil, limit: 9).map(\.at) == [moment(3)])
      filter = AccessFilter()
      filter.what = .payloadShown
      #expect(try again.access(matching: filter, before: nil, limit: 9).map(\.at) == [moment(6)])
      filter = AccessFilter()
      filter.subject = "01k2"
      #expect(try again.access(matching: filter, before: nil, limit: 9).map(\.at) == [moment(2)])
      filter = AccessFilter()
      (filter.since, filter.until) = (moment(2), moment(4))
      #expect(try again.access(matching: filter, before: nil, limit: 9).map(\.at) == [3, 2].map(moment))
    }
  }

  @Test("what is old is forgotten, jobs that have not ended are not, and numbers are not given again")
  func forgetting() throws {
    try withFolder { folder in
      let book = try open(folder)
      for second in 1...3 { try book.note(entry(Int64(second))) }
      try book.create(job("OPEN"), items(3))
      try book.create(job("OVER"), items(3))
      #expect(try book.claim("OVER", by: "a", at: moment(1), until: moment(9)))
      #expect(try book.end("OVER", by: "a", at: moment(2)))
      let last = try book.access(matching: AccessFilter(), before: nil, limit: 1).first?.number
      #expect(try book.forget(before: moment(4)) == 3)
      #expect(try book.jobs(before: nil, limit: 9).map(\.id) == ["OPEN"])
      #expect(try book.items(of: "OVER", after: 0, limit: 9) == [])
      try book.note(entry(5))
      let now = try book.access(matching: AccessFilter(), before: nil, limit: 9)
      #expect(now.map(\.number) == [(last ?? 0) + 1])
    }
  }

  // MARK: Jobs

  @Test("a job and what it is about come back as they were meant, whatever they are about")
  func jobs() throws {
    try withFolder { folder in
      let subjects: [Decision.Subject] = [
        .interchange(InterchangeID("I1")), .hold(7), .document("I1-1"), .flow("crm-erp"), .incident(3),
        .entity(.customer, key: "C-1'\""),
      ]
      var meant = subjects.enumerated().map { JobItem($0.offset + 1, $0.element) }
      meant[0].basis = InterchangeID("B1")
      meant[5].fields = [
        Decision.Field("Phone[use=main]", .take("crm")), Decision.Field("Name", .value("Müller & \"Söhne\"")),
      ]
      try open(folder).create(job("J1", total: 6), meant)
      let book = try open(folder)
      #expect(try book.items(of: "J1", after: 0, limit: 9) == meant)
      #expect(try book.items(of: "J1", after: 2, limit: 2) == Array(meant[2...3]))
      #expect(try book.job("J1") == job("J1", total: 6))
      #expect(try book.job("J2") == nil)
      let decision = meant[5].decision(of: job("J1", total: 6))
      #expect(decision.by == "ada" && decision.reason == "the schema was put right" && decision.fields.count == 2)
    }
  }

  @Test("a job is fixed whole, or not at all")
  func whole() throws {
    try withFolder { folder in
      let book = try open(folder)
      #expect(ledgerError { try book.create(job("J1"), items(2)) }?.code == .unexpected)
      #expect(ledgerError { try book.create(job("J1"), items(3).reversed()) }?.code == .unexpected)
      try book.create(job("J1"), items(3))
      #expect(ledgerError { try book.create(job("J1"), items(3)) }?.code == .unexpected)
      #expect(try book.jobs(before: nil, limit: 9).map(\.id) == ["J1"])
    }
  }

  @Test("a process killed while it writes a job leaves nothing of it, and what stood before")
  func killed() async throws {
    let folder = NSTemporaryDirectory() + "/kontor-book-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }

    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let book = try SQLiteConsoleBook(path: folder + "/console.sqlite")
      let moment = Timestamp(milliseconds: 1_700_000_000_000)
      try book.note(AccessEntry(at: moment, who: "ada", what: .loggedIn))
      try book.change { database in
        try database.execute(
          sql: "INSERT INTO job (id, at, who, action, total, chunk) VALUES ('J1', 1, 'ada', 'discard', 100000, 50)")
        let number = database.lastInsertedRowID
        // More than the cache holds, so that much of it stands in the log already.
        for ordinal in 1...100_000 {
          let item = JobItem(ordinal, .interchange(InterchangeID("01K\(ordinal)")))
          try database.execute(sql: JobItem.insertion, arguments: [number] + item.values())
        }
        kill(getpid(), SIGKILL)
      }
    }

    let book = try SQLiteConsoleBook(path: folder + "/console.sqlite")
    #expect(try book.access(matching: AccessFilter(), before: nil, limit: 9).map(\.who) == ["ada"])
    #expect(try book.jobs(before: nil, limit: 9) == [])
    try book.create(job("J1"), items(3))
  }

  @Test("one process has a job, until it gives it back, ends it, or has not come back for too long")
  func claiming() throws {
    try withFolder { folder in
      let (a, b) = (try open(folder), try open(folder))
      try a.create(job("J1"), items(3))
      #expect(try a.claim("J1", by: "a", at: moment(0), until: moment(10)))
      #expect(try !b.claim("J1", by: "b", at: moment(5), until: moment(15)))
      #expect(try a.claim("J1", by: "a", at: moment(6), until: moment(16)))
      #expect(try !b.end("J1", by: "b", at: moment(7)))
      try b.release("J1", by: "b")
      #expect(try b.job("J1")?.runner == "a")
      #expect(try b.claim("J1", by: "b", at: moment(17), until: moment(27)))
      #expect(try !a.end("J1", by: "a", at: moment(18)))
      try b.release("J1", by: "b")
      #expect(try a.claim("J1", by: "a", at: moment(18), until: moment(28)))
      #expect(try a.end("J1", by: "a", at: moment(19)))
      #expect(try !b.claim("J1", by: "b", at: moment(99), until: moment(100)))
      #expect(try b.openJobs() == [])
      #expect(try b.job("J1")?.endedAt == moment(19))
    }
  }

  @Test("a job is stopped once, and not when it has ended")
  func stopping() throws {
    try withFolder { folder in
      let book = try open(folder)
      try book.create(job("J1"), items(3))
      #expect(try book.stop("J1", by: "bob", at: moment(3)))
      #expect(try !book.stop("J1", by: "eve", at: moment(4)))
      let stopped = try book.job("J1")
      #expect(stopped?.stoppedBy == "bob" && stopped?.stoppedAt == moment(3) && stopped?.isOpen == true)
      #expect(try book.claim("J1", by: "a", at: moment(5), until: moment(9)))
      #expect(try book.end("J1", by: "a", at: moment(6)))
      try book.create(job("J2"), items(3))
      #expect(try book.claim("J2", by: "a", at: moment(5), until: moment(9)))
      #expect(try book.end("J2", by: "a", at: moment(6)))
      #expect(try !book.stop("J2", by: "bob", at: moment(7)))
    }
  }

  @Test("two processes write beside each other, and both make the tables at once")
  func twoWriters() throws {
    try withFolder { folder in
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { writer in
        do {
          let book = try open(folder)
          for second in 1...25 { try book.note(entry(Int64(second), "writer \(writer)")) }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [])
      let all = try open(folder).access(matching: AccessFilter(), before: nil, limit: 1000)
      #expect(all.count == 100)
      for writer in 0..<4 {
        let own = all.filter { $0.who == "writer \(writer)" }.map(\.at)
        #expect(own == (1...25).reversed().map { moment(Int64($0)) })
      }
    }
  }

  // MARK: The file

  @Test("a commit is on disk when it returns, and strangers cannot read the file")
  func durable() throws {
    try withFolder { folder in
      let book = try open(folder)
      try book.note(entry(1))
      let settings = try book.read { database in
        try ["journal_mode", "synchronous", "foreign_keys"].map {
          try String.fetchOne(database, sql: "PRAGMA \($0)")
        }
      }
      #expect(settings == ["wal", "2", "1"])
      for name in ["console.sqlite", "console.sqlite-wal"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
        let permissions = try #require(attributes[.posixPermissions] as? NSNumber)
        #expect(permissions.intValue & 0o007 == 0)
      }
    }
  }

  @Test("a newer Kontor's book is refused and left as it is")
  func newer() throws {
    try withFolder { folder in
      try open(folder).note(entry(1))
      try tamper(folder, "PRAGMA user_version = 99")
      let failure = ledgerError { _ = try open(folder) }
      #expect(failure?.code == .newer)
      #expect(failure?.message.contains("newer Kontor") == true)
      try tamper(folder, "PRAGMA user_version = 1")
      #expect(try open(folder).access(matching: AccessFilter(), before: nil, limit: 9).count == 1)
    }
  }

  @Test("another program's database is left as it is")
  func foreign() throws {
    try withFolder { folder in
      try tamper(folder, "CREATE TABLE playlist (song TEXT)")
      let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/console.sqlite"))
      #expect(ledgerError { _ = try open(folder) }?.code == .unusable)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/console.sqlite")) == before)
    }
  }

  @Test("a file that is no database is left as it is, and the sentence says what to do")
  func noDatabase() throws {
    try withFolder { folder in
      let file = URL(fileURLWithPath: folder + "/console.sqlite")
      let text = Data(String(repeating: "These are the minutes of a meeting. ", count: 200).utf8)
      try text.write(to: file)
      let failure = ledgerError { _ = try open(folder) }
      #expect(failure?.code == .unusable)
      #expect(failure?.message.contains("Move it away") == true)
      #expect(try Data(contentsOf: file) == text)
    }
  }

  @Test("a damaged book says so, and that no decision is lost")
  func damaged() throws {
    try withFolder { folder in
      let book = try open(folder)
      for second in 1...2000 { try book.note(entry(Int64(second))) }
      try book.read { try $0.execute(sql: "SELECT 1") }
      try tamper(folder, "PRAGMA wal_checkpoint(TRUNCATE)")
      let path = folder + "/console.sqlite"
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      let size = try handle.seekToEnd()
      // All but the first pages, which the schema needs.
      try handle.seek(toOffset: 8192)
      try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 8192))
      try handle.close()
      let failure = ledgerError {
        _ = try open(folder).access(matching: AccessFilter(), before: nil, limit: 5000)
      }
      #expect(failure?.code == .corrupt)
      #expect(failure?.message.contains("no decision is lost") == true)
    }
  }

  @Test("a word that no Kontor writes is told as damage, and ends no process")
  func unknownWord() throws {
    try withFolder { folder in
      let book = try open(folder)
      try book.note(entry(1))
      try tamper(folder, "UPDATE access SET what = 'flew away'")
      #expect(ledgerError { _ = try book.access(matching: AccessFilter(), before: nil, limit: 9) }?.code == .corrupt)
    }
  }
}
