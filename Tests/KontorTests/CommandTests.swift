import Foundation
import Glibc
import Testing

@Suite("the other commands")
struct CommandTests {
  @Test("init makes everything once, and nothing a second time")
  func initialise() throws {
    let site = try Site(initialised: false)
    let first = try site.run("init")
    #expect(first.code == 0)
    #expect(FileManager.default.fileExists(atPath: site.path + "/ledger/kontor.sqlite"))
    #expect(try site.names(in: "inbox") == ["crm", "erp"])
    try site.write("mine", to: "formats/mine.xsl")
    let yaml = try Data(contentsOf: URL(fileURLWithPath: site.path + "/kontor.yaml")) + Data("# mine\n".utf8)
    try yaml.write(to: URL(fileURLWithPath: site.path + "/kontor.yaml"))
    let second = try site.run("init")
    #expect(second.code == 0)
    #expect(second.out == "kontor.yaml: everything was there already\n")
    #expect(try Data(contentsOf: URL(fileURLWithPath: site.path + "/kontor.yaml")) == yaml)
  }

  @Test("what ships passes the check without a warning once it is initialised")
  func checkShipped() throws {
    let run = try Site().run("check")
    #expect(run.code == 0)
    #expect(
      run.lines == [
        "formats/sap-business-one/customer.xsl: compiled (format sap-business-one)",
        "formats/sap-business-one/order.xsl: compiled (format sap-business-one)", "kontor.yaml: ok",
      ])
  }

  @Test("check says which mapping is not compiled, and because of what")
  func checkInterpreted() throws {
    let site = try Site()
    let path = "formats/sap-business-one/order.xsl"
    let text = try String(contentsOfFile: site.path + "/" + path, encoding: .utf8)
    let changed = text.replacing("<BOM>", with: "<BOM><xsl:copy-of select=\"x:none\"/>")
    try site.write(changed, to: path)
    let line =
      try #require(
        changed.split(separator: "\n", omittingEmptySubsequences: false)
          .firstIndex { $0.contains("copy-of") }) + 1
    let run = try site.run("check")
    #expect(run.code == 0)
    #expect(run.lines.contains("\(path):\(line): not compiled, because of xsl:copy-of (format sap-business-one)"))
    let json = try site.run("check", "--json")
    #expect(json.out.contains("\"construct\" : \"xsl:copy-of\""))
    #expect(json.out.contains("\"compiled\" : true"))
  }

  @Test(
    "a mistake in the configuration ends every command with exit 78", arguments: ["check", "scan", "run", "status"])
  func mistake(command: String) throws {
    let site = try Site()
    let text = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(text.replacing("outbox: outbox/erp", with: "outbx: outbox/erp"), to: "kontor.yaml")
    let run = try site.run(command)
    #expect(run.code == 78)
    let said = command == "check" ? run.out : run.err
    #expect(said.contains("kontor.yaml:17:5: error: unknown key \"outbx\"; did you mean \"outbox\"?"))
  }

  @Test("a schema that cannot be compiled is a mistake too")
  func brokenSchema() throws {
    let site = try Site()
    try site.write(
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:nonsense/></xs:schema>", to: "xsd/exchange.xsd")
    let run = try site.run("check")
    #expect(run.code == 78)
    #expect(run.out.contains("exchange.xsd: error: "))
  }

  @Test("map prints the documents and changes nothing")
  func map() throws {
    let site = try Site()
    let run = try site.run("map", Site.example("crm/1002-first-order.xml"))
    #expect(run.code == 0)
    #expect(run.lines[0] == "<!-- erp Customer K-20417, 00000001-Customer-K-20417.xml -->")
    #expect(run.out.components(separatedBy: "<?xml ").count - 1 == 2)
    #expect(try site.names(in: "outbox/erp").isEmpty)
    let files = try site.run("map", Site.example("crm/1002-first-order.xml"), "--output", "mapped")
    #expect(files.code == 0)
    #expect(
      try site.names(in: "mapped/erp") == ["00000001-Customer-K-20417.xml", "00000002-Order-SO-4711.xml"])
  }

  @Test("list and show find an interchange by any part that is its own")
  func find() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    try site.drop("bad/one-bad-record.xml")
    _ = try site.run("scan", "--settle", "0")
    let list = try site.run("list", "--verdict", "accepted")
    #expect(list.lines.count == 2)
    #expect(list.lines[1].hasSuffix("1002-first-order.xml"))
    let show = try site.run("show", "one-bad")
    #expect(show.code == 0)
    #expect(show.out.hasPrefix("one-bad-record.xml: partially-accepted\n"))
    #expect(show.out.contains("too small. [value-invalid]"))
    #expect(!show.out.contains("\n1. "))
    #expect(try site.run("show", "one-bad", "--records", "all").out.contains("\n1. "))
    let both = try site.run("show", ".xml")
    #expect(both.code == 2)
    #expect(both.err.contains("1002-first-order.xml") && both.err.contains("one-bad-record.xml"))
    #expect(try site.run("show", "nothing-like-it").code == 2)
  }

  @Test("status says what lies where and what became of it")
  func status() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    try site.drop("crm/1003-orders.xml")
    try site.write("", to: "inbox/crm/next.xml.part")
    let run = try site.run("status", "--json")
    let status = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let systems = try #require(status["systems"] as? [[String: Any]])
    let inbox = try #require(systems[0]["inbox"] as? [String: Any])
    #expect(inbox["files"] as? Int == 1)
    #expect(inbox["unfinished"] as? Int == 1)
    #expect(status["interchanges"] as? [String: Int] == ["accepted": 1])
    let text = try site.run("status")
    #expect(text.code == 0)
    #expect(text.out.contains("Nothing is under way."))
    #expect(text.out.contains("Files: 1 accepted"))
  }

  @Test("a reader that closes the pipe early is a quiet success")
  func brokenPipe() throws {
    let site = try Site()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let errors = Pipe()
    let process = try Program.start(
      ["validate", Site.example("bad/bad-date.xml")], in: site.path, out: pipe.fileHandleForWriting,
      err: errors.fileHandleForWriting)
    process.waitUntilExit()
    try errors.fileHandleForWriting.close()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(try errors.fileHandleForReading.readToEnd() ?? Data() == Data())
  }

  @Test("the service takes what comes, keeps a second one out, and stops cleanly")
  func service() throws {
    let site = try Site()
    let log = site.path + "/log"
    try site.write("", to: "log")
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml.replacing("quiet: 5s", with: "quiet: 100ms"), to: "kontor.yaml")
    let process = try Program.start(
      ["run", "--interval", "100ms"], in: site.path, out: .nullDevice,
      err: try FileHandle(forWritingTo: URL(fileURLWithPath: log)))
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    let said = { try String(contentsOfFile: log, encoding: .utf8) }
    try until { try said().contains(" info  service started  ") }
    #expect(try site.run("scan").code == 75)
    #expect(try site.run("status").code == 0)
    try site.drop("crm/1002-first-order.xml")
    try until { try said().contains(" sender=crm file=1002-first-order.xml number=1002 verdict=accepted ") }
    #expect(try site.run("verify").code == 0)
    #expect(try site.run("backup", "saved.sqlite").code == 0)
    #expect(try site.run("rebuild").code == 2)
    process.terminate()
    try until { !process.isRunning }
    try #require(!process.isRunning)
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(try said().contains(" info  service stopped  "))
    #expect(try site.names(in: "outbox/erp").count == 2)
  }

  @Test(
    "every command explains itself with an example",
    arguments: [
      "init", "check", "doctor", "run", "scan", "validate", "map", "status", "health", "list", "show", "explain",
      "rejected",
      "edit", "reprocess", "resend", "audit", "held", "release", "discard", "conflicts", "resolve", "transfer",
      "reconcile", "verify",
      "backup", "rebuild", "schedule", "incidents", "prune",
    ])
  func help(command: String) throws {
    let site = try Site(initialised: false)
    let run = try site.run("help", command)
    #expect(run.code == 0)
    #expect(run.out.contains("  kontor \(command)"))
    // A default as the program holds it, and not as one types it.
    #expect(!run.out.contains("Argument("))
  }
}
