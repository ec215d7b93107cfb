import Foundation
import Testing

@Suite("kontor explain")
struct ExplainTests {
  /// A lead that orders, is booked, and is told of by both sides.
  private func site() throws -> Site {
    let site = try Site()
    try site.drop("crm/1001-leads.xml")
    try site.drop("crm/1002-first-order.xml")
    _ = try site.run("scan", "--settle", "0")
    try FileManager.default.copyItem(
      atPath: Site.example("erp/501-from-the-erp.xml"), toPath: site.path + "/inbox/erp/501.xml")
    _ = try site.run("scan", "--settle", "0")
    return site
  }

  @Test("tells how a customer stands, by which rule, and what happened in which line of which file")
  func customer() throws {
    let site = try site()
    try site.remove("outbox/erp/00000001-Customer-K-20417.xml")
    let run = try site.run("explain", "Customer", "K-20417")
    #expect(run.code == 0)
    #expect(run.lines[0] == "Customer K-20417  Lüders & Söhne GmbH & Co. KG")
    #expect(run.lines[1] == "stage       customer")
    #expect(run.lines[2] == "keys        crm K-20417; erp 0000012345")
    let words = run.lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(words.contains("FIELD WHAT HOLDS BY RULE"))
    #expect(words.contains("Name Lüders & Söhne GmbH & Co. KG crm owner erp"))
    #expect(words.contains("Phone[use=accounting] +494517001442 erp shared, owner-wins, last word erp"))
    #expect(words.contains("≠ +494517001440 crm was sent what holds"))
    #expect(words.contains { $0.hasSuffix("UTC 1001-leads.xml, line 9, of crm") })
    #expect(words.contains { $0.hasSuffix("UTC 501.xml, line 22, of erp") })
    #expect(words.contains("It became ordered. It was lead before."))
    #expect(words.contains("erp has it: outbox/erp/00000001-Customer-K-20417.xml"))
    #expect(words.contains("→ outbox/erp/00000001-Customer-K-20417.xml: published, taken; imported"))
    #expect(words.contains("→ outbox/crm/00000002-Customer-K-20417.xml: published, not taken yet"))
    #expect(
      words.contains(
        "Phone[use=accounting]: +494517001440 → +494517001442 (shared, owner-wins, last word erp)"))
    #expect(run.out.contains("Interesse an Edelstahlbeschlägen"), "what the first record said is read again")
    let answers = run.lines.filter { $0.hasPrefix("  ← ") }
    #expect(answers.count == 4)
    #expect(answers.contains { $0.contains("1002-first-order.") && $0.contains("-2.ack.xml") })
    #expect(run.lines.allSatisfy { $0.count <= 110 })
    #expect(!run.out.contains("\u{1B}"))
  }

  @Test("what was rejected left nothing, and is told all the same, also of somebody who is not known")
  func rejected() throws {
    let site = try site()
    let text = try String(contentsOfFile: Site.example("lead-to-customer/3-confirmation.xml"), encoding: .utf8)
    try site.write(
      text.replacing("K-20417", with: "K-7").replacing("<ControlNumber>501", with: "<ControlNumber>777"),
      to: "inbox/erp/wrong.xml")
    _ = try site.run("scan", "--settle", "0")
    let run = try site.run("explain", "Customer", "K-7")
    #expect(run.code == 0)
    #expect(run.out.contains("wrong.xml, line 10, of erp"))
    #expect(run.out.contains("erp confirms Customer K-7, but was never sent a document of it."))
    #expect(run.out.contains("[document-unknown]"))
    #expect(try site.run("explain", "Customer", "K-8").code == 2)
  }

  @Test("finds it by the key of any system")
  func otherKey() throws {
    let site = try site()
    let run = try site.run("explain", "customer", "0000012345")
    #expect(run.code == 0)
    #expect(run.lines[2] == "keys        crm K-20417; erp 0000012345")
  }

  @Test("an order is told with its customer and how it goes on")
  func order() throws {
    let site = try site()
    let run = try site.run("explain", "Order", "SO-4711")
    #expect(run.code == 0)
    #expect(run.lines.contains("stage       accepted"))
    #expect(run.lines.contains("customer    K-20417, Lüders & Söhne GmbH & Co. KG (customer)"))
    #expect(run.lines.contains("status      changed, 2026-11-19: Position 20 kommt eine Woche später."))
    #expect(run.lines.contains("            501.xml, line 42, of erp"))
    #expect(run.out.contains("(1002-first-order.xml, line 78, of crm); owner erp"))
    #expect(try site.run("explain", "OrderStatus", "SO-4711").code == 0)
  }

  @Test("what waits is told with what it waits for, and by what it waits for")
  func held() throws {
    let site = try Site()
    try site.configure("confirm: number }", "confirm: number, needs: [Phone] }")
    try site.send(
      from: "crm", 1, ExchangeFile.customer("K-1", stage: "lead"), ExchangeFile.order("A-1", of: "K-1"))
    let order = try site.run("explain", "Order", "A-1")
    #expect(order.code == 0)
    #expect(order.out.contains("held        record 1, since "))
    #expect(order.out.contains("Customer K-1 lacks what the receiver needs (Phone)"))
    #expect(order.lines.contains("customer    K-1, Müller GmbH (lead)"))
    let customer = try site.run("explain", "Customer", "K-1")
    #expect(customer.out.contains("awaited by  Order A-1, held record 1, since "))
  }

  @Test("a record that waits and is nothing else yet is found too")
  func onlyHeld() throws {
    let site = try Site()
    try site.holdDuplicate()
    let run = try site.run("explain", "Customer", "K-2")
    #expect(run.code == 0)
    #expect(run.out.contains("held        record 1, since "))
    #expect(run.out.contains(", for decision\n"))
    #expect(run.out.contains("from crm-2.xml, line 9, of crm"))
    let story = try #require(try site.json("explain", "Customer", "K-2").answer as? [String: Any])
    #expect(story["known"] as? Bool == false)
    #expect((story["hold"] as? [String: Any])?["reason"] as? String == "decision")
  }

  @Test("a conflict is told with the command that ends it")
  func conflict() throws {
    let site = try Site()
    try site.makeConflict()
    let run = try site.run("explain", "Customer", "K-1")
    #expect(run.out.contains("conflict    Phone[use=main], since "))
    #expect(run.lines.contains("            decide: kontor resolve Customer K-1 \"Phone[use=main]=crm\""))
    #expect(run.out.contains("both sides changed it, here to +49303; a person has to decide"))
  }

  @Test("JSON has everything, uncut")
  func json() throws {
    struct Story: Decodable {
      struct Key: Decodable { var system: String, key: String, standing: String }
      struct Side: Decodable { var said: String?, has: String? }
      struct Field: Decodable { var field: String, value: String?, by: String?, rule: String, systems: [String: Side] }
      struct Paper: Decodable { var system: String, name: String, whereabouts: String, delivery: String? }
      struct Change: Decodable { var field: String, before: String?, value: String?, rule: String }
      struct Event: Decodable { var what: String, sentence: String, fields: [Change], document: Paper? }
      struct Source: Decodable { var file: String, line: Int, system: String }
      struct Chapter: Decodable { var at: String, source: Source, events: [Event], acknowledgements: [Paper] }
      var entity: String, key: String, known: Bool, stage: String
      var keys: [Key]
      var fields: [Field]
      var story: [Chapter]
    }
    let run = try site().run("explain", "Customer", "K-20417", "--json")
    let story = try JSONDecoder().decode(Story.self, from: Data(run.out.utf8))
    #expect(story.known && story.stage == "customer")
    #expect(story.keys.map(\.standing) == ["present", "present"])
    let phone = try #require(story.fields.first { $0.field == "Phone[use=accounting]" })
    #expect(phone.rule == "Customer Phone: shared, owner-wins, last word erp")
    #expect(phone.systems["crm"]?.said == "+494517001440")
    #expect(phone.systems["crm"]?.has == "+494517001442")
    #expect(story.story.map(\.source.line) == [9, 10, 9, 22])
    #expect(story.story[1].events.map(\.what) == ["stage", "told", "sent"])
    #expect(story.story[1].events[2].document?.delivery == "imported")
    let change = try #require(story.story[3].events[0].fields.first { $0.field == "Phone[use=accounting]" })
    #expect(change.before == "+494517001440" && change.value == "+494517001442")
    #expect(story.story[2].acknowledgements.map(\.system) == ["erp", "crm"])
  }

  @Test("it does without the archive, but for what only stands there")
  func withoutArchive() throws {
    let site = try site()
    try site.remove("archive")
    let run = try site.run("explain", "Customer", "K-20417")
    #expect(run.code == 0)
    #expect(run.out.contains("PriceList: 02"))
    let order = try site.run("explain", "Order", "SO-4711")
    #expect(order.code == 0)
    #expect(!order.out.contains("customer    "))
  }

  @Test("what nobody knows ends with exit 2 and says how to find it")
  func unknown() throws {
    let site = try Site()
    let run = try site.run("explain", "Customer", "K-9")
    #expect(run.code == 2)
    #expect(run.err.contains("Customer K-9 is not known here, under a key of any system."))
    #expect(try site.run("explain", "Decision", "K-9").code == 2)
  }
}
