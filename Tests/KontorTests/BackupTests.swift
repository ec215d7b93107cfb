import Exchange
import Foundation
import LedgerSQLite
import Testing

@Suite("kontor backup")
struct BackupTests {
  @Test("a backup takes the place of the ledger as it was")
  func restored() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    let before = try site.run("list", "--json").out
    let backup = try site.run("backup", "saved.sqlite")
    #expect(backup.code == 0)
    #expect(backup.lines[0] == "saved.sqlite: ok")
    #expect(backup.lines[1].hasPrefix("chain      1 link, the last is "))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.path).filter { $0.contains("saved") } == ["saved.sqlite"]
    )
    try site.loseLedger()
    try FileManager.default.moveItem(atPath: site.path + "/saved.sqlite", toPath: site.path + "/ledger/kontor.sqlite")
    #expect(try site.run("list", "--json").out == before)
    #expect(try site.run("verify").code == 0)
    #expect(try site.run("scan", "--settle", "0").out.isEmpty)
  }

  @Test("an existing file is not replaced")
  func existing() throws {
    let site = try Site()
    try site.write("mine", to: "saved.sqlite")
    let run = try site.run("backup", "saved.sqlite")
    #expect(run.code == 2)
    #expect(run.err.contains("saved.sqlite exists"))
    #expect(try String(contentsOfFile: site.path + "/saved.sqlite", encoding: .utf8) == "mine")
  }

  @Test("what the console keeps for itself goes along into a file of its own, and is not needed by anything")
  func console() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    let book = try SQLiteConsoleBook(path: site.path + "/ledger/console.sqlite")
    try book.note(AccessEntry(at: .now(), who: "ada", what: .loggedIn))
    let backup = try site.run("backup", "saved.sqlite")
    #expect(backup.code == 0)
    #expect(backup.lines.last == "console    saved-console.sqlite")
    #expect(try saved(in: site) == ["saved-console.sqlite", "saved.sqlite"])
    let copy = try SQLiteConsoleBook(path: site.path + "/saved-console.sqlite")
    #expect(try copy.access(matching: AccessFilter(), before: nil, limit: 9).map(\.who) == ["ada"])
    #expect(try site.run("backup", "saved-console.sqlite").code == 2)
    #expect(try site.run("verify").code == 0)
    try FileManager.default.removeItem(atPath: site.path + "/ledger/console.sqlite")
    #expect(try site.run("verify").code == 0)
  }

  @Test("a damaged book of the console does not keep the ledger from being saved")
  func damagedConsole() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    try site.write(String(repeating: "These are the minutes of a meeting. ", count: 200), to: "ledger/console.sqlite")
    let backup = try site.run("backup", "saved.sqlite")
    #expect(backup.code == 74)
    #expect(backup.err.contains("saved.sqlite is a whole backup of the ledger"))
    #expect(try saved(in: site) == ["saved.sqlite"])
  }

  @Test("a folder that is not there is told, and nothing is left behind")
  func noFolder() throws {
    let site = try Site()
    let run = try site.run("backup", "away/saved.sqlite")
    #expect(run.code == 74)
    #expect(run.err.contains("away"))
  }

  @Test("a ledger that was tampered with gives no backup")
  func tampered() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    try site.tamper("UPDATE record SET key = 'other'")
    let run = try site.run("backup", "saved.sqlite")
    #expect(run.code == 74)
    #expect(run.err.contains("kontor verify"))
    #expect(try saved(in: site) == [])
  }

  /// What a backup left, drafts too.
  private func saved(in site: Site) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: site.path).filter { $0.contains("saved") }.sorted()
  }
}
