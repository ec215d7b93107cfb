import Exchange
import Foundation
import Testing

@Suite("The way of an interchange")
struct ProcessorTests {
  @Test("the example exports become import documents, acknowledgements and archived sources")
  func examples() throws {
    let place = try Workplace()
    for name in ["1001-leads", "1002-first-order", "1003-orders", "1004-customers", "1005-mixed", "1006-nothing-new"] {
      try place.drop(example: "crm/\(name).xml")
    }
    let tally = try place.scan()
    #expect(place.problems.isEmpty)
    #expect(tally.interchanges == 6)
    #expect(tally.byVerdict[.rejected] == nil && tally.byVerdict[.partiallyAccepted] == nil)
    #expect(tally.totals.agree)
    #expect(try place.names(in: "outbox/erp").count == tally.documents)
    #expect(tally.documents > 5)
    #expect(try place.names(in: "outbox/crm").count == 6)
    #expect(try place.names(in: "inbox/crm").isEmpty)
    try place.expectNothingInHand()
  }

  @Test("documents keep the order of the records")
  func order() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(orders: ["Z-9", "A-1", "M-5"]).text, as: "a.xml")
    try place.scan()
    #expect(
      try place.names(in: "outbox/erp") == [
        "00000001-Customer-K-1.xml", "00000002-Order-Z-9.xml", "00000003-Order-A-1.xml", "00000004-Order-M-5.xml",
      ])
  }

  @Test("a customer that comes after its orders travels ahead of them")
  func customerFirst() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(orders: ["A-1", "A-2"], customerComesLast: true).text, as: "a.xml")
    try place.scan()
    let names = try place.names(in: "outbox/erp").map { $0.split(separator: "-").dropFirst().joined(separator: "-") }
    #expect(names == ["Customer-K-1.xml", "Order-A-1.xml", "Order-A-2.xml"])
  }

  @Test("documents made of one record keep their own keys, and an order waits for a customer that comes later")
  func ownKeys() throws {
    // Each order brings its customer with it, and the first customer is needed by an order before its own.
    let read = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1">
        <xsl:template match="/">
          <xsl:variable name="order" select="//x:Order[@changed]"/>
          <Records xmlns="urn:kontor:exchange:1">
            <Customer changed="{$order/@changed}"><CrmId>K-<xsl:value-of select="$order/x:OrderId"/></CrmId>
              <Stage>ordered</Stage><Kind>organisation</Kind><Name>N <xsl:value-of select="$order/x:OrderId"/></Name><Address type="main" id="1">
              <StreetName>W</StreetName><PostalZone>01067</PostalZone><CityName>D</CityName><Country>DE</Country>
              </Address></Customer>
            <xsl:copy-of select="$order"/>
          </Records>
        </xsl:template>
      </xsl:stylesheet>
      """
    let place = try Workplace(extra: ["read.xsl": read]) {
      $0.replacing(
        "    root: \"{urn:kontor:exchange:1}Exchange\"\n",
        with: """
              root: "{urn:kontor:exchange:1}Exchange"
              read: read.xsl

          """)
    }
    var sample = SampleExchange(orders: ["A-1", "A-2"], customer: "K-A-2")
    sample.announced = 2
    let text = sample.text.replacing(/<Customer changed.*?<\/Address><\/Customer>/.dotMatchesNewlines(), with: "")
    try place.drop(text, as: "a.xml")
    try place.scan()
    let names = try place.names(in: "outbox/erp").map { $0.split(separator: "-").dropFirst().joined(separator: "-") }
    #expect(names == ["Customer-K-A-1.xml", "Customer-K-A-2.xml", "Order-A-1.xml", "Order-A-2.xml"])
  }

  @Test("many records can share a document, customers ahead of orders")
  func wrapped() throws {
    let place = try Workplace {
      $0.replacing(
        "    pack: formats/sap-business-one",
        with:
          "    document: { name: \"{sequence}-{entity}-{key}.xml\", records: 3 }\n    pack: formats/sap-business-one")
    }
    try place.drop(SampleExchange(orders: (1...7).map { "A-\($0)" }, customerComesLast: true).text, as: "a.xml")
    try place.scan()
    let names = try place.names(in: "outbox/erp")
    #expect(names.count == 4)
    let sequence = try place.withLedger { ledger in
      try ledger.documents(of: place.lastFinished().id, kind: .import, after: nil, limit: 10).map(\.entity)
    }
    #expect(sequence == ["Customer", "Order", "Order", "Order"])
    let orders = try place.text("outbox/erp/\(try #require(names.first { $0.contains("Order") }))")
    #expect(orders.ranges(of: "<BO>").count == 3)
  }

  @Test("a bad record is rejected by itself, with its line and column; the others pass")
  func perRecord() throws {
    let place = try Workplace()
    var sample = SampleExchange(orders: ["A-1", "A-2", "A-3"])
    sample.announced = 4
    let text = sample.text.replacing(
      sample.order(id: "A-2"), with: sample.order(id: "A-2", quantity: "viele", currency: "EUR"))
    try place.drop(text, as: "a.xml")
    try place.scan()
    let interchange = try #require(place.finished.first)
    #expect(interchange.verdict == .partiallyAccepted)
    #expect(interchange.totals[.accepted] == 3 && interchange.totals[.rejected] == 1)
    #expect(interchange.advice == .fixAndResend)
    #expect(try place.names(in: "outbox/erp").count == 3)
    let answer = try place.acknowledgement(of: "a.")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("viele") })
    let column = lines[line].unicodeScalars.distance(
      from: lines[line].startIndex, to: try #require(lines[line].firstRange(of: "<Quantity>")).lowerBound)
    #expect(answer.contains("<Line>\(line + 1)</Line>"))
    #expect(answer.contains("<Column>\(column + 1)</Column>"))
    #expect(answer.contains("<Key>A-2</Key>"))
    #expect(answer.contains("“viele” in Quantity is not a decimal number such as 1234.56."))
    let report = try #require(try place.names(in: "rejected/crm").first { $0.hasSuffix(".report.txt") })
    let told = try place.text("rejected/crm/\(report)")
    #expect(told.contains("Order A-2") && told.contains("“viele”") && told.contains("value-invalid"))
  }

  @Test("codes that stand in no list are told with what was probably meant")
  func codeLists() throws {
    let place = try Workplace()
    try place.drop(SampleExchange().text.replacing(">DE<", with: ">Deutschland<"), as: "a.xml")
    try place.scan()
    #expect(
      try place.acknowledgement(of: "a.").contains(
        "“Deutschland” in Country is not an ISO 3166 country code; did you mean DE?"))
    #expect(place.finished.first?.totals[.rejected] == 1)
  }

  @Test("a whole-file flow refuses everything where one record is bad, and names the good ones too")
  func wholeFile() throws {
    let place = try Workplace { $0.replacing("accept: per-record }", with: "accept: whole-file }") }
    try place.drop(SampleExchange(orders: ["A-1", "A-2"]).text.replacing("EUR", with: "Euro"), as: "a.xml")
    try place.drop(SampleExchange(controlNumber: "2", orders: ["B-1"]).text, as: "b.xml")
    try place.scan()
    #expect(place.finished.map(\.verdict) == [.rejected, .accepted])
    #expect(place.finished[0].totals[.rejected] == 3)
    #expect(try place.names(in: "outbox/erp").map { $0.dropFirst(9) } == ["Customer-K-1.xml", "Order-B-1.xml"])
    #expect(try place.acknowledgement(of: "a.").contains("refused-with-file"))
  }

  @Test("a lead stays, by agreement, and is told so")
  func leads() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(orders: []).text.replacing(">ordered<", with: ">lead<"), as: "a.xml")
    try place.scan()
    #expect(place.finished.first?.totals[.ignored] == 1)
    #expect(place.finished.first?.verdict == .accepted)
    #expect(try place.names(in: "outbox/erp").isEmpty)
    #expect(try place.acknowledgement(of: "a.").contains("code=\"stage-not-sent\""))
  }

  @Test("a mapping that makes an invalid document is our fault, says so, and sends nothing")
  func invalidMapping() throws {
    let broken = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/"><BOM><BO><Nonsense/></BO></BOM></xsl:template></xsl:stylesheet>
      """
    let place = try Workplace(extra: ["broken.xsl": broken]) {
      $0.replacing(
        "    pack: formats/sap-business-one",
        with:
          "    write: { Customer: formats/sap-business-one/customer.xsl, Order: broken.xsl }\n    pack: formats/sap-business-one"
      )
    }
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan()
    #expect(place.finished.first?.verdict == .partiallyAccepted)
    #expect(place.finished.first?.advice == .wait)
    #expect(try place.names(in: "outbox/erp") == ["00000001-Customer-K-1.xml"])
    let answer = try place.acknowledgement(of: "a.")
    #expect(answer.contains("code=\"mapping-invalid\""))
    #expect(answer.contains("This is a fault of the mapping, not of the file; nothing was sent."))
  }

  @Test("a stylesheet that stops itself speaks for itself")
  func stoppedMapping() throws {
    let place = try Workplace()
    try place.drop(SampleExchange(customer: "K-1234567890123456").text, as: "a.xml")
    try place.scan()
    let answer = try place.acknowledgement(of: "a.")
    #expect(answer.contains("code=\"mapping-failed\""))
    #expect(answer.contains("customer.xsl refuses this record"))
    #expect(place.finished.first?.totals[.rejected] == 1)
    // The order cannot go without the customer.
    #expect(place.finished.first?.totals[.held] == 1)
    #expect(answer.contains("code=\"reference-unknown\""))
  }

  @Test("a test file is judged and not sent")
  func testFile() throws {
    let place = try Workplace()
    try place.drop(
      SampleExchange().text.replacing("</CreationTime>", with: "</CreationTime><Test>true</Test>"), as: "a.xml")
    try place.scan()
    #expect(place.finished.first?.verdict == .accepted)
    #expect(try place.names(in: "outbox/erp").isEmpty)
    #expect(try place.acknowledgement(of: "a.").contains("code=\"test-file\""))
  }
}
