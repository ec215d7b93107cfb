import Foundation
import Testing

@testable import Exchange

@Suite("Who is told what")
struct AcknowledgeRuleTests {
  private static func trade(_ rule: String, flow: String = "") throws -> Trade {
    try Trade {
      $0.replacing("acknowledge: { records: exceptions }", with: "acknowledge: { \(rule) }")
        .replacing("{ from: crm, to: erp, ", with: "{ from: crm, to: erp, \(flow)")
    }
  }

  private static func answers(_ trade: Trade) throws -> [String] {
    try trade.place.names(in: "outbox/crm").filter { $0.contains(".ack.") }
  }

  @Test("with levels: [imported] the first acknowledgement is the one that tells of the import")
  func importsOnly() throws {
    let trade = try Self.trade("levels: [imported]")
    try trade.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1"))
    #expect(try Self.answers(trade).isEmpty)

    let booked = try trade.erp(imported("Order", "A-1", as: "2026-1"))
    let name = try #require(booked.answers.first)
    #expect(name.hasSuffix("-2.ack.xml"))
    let first = try trade.place.text(name)
    #expect(first.contains("<Level>imported</Level>"))
    #expect(!first.contains("<Supersedes>"))

    let second = try trade.place.text(try #require(try trade.erp(imported("Customer", "K-1", as: "7")).answers.first))
    #expect(second.contains("<Supersedes>\(name.split(separator: "/").last ?? "")</Supersedes>"))
    try trade.place.expectNothingInHand()
  }

  @Test("a rejected file is acknowledged whatever the levels, and never with never")
  func rejected() throws {
    for (rule, expected) in [("levels: [imported]", 2), ("when: exceptions", 2), ("when: never", 0)] {
      let trade = try Self.trade(rule)
      try trade.crm(order("A-1", quantity: 1).replacing("EUR", with: "Euro"))
      try trade.place.drop(SampleExchange(announced: 9).text, as: "z.xml")
      _ = try trade.scan()
      #expect(try Self.answers(trade).count == expected, "\(rule)")
      #expect(trade.place.finished.last?.verdict == .rejected)
      // The second has the number of the first, so the first needs no work any more.
      #expect(try trade.place.names(in: "rejected/crm").count { $0.hasSuffix(".report.txt") } == 1)
      #expect(try trade.place.names(in: "rejected/crm/closed").count { $0.hasSuffix(".report.txt") } == 1)
    }
  }

  @Test("with exceptions, a file of which everything was taken is not acknowledged, nor its import")
  func exceptions() throws {
    let trade = try Self.trade("when: exceptions")
    try trade.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1"))
    try trade.erp(imported("Order", "A-1", as: "2026-1"), imported("Customer", "K-1", as: "7"))
    #expect(try Self.answers(trade).isEmpty)
    let waiting = try trade.crm(order("B-1", of: "K-9"))
    #expect(waiting.verdicts == [.held])
    #expect(try Self.answers(trade).count == 1)
    // That the wait has ended is told, because it was told that it had begun.
    let released = try trade.crm(lead("K-9"))
    let answer = try trade.place.text(try #require(released.answers.first))
    #expect(answer.contains("<Supersedes>000002.\(waiting.interchange.id).ack.xml</Supersedes>"))
    try trade.erp(imported("Order", "B-1", as: "2026-2"))
    #expect(try Self.answers(trade).count == 2)
  }

  @Test("records: none lists nothing, and the totals count everything")
  func noRecords() throws {
    let trade = try Self.trade("records: none")
    let outcome = try trade.crm(
      customer("K-1") { $0.stage = "ordered" }, order("A-1"), order("A-2", of: "K-9"),
      order("A-3").replacing("EUR", with: "?"))
    #expect(outcome.verdicts == [.accepted, .accepted, .held, .rejected])
    let answer = try trade.place.acknowledgement(of: "000001.")
    #expect(answer.contains("<Records listed=\"none\">"))
    #expect(!answer.contains("<Record>"))
    for total in ["Read>4", "Accepted>2", "Held>1", "Rejected>1"] { #expect(answer.contains("<\(total)<")) }
    let later = try trade.place.text(try #require(try trade.erp(imported("Order", "A-1", as: "1")).answers.first))
    #expect(later.contains("<Records listed=\"none\">"))
    #expect(!later.contains("<Record>"))
    #expect(later.contains("1 imported by the receiver"))
  }

  @Test("entities and flows may differ from what is agreed for their sender")
  func byEntity() throws {
    let places = [
      try Self.trade("records: none, entities: { Order: { records: all } }"),
      try Self.trade("records: all, entities: { Customer: { records: none } }"),
    ]
    for trade in places {
      try trade.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1"), lead("K-2"))
      let answer = try trade.place.acknowledgement(of: "000001.")
      #expect(answer.contains("<Records listed=\"exceptions\">"))
      #expect(answer.contains("<Key>A-1</Key>"))
      #expect(!answer.contains("<Key>K-1</Key>") && !answer.contains("<Key>K-2</Key>"))
      #expect(answer.contains("<Read>3</Read>"))
    }
    let trade = try Self.trade("records: exceptions", flow: "acknowledge: { when: never }, ")
    try trade.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1").replacing("EUR", with: "?"))
    #expect(try Self.answers(trade).isEmpty)
    // No flow carries a status from here, so what holds for the sender holds for it.
    try trade.crm(
      """
      <OrderStatus changed="2026-11-23T09:10:00Z"><OrderId>A-1</OrderId><State>received</State></OrderStatus>
      """)
    #expect(try Self.answers(trade).count == 1)
  }

  @Test("that one record was imported does not put right another one of its file")
  func advice() throws {
    let trade = try Trade()
    let first = try trade.crm(
      customer("K-1") { $0.stage = "ordered" }, order("A-1"), order("A-2").replacing("EUR", with: "Euro"))
    #expect(first.interchange.advice == .fixAndResend)
    let later = try trade.place.text(try #require(try trade.erp(imported("Order", "A-1", as: "1")).answers.first))
    #expect(later.contains("<Level>imported</Level>") && later.contains("<Verdict>partially-accepted</Verdict>"))
    #expect(later.contains("<Advice>fix-and-resend</Advice>"))
    #expect(later.contains("<OtherKey system=\"erp\">1</OtherKey>") && !later.contains("<Key>A-2</Key>"))

    let right = try Trade()
    try right.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1"))
    let plain = try right.place.text(try #require(try right.erp(imported("Order", "A-1", as: "1")).answers.first))
    #expect(plain.contains("<Advice>none</Advice>"))
  }

  @Test("an acknowledgement of a correction names what it puts right, and whose place it takes")
  func correction() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(announced: 9).text, as: "a.xml")
    try place.scan()
    let bad = try place.lastFinished()
    var answer = Acknowledgement(interchange: bad, outcome: bad, issues: [], listing: .all)
    answer.corrects = bad
    answer.supersedes = bad.answerName()
    var bytes: [UInt8] = []
    try answer.write(records: { _ in }, to: { bytes += $0 })
    let name = "correction.ack.xml"
    try Data(bytes).write(to: URL(fileURLWithPath: "\(place.root)/outbox/crm/\(name)"))
    let text = try place.text("outbox/crm/\(name)")
    #expect(text.contains("<Id>\(bad.id)</Id>") && text.contains("<File>a.xml</File>"))
    #expect(text.contains("<Supersedes>a.\(bad.id).ack.xml</Supersedes>"))
    #expect(try OutputValidityTests.refused(in: "outbox/crm", of: place, by: "xsd/acknowledgement.xsd") == [])
  }

  @Test("a file that comes again gets its first answer again, and hears which acknowledgement is the newest")
  func again() throws {
    let trade = try Trade()
    let first = try trade.crm(customer("K-1") { $0.stage = "ordered" }, order("A-1"))
    let text = Trade.exchange([customer("K-1") { $0.stage = "ordered" }, order("A-1")], from: "crm", number: 1)
    try trade.place.drop(text, as: "again.xml")
    _ = try trade.scan()
    let before = try trade.place.acknowledgement(of: "again.")
    #expect(before.contains("<Repeats>") && !before.contains("<Latest>"))

    let booked = try trade.erp(imported("Order", "A-1", as: "2026-1"))
    let newest = try #require(booked.answers.first?.split(separator: "/").last)
    try trade.place.drop(text, as: "more.xml")
    _ = try trade.scan()
    let after = try trade.place.acknowledgement(of: "more.")
    #expect(after.contains("<Latest>\(newest)</Latest>"))
    #expect(after.contains("<Id>\(first.interchange.id)</Id>"))
    #expect(after.contains("<Verdict>duplicate</Verdict>") && after.contains("<Accepted>2</Accepted>"))
  }

  @Test("what the rules make of acknowledgements is valid", arguments: ["records: none", "levels: [imported]"])
  func valid(rule: String) throws {
    let trade = try Self.trade(rule)
    let records = [customer("K-1") { $0.stage = "ordered" }, order("A-1")]
    try trade.crm(records[0], records[1])
    try trade.erp(imported("Order", "A-1", as: "2026-1"))
    try trade.place.drop(Trade.exchange(records, from: "crm", number: 1), as: "again.xml")
    _ = try trade.scan()
    #expect(try Self.answers(trade).count > 1)
    #expect(try OutputValidityTests.refused(in: "outbox/crm", of: trade.place, by: "xsd/acknowledgement.xsd") == [])
  }
}
