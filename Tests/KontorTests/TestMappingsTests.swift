import Foundation
import Testing

@Suite("kontor test-mappings")
struct TestMappingsTests {
  static let pack = """
    title: Shop XML
    description: Customers of a web shop.
    sides: [crm]
    schema: shop.xsd
    records: { Customer: /Shop/Buyer }
    read: read.xsl
    write: { Customer: write.xsl }
    """

  static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="Shop"><xs:complexType><xs:sequence>
        <xs:element name="Buyer" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="Id" type="xs:token"/>
          <xs:element name="Name">
            <xs:simpleType><xs:restriction base="xs:token"><xs:maxLength value="20"/></xs:restriction></xs:simpleType>
          </xs:element>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """

  static let read = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">
      <xsl:template match="/">
        <xsl:apply-templates select="//Buyer"/>
      </xsl:template>
      <xsl:template match="Buyer">
        <xsl:if test="Name = 'Firma'">
          <xsl:message terminate="yes">Firma is no name of a buyer.</xsl:message>
        </xsl:if>
        <Customer changed="2026-11-23T08:00:00Z">
          <CrmId><xsl:value-of select="Id"/></CrmId>
          <Kind>organisation</Kind>
          <Name><xsl:value-of select="Name"/></Name>
        </Customer>
      </xsl:template>
    </xsl:stylesheet>
    """

