import DropFolder
import Exchange
import Foundation
import Testing

/// A CRM that drops lists of its own and canonical files, and an ERP that wants names in one format and orders in another.
@Suite("Several formats for one system")
struct SeveralFormatsTests {
  private static let listSchema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:list" xmlns="urn:list"
        elementFormDefault="qualified">
      <xs:element name="List"><xs:complexType><xs:sequence>
        <xs:element name="Count" type="xs:string" minOccurs="0"/>
        <xs:element name="Kunde" maxOccurs="unbounded">
          <xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="K-[0-9]+"/></xs:restriction></xs:simpleType>
        </xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

  private static let readList = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
        xmlns:l="urn:list" exclude-result-prefixes="l">
    <xsl:template match="/"><Customer changed="2026-11-23T08:00:00Z"><CrmId><xsl:value-of select="//l:Kunde"/></CrmId>
    <Stage>ordered</Stage><Kind>organisation</Kind><Name>Müller <xsl:value-of select="//l:Kunde"/></Name><Address type="main" id="1">
    <StreetName>Weg</StreetName><PostalZone>01067</PostalZone><CityName>Dresden</CityName><Country>DE</Country></Address>
    </Customer></xsl:template></xsl:stylesheet>
    """

  private static let nameSchema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Names"><xs:complexType><xs:sequence>
      <xs:element name="Name" type="xs:string" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element></xs:schema>
    """

  private static let writeNames = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
        exclude-result-prefixes="x">
    <xsl:template match="/"><Names><xsl:for-each select="//x:Customer[@changed]"><Name><xsl:value-of select="x:CrmId"/>
    </Name></xsl:for-each></Names></xsl:template></xsl:stylesheet>
    """

  private func workplace(sends: String = "[list, exchange]", gets: String = "[names, sap-business-one]") throws
    -> Workplace
  {
    try Workplace(extra: [
      "list.xsd": Self.listSchema, "list.xsl": Self.readList, "names.xsd": Self.nameSchema,
      "names.xsl": Self.writeNames,
    ]) { shipped in
      shipped.replacing(
        "    outbox: outbox/crm          # acknowledgements come here too\n    format: exchange\n",
        with: "    outbox: outbox/crm\n    format: exchange\n    sends: \(sends)\n"
      ).replacing("    format: sap-business-one    # what it is sent\n", with: "    format: \(gets)\n").replacing(
        "formats:\n",
        with: """
          formats:
            list:
              schema: list.xsd
              records: { Customer: Kunde }
              envelope: { count: Count }
              read: list.xsl
            names: { schema: names.xsd, write: { Customer: names.xsl } }

