import Exchange
import Foundation
import Testing

@Suite("Customers that go along with their orders")
struct CompanionTests {
  /// An ERP that takes orders with their customer, and no customers by themselves.
  private static let stylesheet = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
      exclude-result-prefixes="x">
    <xsl:template match="/"><Purchase of="{/x:Records/x:Order/x:OrderId}"
      for="{/x:Records/x:Order/x:Customer/x:CrmId}">
    <xsl:for-each select="/x:Records/x:Customer"><Buyer key="{x:CrmId}" number="{x:ErpNumber}"><xsl:value-of
      select="x:Name"/>, <xsl:value-of select="x:Phone"/></Buyer></xsl:for-each>
    </Purchase></xsl:template></xsl:stylesheet>
    """

  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Purchase"><xs:complexType mixed="true">
    <xs:sequence><xs:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="of"/><xs:attribute name="for"/></xs:complexType></xs:element></xs:schema>
    """

  private func trade(
    also: String = "", stylesheet: String = Self.stylesheet, _ change: (String) -> String = { $0 }
  ) throws -> Trade {
    try Trade(extra: ["purchase.xsl": stylesheet, "purchase.xsd": Self.schema]) { shipped in
      change(
        shipped.replacing("format: sap-business-one ", with: "format: purchase ").replacing(
          "  sap-business-one:\n    pack: formats/sap-business-one\n",
          with: "  purchase:\n    schema: purchase.xsd\n    write: { Order: purchase.xsl\(also) }\n"
            + "    with: { Order: [Customer] }\n"))
    }
  }

  @Test("the order takes its customer along, and its status brings the number back")
  func along() throws {
    let trade = try trade()
    try trade.crm(lead { $0.phone = "+4930111" })
    let sent = try trade.crm(order("A-1"))
    #expect(sent.verdicts == [.accepted])
    #expect(sent.erp == ["Order-A-1"])
    #expect(try trade.document("erp", "A-1").contains("<Buyer key=\"K-1\" number=\"\">Müller K-1, +4930111</Buyer>"))
    let known = try #require(try trade.entity(.customer, "crm", "K-1"))
    #expect(known.stage == .ordered)
    let deliveries = try trade.place.withLedger { try $0.deliveries(of: known.id) }
    #expect(deliveries.map(\.system) == ["erp"])

    let status = try trade.erp(
      """
      <OrderStatus changed="2026-11-23T10:00:00Z"><OrderId>A-1</OrderId><ErpNumber>2026-1</ErpNumber><Customer>\
      <CrmId>K-1</CrmId><ErpNumber>10001</ErpNumber></Customer><State>accepted</State></OrderStatus>
      """)
    #expect(status.crm.contains("Customer-K-1"))
    #expect(try trade.document("crm", "Customer").contains("<ErpNumber>10001</ErpNumber>"))
    #expect(try trade.entity(.customer, "erp", "10001")?.stage == .customer)
    let after = try trade.place.withLedger { try $0.deliveries(of: known.id).filter { $0.system == "erp" } }
    #expect(after.map(\.state) == [.imported])

    // What changed since goes with the next order, and with no document of its own.
    #expect(try trade.crm(customer(version: 3, phone: "+4930222")).erp.isEmpty)
    #expect(try trade.crm(order("A-2")).erp == ["Order-A-2"])
    #expect(try trade.document("erp", "A-2").contains("<Buyer key=\"K-1\" number=\"10001\">Müller K-1, +4930222"))
    try trade.place.expectNothingInHand()
  }

  private func customer(version: Int, phone: String) -> String {
    lead {
      $0.version = version
      $0.phone = phone
    }
  }

  @Test("an order that comes first waits for its customer, and takes it along then")
  func orderFirst() throws {
    let trade = try trade()
    #expect(try trade.crm(order("A-1")).verdicts == [.held])
    let later = try trade.crm(lead())
    #expect(later.erp == ["Order-A-1"])
    #expect(try trade.document("erp", "A-1").contains("<Buyer key=\"K-1\""))
  }