  static let write = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
      xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="x">
      <xsl:template match="/x:Customer">
        <Shop><Buyer>
          <Id><xsl:value-of select="x:CrmId"/></Id>
          <Name><xsl:value-of select="x:Name"/></Name>
        </Buyer></Shop>
      </xsl:template>
    </xsl:stylesheet>
    """

  /// A folder with a pack that reads and writes customers, and a sample for each way; nothing says what is expected.
  static func site() throws -> Site {
    let site = try Site()
    for way in ["read", "write"] {
      try FileManager.default.createDirectory(
        atPath: "\(site.path)/formats/shop/samples/\(way)", withIntermediateDirectories: true)
    }
    try site.write(pack, to: "formats/shop/format.yaml")
    try site.write(schema, to: "formats/shop/shop.xsd")
    try site.write(read, to: "formats/shop/read.xsl")
    try site.write(write, to: "formats/shop/write.xsl")
    try site.write(
      "<Shop><Buyer><Id>K-1</Id><Name>Seilerei</Name></Buyer></Shop>", to: "formats/shop/samples/read/buyer.xml")
    try site.write(
      """
      <Customer xmlns="urn:kontor:exchange:1" changed="2026-11-23T08:00:00Z"><CrmId>K-2</CrmId>\
      <Kind>organisation</Kind><Name>Reederei</Name></Customer>
      """, to: "formats/shop/samples/write/customer.xml")
    return site
  }

  @Test(
    "says of a sample that nothing says what is expected, writes it down when told to, and holds to it from then on")
  func recording() throws {
    let site = try Self.site()
    let first = try site.run("test-mappings", "formats/shop")
    #expect(first.code == 1)
    #expect(first.lines.first == "formats/shop/samples/read/buyer.xml: missing")
    #expect(first.lines.last == "formats/shop: 2 samples, 2 not as expected")
    let recorded = try site.run("test-mappings", "formats/shop", "--record")
    #expect(recorded.code == 0)
    #expect(recorded.lines.contains("  written to samples/write/customer.expected.xml"))
    let again = try site.run("test-mappings", "formats/shop")
    #expect(again.code == 0)
    #expect(again.lines == ["formats/shop: 2 samples, all as expected"])
  }

  @Test("white space, order of attributes and Records around one record make no difference, a value does")
  func differing() throws {
    let site = try Self.site()
    let expected = "formats/shop/samples/read/buyer.expected.xml"
    func expect(_ name: String) throws -> Program.Run {
      try site.write(
        """
        <Records xmlns="urn:kontor:exchange:1">
          <Customer   changed='2026-11-23T08:00:00Z'><CrmId>K-1</CrmId>
          <Kind>organisation</Kind> <Name>\(name)</Name></Customer></Records>
        """, to: expected)
      return try site.run("test-mappings", "formats/shop")
    }
    #expect(!(try expect("Seilerei").out.contains("read/buyer.xml")))
    let other = try expect("Seiler")
    #expect(other.code == 1)
    #expect(other.lines.contains("formats/shop/samples/read/buyer.xml: differs"))
    #expect(other.lines.contains("  -   <Name>Seiler</Name>"))
    #expect(other.lines.contains("  +   <Name>Seilerei</Name>"))
    // What is there already is rewritten only when told to.
    #expect(try site.run("test-mappings", "formats/shop", "--record").out.contains("read/buyer.xml: differs"))
    _ = try site.run("test-mappings", "formats/shop", "--rewrite")
    #expect(!(try site.run("test-mappings", "formats/shop").out.contains("read/buyer.xml")))
  }

  @Test("a refusal is held to its words, that of a stylesheet and that of a schema")
  func refusals() throws {
    let site = try Self.site()
    _ = try site.run("test-mappings", "formats/shop", "--record")
    let read = "formats/shop/samples/read/firm"
    try site.write("<Shop><Buyer><Id>K-1</Id><Name>Firma</Name></Buyer></Shop>", to: read + ".xml")
    try site.write("is no name\n", to: read + ".expected.txt")
    #expect(try site.run("test-mappings", "formats/shop").code == 0)
    try site.write("is a fine name\n", to: read + ".expected.txt")
    let wrong = try site.run("test-mappings", "formats/shop")
    #expect(wrong.code == 1)
    #expect(wrong.lines.contains("  - refused: is a fine name"))
    #expect(wrong.lines.contains("  + refused: Firma is no name of a buyer."))
    try site.write("", to: read + ".expected.txt")
    #expect(try site.run("test-mappings", "formats/shop").code == 1)
    try site.write("is no name\n", to: read + ".expected.txt")
    let long = "formats/shop/samples/write/long"
    try site.write(
      """
      <Customer xmlns="urn:kontor:exchange:1" changed="2026-11-23T08:00:00Z"><CrmId>K-2</CrmId>\
      <Kind>organisation</Kind><Name>Hanseatische Reederei</Name></Customer>
      """, to: long + ".xml")
    try site.write("20\n", to: long + ".expected.txt")
    #expect(try site.run("test-mappings", "formats/shop").code == 0)
  }

  @Test("what a mapping leaves out and says is held to its words, and nothing of a file may be left")
  func notes() throws {
    let site = try Self.site()
    try site.write(
      Self.pack.replacingOccurrences(of: "/Shop/Buyer", with: "/Shop"), to: "formats/shop/format.yaml")
    try site.write(
      Self.read.replacingOccurrences(
        of: "<xsl:apply-templates select=\"//Buyer\"/>",
        with: """
          <Records><xsl:apply-templates select="//Buyer[Name != 'Ohne']"/></Records>
          <xsl:for-each select="//Buyer[Name = 'Ohne']">
          <xsl:message>Buyer <xsl:value-of select="Id"/> is left out.</xsl:message></xsl:for-each>
          """), to: "formats/shop/read.xsl")
    _ = try site.run("test-mappings", "formats/shop", "--record")
    #expect(!(try site.names(in: "formats/shop/samples/read").contains("buyer.expected.txt")))
    let sample = "formats/shop/samples/read/nobody"
    try site.write("<Shop><Buyer><Id>K-9</Id><Name>Ohne</Name></Buyer></Shop>", to: sample + ".xml")
    let recorded = try site.run("test-mappings", "formats/shop", "--record")
    #expect(recorded.lines.contains("  written to samples/read/nobody.expected.txt"))
    #expect(
      try String(contentsOfFile: "\(site.path)/\(sample).expected.txt", encoding: .utf8) == "Buyer K-9 is left out.\n")
    #expect(try site.run("test-mappings", "formats/shop").code == 0)
    try site.write("is left\n", to: sample + ".expected.txt")
    #expect(try site.run("test-mappings", "formats/shop").code == 0)
    for wrong in ["is taken\n", ""] {
      try site.write(wrong, to: sample + ".expected.txt")
      let run = try site.run("test-mappings", "formats/shop")
      #expect(run.code == 1)
      #expect(run.lines.contains("  + said: Buyer K-9 is left out."))
    }
  }

  @Test("a pack that cannot be used hides no other, and JSON says the same")
  func several() throws {
    let site = try Self.site()
    try FileManager.default.createDirectory(atPath: site.path + "/formats/other", withIntermediateDirectories: true)
    try site.write(Self.pack.replacing("sides:", with: "side:"), to: "formats/other/format.yaml")
    let run = try site.run("test-mappings", "formats/other", "formats/shop")
    #expect(run.code == 1)
    #expect(run.lines.contains("formats/other: cannot be used"))
    #expect(run.lines.contains("formats/shop: 2 samples, 2 not as expected"))
    let json = try site.run("test-mappings", "formats/other", "formats/shop", "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    let samples = try #require(report["samples"] as? [[String: Any]])
    #expect(samples.map { $0["verdict"] as? String } == ["missing", "missing"])
    #expect((report["unusable"] as? [Any])?.count == 1)
    #expect(try site.run("test-mappings", "formats/none").code == 2)
  }
}
