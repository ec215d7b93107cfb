import Exchange
import Foundation
import Testing

@Suite("What a system wants back of its own records")
struct CarriedTests {
  /// A CRM whose importer wipes what a document leaves out.
  private static let read = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">
    <xsl:template match="/people"><Records><xsl:for-each select="person">
    <Customer changed="{@changed}"><CrmId><xsl:value-of select="@key"/></CrmId><Stage>ordered</Stage>
    <Kind>person</Kind><Name><xsl:value-of select="@name"/></Name>
    <Phone use="main"><xsl:value-of select="@phone"/></Phone></Customer>
    <Carried><xsl:copy-of select="."/></Carried><xsl:if test="@twice"><Carried/></xsl:if>
    </xsl:for-each></Records></xsl:template></xsl:stylesheet>
    """

  private static let write = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
      exclude-result-prefixes="x">
    <xsl:template match="/x:Records"><people><person key="{x:Customer/x:CrmId}" phone="{x:Customer/x:Phone}"
      of="{x:Carried/@entity} {x:Carried/@key}" shoe="{x:Carried/person/@shoe}"/></people></xsl:template>
    </xsl:stylesheet>
    """

  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="people"><xs:complexType><xs:sequence>
    <xs:element name="person" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
    <xs:sequence><xs:any processContents="skip" minOccurs="0"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
    </xs:element></xs:schema>
    """

  private func trade(carry: String = "    carry: [Customer]\n") throws -> Trade {
    try Trade(extra: ["read.xsl": Self.read, "write.xsl": Self.write, "people.xsd": Self.schema]) { shipped in
      shipped.replacing("    format: exchange\n", with: "    format: people\n").replacing(
        "  sap-business-one:\n",
        with:
          "  people:\n    schema: people.xsd\n    records: { Customer: /people }\n    read: { Customer: read.xsl }\n"
          + "    write: { Customer: write.xsl, OrderStatus: write.xsl, Invoice: write.xsl, Reminder: write.xsl }\n\(carry)"
          + "  sap-business-one:\n"
      ).replacing("[Customer, Order], accept", with: "[Customer], accept")
    }
  }

  private func people(_ persons: String...) -> String { "<people>\(persons.joined())</people>" }

  private func person(minute: Int = 0, phone: String = "+4930111", shoe: Int = 44, also: String = "") -> String {
    "<person key=\"7\" name=\"Ada\" changed=\"2026-11-23T08:0\(minute):00Z\" phone=\"\(phone)\" shoe=\"\(shoe)\" \(also)/>"
  }

  @Test("a change by the other side comes with all that the system had besides, the latest of it")
  func back() throws {
    let trade = try trade()
    #expect(try trade.dropRaw(people(person()), by: "crm").erp == ["Customer-7"])
    #expect(try !trade.document("erp", "Customer").contains("44"))
    try trade.erp(imported("Customer", "7", as: "10001"))
    // Nothing that is exchanged changed, and what is carried did.
    #expect(try trade.dropRaw(people(person(minute: 2, shoe: 45)), by: "crm").verdicts == [.unchanged])
    // An older file does not put it back.
    try trade.dropRaw(people(person(minute: 1, shoe: 43)), by: "crm")
    let news = try trade.erp(
      customer(nil) {
        $0.erpNumber = "10001"
        $0.name = "Ada"
        $0.hasAddress = false
        $0.phone = "+4930222"
        $0.version = 5
      })
    #expect(news.crm == ["Customer-7"])
    #expect(
      try trade.document("crm", "Customer").contains(
        "<person key=\"7\" phone=\"+4930222\" of=\"Customer 7\" shoe=\"45\"/>"))
  }

  @Test("a file without anything that is exchanged is ignored, and says so")
  func empty() throws {
    let trade = try trade()
    let outcome = try trade.dropRaw(people(), by: "crm")
    #expect(outcome.verdicts == [.ignored])
    #expect(outcome.codes == ["nothing-in-it"])
    #expect(outcome.interchange.verdict == .accepted)
  }

  @Test("what cannot be carried is refused with a reason")
  func unfit() throws {
    let twice = try trade().dropRaw(people(person(also: "twice=\"1\"")), by: "crm")
    #expect(twice.codes == ["not-canonical"])
    #expect(twice.messages.joined().contains("behind a record that `carry` names, and once"))
    let notNamed = try trade(carry: "").dropRaw(people(person()), by: "crm")
    #expect(notNamed.codes == ["not-canonical"])
    let long = String(repeating: "x", count: 70_000)
    let tooLong = try trade().dropRaw(people(person(also: "note=\"\(long)\"")), by: "crm")
    #expect(tooLong.messages.joined().contains("no more than 65536 are kept"))
  }

  @Test("only customers, and only where stylesheets read and write them")
  func configured() throws {
    func mistakes(_ carry: String) throws -> String {
      do {
        _ = try trade(carry: carry)
        return ""
      } catch let error as ConfigurationError {
        return error.problems.map(\.description).joined(separator: "\n")
      }
    }
    #expect(try mistakes("    carry: [Order]\n").contains("Order records cannot be carried"))
    #expect(try mistakes("    carry: [Customer]\n").isEmpty)
  }

  @Test("codes of what is carried are the system's own, and stay as they are")
  func codes() throws {
    let trade = try trade(
      carry:
        "    carry: [Customer]\n    codes: { Phone: { values: { \"+4930111\": \"1\", \"+4930222\": \"2\" } } }\n")
    let odd = person(phone: "1").replacing("/>", with: "><Phone>1</Phone></person>")
    #expect(try trade.dropRaw(people(odd), by: "crm").erp == ["Customer-7"])
    try trade.erp(imported("Customer", "7", as: "10001"))
    let news = try trade.erp(news("10001"))
    #expect(news.crm == ["Customer-7"], "\(news.messages)")
    #expect(try trade.document("crm", "Customer").contains("phone=\"2\""))
  }

  private func news(_ number: String, crmId: String? = nil) -> String {
    customer(crmId) {
      $0.erpNumber = number
      $0.name = "Ada"
      $0.hasAddress = false
      $0.phone = "+4930222"
      $0.version = 5
    }
  }

  @Test("an ERP that names the CRM's key ahead of its own gets its own record back")
  func ofERP() throws {
    let trade = try Trade(extra: ["read.xsl": Self.readOfERP, "write.xsl": Self.write, "people.xsd": Self.schema]) {
      $0.replacing("    format: sap-business-one ", with: "    format: people ").replacing(
        "    sends: exchange ", with: "    sends: people "
      )
      .replacing(
        "  sap-business-one:\n    pack: formats/sap-business-one\n",
        with:
          "  people:\n    schema: people.xsd\n    records: { Customer: /people }\n    read: { Customer: read.xsl }\n"
          + "    write: { Customer: write.xsl }\n    carry: [Customer]\n"
      ).replacing("[Customer, Order], accept", with: "[Customer], accept")
      .replacing("[Customer, OrderStatus, Invoice, Reminder]", with: "[Customer]")
    }
    #expect(
      try trade.crm(
        customer("7") {
          $0.name = "Ada"
          $0.phone = "+4930111"
          $0.stage = "ordered"
        }
      ).erp == ["Customer-7"])
    try trade.dropRaw(people(person(minute: 5)), by: "erp")
    #expect(
      try trade.crm(
        customer("7") {
          $0.name = "Ada"
          $0.phone = "+4930333"
          $0.version = 9
        }
      ).erp == ["Customer-7"])
    let document = try trade.document("erp", "Customer")
    #expect(document.contains("shoe=\"44\""), "\(document)")
  }

  private static let readOfERP = read.replacing(
    "</CrmId><Stage>", with: "</CrmId><ErpNumber>1000<xsl:value-of select=\"@key\"/></ErpNumber><Stage>")
}
