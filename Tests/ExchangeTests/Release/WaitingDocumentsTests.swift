import DropFolder
import Exchange
import Foundation
import Testing

@Suite("Documents that wait for their flow")
struct WaitingDocumentsTests {
  @Test("a closed window holds back what is sent, not what is taken in, and lets it go in order when it opens")
  func window() throws {
    let site = try WaitingSite(flow: ", when: { during: \"mon-fri 20:00-22:00\" }")
    let first = try site.take(1, orders: ["A-1", "A-2"])
    #expect(first.state == .done && first.verdict == .accepted && first.level == .validated)
    #expect(first.summary?.contains("3 of them wait for the flow crm-erp") == true)
    try site.take(2, orders: ["B-1"], customer: "K-2")
    #expect(try site.sent() == [] && site.prepared() == 5 && site.waiting() == 5)
    #expect(try site.levels(1) == ["validated"])
    #expect(try site.findings() == [])

    try site.at("20:00")
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1", "Order-A-2", "Customer-K-2", "Order-B-1"])
    #expect(try site.levels(1) == ["validated", "delivered"] && site.levels(2) == ["validated", "delivered"])
    #expect(try site.waiting() == 0)
    #expect(try site.findings() == [])
    // Open, and nothing waits: what comes goes.
    #expect(try site.take(3, orders: ["C-1"]).level == .delivered)
    #expect(try site.sent().last == "Order-C-1")
    try site.place.expectNothingInHand()
  }

