import Exchange
import Testing

@Suite("Records that wait")
struct HoldTests {
  @Test("a held order goes as it is when a person says so, and is told")
  func release() throws {
    let trade = try Trade()
    try trade.crm(order("A-1", of: "K-9"))
    let hold = try #require(try trade.holds().first)
    var decision = Decision(.release, .hold(hold.id))
    decision.by = "Frau Löw"
    let outcome = try trade.decide(decision)
    #expect(outcome.verdicts == [.accepted])
    #expect(outcome.erp == ["Order-A-1"])
    #expect(try trade.holds().isEmpty)
    #expect(outcome.answers.count == 1)
    #expect(try trade.crm(order("A-1", of: "K-9", version: 2)).verdicts == [.unchanged])
  }

  @Test("a held order that is discarded is told with the reason, and may come again")
  func discard() throws {
    let trade = try Trade()
    try trade.crm(order("A-1", of: "K-9"))
    var decision = Decision(.discard, .entity(.order, key: "A-1"))
    decision.reason = "doppelt bestellt"
    let outcome = try trade.decide(decision)
    #expect(outcome.documents.isEmpty)
    let answer = try trade.place.text(try #require(outcome.answers.first))
    #expect(answer.contains("<Verdict>rejected</Verdict>") && answer.contains("doppelt bestellt"))
    #expect(answer.contains("<Rejected>1</Rejected>"))
    #expect(try trade.crm(order("A-1", of: "K-9", version: 2)).verdicts == [.held])
  }

  @Test("a later version of a held order takes its place; an earlier one and the same one change nothing")
  func overtaken() throws {
    let trade = try Trade()
    try trade.crm(order("A-1", of: "K-9", version: 2))
    #expect(try trade.crm(order("A-1", of: "K-9", quantity: 7, version: 1)).verdicts == [.superseded])
    #expect(try trade.crm(order("A-1", of: "K-9", version: 2)).codes == ["held"])
    let later = try trade.crm(order("A-1", of: "K-9", quantity: 5, version: 3))
    #expect(later.verdicts == [.held])
    #expect(later.answers.count == 1)
    #expect(try trade.holds().count == 1)
    let released = try trade.crm(lead("K-9"))
    #expect(released.erp == ["Customer-K-9", "Order-A-1"])
    #expect(try trade.document("erp", "A-1").contains("<Quantity>5</Quantity>"))
  }

  @Test(
    "when the time is over, what was agreed for that happens, by the clock alone",
    arguments: ["reject", "send", "wait"])
  func deadline(_ then: String) throws {
    let trade = try Trade { $0.replacing("hold: { for: 30d, then: wait }", with: "hold: { for: 2h, then: \(then) }") }
    try trade.crm(order("A-1", of: "K-9"))
    trade.place.now = trade.place.now + .seconds(7100)
    #expect(try trade.scan().isEmpty)
    trade.place.now = trade.place.now + .seconds(200)
    let outcome = try trade.scan().last
    switch then {
    case "reject":
      #expect(outcome?.interchange.sender == "desk")
      #expect(outcome?.documents.isEmpty == true)
      let answer = try trade.place.text(try #require(outcome?.answers.first))
      #expect(answer.contains("<Verdict>rejected</Verdict>") && answer.contains("It waited until"))
      #expect(try trade.holds().isEmpty)
    case "send":
      #expect(outcome?.erp == ["Order-A-1"])
      #expect(try trade.holds().isEmpty)
    default:
      #expect(outcome == nil)
      #expect(try trade.holds().count == 1)
    }
    #expect(try trade.scan().isEmpty)
  }

  @Test("what is wrong with a held order does not spoil the record that it waited for")
  func badHeld() throws {
    let trade = try Trade()
    let long = String(repeating: "x", count: 60)
    try trade.crm(order("A-1", of: "K-9").replacing("<ItemId>4711", with: "<ItemId>\(long)"), order("A-2", of: "K-9"))
    let outcome = try trade.crm(lead("K-9"))
    #expect(outcome.verdicts == [.accepted])
    #expect(outcome.erp == ["Customer-K-9", "Order-A-2"])
    let hold = try #require(try trade.holds().first)
    #expect(hold.reason == .data && hold.sentence.contains("order.xsl refuses this record"))
  }

  @Test("one record is sent by itself when a person wants it, whatever holds otherwise")
  func transfer() throws {
    let trade = try Trade()
    try trade.crm(lead())
    let sent = try trade.decide(Decision(.transfer, .entity(.customer, key: "K-1")))
    #expect(sent.erp == ["Customer-K-1"])
    try trade.crm(order("A-1"))
    let again = try trade.decide(Decision(.transfer, .entity(.order, key: "A-1")))
    #expect(again.erp == ["Order-A-1"])
    #expect(try trade.document("erp", "A-1").contains("<NumAtCard>A-1</NumAtCard>"))
    try trade.crm(order("A-9", of: "K-9"))
    #expect(try trade.decide(Decision(.transfer, .entity(.order, key: "A-9"))).erp == ["Order-A-9"])
  }
}