          """, maxReplacements: 1)
    }
  }

  private func list(_ customers: String...) -> String {
    let records = customers.map { "<Kunde>\($0)</Kunde>" }.joined(separator: "\n")
    return "<List xmlns=\"urn:list\"><Count>\(customers.count)</Count>\n\(records)\n</List>\n"
  }

  @Test("each file is read in the format that has its root element")
  func reading() throws {
    let place = try workplace()
    #expect(ConfigurationCheck.problems(in: place.configuration).filter { $0.severity == .error }.isEmpty)
    try place.drop(list("K-1", "K-2"), as: "a.xml")
    try place.scan()
    let first = try place.lastFinished()
    #expect(first.verdict == .accepted && first.totals.read == 2 && first.totals.announced == 2)
    try place.drop(SampleExchange(customer: nil).text, as: "b.xml")
    try place.scan()
    let second = try place.lastFinished()
    #expect(second.verdict == .accepted && second.envelope.controlNumber == "1" && second.totals.read == 1)
    // What a decision rests on is what it was read by, not what its sender might have dropped as well.
    #expect(
      first.versions.contains { $0.name == "list.xsl" } && !first.versions.contains { $0.name == "xsd/exchange.xsd" })
    #expect(
      !second.versions.contains { $0.name == "list.xsl" } && second.versions.contains { $0.name == "xsd/exchange.xsd" })
    try place.expectNothingInHand()
  }

  @Test("a root that none of them has is refused, and all that would have been right are named")
  func unknownRoot() throws {
    let place = try workplace()
    for (number, text) in ["<Strange/>", "<List/>", "<Exchange xmlns=\"urn:list\"/>"].enumerated() {
      try place.drop(text, as: "\(number).xml")
      try place.scan()
      let refused = try place.lastFinished()
      #expect(refused.verdict == .rejected)
      let issue = try #require(try place.withLedger { try $0.issues(of: refused.id) }.first)
      #expect(issue.code == "root-unknown")
      #expect(issue.expected == "{urn:list}List, {urn:kontor:exchange:1}Exchange")
      #expect(
        refused.versions.contains { $0.name == "list.xsl" }
          && refused.versions.contains { $0.name == "xsd/exchange.xsd" })
    }
  }

  @Test(
    "what is wrong with a file of the second format is put right as with one of the first", arguments: [false, true])
  func correcting(listComesFirst: Bool) throws {
    let place = try workplace(sends: listComesFirst ? "[list, exchange]" : "[exchange, list]")
    try place.drop(list("K-1", "X", "K-3"), as: "a.xml")
    try place.scan()
    let wrong = try place.lastFinished()
    #expect(wrong.verdict == .partiallyAccepted && wrong.totals[.rejected] == 1)
    let name = try #require(try place.names(in: "rejected/crm").first { $0.hasSuffix(".xml") })
    let rejected = try place.text("rejected/crm/\(name)")
    #expect(rejected.contains("<Count>1</Count>") && rejected.contains("<Kunde>X</Kunde>") && !rejected.contains("K-1"))
    // Once more as it is, which reads the archived file; then put right.
    _ = try Desk(place.configuration).drop([Decision(.reprocess, .interchange(wrong.id))], at: place.now)
    try place.scan()
    let again = try place.lastFinished()
    #expect(again.verdict == .rejected && again.corrects == wrong.id && again.totals.read == 1)
    try place.drop(rejected.replacing(">X<", with: ">K-2<"), as: "b.xml")
    try place.scan()
    let right = try place.lastFinished()
    #expect(right.verdict == .accepted && right.recognition == .marker)
    try place.expectNothingInHand()
  }

  @Test("an order that waited for its customer is released from its own file when the customer comes in another format")
  func release() throws {
    let place = try workplace()
    try place.drop(SampleExchange(customer: nil).text, as: "a.xml")
    try place.scan()
    #expect(try place.lastFinished().verdict == .held)
    try place.drop(list("K-1"), as: "b.xml")
    try place.scan()
    let names = try place.names(in: "outbox/erp")
    #expect(names.count == 2 && names[0].contains("Customer") && names[1].contains("Order"))
    #expect(try place.text("outbox/erp/\(names[1])").contains("<BOM"))
  }

  @Test("each entity is written in the first format that has it")
  func writing() throws {
    for (gets, start) in [
      ("[names, sap-business-one]", "<Names>"), ("[sap-business-one, names]", "<BOM"),
      ("[exchange, names]", "<Records"),
    ] {
      let place = try workplace(gets: gets)
      try place.drop(SampleExchange().text, as: "a.xml")
      try place.scan()
      let names = try place.names(in: "outbox/erp")
      #expect(names.count == 2)
      for name in names {
        let wanted = name.contains("Customer") || start == "<Records" ? start : "<BOM"
        #expect(try place.text("outbox/erp/\(name)").contains(wanted), "\(gets) \(name)")
      }
    }
  }

  @Test("formats whose schemas declare the same root cannot be told apart, and it is said where")
  func sameRoots() throws {
    let error = #expect(throws: FormatError.self) {
      try Workplace(extra: ["list.xsd": Self.listSchema]) { shipped in
        shipped.replacing("    format: exchange\n", with: "    format: exchange\n    sends: [one, two]\n").replacing(
          "formats:\n",
          with: """
            formats:
              one: { schema: list.xsd, records: { Customer: Kunde }, read: list.xsd }
              two: { schema: list.xsd, records: { Customer: /List/Kunde }, read: list.xsd }

            """, maxReplacements: 1
        ).replacing("read: list.xsd", with: "read: formats/sap-business-one/order.xsl")
      }
    }
    #expect(error?.subject.contains("kontor.yaml:11:18") == true, "\(error?.subject ?? "")")
    #expect(
      error?.message
        == "files of format \"two\" cannot be told from those of \"one\": both may begin with {urn:list}List; "
        + "give each a root of its own, or name one of them only")
  }
}