  @Test("a run takes along what had come by then, and no more")
  func points() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"")
    try site.take(1, orders: ["A-1"])
    try site.at("12:30")
    try site.take(2, orders: ["B-1"], customer: "K-2")
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.waiting() == 2)
    try site.at("11:59", day: "2026-11-25")
    try site.place.scan()
    #expect(try site.waiting() == 2)
    try site.at("12:00", day: "2026-11-25")
    try site.place.scan()
    #expect(try site.sent().count == 4 && site.waiting() == 0)
  }

  @Test("a run that was missed is made up for, but only inside the window")
  func missed() throws {
    let site = try WaitingSite(flow: ", when: { at: \"0 12 * * *\", during: \"mon-fri 10:00-14:00\" }")
    try site.take(1, orders: ["A-1"])
    try site.at("15:00")
    try site.place.scan()
    #expect(try site.sent() == [])
    try site.at("10:01", day: "2026-11-25")
    try site.place.scan()
    #expect(try site.sent().count == 2)
  }

  @Test("the next look is when the flow goes")
  func nextLook() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"")
    try site.take(1, orders: ["A-1"])
    let processor = try site.place.processor(settle: .zero)
    _ = try processor.scan()
    #expect(processor.nextLook == .seconds(4 * 3600))
  }

  @Test("a paused flow lets nothing go until it is resumed; a person's run goes at once, but not against a pause")
  func pause() throws {
    let site = try WaitingSite(flow: "")
    #expect(try site.decide(.pause, reason: "the ERP is being updated").totals[.accepted] == 1)
    #expect(try site.take(1, orders: ["A-1"]).level == .validated)
    #expect(try site.sent() == [])
    let refused = try site.decide(.run)
    #expect(refused.totals[.rejected] == 1)
    #expect(try site.sent() == [])
    let resumed = try site.decide(.resume)
    #expect(resumed.totals[.accepted] == 1)
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    let trail = try site.place.withLedger { try $0.audit(matching: AuditFilter(), after: 0, limit: 9) }
    #expect(trail.map(\.action) == ["pause", "run", "resume", "run"])
    #expect(trail.map(\.who) == ["anna", "anna", "anna", "the clock"])
    #expect(trail[0].subject == "flow crm-erp" && trail[0].reason == "the ERP is being updated")
    #expect(trail[3].before?.hasPrefix("2 documents waited") == true)
    #expect(try site.decide(.resume).totals[.rejected] == 1)
  }

  @Test("a flow that stays paused is an incident, until it is resumed")
  func pausedForLong() throws {
    let site = try WaitingSite(flow: "")
    func open() throws -> [String] {
      try site.place.withLedger { try $0.openIncidents().map { "\($0.key.cause.rawValue) \($0.key.subject)" } }
    }
    try site.decide(.pause, reason: "the ERP is being updated")
    try site.at("07:00", day: "2026-11-25")
    try site.place.scan()
    #expect(try open() == [])
    try site.at("08:05", day: "2026-11-25")
    try site.place.scan()
    #expect(try open() == ["flow-paused crm-erp"])
    try site.decide(.resume)
    try site.place.scan()
    #expect(try open() == [])
  }

  @Test("a person lets go what waits, whatever the schedule says")
  func runNow() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"")
    try site.take(1, orders: ["A-1"])
    #expect(try site.decide(.run).totals[.accepted] == 1)
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.levels(1) == ["validated", "delivered"])
    #expect(try site.decide(.run).totals[.rejected] == 1)
    #expect(try site.decide(.run, flow: "crm-erq").totals[.rejected] == 1)
  }

  @Test("a flow catches up at its pace, and what comes meanwhile goes behind")
  func pace() throws {
    let site = try WaitingSite(flow: ", pace: { documents: 2, each: 1m }")
    try site.decide(.pause)
    try site.take(1, orders: ["A-1", "A-2", "A-3"])
    try site.decide(.resume)
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.levels(1) == ["validated"])
    #expect(try site.take(2, orders: ["B-1"]).level == .validated)
    #expect(try site.sent().count == 2)
    try site.at("08:01")
    site.place.now = site.place.now + .seconds(1)
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1", "Order-A-2", "Order-A-3"])
    #expect(try site.levels(1) == ["validated", "delivered"])
    site.place.now = site.place.now + .seconds(61)
    try site.place.scan()
    #expect(try site.sent().last == "Order-B-1")
    #expect(try site.waiting() == 0)
  }

  @Test("an outbox that holds as many files as it may lets the rest wait until some are taken")
  func capacity() throws {
    let site = try WaitingSite(flow: "", erp: "    capacity: 2\n")
    #expect(try site.take(1, orders: ["A-1", "A-2", "A-3"]).level == .validated)
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.decide(.run).totals[.rejected] == 1)
    let taken = try #require(try site.place.names(in: "outbox/erp").first)
    try FileManager.default.removeItem(atPath: "\(site.place.root)/outbox/erp/\(taken)")
    try site.place.scan()
    #expect(try site.sent() == ["Order-A-1", "Order-A-2"])
    for name in try site.place.names(in: "outbox/erp") {
      try FileManager.default.removeItem(atPath: "\(site.place.root)/outbox/erp/\(name)")
    }
    try site.place.scan()
    #expect(try site.sent() == ["Order-A-3"] && site.waiting() == 0)
  }

  @Test("a newer version takes the place of one that waits, unless others rely on that to come first")
  func supersede() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"")
    try site.take(1, orders: ["A-1"])
    try site.take(2, orders: ["A-1"], quantity: "5")
    // The customer did not change; the first version of the order is not sent any more.
    #expect(try site.waiting() == 2 && site.prepared() == 2)
    #expect(try site.findings() == [])
    try site.at("12:00")
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    let name = try #require(try site.place.names(in: "outbox/erp").last)
    #expect(try site.place.text("outbox/erp/\(name)").contains(">5<"))
    #expect(try site.findings() == [])
    try site.place.expectNothingInHand()
  }

  @Test("where nothing is to be superseded, each version is sent")
  func supersedeNot() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"", erp: "    supersede: no\n")
    try site.take(1, orders: ["A-1"])
    try site.take(2, orders: ["A-1"], quantity: "5")
    try site.at("12:00")
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1", "Order-A-1"])
  }

  @Test("a new customer travels with its order, whenever customers go otherwise")
  func carriedAlong() throws {
    let site = try WaitingSite(flow: "") { shipped in
      shipped.replacing(
        "  - { from: crm, to: erp, entities: [Customer, Order], accept: per-record }",
        with: """
            - { from: crm, to: erp, entities: [Customer], when: "0 2 * * *" }
            - { from: crm, to: erp, entities: [Order] }
          """)
    }
    let lead = SampleExchange(controlNumber: "1", orders: []).text.replacing("<Stage>ordered", with: "<Stage>lead")
    try site.place.drop(lead, as: "lead.xml")
    try site.place.scan()
    #expect(try site.waiting() == 0)
    let order = SampleExchange(controlNumber: "2", orders: []).order(id: "A-1")
    let only = SampleExchange(controlNumber: "2", orders: ["A-1"]).text
    let start = try #require(only.range(of: "<Customer changed"))
    let end = try #require(only.range(of: "</Customer>\n"))
    let text = only.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
      .replacing("<RecordCount>2", with: "<RecordCount>1")
    #expect(text.contains(order))
    try site.place.drop(text, as: "order.xml")
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
  }

  @Test("an order does not overtake a customer that its receiver does not know yet")
  func behindItsCustomer() throws {
    let site = try WaitingSite(flow: "") { shipped in
      shipped.replacing(
        "  - { from: crm, to: erp, entities: [Customer, Order], accept: per-record }",
        with: """
            - { from: crm, to: erp, entities: [Customer], when: "0 2 * * *" }
            - { from: crm, to: erp, entities: [Order] }
          """)
    }
    // It comes as one that has ordered, so that it goes by itself, at night.
    #expect(try site.take(1, orders: []).level == .validated)
    #expect(try site.take(2, orders: ["A-1"]).level == .validated)
    #expect(try site.sent() == [])
    try site.at("02:00", day: "2026-11-25")
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
    #expect(try site.take(3, orders: ["A-2"]).level == .delivered)
  }

  @Test("a single record goes at once, and what waits of it is not sent after it")
  func transfer() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"")
    try site.take(1, orders: ["A-1"])
    func transfer(_ entity: Entity, _ key: String) throws -> RecordVerdict? {
      var decision = Decision(.transfer, .entity(entity, key: key))
      decision.by = "anna"
      _ = try Desk(site.place.configuration).drop([decision], at: site.place.now)
      try site.place.scan()
      let desk = try #require(site.place.finished.first)
      return try site.place.withLedger { try $0.record(at: 1, of: desk.id)?.verdict }
    }
    #expect(try transfer(.order, "A-1") == .rejected)
    #expect(try transfer(.customer, "K-1") == .accepted)
    #expect(try site.sent() == ["Customer-K-1"])
    #expect(try transfer(.order, "A-1") == .accepted)
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"] && site.waiting() == 0)
    try site.at("12:00")
    try site.place.scan()
    #expect(try site.sent().count == 2)
    #expect(try site.findings() == [])
  }

  @Test("what was taken out of .prepared while it waited is in doubt, and holds up what follows it")
  func gone() throws {
    let site = try WaitingSite(flow: ", when: \"0 12 * * *\"")
    try site.take(1, orders: ["A-1"])
    let folder = "\(site.place.root)/outbox/erp/.prepared/main.1"
    let first = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).sorted().first)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(first)"))
    try FileManager.default.removeItem(atPath: "\(folder)/\(first)")
    #expect(try site.findings().count == 1)
    try site.at("12:00")
    try site.place.scan(expectingProblems: true)
    #expect(try site.sent() == [])
    #expect(try site.place.withLedger { try $0.counts().documentsInDoubt } == 1)
    try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(first)"))
    try site.place.scan()
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
  }

  @Test("documents of a flow that the configuration names no more are told of, and a person can send them")
  func flowGone() throws {
    let site = try WaitingSite(flow: ", name: night, when: \"0 2 * * *\"")
    try site.take(1, orders: ["A-1"])
    let renamed = try Workplace(sharing: site.place)
    renamed.now = site.place.now
    try renamed.scan(expectingProblems: true)
    #expect(renamed.problems.first?.message.contains("kontor schedule run night") == true)
    var decision = Decision(.run, .flow("night"))
    decision.by = "anna"
    _ = try Desk(renamed.configuration).drop([decision], at: renamed.now)
    // It is told once more before the decision is taken.
    try renamed.scan(expectingProblems: true)
    #expect(try site.sent() == ["Customer-K-1", "Order-A-1"])
  }
}
