import Foundation
import Testing

@Suite("Folders and ledgers that are not what they were")
struct FolderMarkerTests {
  private let files = FileManager.default

  @Test("a share that is not mounted is named, left alone, and used again when it is back")
  func unmounted() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    let (there, aside) = (site.path + "/outbox/erp", site.path + "/outbox/aside")
    try files.moveItem(atPath: there, toPath: aside)
    try files.createDirectory(atPath: there, withIntermediateDirectories: false)
    let away = try site.run("scan", "--settle", "0")
    #expect(away.code == 74)
    #expect(away.out.contains("is it mounted?"))
    #expect(try files.contentsOfDirectory(atPath: there).isEmpty)
    #expect(try site.names(in: "inbox/crm") == ["1002-first-order.xml"])
    #expect(try site.run("status").out.contains("is it mounted?"))
    #expect(try site.run("init").code == 74)
    try files.removeItem(atPath: there)
    try files.moveItem(atPath: aside, toPath: there)
    #expect(try site.run("scan", "--settle", "0").code == 0)
    #expect(try site.names(in: "outbox/erp").count == 2)
  }

  @Test("a folder that was made anew is marked when a person says so")
  func madeAnew() throws {
    let site = try Site()
    try files.removeItem(atPath: site.path + "/outbox/erp")
    #expect(try site.run("init").code == 74)
    #expect(!files.fileExists(atPath: site.path + "/outbox/erp"))
    #expect(try site.run("init", "--mark-replaced", "outbox/none").code == 2)
    let marked = try site.run("init", "--mark-replaced", "outbox/erp")
    #expect(marked.code == 0)
    #expect(marked.out.contains("outbox/erp/.kontor-folder"))
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 0)
  }

  @Test("a folder that was restored from a backup is accepted when a person says so")
  func restored() throws {
    let site = try Site()
    let (there, backup) = (site.path + "/archive", site.path + "/backup")
    try files.copyItem(atPath: there, toPath: backup)
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    try files.removeItem(atPath: there)
    try files.moveItem(atPath: backup, toPath: there)
    try site.drop("crm/1003-orders.xml")
    let refused = try site.run("scan", "--settle", "0")
    #expect(refused.code == 74)
    #expect(refused.out.contains("--mark-replaced"))
    #expect(try site.run("init").code == 74)
    #expect(try site.run("init", "--mark-replaced", "archive").code == 0)
    #expect(try site.run("scan", "--settle", "0").code == 0)
  }

  @Test("a machine that is lost comes back from archive and rejected files, with new folders for the rest")
  func newMachine() throws {
    let (lost, site) = (try Site(), try Site(initialised: false))
    try lost.drop("crm/1002-first-order.xml")
    #expect(try lost.run("scan", "--settle", "0").code == 0)
    for name in ["archive", "rejected", "xsd", "formats", "kontor.yaml"] {
      try files.copyItem(atPath: lost.path + "/" + name, toPath: site.path + "/" + name)
    }
    let first = try site.run("init")
    #expect(first.code == 74)
    #expect(first.err.contains("kontor rebuild"))
    for folder in ["inbox/crm", "inbox/erp", "outbox/crm", "outbox/erp", "desk"] {
      try files.createDirectory(atPath: site.path + "/" + folder, withIntermediateDirectories: true)
    }
    let refused = try site.run("rebuild")
    #expect(refused.code == 74)
    #expect(refused.err.contains("--new"))
    let rebuilt = try site.run(
      "rebuild", "--new", "inbox/crm", "--new", "inbox/erp", "--new", "outbox/crm", "--new", "outbox/erp", "--new",
      "desk")
    #expect(rebuilt.code == 0, "\(rebuilt)")
    #expect(try site.run("init").code == 0)
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").out.contains("1 file: 1 repeated"))
  }

  @Test("a folder of another installation is refused")
  func foreign() throws {
    let (site, other) = (try Site(), try Site())
    try files.removeItem(atPath: site.path + "/inbox/crm")
    try files.copyItem(atPath: other.path + "/inbox/crm", toPath: site.path + "/inbox/crm")
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 74)
    #expect(run.out.contains("Mount the right folder"))
  }

  @Test("yesterday's ledger is refused, with the way out")
  func oldLedger() throws {
    let site = try Site()
    #expect(try site.run("backup", "yesterday.sqlite").code == 0)
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: site.path + "/ledger/kontor.sqlite" + suffix) {
      try files.removeItem(atPath: site.path + "/ledger/kontor.sqlite" + suffix)
    }
    try files.copyItem(atPath: site.path + "/yesterday.sqlite", toPath: site.path + "/ledger/kontor.sqlite")
    try site.drop("crm/1003-orders.xml")
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 74)
    #expect(run.err.contains("the ledger is older than its folders"))
    #expect(run.err.contains("kontor rebuild"))
    #expect(try site.names(in: "inbox/crm") == ["1003-orders.xml"])
  }

  @Test("a lost ledger is not made anew by the way")
  func lostLedger() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: site.path + "/ledger/kontor.sqlite" + suffix) {
      try files.removeItem(atPath: site.path + "/ledger/kontor.sqlite" + suffix)
    }
    for command in [["scan", "--settle", "0"], ["init"], ["run"]] {
      let run = try Program.run(command, in: site.path)
      #expect(run.code == 74)
      #expect(run.err.contains("kontor rebuild"))
      #expect(!files.fileExists(atPath: site.path + "/ledger/kontor.sqlite"))
    }
    #expect(try site.run("rebuild").code == 0)
    try site.drop("crm/1002-first-order.xml")
    #expect(try site.run("scan", "--settle", "0").out.contains("1 file: 1 repeated"))
  }

  @Test("resolve speaks of documents in doubt only")
  func resolve() throws {
    let run = try Site().run("resolve", "01KAVB0QZ3-1")
    #expect(run.code == 2)
    #expect(run.err.contains("kontor show tells which are"))
  }

  @Test("a file over which the program failed twice is put aside, and others pass")
  func failsTwice() throws {
    let site = try Site()
    try site.generateLarge(orders: 5000, to: "inbox/crm/a.xml")
    for _ in 0..<2 {
      let process = try Program.start(["scan", "--settle", "0"], in: site.path, out: .nullDevice, err: .nullDevice)
      let note = site.path + "/ledger/in-hand"
      while process.isRunning {
        let text = files.contents(atPath: note).map { String(decoding: $0, as: UTF8.self) } ?? ""
        // The mark of the process before stands there until this one reads the file again.
        if text.hasPrefix(" "), text.contains(where: { $0 != " " }) { break }
        usleep(1000)
      }
      kill(process.processIdentifier, SIGSEGV)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
    }
    try site.drop("crm/1002-first-order.xml")
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 1)
    #expect(run.out.contains("2 files: 1 accepted, 1 rejected"))
    let answer = try #require(try site.names(in: "outbox/crm").first { $0.hasPrefix("a.") })
    #expect(
      try String(contentsOfFile: site.path + "/outbox/crm/" + answer, encoding: .utf8).contains("ended-the-program"))
  }
}

extension Site {
  fileprivate func generateLarge(orders: Int, to name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [Self.example("generate-orders.sh"), "\(orders)"]
    _ = FileManager.default.createFile(atPath: path + "/" + name, contents: nil)
    process.standardOutput = FileHandle(forWritingAtPath: path + "/" + name)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
