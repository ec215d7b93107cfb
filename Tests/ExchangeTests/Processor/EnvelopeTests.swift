import Exchange
import Foundation
import Testing

/// A format in which parts of the envelope may stand behind the records.
@Suite("What a file says of itself, wherever it stands")
struct EnvelopeTests {
  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R"><xs:complexType><xs:sequence>
      <xs:element ref="Kopf" minOccurs="0"/>
      <xs:element name="Kunden"><xs:complexType><xs:sequence>
        <xs:element name="Kunde" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence><xs:attribute name="anzahl"/></xs:complexType></xs:element>
      <xs:element ref="Fuss" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Kopf" type="Teil"/><xs:element name="Fuss" type="Teil"/>
    <xs:complexType name="Teil"><xs:sequence>
      <xs:element name="Nr" type="xs:string" minOccurs="0"/><xs:element name="Test" type="xs:string" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:schema>
    """

  private static let mapping = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">
    <xsl:template match="/"><Customer changed="2026-11-23T08:00:00Z"><CrmId><xsl:value-of select="//Kunde"/></CrmId>
    <Stage>ordered</Stage><Kind>organisation</Kind><Name>Müller</Name><Address type="main" id="1">
    <StreetName>Weg</StreetName><PostalZone>01067</PostalZone><CityName>Dresden</CityName><Country>DE</Country></Address>
    </Customer></xsl:template></xsl:stylesheet>
    """

  private struct Outcome: Equatable {
    var codes: [String]
    var documents: Int

    static let accepted = Outcome(codes: [], documents: 1)

    static func refused(_ code: String) -> Outcome { Outcome(codes: [code], documents: 0) }
  }

  /// What becomes of a file whose envelope is read at these paths.
  private func outcome(_ text: String, envelope: String) throws -> Outcome {
    let place = try Workplace(extra: ["r.xsd": Self.schema, "r.xsl": Self.mapping]) { shipped in
      shipped.replacing("    format: exchange\n", with: "    format: exchange\n    sends: r\n").replacing(
        "entities: [Customer, Order]", with: "entities: [Customer]"
      ).replacing(
        "formats:\n",
        with: """
          formats:
            r: { root: R, schema: r.xsd, records: { Customer: Kunden/Kunde }, envelope: { \(envelope) }, read: r.xsl }

          """)
    }
    #expect(ConfigurationCheck.problems(in: place.configuration).filter { $0.severity == .error }.isEmpty)
    try place.drop(text, as: "a.xml")
    try place.scan()
    let interchange = try place.lastFinished()
    let codes = try place.withLedger { try $0.issues(of: interchange.id).map(\.code) }
    #expect((interchange.verdict == .accepted) == codes.isEmpty)
    return Outcome(codes: codes, documents: try place.names(in: "outbox/erp").count)
  }

  @Test("a test flag or a control number behind the records is refused: they were judged without it")
  func late() throws {
    let early = "<R><Kopf><Nr>1</Nr><Test>false</Test></Kopf><Kunden><Kunde>K-1</Kunde></Kunden></R>"
    let paths = "control-number: Kopf/Nr, test: Kopf/Test"
    #expect(try outcome(early, envelope: paths) == .accepted)
    let test = "<R><Kunden><Kunde>K-1</Kunde></Kunden><Fuss><Test>true</Test></Fuss></R>"
    #expect(try outcome(test, envelope: "test: Fuss/Test") == .refused("envelope-late"))
    let number = "<R><Kunden><Kunde>K-1</Kunde></Kunden><Fuss><Nr>7</Nr></Fuss></R>"
    #expect(try outcome(number, envelope: "control-number: Fuss/Nr") == .refused("envelope-late"))
  }

  @Test("a count in the tag of the element that holds the records is held, and one that is no number is an error")
  func count() throws {
    func file(_ count: String) -> String { "<R><Kunden anzahl=\"\(count)\"><Kunde>K-1</Kunde></Kunden></R>" }
    #expect(try outcome(file("1"), envelope: "count: Kunden/@anzahl") == .accepted)
    for wrong in ["2", "eins", "99999999999999999999", ""] {
      #expect(try outcome(file(wrong), envelope: "count: Kunden/@anzahl") == .refused("record-count"))
    }
  }

  @Test("white space around a code or a stage is none of its business, as the schema has it")
  func whiteSpace() throws {
    let text = SampleExchange().text
    let lead = try Workplace()
    let alone = SampleExchange(orders: []).text
    try lead.drop(alone.replacing("<Stage>ordered<", with: "<Stage> lead\n<"), as: "a.xml")
    try lead.scan()
    #expect(try lead.names(in: "outbox/erp").filter { $0.contains("Customer") }.isEmpty)
    #expect(try lead.acknowledgement(of: "a.").contains("stage-not-sent"))
    let country = try Workplace()
    try country.drop(text.replacing("<Country>DE<", with: "<Country> DE\n<"), as: "a.xml")
    try country.scan()
    #expect(try country.lastFinished().verdict == .accepted)
  }

  @Test("of many unknown codes in a record, as many are told as of other errors")
  func manyCodes() throws {
    let place = try Workplace()
    let lines = (2...30).map {
      "<Line><Number>\($0)</Number><ItemId>1</ItemId><Quantity>1</Quantity><Unit>Stk</Unit><UnitPrice>1</UnitPrice></Line>"
    }
    let text = SampleExchange().text.replacing("</Line></Lines>", with: "</Line>\(lines.joined())</Lines>")
    try place.drop(text, as: "a.xml")
    try place.scan()
    let answer = try place.acknowledgement(of: "a.")
    #expect(answer.split(separator: "code=\"code-unknown\"").count == 21)
    #expect(answer.split(separator: "code=\"more-errors\"").count == 2)
  }
}
