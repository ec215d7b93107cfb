import Foundation

/// A pack of a system that has no file for customers: they stand in its orders. It is only written.
enum OrderPack {
  static let format = """
    title: Orders
    description: Orders with their customers.
    sides: [erp]
    schema: orders.xsd
    write: { Order: order.xsl }
    with: { Order: [Customer] }
    encoding: ISO-8859-1
    unmappable: transliterate
    parameters: { company: "7", terms: "NET14=14 NET30=30" }
    codes:
      Salutation: { values: { mr: Herr, ms: Frau }, others: pass }
      PaymentTerms: { values: { NET60: NET30, NET90: NET30 }, others: pass }
    """

  static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="Bestellung"><xs:complexType><xs:sequence>
        <xs:element name="Firma" type="xs:token"/>
        <xs:element name="Art" type="xs:token"/>
        <xs:element name="Nummer" type="xs:token"/>
        <xs:element name="Kundennummer" type="xs:token" minOccurs="0"/>
        <xs:element name="Kunde" type="xs:token" minOccurs="0"/>
        <xs:element name="Tage" type="xs:token" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

  static let stylesheet = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
      xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="x">
      <xsl:param name="company" select="''"/>
      <xsl:param name="terms" select="''"/>
      <xsl:template match="/">
        <xsl:variable name="order" select="/x:Records/x:Order"/>
        <xsl:variable name="customer" select="/x:Records/x:Customer"/>
        <Bestellung>
          <Firma><xsl:value-of select="$company"/></Firma>
          <Art>Web</Art>
          <Nummer><xsl:value-of select="$order/x:OrderId"/></Nummer>
          <xsl:if test="$customer">
            <Kundennummer><xsl:value-of select="$customer/x:CrmId"/></Kundennummer>
            <Kunde><xsl:value-of select="$customer/x:Name"/></Kunde>
          </xsl:if>
          <xsl:variable name="days" select="substring-before(substring-after(concat(' ', $terms, ' '),
            concat(' ', $order/x:PaymentTerms, '=')), ' ')"/>
          <xsl:if test="$days != ''"><Tage><xsl:value-of select="$days"/></Tage></xsl:if>
        </Bestellung>
      </xsl:template>
    </xsl:stylesheet>
    """

  /// The same where orders are read too, and their customers out of them; as it is, in UTF-8 and with no codes.
  static let readFormat = """
    title: Orders
    description: Orders with their customers.
    sides: [erp]
    schema: orders.xsd
    records: { Order: /Bestellung }
    read: read.xsl
    write: { Order: order.xsl }
    with: { Order: [Customer] }
    """

  static let readStylesheet = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">
      <xsl:template match="/Bestellung">
        <Records>
          <Customer changed="2026-11-24T07:00:00Z">
            <CrmId><xsl:value-of select="Kundennummer"/></CrmId>
            <Kind>organisation</Kind>
            <Name><xsl:value-of select="Kunde"/></Name>
          </Customer>
          <Order changed="2026-11-24T07:00:00Z">
            <OrderId><xsl:value-of select="Nummer"/></OrderId>
            <IssueDate>2026-11-24</IssueDate>
            <Customer><CrmId><xsl:value-of select="Kundennummer"/></CrmId></Customer>
            <Currency>EUR</Currency>
            <Lines>
              <Line>
                <Number>1</Number><ItemId>A-1</ItemId><Name>Tau</Name>
                <Quantity>2</Quantity><Unit>C62</Unit><UnitPrice>5.00</UnitPrice>
              </Line>
            </Lines>
          </Order>
        </Records>
      </xsl:template>
    </xsl:stylesheet>
    """

  /// A folder in which the pack is the format of the ERP, and `orders.xml` a file with a customer and its order.
  static func site() throws -> Site {
    let site = try Site(initialised: false)
    try FileManager.default.createDirectory(atPath: site.path + "/formats/orders", withIntermediateDirectories: true)
    try site.write(format, to: "formats/orders/format.yaml")
    try site.write(schema, to: "formats/orders/orders.xsd")
    try site.write(stylesheet, to: "formats/orders/order.xsl")
    let made = try site.run("init", "--crm", "exchange", "--erp", "orders")
    guard made.code == 0 else { throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: made.err]) }
    try site.write(file, to: "orders.xml")
    return site
  }

  /// The customer's name stands in line 13, the order's number in line 16, its terms of payment in line 20.
  static let file = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Exchange xmlns="urn:kontor:exchange:1">
      <Header>
        <Sender>crm</Sender>
        <Receiver>erp</Receiver>
        <ControlNumber>1</ControlNumber>
        <CreationTime>2026-11-24T08:00:00Z</CreationTime>
      </Header>
      <Customer changed="2026-11-24T07:00:00Z">
        <CrmId>K-1</CrmId>
        <Stage>ordered</Stage>
        <Kind>organisation</Kind>
        <Name>Lüders</Name>
      </Customer>
      <Order changed="2026-11-24T07:00:00Z">
        <OrderId>SO-1</OrderId>
        <IssueDate>2026-11-24</IssueDate>
        <Customer><CrmId>K-1</CrmId></Customer>
        <Currency>EUR</Currency>
        <PaymentTerms>NET14</PaymentTerms>
        <Lines>
          <Line>
            <Number>1</Number><ItemId>A-1</ItemId><Name>Tau</Name>
            <Quantity>2</Quantity><Unit>C62</Unit><UnitPrice>5.00</UnitPrice>
          </Line>
        </Lines>
      </Order>
      <Trailer><RecordCount>2</RecordCount></Trailer>
    </Exchange>
    """
}
