import Exchange
import Testing

/// What goes against the agreement: each has its code and a sentence that says what to do, and nothing of it stays.
@Suite("Records that go against the agreement")
struct BadInputTests {
  @Test("an order for an unknown customer waits, is refused, or goes, as agreed")
  func unknownCustomer() throws {
    let hold = try Trade()
    #expect(try hold.crm(order("A-1", of: "K-9")).verdicts == [.held])
    let reject = try Trade { $0.replacing("missing: hold ", with: "missing: reject ") }
    let outcome = try reject.crm(order("A-1", of: "K-9"))
    #expect(outcome.verdicts == [.rejected])
    #expect(outcome.codes == ["reference-unknown"])
    #expect(outcome.messages[0].contains("Customer K-9, who is not known here"))
    let send = try Trade { $0.replacing("missing: hold ", with: "missing: send ") }
    #expect(try send.crm(order("A-1", of: "K-9")).erp == ["Order-A-1"])
  }

  @Test("a customer number that belongs to another is refused, whoever brings it")
  func numberOfAnother() throws {
    let trade = try Trade()
    try trade.crm(lead("K-1"), lead("K-2"), order("A-1", of: "K-1"), order("A-2", of: "K-2"))
    try trade.erp(imported("Customer", "K-1", as: "10001"))
    let twice = try trade.erp(imported("Customer", "K-2", as: "10001"))
    #expect(twice.verdicts == [.rejected])
    #expect(twice.codes == ["key-of-another"])
    #expect(twice.messages[0].contains("the key 10001, which belongs to Customer K-1"))
    let mixed = try trade.crm(order("A-3", of: "K-2", number: "10001"))
    #expect(mixed.codes == ["key-of-another"])
    let claimed = try trade.crm(
      customer("K-3") {
        $0.erpNumber = "10001"
        $0.zip = "20095"
      })
    #expect(claimed.codes == ["key-of-another"])
    #expect(try trade.entity(.customer, "crm", "K-3") == nil)
  }

  @Test("a CRM's wrong number for its own customer is a wrong value of the ERP's field, and corrected as such")
  func wrongNumber() throws {
    let trade = try Trade()
    try trade.crm(lead("K-1"), order("A-1", of: "K-1"))
    try trade.erp(imported("Customer", "K-1", as: "10001"))
    let outcome = try trade.crm(
      customer("K-1") {
        $0.version = 2
        $0.erpNumber = "99999"
      })
    #expect(outcome.codes.contains("kept-owner-value"))
    #expect(outcome.crm == ["Customer-K-1"])
    #expect(try trade.document("crm", "Customer").contains("<ErpNumber>10001</ErpNumber>"))
    #expect(try trade.entity(.customer, "erp", "99999") == nil)
  }

  @Test("two customers with one VAT id: the second waits for a person, who says that it is another, or the same")
  func oneVatId() throws {
    func begin() throws -> Trade {
      let trade = try Trade()
      try trade.crm(lead("K-1") { $0.vatId = "DE136695976" })
      let second = try trade.crm(
        lead("K-2") {
          $0.vatId = "DE 136 695 976".replacing(" ", with: "")
          $0.zip = "20095"
        })
      #expect(second.verdicts == [.held])
      #expect(second.codes == ["possible-duplicate"])
      #expect(second.messages[0].contains("Customer K-1 (the same VAT id DE136695976)"))
      // Its orders wait with it.
      #expect(try trade.crm(order("A-2", of: "K-2")).verdicts == [.held])
      return trade
    }
    let separate = try begin()
    let other = try separate.decide(Decision(.separate, .entity(.customer, key: "K-2")))
    #expect(other.erp == ["Customer-K-2", "Order-A-2"])
    #expect(try separate.holds().isEmpty)

    let linked = try begin()
    var decision = Decision(.link, .entity(.customer, key: "K-2"))
    decision.with = "K-1"
    decision.by = "Frau Löw"
    let same = try linked.decide(decision)
    #expect(same.erp == ["Customer-K-1", "Order-A-2"])
    #expect(try linked.entity(.customer, "crm", "K-2")?.keys["crm"] == "K-1")
    #expect(try linked.crm(lead("K-2") { $0.version = 2 }).codes == ["alias"])
  }

