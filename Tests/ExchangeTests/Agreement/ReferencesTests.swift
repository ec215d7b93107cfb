import Exchange
import Testing
import XMLEngine

@Suite("References to other records")
struct ReferencesTests {
  private func words(_ text: String) throws -> [String] {
    References.all(in: try Sample.record(text)).map {
      "\($0.entity.rawValue) \($0.crmId ?? "-") \($0.erpNumber ?? "-")"
    }
  }

  @Test(
    "all references of a record are found, in their order",
    arguments: [
      (
        """
        <Order><OrderId>1</OrderId><Customer><CrmId>K</CrmId></Customer><InvoiceParty><Customer>\
        <ErpNumber>7</ErpNumber></Customer></InvoiceParty><DeliveryParty><Address/></DeliveryParty></Order>
        """, ["Customer K -", "Customer - 7"]
      ),
      (
        """
        <OrderStatus><OrderId> S </OrderId><ErpNumber>9</ErpNumber><Customer><CrmId>K</CrmId>\
        <ErpNumber>7</ErpNumber></Customer></OrderStatus>
        """, ["Order S 9", "Customer K 7"]
      ),
      (
        """
        <Invoice><OrderReference><OrderId>1</OrderId></OrderReference><OrderReference><ErpNumber>2</ErpNumber>\
        </OrderReference><Customer><ErpNumber>7</ErpNumber></Customer></Invoice>
        """, ["Order 1 -", "Order - 2", "Customer - 7"]
      ),
      ("<Reminder><Customer><CrmId>K</CrmId></Customer></Reminder>", ["Customer K -"]),
      ("<Customer><CrmId>K</CrmId></Customer>", []), ("<Order><OrderId>1</OrderId></Order>", []),
      ("<Confirmation><Key>K</Key></Confirmation>", []), ("<Order><Customer><CrmId/></Customer></Order>", []),
    ])
  func all(text: String, expected: [String]) throws {
    #expect(try words(text) == expected)
  }

  @Test("the missing key is put where the schema wants it, and what is there stays")
  func completing() throws {
    let keys = References.Keys(crmId: "C", erpNumber: "E")
    for (before, after) in [
      ("<Customer><CrmId>K</CrmId></Customer>", "<Customer><CrmId>K</CrmId><ErpNumber>E</ErpNumber></Customer>"),
      (
        "<Customer><ErpNumber>7</ErpNumber></Customer>", "<Customer><CrmId>C</CrmId><ErpNumber>7</ErpNumber></Customer>"
      ),
    ] {
      let record = try Sample.record("<Reminder>\(before)</Reminder>")
      for reference in References.all(in: record) { try reference.complete(keys) }
      #expect(Sample.content(of: record) == "<Reminder>\(after)</Reminder>")
      for reference in References.all(in: record) {
        try reference.complete(References.Keys(crmId: "x", erpNumber: "y"))
      }
      #expect(Sample.content(of: record) == "<Reminder>\(after)</Reminder>")
    }
  }

  @Test("nothing is known, nothing is added")
  func unknown() throws {
    let record = try Sample.record("<Reminder><Customer><CrmId>K</CrmId></Customer></Reminder>")
    for reference in References.all(in: record) { try reference.complete(References.Keys(crmId: "K", erpNumber: nil)) }
    #expect(Sample.content(of: record) == "<Reminder><Customer><CrmId>K</CrmId></Customer></Reminder>")
  }

  @Test("a record's own keys are completed likewise")
  func itself() throws {
    let order = try Sample.record("<Order><OrderId>S</OrderId><IssueDate>2026-11-23</IssueDate></Order>")
    let status = try Sample.record("<OrderStatus><ErpNumber>9</ErpNumber><State>paid</State></OrderStatus>")
    try #require(References.itself(order)).complete(References.Keys(crmId: nil, erpNumber: "9"))
    try #require(References.all(in: status).first).complete(References.Keys(crmId: "S", erpNumber: "9"))
    #expect(
      Sample.content(of: order)
        == "<Order><OrderId>S</OrderId><ErpNumber>9</ErpNumber><IssueDate>2026-11-23</IssueDate></Order>")
    #expect(
      Sample.content(of: status)
        == "<OrderStatus><OrderId>S</OrderId><ErpNumber>9</ErpNumber><State>paid</State></OrderStatus>")
    let invoice = try Sample.record("<Invoice><InvoiceNumber>1</InvoiceNumber></Invoice>")
    #expect(References.itself(invoice)?.crmId == nil)
  }
}
