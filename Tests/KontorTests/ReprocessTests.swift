import Foundation
import Testing

@Suite("kontor reprocess")
struct ReprocessTests {
  @Test("a file goes the whole way again once the mapping is mended")
  func one() throws {
    let site = try Site()
    try site.rejectOrders(1)
    let first = try site.id(of: "orders-1.xml")
    let tooEarly = try site.run("reprocess", "orders-1")
    #expect(tooEarly.code == 1)
    #expect(tooEarly.lines[0].hasPrefix("orders-1.xml (\(first)): rejected, 1 record: 1 rejected"), "\(tooEarly.out)")
    #expect(tooEarly.out.contains("no warehouse"))
    #expect(tooEarly.out.contains("[mapping-failed]"))
    try site.mendMapping()
    let run = try site.run("reprocess", first, "--by", "ada", "--reason", "the mapping is mended")
    #expect(run.code == 0)
    #expect(run.err.contains("orders-1.xml (\(first)) was replaced by a newer attempt; orders-1.xml ("))
    #expect(run.lines[0].hasSuffix(": accepted, 1 record: 1 accepted"), "\(run.out)")
    #expect(run.out.contains("  → outbox/erp/"))
    #expect(try site.documents("Order-A-1").count == 1)
    #expect(try site.run("rejected").out == "none\n")
    let shown = try site.run("show", first).out
    #expect(shown.contains("\n1. \(first)  "))
    #expect(shown.contains("\n2. "))
    #expect(shown.contains("\n3. "))
    #expect(shown.contains("   handed in as a further attempt\n   by ada, "))
    #expect(shown.contains(": the mapping is mended\n"))
    let again = try site.run("reprocess", first)
    #expect(again.code == 1)
    #expect(again.out.contains("[not-rejected]"), "\(again.out)")
    #expect(try site.documents("Order-A-1").count == 1)
  }

  @Test("of a file that passed in part only the rejected records are tried")
  func part() throws {
    let site = try Site()
    try site.knowCustomer()
    try site.breakMapping()
    try site.send(from: "crm", 2, ExchangeFile.customer("K-2", stage: "ordered"), ExchangeFile.order("A-1", of: "K-1"))
    try site.mendMapping()
    let sent = try site.names(in: "outbox/erp")
    let run = try site.run("reprocess", "crm-2.xml")
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(run.lines[0].hasSuffix(": accepted, 1 record: 1 accepted"))
    #expect(try site.names(in: "outbox/erp").count == sent.count + 1)
  }

  @Test("what a filter takes is counted first, and done only when that is agreed")
  func filter() throws {
    let site = try Site()
    try site.rejectOrders(3)
    let clause = "system=crm code=mapping-failed"
    let asked = try site.run("reprocess", "--where", clause)
    #expect(asked.code == 2)
    #expect(asked.err.contains("3 files from crm, mapping-failed: reprocess them? Say yes with --yes"), "\(asked.err)")
    let early = try site.run("reprocess", "--where", clause, "--dry-run")
    #expect(early.code == 1)
    #expect(early.lines.last == "0 of 3 files would pass; nothing was done")
    #expect(early.out.contains("no warehouse"))
    try site.mendMapping()
    let dry = try site.run("reprocess", "--where", clause, "--dry-run")
    #expect(dry.code == 0)
    #expect(dry.lines.last == "3 of 3 files would pass; nothing was done")
    #expect(try site.run("list", "--sender", "desk").out == "none\n")
    #expect(try site.run("audit").out == "none\n")
    let run = try site.run("reprocess", "--where", clause, "--yes")
    #expect(run.code == 0)
    #expect(run.err.contains("3 files from crm, mapping-failed\n"))
    #expect(try site.documents("-Order-").count == 3)
    #expect(try site.run("reprocess", "--where", clause, "--yes").out == "none\n")
  }

  @Test("of many files only a tally is told, and those that are not through")
  func many() throws {
    let site = try Site()
    try site.rejectOrders(22)
    try site.mendMapping()
    // The mapping is broken for one of them only.
    try site.breakMapping(for: "A-7")
    let dry = try site.run("reprocess", "--where", "code=mapping-failed", "--dry-run")
    #expect(dry.code == 1)
    #expect(dry.lines.count == 3)
    #expect(dry.lines[0].hasPrefix("orders-7.xml ("))
    #expect(dry.lines[2] == "21 of 22 files would pass; nothing was done")
    #expect(try site.run("list", "--sender", "desk").out == "none\n")
  }

  @Test("many files come to their end by one decision each, and are told as a tally")
  func tally() throws {
    let site = try Site()
    try site.rejectOrders(22)
    try site.send(from: "crm", 500, Site.badOrder("B-1"))
    try site.mendMapping()
    let run = try site.run("reprocess", "--where", "system=crm", "--yes")
    #expect(run.code == 1)
    #expect(run.lines[0].hasPrefix("crm-500.xml ("))
    #expect(run.lines[0].hasSuffix(": rejected"))
    #expect(run.lines[1].hasSuffix("[value-invalid]"))
    #expect(run.lines.last == "23 files: 22 accepted, 1 rejected; 22 documents for erp", "\(run.out)")
    let (_, entries) = try auditLines(site)
    #expect(entries.count == 23)
  }

  @Test("a running service is left to do it, and waited for")
  func service() throws {
    let site = try Site()
    try site.rejectOrders(3)
    try site.mendMapping()
    try site.write("", to: "log")
    let process = try Program.start(
      ["run", "--interval", "100ms"], in: site.path, out: .nullDevice,
      err: try FileHandle(forWritingTo: URL(fileURLWithPath: site.path + "/log")))
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    try until { try site.text(of: "log").contains("service started") }
    let run = try site.run("reprocess", "--where", "code=mapping-failed", "--yes")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.lines.count { $0.hasSuffix(": accepted, 1 record: 1 accepted") } == 3)
    #expect(try site.documents("-Order-").count == 3)
  }

  @Test("in JSON each decision has its attempt")
  func json() throws {
    let site = try Site()
    try site.rejectOrders(1)
    try site.mendMapping()
    let (code, answer) = try site.json("reprocess", "orders-1.xml")
    #expect(code == 0)
    let decisions = try #require((answer as? [String: Any])?["decisions"] as? [[String: Any]])
    #expect(decisions.count == 1)
    #expect(decisions[0]["action"] as? String == "reprocess")
    #expect((decisions[0]["attempt"] as? [String: Any])?["verdict"] as? String == "accepted")
    #expect((decisions[0]["documents"] as? [String])?.count == 1)
  }

  @Test("what was never rejected is no subject, and a name that several files have is none either")
  func subjects() throws {
    let site = try Site()
    try site.rejectOrders(2)
    let good = try site.run("reprocess", "crm-1.xml")
    #expect(good.code == 1)
    #expect(good.out.contains("[not-rejected]"))
    let both = try site.run("reprocess", "orders-")
    #expect(both.code == 2)
    #expect(both.err.contains("more than one interchange has “orders-”"))
    #expect(try site.run("reprocess", "orders-3").err.contains("no interchange has “orders-3”"))
    #expect(try site.run("reprocess").code == 2)
    #expect(try site.run("reprocess", "orders-1", "--where", "system=crm").code == 2)
  }

  private func auditLines(_ site: Site) throws -> (Int32, [Substring]) {
    let run = try site.run("audit", "--action", "reprocess", "--json")
    return (run.code, run.out.split(separator: "\n"))
  }
}
