import Foundation
import Testing

/// The data of one person, erased on request.
@Suite("kontor erase")
struct EraseTests {
  /// What the examples say of customer K-20417.
  private static let values = [
    "Lüders", "Obertrave", "info@lueders-soehne.example", "+49451700140", "Jördis", "494517001423", "Edelstahlbeschl",
    "Einsiedelstra", "Halle 7", "23552", "rechnung@lueders",
  ]

  private func site() throws -> Site {
    let site = try Site()
    for example in ["crm/1001-leads.xml", "crm/1002-first-order.xml"] { try site.drop(example) }
    let scan = try site.run("scan", "--settle", "0")
    #expect(scan.code == 0, "\(scan.out)\(scan.err)")
    return site
  }

  private func erase(_ site: Site) throws -> Program.Run {
    try site.run("erase", "Customer", "K-20417", "--reason", "request of 24 November", "--by", "ada", "--yes")
  }

  /// The bytes of a file, of a compressed one what it holds.
  private func content(_ path: String) throws -> Data {
    guard path.hasSuffix(".gz") else { return try Data(contentsOf: URL(fileURLWithPath: path)) }
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-dc", path]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    return data
  }

  /// Where one of the values still stands.
  private func leaks(_ site: Site, in folders: [String] = ["archive", "rejected", "ledger", "desk"]) throws -> [String]
  {
    var found: [String] = []
    for folder in folders {
      for name in FileManager.default.subpaths(atPath: site.path + "/" + folder) ?? [] {
        let path = "\(site.path)/\(folder)/\(name)"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
          continue
        }
        let data = try content(path)
        for value in Self.values where data.range(of: Data(value.utf8)) != nil {
          found.append("\(value) in \(folder)/\(name)")
        }
      }
    }
    return found
  }

  @Test("of the person nothing is left in any file, everybody else's data stay, and verify agrees")
  func erased() throws {
    let site = try site()
    let name = site.files(in: "archive", ending: "-1001-leads.xml")[0]
    let before = try site.text(of: name)
    #expect(try !leaks(site).isEmpty)
    let trial = try site.run("erase", "Customer", "K-20417", "--dry-run")
    #expect(trial.code == 0, "\(trial.err)")
    #expect(trial.out.contains("1001-leads.xml"))
    #expect(trial.out.contains("left       outbox/erp/00000001-Customer-K-20417.xml"), "\(trial.out)")
    #expect(try site.text(of: name) == before)
    let run = try erase(site)
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(try leaks(site) == [])
    let after = try site.text(of: name)
    #expect(after.utf8.count == before.utf8.count)
    #expect(
      after.split(separator: "\n", omittingEmptySubsequences: false).map(\.utf8.count)
        == before.split(separator: "\n", omittingEmptySubsequences: false).map(\.utf8.count))
    // The first record is the person's, the second begins here.
    let others = "<Customer changed=\"2026-11-13T16:05:00+01:00\""
    #expect(after.components(separatedBy: others).last == before.components(separatedBy: others).last)
    #expect(after.contains("<CrmId>K-20417</CrmId>"))
    let verified = try site.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    #expect(verified.out.contains("[file-erased]"))
    let audit = try site.run("audit", "--action", "erase", "--csv")
    #expect(audit.out.contains("ada") && audit.out.contains("request of 24 November"))
    #expect(audit.out.contains("1001-leads.xml: ") && audit.out.contains(" → "), "\(audit.out)")
    #expect(try site.run("explain", "Customer", "K-20417").out.contains("ada had its data erased."))
  }

  @Test("what was erased is not sent again, and the file is recognised when it comes again")
  func notSent() throws {
    let site = try site()
    #expect(try erase(site).code == 0)
    let transfer = try site.run("transfer", "Customer", "K-20417")
    #expect(transfer.code == 1)
    #expect(transfer.out.contains("was erased on"), "\(transfer.out)")
    let resend = try site.run("resend", try site.id(of: "1002-first-order"), "--yes")
    #expect(resend.out.contains("was erased in part on"), "\(resend.out)\(resend.err)")
    let replay = try site.run("replay")
    #expect(replay.out.contains("was erased in part") || replay.err.contains("was erased in part"), "\(replay.out)")
    try site.drop("crm/1001-leads.xml", as: "again.xml")
    _ = try site.run("scan", "--settle", "0")
    #expect(try site.verdict(of: site.id(of: "again")) == "duplicate")
  }

  @Test("a rebuilt ledger knows the keys and none of the values")
  func rebuilt() throws {
    let site = try site()
    #expect(try erase(site).code == 0)
    try site.loseLedger()
    let rebuilt = try site.run("rebuild")
    #expect(rebuilt.code <= 1, "\(rebuilt.out)\(rebuilt.err)")
    #expect(try leaks(site) == [])
    let verified = try site.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    #expect(try site.run("explain", "Customer", "K-20417").code == 0)
    #expect(try site.run("explain", "Order", "SO-4711").code == 0)
  }

  @Test("compressed files are rewritten compressed")
  func compressed() throws {
    let site = try site()
    for name in site.files(in: "archive", ending: "") where name.contains("-100") {
      let gzip = try Process.run(URL(fileURLWithPath: "/bin/gzip"), arguments: [site.path + "/" + name])
      gzip.waitUntilExit()
    }
    #expect(site.files(in: "archive", ending: ".xml") == [])
    let run = try erase(site)
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(try leaks(site) == [])
    #expect(site.files(in: "archive", ending: "-1001-leads.xml.gz").count == 1)
    #expect(site.files(in: "archive", ending: "-1001-leads.xml") == [])
    #expect(try site.run("verify").code == 0)
  }

  @Test("while something of the person is to be put right, nothing is erased; afterwards reports go as well")
  func rejected() throws {
    let site = try site()
    let bad = try String(contentsOfFile: Site.example("crm/1001-leads.xml"), encoding: .utf8)
      .replacing("<ControlNumber>1001<", with: "<ControlNumber>1003<")
      .replacing("<Kind>organisation</Kind>\n    <Name>Lüders", with: "<Kind>firm</Kind>\n    <Name>Lüders")
    try site.write(bad, to: "inbox/crm/bad.xml")
    _ = try site.run("scan", "--settle", "0")
    let refused = try erase(site)
    #expect(refused.code == 1)
    #expect(refused.out.contains("still to be put right"), "\(refused.out)\(refused.err)")
    #expect(try site.run("verify").code == 0)
    #expect(try site.run("discard", try site.id(of: "bad"), "--reason", "a test", "--yes").code == 0)
    let run = try erase(site)
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(try leaks(site) == [])
    #expect(site.files(in: "rejected", ending: ".report.txt") == [])
    let verified = try site.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
  }

  @Test("an order is no person, a reason is needed, and an unknown key is told")
  func usage() throws {
    let site = try site()
    #expect(try site.run("erase", "Order", "SO-4711", "--reason", "x", "--yes").code == 2)
    #expect(try site.run("erase", "Customer", "K-20417", "--yes").code == 2)
    #expect(try site.run("erase", "Customer", "K-0", "--reason", "x", "--yes").code == 2)
  }
}
