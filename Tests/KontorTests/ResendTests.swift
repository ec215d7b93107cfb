import Foundation
import Testing

@Suite("kontor resend, and discard of rejected files")
struct ResendTests {
  @Test("documents go again as they were, each under its id, when that is agreed")
  func interchange() throws {
    let site = try Site()
    try site.knowCustomer()
    try site.send(from: "crm", 2, ExchangeFile.order("A-1", of: "K-1"), ExchangeFile.order("A-2", of: "K-1"))
    let sent = try site.documents("-Order-")
    #expect(sent.count == 2)
    let contents = try sent.map { try site.text(of: "outbox/erp/" + $0) }
    for name in sent { try site.remove("outbox/erp/" + name) }
    let dry = try site.run("resend", "crm-2.xml", "--dry-run")
    #expect(dry.code == 0)
    #expect(dry.lines.last == "2 documents for erp would be sent again; nothing was done")
    let asked = try site.run("resend", "crm-2.xml")
    #expect(asked.code == 2)
    #expect(asked.err.contains("2 documents for erp: send them again? Say yes with --yes"))
    #expect(try site.documents("-Order-").isEmpty)
    let run = try site.run("resend", "crm-2.xml", "--yes", "--by", "ada", "--reason", "lost")
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(run.lines[0].hasSuffix(": sent again"))
    #expect(run.lines.count { $0.hasPrefix("  → outbox/erp/") } == 2)
    let again = try site.documents("-Order-")
    #expect(again.count == 2)
    #expect(again.allSatisfy { !sent.contains($0) })
    #expect(try again.map { try site.text(of: "outbox/erp/" + $0) } == contents)
    #expect(try site.run("verify").code == 0)
  }

  @Test("a single document is named by its id, and needs no question, unless it was not taken yet")
  func document() throws {
    let site = try Site()
    try site.knowCustomer()
    let details = try #require(try site.json("show", "crm-1.xml").answer as? [String: Any])
    let documents = try #require(details["documents"] as? [[String: Any]])
    let id = try #require(documents.first { $0["kind"] as? String == "import" }?["id"] as? String)
    let sent = try #require(try site.documents("Customer-K-1").first)
    let asked = try site.run("resend", id)
    #expect(asked.code == 2)
    #expect(asked.err.contains("1 document for erp (1 not taken yet, so still in the outbox): send it again?"))
    try site.remove("outbox/erp/" + sent)
    let run = try site.run("resend", id)
    #expect(run.code == 0, "\(run.out)\(run.err)")
    #expect(run.lines[0] == "document \(id): sent again")
    #expect(try site.documents("Customer-K-1").count == 1)
    let answer = try #require(documents.first { $0["kind"] as? String == "acknowledgement" }?["id"] as? String)
    let refused = try site.run("resend", answer)
    #expect(refused.code == 2)
    #expect(refused.err.contains("\(answer) is an acknowledgement"))
  }

  @Test("a filter takes interchanges that sent something")
  func filter() throws {
    let site = try Site()
    try site.rejectOneOfTwo()
    #expect(try site.run("resend", "--where", "entity=Invoice", "--yes").out == "none\n")
    let dry = try site.run("resend", "--where", "system=crm entity=Order", "--dry-run")
    #expect(dry.lines.count == 2)
    #expect(
      dry.lines.last
        == "1 document for erp (1 not taken yet, so still in the outbox) would be sent again; nothing was done")
    #expect(try site.run("resend", "--where", "entity=Order").err.contains("send it again? Say yes with --yes"))
    let nothing = try site.run("resend", "crm-9")
    #expect(nothing.code == 2)
  }

  @Test("rejected files are discarded by name or by filter, with a reason")
  func discard() throws {
    let site = try Site()
    try site.rejectOrders(3)
    #expect(try site.run("discard", "orders-1.xml").err.contains("Say why, with --reason"))
    let one = try site.run("discard", "orders-1.xml", "--reason", "sent by mistake", "--by", "ada")
    #expect(one.code == 0)
    #expect(one.lines[0].hasSuffix(": discarded"))
    let asked = try site.run("discard", "--where", "file=orders-*.xml", "--reason", "test")
    #expect(asked.code == 2)
    #expect(asked.err.contains("2 files from crm, mapping-failed: discard them?"))
    let all = try site.run("discard", "--where", "file=orders-*.xml", "--reason", "test", "--yes")
    #expect(all.code == 0)
    #expect(all.lines.count == 2)
    #expect(try site.run("rejected").out == "none\n")
    #expect(try site.names(in: "rejected/crm/closed").filter { $0.hasSuffix(".xml") }.count == 3)
    #expect(try site.run("edit", "orders-2.xml").err.contains("it was discarded, "))
    let mixed = try site.run("discard", "1", "orders-2.xml", "--reason", "x")
    #expect(mixed.code == 2)
    #expect(mixed.err.contains("1 is the number of a held record"))
  }
}