  @Test("a customer whom the ERP has already is linked by an exact identifier, and not made a second time")
  func linked() throws {
    let trade = try Trade()
    let known = try trade.erp(
      customer(nil) {
        $0.erpNumber = "10001"
        $0.name = "Lüders"
        $0.email = "info@lueders.example"
      })
    #expect(known.verdicts == [.accepted], "\(known)")
    let outcome = try trade.crm(
      lead("K-1") {
        $0.name = "Lueders & Soehne"
        $0.email = "Info@Lueders.example"
      }, order("A-1"))
    #expect(outcome.erp.contains("Order-A-1"), "\(outcome)")
    let entity = try #require(try trade.entity(.customer, "crm", "K-1"))
    #expect(entity.keys == ["crm": "K-1", "erp": "10001"])
    #expect(entity.stage == .customer)
    // The name is the ERP's by now, and the CRM is told so, with the number.
    #expect(entity.fields[FieldName("Name")]?.agreed == "Lüders")
    #expect(try trade.document("crm", "Customer-K-1").contains("<ErpNumber>10001</ErpNumber>"))
  }

  @Test("records that wait for each other are refused, since none of them could ever go")
  func cycle() throws {
    let trade = try Trade {
      $0.replacing("    missing: hold ", with: "    refers-to: { Order: CustomerReference }\n    missing: hold ")
    }
    func order(_ id: String, after other: String) -> String {
      ExchangeTests.order(id).replacing("<Currency>", with: "<CustomerReference>\(other)</CustomerReference><Currency>")
    }
    try trade.crm(lead())
    #expect(try trade.crm(order("A-1", after: "A-2")).verdicts == [.held])
    #expect(try trade.crm(order("A-2", after: "A-3")).verdicts == [.held])
    let closing = try trade.crm(order("A-3", after: "A-1"))
    #expect(closing.verdicts == [.rejected])
    #expect(closing.codes == ["reference-cycle"])
    #expect(closing.messages[0].contains("Order A-3, which waits for Order A-1, which waits for Order A-2"))
    let end = try trade.crm(
      order("A-3", after: "A-3").replacing("<CustomerReference>A-3</CustomerReference>", with: ""))
    #expect(end.erp.suffix(3) == ["Order-A-3", "Order-A-2", "Order-A-1"])
  }

  @Test("a confirmation of what was never sent is refused")
  func unknownDocument() throws {
    let trade = try Trade()
    try trade.crm(lead())
    let byKey = try trade.erp(imported("Customer", "K-1", as: "10001"))
    #expect(byKey.verdicts == [.rejected])
    #expect(byKey.codes == ["document-unknown"])
    #expect(byKey.messages[0].contains("confirms Customer K-1, but was never sent a document of it"))
    let byDocument = try trade.erp(
      "<Confirmation changed=\"2026-11-23T10:00:00Z\"><DocumentId>01AAAAAAAAAAAAAA-1-1</DocumentId>"
        + "<Outcome>imported</Outcome></Confirmation>")
    #expect(byDocument.codes == ["document-unknown"])
    #expect(try trade.entity(.customer, "crm", "K-1")?.stage == .lead)
  }

  @Test("a confirmation that comes twice is no news")
  func twice() throws {
    let trade = try Trade()
    try trade.crm(lead(), order("A-1"))
    try trade.erp(imported("Customer", "K-1", as: "10001"))
    let again = try trade.erp(imported("Customer", "K-1", as: "10001"))
    #expect(again.verdicts == [.unchanged])
    #expect(again.documents.isEmpty)
  }

  @Test("a decision on what is gone is refused, and says where to look")
  func decisionsTooLate() throws {
    let trade = try Trade()
    try trade.crm(lead())
    var resolve = Decision(.resolve, .entity(.customer, key: "K-1"))
    resolve.fields = [Decision.Field("Name", .take("crm"))]
    let noConflict = try trade.decide(resolve)
    #expect(noConflict.verdicts == [.rejected])
    #expect(noConflict.codes == ["conflict-gone"])
    #expect(noConflict.messages[0].contains("There is no conflict on Name of Customer K-1 any more"))
    #expect(try trade.decide(Decision(.release, .hold(99))).codes == ["hold-gone"])
    #expect(try trade.decide(Decision(.transfer, .entity(.customer, key: "K-9"))).codes == ["reference-unknown"])
  }
}