  @Test("a refused order says nothing against its customer, and an assigned key is the order's")
  func confirmed() throws {
    let trade = try trade()
    try trade.crm(lead())
    try trade.crm(order("A-1"))
    let name = try #require(try trade.place.names(in: "outbox/erp").first { $0.contains("A-1") })
    try trade.erp(
      "<Confirmation changed=\"2026-11-23T10:00:00Z\"><DocumentId>\(name)</DocumentId><Outcome>refused</Outcome>"
        + "<Text>no such article</Text></Confirmation>")
    #expect(try trade.entity(.order, "crm", "A-1")?.refusal == "no such article")
    #expect(try trade.entity(.customer, "crm", "K-1")?.refusal == nil)

    #expect(try trade.crm(order("A-2")).erp == ["Order-A-2"])
    let second = try #require(try trade.place.names(in: "outbox/erp").first { $0.contains("A-2") })
    try trade.erp(
      "<Confirmation changed=\"2026-11-23T10:01:00Z\"><DocumentId>\(second)</DocumentId><Outcome>imported</Outcome>"
        + "<AssignedKey>2026-2</AssignedKey></Confirmation>")
    #expect(try trade.entity(.order, "crm", "A-2")?.keys["erp"] == "2026-2")
    #expect(try trade.entity(.customer, "crm", "K-1")?.keys["erp"] == nil)
  }

  @Test("a customer cannot be transferred by itself, and the answer says what can")
  func transfer() throws {
    let trade = try trade()
    try trade.crm(lead { $0.stage = "ordered" })
    let answer = try trade.place.withLedger { ledger in
      try TransferTrial(trade.place.configuration, trade.place.catalogue, ledger: ledger)
        .answer(.customer, key: "K-1", to: "erp")
    }
    guard case .refused(let sentence) = answer else {
      Issue.record("It would be sent: \(answer)")
      return
    }
    #expect(sentence.contains("erp gets customers with their orders only"))
    try trade.crm(order("A-1"))
    let document = try trade.place.withLedger { ledger in
      try TransferTrial(trade.place.configuration, trade.place.catalogue, ledger: ledger)
        .answer(.order, key: "A-1", to: "erp")
    }
    guard case .documents(let made) = document else {
      Issue.record("It would not be sent: \(document)")
      return
    }
    #expect(made.map { String(decoding: $0.bytes, as: UTF8.self).contains("<Buyer key=\"K-1\"") } == [true])
  }

  @Test("a format that has customers too is sent them ahead, and they stand in the order besides")
  func both() throws {
    let trade = try trade(also: ", Customer: purchase.xsl")
    try trade.crm(lead())
    #expect(try trade.crm(order("A-1")).erp == ["Customer-K-1", "Order-A-1"])
    #expect(try trade.document("erp", "A-1").contains("<Buyer key=\"K-1\""))
    let known = try #require(try trade.entity(.customer, "crm", "K-1"))
    #expect(try trade.place.withLedger { try $0.deliveries(of: known.id) }.count == 1)
  }

  @Test("orders that wait for the customer's number would wait for ever where it comes with them: they go")
  func noNumberBefore() throws {
    let trade = try trade {
      $0.replacing(
        "promote: { on: Order, confirm: number }", with: "promote: { on: Order, confirm: number, orders: hold }")
    }
    try trade.crm(lead())
    #expect(try trade.crm(order("A-1")).erp == ["Order-A-1"])
  }

  @Test("a trial knows the customers of the file alone, and holds nothing against an order for want of one")
  func trial() throws {
    let strict = Self.stylesheet.replacing(
      "<xsl:template match=\"/\">",
      with: "<xsl:template match=\"/\"><xsl:if test=\"not(//x:Customer[@changed])\"><xsl:message terminate=\"yes\">no "
        + "customer</xsl:message></xsl:if>")
    let trade = try trade(stylesheet: strict)
    func told(_ records: String...) throws -> (codes: [String], documents: [String]) {
      let bytes = Array(Trade.exchange(records, from: "crm", number: 1).utf8)
      let sender = try #require(trade.place.configuration.system(named: "crm"))
      let sent = try #require(trade.place.catalogue.sent(by: sender))
      let run = DryRun(
        formats: sent, sender: nil, configuration: trade.place.configuration, catalogue: trade.place.catalogue)
      var codes: [String] = []
      var documents: [String] = []
      let result = try run.run(
        ExcerptsTests.source(bytes), depth: .whole, issue: { codes.append($0.code) },
        document: { documents.append($0.text) })
      #expect(result.isValid)
      return (codes, documents)
    }
    let together = try told(lead(), order("A-1"))
    #expect(together.codes == ["stage-not-sent"])
    #expect(together.documents.map { $0.contains("<Buyer key=\"K-1\"") } == [true])
    let alone = try told(order("A-1"))
    #expect(alone.codes == ["reference-unknown"])
    #expect(alone.documents.isEmpty)
  }

