import Foundation
import Testing

/// The walk through `examples/lead-to-customer`, as its README tells it.
@Suite("From lead to customer")
struct LeadToCustomerTests {
  private struct News {
    var erp: [String]
    /// Without acknowledgements of the file that was dropped.
    var crm: [String]
  }

  /// Drops one of the files and takes it in, and tells what is new in the outboxes, without ids.
  private func step(_ file: String, from system: String, _ site: Site, _ known: inout Set<String>) throws -> News {
    try FileManager.default.copyItem(
      atPath: Site.example("lead-to-customer/\(file).xml"), toPath: "\(site.path)/inbox/\(system)/\(file).xml")
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 0, "\(run.out)\(run.err)")
    var news = ["erp": [String](), "crm": [String]()]
    for name in ["erp", "crm"] {
      for document in try site.names(in: "outbox/\(name)") where known.insert("\(name)/\(document)").inserted {
        news[name]?.append(document.replacing(/\.[0-9A-Z]{16}/, with: ""))
      }
    }
    #expect(news[system]?.contains("\(file).ack.xml") == true)
    news[system]?.removeAll { $0 == "\(file).ack.xml" }
    return News(erp: news["erp"] ?? [], crm: news["crm"] ?? [])
  }

  /// A document, with nothing between its tags.
  private func text(_ site: Site, _ folder: String, _ part: String) throws -> String {
    let name = try #require(try site.names(in: "outbox/\(folder)").first { $0.contains(part) })
    return try String(contentsOfFile: "\(site.path)/outbox/\(folder)/\(name)", encoding: .utf8)
      .replacing(/>\s+</, with: "><")
  }

  @Test("each step leaves in both outboxes what the walk-through says")
  func walk() throws {
    let site = try Site()
    var known: Set<String> = []

    let lead = try step("1-lead", from: "crm", site, &known)
    #expect(lead.erp.isEmpty && lead.crm.isEmpty)
    #expect(try text(site, "crm", "1-lead.").contains("by agreement nobody is sent a lead."))

    let order = try step("2-order", from: "crm", site, &known)
    #expect(order.erp == ["00000001-Customer-K-20417.xml", "00000002-Order-SO-4711.xml"])
    #expect(order.crm.isEmpty)
    let customer = try text(site, "erp", "00000001")
    #expect(customer.contains("<CardCode>K-20417</CardCode>") && !customer.contains("Messestand"))
    #expect(try text(site, "erp", "00000002").contains("<CardCode>K-20417</CardCode>"))

    let booked = try step("3-confirmation", from: "erp", site, &known)
    #expect(booked.erp.isEmpty)
    #expect(booked.crm == ["00000001-Customer-K-20417.xml", "2-order-2.ack.xml"])
    #expect(try text(site, "crm", "00000001").contains("<ErpNumber>0000012345</ErpNumber><Stage>customer</Stage>"))
    let later = try text(site, "crm", "-2.ack.xml")
    #expect(later.contains("<Level>imported</Level>") && later.contains("<Supersedes>2-order."))
    #expect(later.contains("<OtherKey system=\"erp\">2026004411</OtherKey>"))

    let terms = try step("4-from-accounting", from: "erp", site, &known)
    #expect(terms.erp.isEmpty)
    #expect(terms.crm == ["00000002-Customer-K-20417.xml"])
    #expect(try text(site, "crm", "00000002").contains("<PaymentTerms>NET30</PaymentTerms><Currency>EUR</Currency>"))

    let wishes = try step("5-two-wishes", from: "crm", site, &known)
    #expect(wishes.erp == ["00000003-Customer-K-20417.xml"])
    #expect(wishes.crm == ["00000003-Customer-K-20417.xml"])
    let toERP = try text(site, "erp", "00000003")
    #expect(toERP.contains("<CardCode>0000012345</CardCode>") && toERP.contains("<Phone1>+49451700199</Phone1>"))
    let toCRM = try text(site, "crm", "00000003")
    #expect(toCRM.contains("+49451700199") && toCRM.contains("NET30"))
    let answer = try text(site, "crm", "5-two-wishes.")
    #expect(answer.contains("<Field name=\"PaymentTerms\" outcome=\"kept-owner-value\" value=\"NET30\" winner=\"erp\""))
    #expect(answer.contains("<Field name=\"Phone[use=main]\" outcome=\"applied\" value=\"+49451700199\""))
  }

  @Test("the script plays the same, and leaves nothing behind")
  func script() throws {
    let site = try Site(initialised: false)
    let run = try Program.run(
      program: "/bin/sh", [Site.example("lead-to-customer/walk.sh"), Program.path], in: site.path)
    #expect(run.code == 0, "\(run.err)")
    for text in [
      "00000002-Order-SO-4711.xml", "-2.ack.xml", "erp/00000003-Customer-K-20417.xml",
      "PaymentTerms: stays NET30, not NET60",
    ] {
      #expect(run.out.contains(text))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.path).isEmpty)
  }

  @Test("an order that is ahead of its lead waits for it")
  func orderFirst() throws {
    let site = try Site()
    try site.drop("lead-to-customer/2-order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 1)
    #expect(try site.run("held").out.contains("Order SO-4711 waits for Customer K-20417"))
    try site.drop("lead-to-customer/1-lead.xml")
    _ = try site.run("scan", "--settle", "0")
    #expect(try site.names(in: "outbox/erp") == ["00000001-Customer-K-20417.xml", "00000002-Order-SO-4711.xml"])
  }

  @Test("the last file again is a repeat, and who goes on wishing is reminded once")
  func again() throws {
    let site = try Site()
    var known: Set<String> = []
    for (file, system) in [
      ("1-lead", "crm"), ("2-order", "crm"), ("3-confirmation", "erp"), ("4-from-accounting", "erp"),
      ("5-two-wishes", "crm"),
    ] {
      _ = try step(file, from: system, site, &known)
    }
    try site.drop("lead-to-customer/5-two-wishes.xml", as: "again.xml")
    #expect(try site.run("scan", "--settle", "0").lines[0].hasPrefix("repeat "))
    let wish = try String(contentsOfFile: Site.example("lead-to-customer/5-two-wishes.xml"), encoding: .utf8)
    var corrections = 0
    for number in 4...7 {
      let next = wish.replacing("<ControlNumber>3<", with: "<ControlNumber>\(number)<")
        .replacing("sequence=\"2\"", with: "sequence=\"\(number)\"")
      try site.write(next, to: "inbox/crm/wish-\(number).xml")
      let before = try site.names(in: "outbox/crm").filter { $0.contains("Customer") }.count
      #expect(try site.run("scan", "--settle", "0").code == 0)
      corrections += try site.names(in: "outbox/crm").filter { $0.contains("Customer") }.count - before
    }
    #expect(corrections == 1)
  }
}
