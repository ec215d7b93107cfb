import Foundation
import Glibc
import Testing

@Suite("kontor transfer")
struct TransferTests {
  @Test("the dry run shows what the transfer sends, and changes nothing")
  func dryRun() throws {
    let site = try Site()
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    for (entity, key) in [("Customer", "K-20417"), ("Order", "SO-4711")] {
      let before = try site.names(in: "outbox/erp")
      let interchanges = try site.run("list").out
      let trial = try site.run("transfer", entity, key, "--dry-run")
      #expect(trial.code == 0)
      #expect(trial.lines[0] == "<!-- erp \(entity) \(key), 00000001-\(entity)-\(key).xml -->")
      #expect(try site.names(in: "outbox/erp") == before)
      #expect(try site.names(in: "desk").isEmpty)
      #expect(try site.run("list").out == interchanges)
      let run = try site.run("transfer", entity, key)
      #expect(run.code == 0)
      let sent = try #require(try site.names(in: "outbox/erp").first { !before.contains($0) })
      #expect(run.out == "\(entity) \(key): sent\n  → outbox/erp/\(sent)\n")
      let text = try String(contentsOfFile: site.path + "/outbox/erp/" + sent, encoding: .utf8)
      // The mapping names document and interchange, which the dry run cannot know.
      #expect(Self.withoutComments(trial.out) == Self.withoutComments(text))
    }
  }

  private static func withoutComments(_ text: String) -> String {
    text.split(separator: "\n").filter { !$0.contains("<!--") }.joined(separator: "\n")
  }

  @Test("a lead can be sent by itself, whatever its stage says, and then its story tells who sent it")
  func lead() throws {
    let site = try Site()
    try site.send(from: "crm", 1, ExchangeFile.customer("K-1", stage: "lead"))
    #expect(try site.names(in: "outbox/erp").isEmpty)
    let run = try site.run("transfer", "Customer", "K-1", "--to", "erp", "--by", "ada")
    #expect(run.code == 0)
    #expect(try site.names(in: "outbox/erp") == ["00000001-Customer-K-1.xml"])
    #expect(try site.run("explain", "Customer", "K-1").out.contains("ada decided. Sent by itself."))
  }

  @Test("a held order is shown with its customer ahead of it, and goes with it")
  func held() throws {
    let site = try Site()
    try site.configure("confirm: number }", "confirm: number, needs: [Phone] }")
    try site.send(
      from: "crm", 1, ExchangeFile.customer("K-1", stage: "lead"), ExchangeFile.order("A-1", of: "K-1"))
    #expect(try site.run("held").lines.count == 3)
    let trial = try site.run("transfer", "Order", "A-1", "--dry-run", "--json")
    let documents = try #require(try JSONSerialization.jsonObject(with: Data(trial.out.utf8)) as? [[String: Any]])
    let run = try site.run("transfer", "Order", "A-1")
    #expect(run.code == 0)
    let sent = try site.names(in: "outbox/erp")
    #expect(documents.map { $0["entity"] as? String } == sent.map { $0.contains("Customer") ? "Customer" : "Order" })
    #expect(try site.run("held").out == "none\n")
  }

  @Test("a possible duplicate is not sent before somebody says who it is")
  func duplicate() throws {
    let site = try Site()
    try site.holdDuplicate()
    let trial = try site.run("transfer", "Customer", "K-2", "--dry-run")
    #expect(trial.code == 1)
    #expect(trial.out.isEmpty)
    #expect(trial.err.contains("It cannot be sent before."))
    #expect(try site.run("transfer", "Customer", "K-2").code == 1)
  }

  @Test("what nobody knows, and a system that gets nothing of the kind, are slips of the command line")
  func slips() throws {
    let site = try Site()
    try site.bookCustomer()
    let unknown = try site.run("transfer", "Customer", "K-9")
    #expect(unknown.code == 2)
    #expect(unknown.err.contains("Customer K-9 is not known here"))
    let system = try site.run("transfer", "Customer", "K-1", "--to", "epr")
    #expect(system.code == 2)
    #expect(system.err.contains("did you mean erp?"))
    let flow = try site.run("transfer", "Order", "A-1", "--to", "crm")
    #expect(flow.code == 2)
    #expect(flow.err.contains("no flow brings Order records to crm; flows bring them to erp"))
    let entity = try site.run("transfer", "Custmer", "K-1")
    #expect(entity.code == 2)
    #expect(entity.err.contains("'Customer'"))
  }

  @Test("while the service runs, the dry run needs no lock, and decisions go over the desk")
  func service() throws {
    let site = try Site()
    try site.bookCustomer()
    try site.configure("quiet: 5s", "quiet: 100ms")
    try site.write("", to: "log")
    let process = try Program.start(
      ["run", "--interval", "100ms"], in: site.path, out: .nullDevice,
      err: try FileHandle(forWritingTo: URL(fileURLWithPath: site.path + "/log")))
    defer {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
    try until { try String(contentsOfFile: site.path + "/log", encoding: .utf8).contains("service started") }
    #expect(try site.run("scan").code == 75)
    #expect(try site.run("transfer", "Customer", "K-1", "--dry-run").code == 0)
    let before = try site.names(in: "outbox/erp").count
    let run = try site.run("transfer", "Customer", "K-1", "--to", "erp")
    #expect(run.code == 0)
    #expect(run.lines[0] == "Customer K-1: sent")
    #expect(try site.names(in: "outbox/erp").count == before + 1)
    #expect(process.isRunning)
    let refused = try site.run("release", "99")
    #expect(refused.code == 1)
    #expect(refused.out.contains("[hold-gone]"))
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
