import Exchange
import Foundation
import Testing
import XMLEngine

/// An ERP with narrow fields, whose documents are in an encoding of its own.
struct NarrowERP {
  static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:simpleType name="Text20"><xs:restriction base="xs:string"><xs:maxLength value="20"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Amount"><xs:restriction base="xs:decimal"><xs:totalDigits value="6"/></xs:restriction></xs:simpleType>
      <xs:element name="Import">
        <xs:complexType><xs:choice maxOccurs="unbounded">
          <xs:element name="Partner">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="CardName" type="Text20"/>
                <xs:element name="Street" type="Text20" minOccurs="0"/>
                <xs:element name="City" type="Text20" minOccurs="0"/>
              </xs:sequence>
              <xs:attribute name="id" type="Text20"/><xs:attribute name="title" type="Text20"/>
            </xs:complexType>
          </xs:element>
          <xs:element name="Sale">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="Item" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="text" type="Text20"/><xs:attribute name="price" type="Amount"/>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="id" type="Text20"/>
            </xs:complexType>
          </xs:element>
        </xs:choice></xs:complexType>
      </xs:element>
    </xs:schema>
    """

  static let stylesheet = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
        exclude-result-prefixes="x">
      <xsl:output indent="yes" cdata-section-elements="City"/>
      <xsl:template match="/">
        <Import><xsl:apply-templates select="/descendant-or-self::*[@changed]"/></Import>
      </xsl:template>
      <xsl:template match="x:Customer">
        <Partner id="{x:CrmId}" title="{x:Name}">
          <CardName><xsl:value-of select="x:Name"/></CardName>
          <Street><xsl:value-of select="concat(x:Address/x:StreetName, ', ', x:Address/x:Country)"/></Street>
          <City><xsl:value-of select="x:Address/x:CityName"/></City>
        </Partner>
      </xsl:template>
      <xsl:template match="x:Order">
        <Sale id="{x:OrderId}">
          <xsl:for-each select="x:Lines/x:Line"><Item text="{x:Name}" price="{x:UnitPrice}"/></xsl:for-each>
        </Sale>
      </xsl:template>
    </xsl:stylesheet>
    """

  /// - Parameters:
  ///   - format: further lines of the ERP's format, each `key: value`.
  ///   - change: changes the rest of the configuration.
  static func site(_ format: String..., change: (String) -> String = { $0 }) throws -> Workplace {
    let lines = ["schema: erp.xsd", "write: { Customer: erp.xsl, Order: erp.xsl }"] + format
    return try Workplace(extra: ["erp.xsd": schema, "erp.xsl": stylesheet]) {
      change(
        $0.replacing(
          "    pack: formats/sap-business-one\n", with: lines.map { "    \($0)\n" }.joined()))
    }
  }

  /// A customer with this name, each field of its address on a line of its own from line 5.
  static func customer(
    _ name: String, street: String = "Weg", city: String = "Dresden", key: String = "K-1"
  ) -> String {
    SampleExchange(orders: [], customer: key).text
      .replacing("Müller &amp; Söhne", with: name)
      .replacing("<StreetName>Weg", with: "\n<StreetName>\(street)").replacing(
        "<CityName>Dresden", with: "\n<CityName>\(city)")
  }

  /// A file of many customers, with `name` for each number; long enough to be mapped by several threads.
  static func customers(_ numbers: ClosedRange<Int>, _ name: (Int) -> String) -> String {
    let parts = SampleExchange(orders: []).text.split(separator: "\n").map(String.init)
    let padding = "<!--" + String(repeating: "x", count: 3000) + "-->"
    let customers = numbers.map {
      parts[3].replacing("K-1", with: "K-\($0)").replacing("Müller &amp; Söhne", with: name($0)) + padding
    }
    return (parts[..<3] + customers + parts[4...]).joined(separator: "\n")
      .replacing("<RecordCount>1<", with: "<RecordCount>\(numbers.count)<")
  }
}

extension Workplace {
  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)")))
  }

  /// The issues of the first record of the interchange that was finished last.
  func issuesOfFirst(sourceLocation: SourceLocation = #_sourceLocation) throws -> [Exchange.Issue] {
    let id = try lastFinished(sourceLocation: sourceLocation).id
    var found: [Exchange.Issue] = []
    try withLedger { ledger in
      try ledger.forEachRecord(of: id, exceptions: false) { record, issues, _ in
        if record.position == 1 { found = issues }
      }
    }
    return found
  }
}