  @Test("customers that go with orders only need a flow for the orders")
  func noOrders() throws {
    let trade = try trade { $0.replacing("entities: [Customer, Order], accept", with: "entities: [Customer], accept") }
    let problems = ConfigurationCheck.problems(in: trade.place.configuration)
    #expect(problems.contains { $0.description.contains("writes Customer records only along with Order records") })
  }

  // MARK: - Refused, put right

  @Test("a receiver's folder that says an order is refused says nothing against its customer")
  func refusedByFolder() throws {
    let trade = try trade()
    try trade.crm(lead())
    try trade.crm(order("A-1"))
    let known = try #require(try trade.entity(.order, "crm", "A-1"))
    let document = try #require(try trade.place.withLedger { try $0.lastDelivery(of: known.id, to: "erp") }).document
    var decision = Decision(.refused, .document(document))
    decision.by = "erp"
    decision.reason = "no such article"
    #expect(try trade.decide(decision).verdicts == [.accepted])
    #expect(try trade.entity(.order, "crm", "A-1")?.refusal == "no such article")
    #expect(try trade.entity(.customer, "crm", "K-1")?.refusal == nil)
    #expect(try trade.crm(order("A-2")).erp == ["Order-A-2"])
  }

  @Test("a refused customer who comes with orders only is put right by the next export, and the order that waits goes")
  func putRight() throws {
    let trade = try trade()
    try trade.crm(lead { $0.phone = "+4930111" })
    try trade.crm(order("A-1"))
    try trade.erp(refused("Customer", "K-1", "no such phone"))
    #expect(try trade.crm(order("A-2")).codes == ["refused-by-receiver"])
    // The same once more puts nothing right.
    #expect(try trade.crm(customer(version: 2, phone: "+4930111")).erp.isEmpty)
    #expect(try trade.crm(customer(version: 3, phone: "+4930222")).erp == ["Order-A-2"])
    #expect(try trade.document("erp", "A-2").contains("+4930222"))
  }

  // MARK: - Waiting

  private static let atNoon = "accept: per-record, when: \"0 12 * * *\""

  @Test("an order that waits can be sent by a person, though another of its customer waits behind it")
  func transferWaiting() throws {
    let trade = try trade { $0.replacing("accept: per-record", with: Self.atNoon) }
    try trade.crm(lead())
    #expect(try trade.crm(order("A-1")).erp.isEmpty)
    #expect(try trade.crm(order("A-2")).erp.isEmpty)
    let sent = try trade.decide(Decision(.transfer, .entity(.order, key: "A-1")))
    #expect(sent.verdicts == [.accepted], "\(sent.messages)")
    #expect(sent.erp == ["Order-A-1"])
    #expect(try trade.document("erp", "A-1").contains("<Buyer key=\"K-1\""))
  }

  @Test("of a customer who changes between two orders in one document the latest counts as sent")
  func changedBetween() throws {
    let trade = try trade {
      $0.replacing(
        "    with: { Order: [Customer] }\n", with: "    with: { Order: [Customer] }\n    document: { records: 10 }\n")
    }
    try trade.crm(
      lead { $0.phone = "+4930111" }, order("A-1"), customer(version: 3, phone: "+4930222"), order("A-2"))
    let known = try #require(try trade.entity(.customer, "crm", "K-1"))
    let phone = try #require(known.fields[FieldName("Phone[use=main]")])
    #expect(!phone.isOwed(to: "erp"))
    #expect(try trade.place.withLedger { try $0.deliveries(of: known.id) }.count == 1)
    #expect(try trade.document("erp", "Order").contains("+4930222"))
  }

  @Test("an order by a second key of its customer names the customer as the record that goes along does")
  func linked() throws {
    let trade = try trade()
    try trade.crm(lead { $0.vatId = "DE123456788" })
    let second = try trade.crm(lead("K-2") { $0.vatId = "DE123456788" })
    #expect(second.codes == ["possible-duplicate"])
    var link = Decision(.link, .entity(.customer, key: "K-2"))
    link.with = "K-1"
    try trade.decide(link)
    #expect(try trade.crm(order("A-1", of: "K-2")).erp == ["Order-A-1"])
    let document = try trade.document("erp", "A-1")
    #expect(document.contains("<Buyer key=\"K-1\"") && document.contains("for=\"K-1\""), "\(document)")
  }
}
