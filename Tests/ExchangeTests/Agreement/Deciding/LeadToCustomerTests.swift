import Exchange
import Foundation
import Testing

@Suite("From lead to customer")
struct LeadToCustomerTests {
  @Test("a lead stays, an order takes it along, and the ERP's number makes a customer of it")
  func threeSteps() throws {
    let trade = try Trade()
    let first = try trade.crm(lead { $0.phone = "+4930111" })
    #expect(first.verdicts == [.ignored])
    #expect(first.documents.isEmpty)
    #expect(try trade.entity(.customer, "crm", "K-1")?.stage == .lead)

    let second = try trade.crm(order("A-1"))
    #expect(second.verdicts == [.accepted])
    #expect(second.erp == ["Customer-K-1", "Order-A-1"])
    #expect(try trade.document("erp", "Customer").contains("<Phone1>+4930111</Phone1>"))
    #expect(try trade.entity(.customer, "crm", "K-1")?.stage == .ordered)

    let third = try trade.erp(imported("Customer", "K-1", as: "10001"), imported("Order", "A-1", as: "2026-1"))
    #expect(third.verdicts == [.accepted, .accepted])
    #expect(third.erp.isEmpty)
    #expect(third.crm == ["Customer-K-1"])
    #expect(try trade.document("crm", "Customer").contains("<ErpNumber>10001</ErpNumber>"))
    let entity = try #require(try trade.entity(.customer, "erp", "10001"))
    #expect(entity.stage == .customer)
    #expect(entity.keys == ["crm": "K-1", "erp": "10001"])

    // The order's own file is answered again, with the ERP's number.
    let answer = try trade.place.text(try #require(third.answers.first))
    #expect(answer.contains("<Level>imported</Level>"))
    #expect(answer.contains("<OtherKey system=\"erp\">2026-1</OtherKey>"))
    #expect(answer.contains("<Supersedes>000002.\(second.interchange.id).ack.xml</Supersedes>"))

    // From now on the ERP is told its own number.
    let later = try trade.crm(order("A-2"))
    #expect(later.erp == ["Order-A-2"])
    #expect(try trade.document("erp", "A-2").contains("<CardCode>10001</CardCode>"))
    try trade.place.expectNothingInHand()
  }

  @Test("that the customer was imported is not told of the order that made it travel")
  func customerAlone() throws {
    let trade = try Trade()
    try trade.crm(lead())
    try trade.crm(order("A-1"))
    let number = try trade.erp(imported("Customer", "K-1", as: "10001"))
    #expect(number.crm == ["Customer-K-1"])
    #expect(number.answers.isEmpty)
    let booked = try trade.erp(imported("Order", "A-1", as: "2026-1"))
    let answer = try trade.place.text(try #require(booked.answers.first))
    #expect(answer.contains("<OtherKey system=\"erp\">2026-1</OtherKey>"))
    #expect(!answer.contains("10001"))
  }

  @Test(
    "two orders of one lead make one customer, in one file, in two, and on two scans",
    arguments: ["one file", "two files", "two scans"])
  func oneCustomer(_ way: String) throws {
    let trade = try Trade()
    try trade.crm(lead())
    switch way {
    case "one file": try trade.crm(order("A-1"), order("A-2"))
    case "two files":
      try trade.leave(order("A-1"), by: "crm")
      try trade.leave(order("A-2"), by: "crm")
      _ = try trade.scan()
    default:
      try trade.crm(order("A-1"))
      try trade.crm(order("A-2"))
    }
    let names = try trade.place.names(in: "outbox/erp").map { String($0.dropFirst(9)) }
    #expect(names == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
  }

  @Test("an order that comes before its customer waits for it, in the same file and in a later one")
  func orderFirst() throws {
    let together = try Trade()
    let outcome = try together.crm(order("A-1"), lead())
    #expect(outcome.verdicts == [.accepted, .accepted])
    #expect(outcome.codes.isEmpty)
    #expect(outcome.erp == ["Customer-K-1", "Order-A-1"])
    #expect(outcome.interchange.verdict == .accepted)

    let apart = try Trade()
    let first = try apart.crm(order("A-1"))
    #expect(first.verdicts == [.held])
    #expect(first.codes == ["reference-unknown"])
    #expect(first.interchange.verdict == .held && first.interchange.advice == .wait)
    #expect(try apart.holds().map(\.reason) == [.reference])
    let second = try apart.crm(lead())
    #expect(second.erp == ["Customer-K-1", "Order-A-1"])
    #expect(try apart.holds().isEmpty)
    let answer = try apart.place.text(try #require(second.answers.first))
    #expect(answer.contains("<Level>delivered</Level>") && answer.contains("<Held>0</Held>"))
    #expect(answer.contains("<Accepted>1</Accepted>"))
  }

  @Test("a lead that lacks what the ERP needs holds its orders, which say what is missing, and lets them go in order")
  func missingData() throws {
    let trade = try Trade {
      $0.replacing("confirm: number }", with: "confirm: number, needs: [PaymentTerms, Address] }")
    }
    try trade.crm(lead { $0.hasAddress = false })
    let held = try trade.crm(order("A-2"), order("A-1"))
    #expect(held.verdicts == [.held, .held])
    #expect(held.codes == ["data-missing", "data-missing"])
    #expect(held.messages[0].contains("(PaymentTerms and Address)"))
    #expect(held.documents.isEmpty)
    let partly = try trade.crm(lead { $0.version = 2 })
    #expect(partly.documents.isEmpty)
    #expect(try trade.holds().first?.sentence.contains("(PaymentTerms)") == true)
    let whole = try trade.crm(
      lead {
        $0.version = 3
        $0.paymentTerms = "NET30"
      })
    #expect(whole.erp == ["Customer-K-1", "Order-A-2", "Order-A-1"])
  }

  @Test("orders wait for the number where that is agreed, and follow it in their order")
  func untilNumber() throws {
    let trade = try Trade { $0.replacing("confirm: number }", with: "confirm: number, orders: hold }") }
    try trade.crm(lead())
    let first = try trade.crm(order("A-2"))
    #expect(first.verdicts == [.held])
    #expect(first.codes == ["number-awaited"])
    #expect(first.erp == ["Customer-K-1"])
    try trade.crm(order("A-1"))
    let confirmed = try trade.erp(imported("Customer", "K-1", as: "10001"))
    #expect(confirmed.erp == ["Order-A-2", "Order-A-1"])
    #expect(confirmed.crm == ["Customer-K-1"])
    #expect(try trade.document("erp", "A-1").contains("<CardCode>10001</CardCode>"))
  }

  @Test("the number comes by a confirmation, an exported customer or the status of an order", arguments: [0, 1, 2])
  func waysOfConfirming(_ way: Int) throws {
    let trade = try Trade()
    try trade.crm(lead(), order("A-1"))
    let status = """
      <OrderStatus changed="2026-11-23T10:00:00Z"><OrderId>A-1</OrderId><ErpNumber>2026-1</ErpNumber><Customer>\
      <CrmId>K-1</CrmId><ErpNumber>10001</ErpNumber></Customer><State>accepted</State></OrderStatus>
      """
    let records = [
      imported("Customer", "K-1", as: "10001"),
      customer { $0.erpNumber = "10001" }, status,
    ]
    let outcome = try trade.erp(records[way])
    #expect(outcome.verdicts == [.accepted])
    #expect(outcome.crm.contains("Customer-K-1"))
    let entity = try #require(try trade.entity(.customer, "crm", "K-1"))
    #expect(entity.stage == .customer && entity.keys["erp"] == "10001")
    #expect(try trade.document("crm", "Customer").contains("<ErpNumber>10001</ErpNumber>"))
    if way == 2 {
      #expect(outcome.crm.contains("OrderStatus-A-1"))
      #expect(try trade.entity(.order, "erp", "2026-1")?.stage == .accepted)
    }
  }

  @Test("a confirmation may name a document by its id or by its file, and what it refuses is told whatever else came")
  func byDocument() throws {
    let trade = try Trade()
    let sent = try trade.crm(lead(), order("A-1"))
    func confirmation(_ document: String, _ outcome: String, _ rest: String) -> String {
      "<Confirmation changed=\"2026-11-23T10:00:00Z\"><DocumentId>\(document)</DocumentId>"
        + "<Outcome>\(outcome)</Outcome>\(rest)</Confirmation>"
    }
    let outcome = try trade.erp(
      confirmation("\(sent.interchange.id)-1-2", "refused", "<Text>Artikel gesperrt</Text>"),
      confirmation("00000001-Customer-K-1.xml", "imported", "<AssignedKey>10001</AssignedKey>"))
    #expect(outcome.verdicts == [.accepted, .accepted])
    #expect(try trade.entity(.customer, "erp", "10001")?.keys["crm"] == "K-1")
    #expect(try trade.entity(.order, "crm", "A-1")?.refusal == "Artikel gesperrt")
    let answer = try trade.place.text(try #require(outcome.answers.first))
    #expect(answer.contains("Artikel gesperrt") && answer.contains("<Verdict>rejected</Verdict>"))
  }

  @Test("a customer that the ERP refuses keeps its further orders back, until it is put right")
  func refusedCustomer() throws {
    let trade = try Trade()
    try trade.crm(lead(), order("A-1"))
    let refusal = try trade.erp(refused("Customer", "K-1", "Postleitzahl fehlt"))
    let answer = try trade.place.text(try #require(refusal.answers.first))
    #expect(answer.contains("code=\"refused-by-receiver\"") && answer.contains("Postleitzahl fehlt"))
    let held = try trade.crm(order("A-2"))
    #expect(held.codes == ["refused-by-receiver"])
    let right = try trade.crm(
      customer {
        $0.version = 2
        $0.zip = "01069"
      })
    #expect(right.erp == ["Customer-K-1", "Order-A-2"])
  }

  @Test("an order that was sent again unchanged is not sent again; a changed one is, until the ERP has accepted it")
  func changedOrder() throws {
    let trade = try Trade()
    try trade.crm(lead(), order("A-1"))
    #expect(try trade.crm(order("A-1", version: 2)).verdicts == [.unchanged])
    #expect(try trade.crm(order("A-1", quantity: 3, version: 3)).erp == ["Order-A-1"])
    #expect(try trade.crm(order("A-1", quantity: 9, version: 2)).verdicts == [.superseded])
    try trade.erp(imported("Order", "A-1", as: "2026-1"))
    let late = try trade.crm(order("A-1", quantity: 4, version: 4))
    #expect(late.verdicts == [.unchanged])
    #expect(late.codes == ["kept-owner-value"])
    #expect(late.documents.isEmpty)
  }
}
