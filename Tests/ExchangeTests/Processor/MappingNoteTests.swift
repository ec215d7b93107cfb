import Exchange
import Foundation
import Testing

@Suite("What a stylesheet says and goes on")
struct MappingNoteTests {
  private static let read = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">
    <xsl:template match="/people"><Records><xsl:for-each select="person"><xsl:choose>
    <xsl:when test="@name = ''"><xsl:message>Person <xsl:value-of select="@key"/> has no name and is left out.</xsl:message>
    </xsl:when><xsl:otherwise><Customer changed="2026-11-23T08:00:00Z"><CrmId><xsl:value-of select="@key"/></CrmId>
    <Stage>ordered</Stage><Kind>person</Kind><Name><xsl:value-of select="@name"/></Name></Customer></xsl:otherwise>
    </xsl:choose></xsl:for-each></Records></xsl:template></xsl:stylesheet>
    """

  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="people"><xs:complexType><xs:sequence>
    <xs:element name="person" maxOccurs="unbounded"><xs:complexType><xs:anyAttribute processContents="skip"/>
    </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>
    """

  @Test("is a warning with the record, and what it left in goes")
  func warning() throws {
    let trade = try Trade(extra: ["read.xsl": Self.read, "people.xsd": Self.schema]) { shipped in
      shipped.replacing("    format: exchange\n", with: "    format: exchange\n    sends: people\n").replacing(
        "  sap-business-one:\n",
        with: "  people:\n    schema: people.xsd\n    records: { Customer: /people }\n    read: read.xsl\n"
          + "  sap-business-one:\n"
      ).replacing("[Customer, Order], accept", with: "[Customer], accept")
    }
    let outcome = try trade.dropRaw(
      "<people><person key=\"7\" name=\"Ada\"/><person key=\"8\" name=\"\"/><person key=\"9\" name=\"\"/></people>",
      by: "crm")
    #expect(outcome.verdicts == [.accepted])
    #expect(outcome.codes == ["mapping-note", "mapping-note"])
    #expect(
      outcome.messages == [
        "The mapping read.xsl says of this record: Person 8 has no name and is left out.",
        "The mapping read.xsl says of this record: Person 9 has no name and is left out.",
      ])
    #expect(outcome.erp == ["Customer-7"])
    let quiet = try trade.dropRaw("<people><person key=\"7\" name=\"Ada L.\"/></people>", by: "crm")
    #expect(quiet.codes.isEmpty)
    #expect(quiet.erp == ["Customer-7"])
  }
}
