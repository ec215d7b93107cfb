import Foundation
import Testing

@Suite("kontor held, release, discard and conflicts")
struct HeldCommandTests {
  @Test("what waits is listed with its reason, and nothing else is")
  func held() throws {
    let site = try Site()
    #expect(try site.run("held").out == "none\n")
    try site.holdOrder()
    let run = try site.run("held")
    #expect(run.code == 0)
    #expect(run.lines[0].hasPrefix("1  Order A-1 from crm, since "))
    #expect(run.lines[0].hasSuffix(": reference"))
    #expect(run.lines[1] == "   Order A-1 waits for Customer K-1, who is not known yet.")
    #expect(run.lines[2].hasSuffix("; then it waits on, and should be looked at"))
    #expect(try site.run("held", "--entity", "Customer").out == "none\n")
    #expect(try site.run("held", "--reason", "number").out == "none\n")
    #expect(try site.run("held", "--entity", "Order", "--reason", "reference").lines.count == 3)
    #expect(try site.run("held", "--reason", "hunger").code == 2)
    let holds = try #require(try site.json("held").answer as? [[String: Any]])
    #expect(holds.count == 1)
    #expect(holds[0]["entity"] as? String == "Order")
    #expect(holds[0]["key"] as? String == "A-1")
    #expect(holds[0]["awaits"] as? String == "Customer crm K-1")
  }

  @Test("a released record is sent as it is", arguments: [["1"], ["Order", "A-1"]])
  func release(named: [String]) throws {
    let site = try Site()
    try site.holdOrder()
    let run = try Program.run(["release"] + named + ["--by", "ada"], in: site.path)
    #expect(run.code == 0)
    #expect(run.lines[0].hasSuffix(": released"))
    #expect(run.lines[1] == "  → outbox/erp/00000001-Order-A-1.xml")
    #expect(try site.names(in: "outbox/erp") == ["00000001-Order-A-1.xml"])
    #expect(try site.run("held").out == "none\n")
    let again = try Program.run(["release"] + named, in: site.path)
    #expect(again.code == 1)
    #expect(again.out.contains("[hold-gone]"))
  }

  @Test("a discarded record is told to its sender with the reason, and never sent")
  func discard() throws {
    let site = try Site()
    try site.holdOrder()
    let without = try site.run("discard", "1")
    #expect(without.code == 2)
    #expect(without.err.contains("Say why, with --reason"))
    let run = try site.run("discard", "1", "--reason", "ordered twice", "--by", "ada")
    #expect(run.code == 0)
    #expect(run.out == "held record 1: discarded\n")
    #expect(try site.names(in: "outbox/erp").isEmpty)
    let answers = try site.names(in: "outbox/crm")
    #expect(answers.count == 2)
    let told = try answers.map { try String(contentsOfFile: site.path + "/outbox/crm/" + $0, encoding: .utf8) }
    #expect(told.contains { $0.contains("ada discarded it: ordered twice") })
  }

  @Test("what is no held record is answered with what one looks like")
  func noRecord() throws {
    let site = try Site()
    let run = try site.run("release", "A-1")
    #expect(run.code == 2)
    #expect(run.err.contains("name it by its number in kontor held, or by entity and key"))
  }

  @Test("decisions come in JSON too")
  func json() throws {
    let site = try Site()
    try site.holdOrder()
    let (code, answer) = try site.json("release", "1", "7")
    #expect(code == 1)
    let report = try #require(answer as? [String: Any])
    let decisions = try #require(report["decisions"] as? [[String: Any]])
    #expect(decisions.map { $0["verdict"] as? String } == ["accepted", "rejected"])
    #expect(report["documents"] as? [String] == ["erp/00000001-Order-A-1.xml"])
  }

  @Test("conflicts are listed with both values and what held before")
  func conflicts() throws {
    let site = try Site()
    #expect(try site.run("conflicts").out == "none\n")
    try site.makeConflict()
    let run = try site.run("conflicts")
    #expect(run.code == 0)
    #expect(run.lines[0].hasPrefix("Customer K-1 Phone[use=main], since "))
    #expect(run.lines.dropFirst() == ["   crm  +49303", "   erp  +49302", "   before: +49301"])
    let reports = try #require(try site.json("conflicts").answer as? [[String: Any]])
    #expect(reports.count == 1)
    #expect(reports[0]["values"] as? [String: String] == ["crm": "+49303", "erp": "+49302"])
  }
}
