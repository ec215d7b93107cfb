import Foundation
import Testing

@Suite("kontor format new")
struct FormatNewTests {
  static let order = """
    <?xml version="1.0"?>
    <Order id="SO-1" version="2">
      <Date>2026-11-24</Date>
      <Buyer><Name>Seilerei</Name><Id>C-9</Id></Buyer>
      <Lines>
        <Line pos="1"><Sku>A-1</Sku><Qty>2</Qty><Price>9.50</Price></Line>
        <Line pos="2"><Sku>B-7</Sku><Qty>1</Qty><Price>120</Price><Note>red</Note></Line>
      </Lines>
    </Order>
    """

  private func new(_ sample: String, as file: String = "sample.xml", _ arguments: String...) throws -> (
    Site, Program.Run
  ) {
    let site = try Site()
    try site.write(sample, to: file)
    return (site, try Program.run(["format", "new", "shop", "--from", file] + arguments, in: site.path))
  }

  private func text(_ name: String, _ site: Site) throws -> String {
    try String(contentsOfFile: "\(site.path)/formats/shop/\(name)", encoding: .utf8)
  }

  /// The pack can be used, and the configuration with it too.
  private func expectUsable(_ site: Site) throws {
    let listed = try site.run("formats", "shop")
    #expect(listed.code == 0, "\(listed.out)\(listed.err)")
    let tested = try site.run("test-mappings", "formats/shop")
    #expect(tested.code == 1)
    #expect(!tested.out.contains("cannot be used"), "\(tested.out)")
    #expect(tested.out.contains("missing"), "\(tested.out)")
    let configuration = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(
      configuration.replacing("\nformats:\n", with: "\nformats:\n  shop: { pack: formats/shop }\n"), to: "kontor.yaml")
    let checked = try site.run("check")
    #expect(checked.code == 0, "\(checked.out)\(checked.err)")
    #expect(checked.out.contains("formats/shop/read.xsl: compiled (format shop)"), "\(checked.out)")
    #expect(checked.out.contains("formats/shop/write.xsl: compiled (format shop)"), "\(checked.out)")
  }

  @Test("a file that is one order becomes a pack that can be used at once")
  func oneRecord() throws {
    let (site, run) = try new(Self.order)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("records: /Order (1 in the sample)"))
    #expect(run.out.contains("key: @id"))
    #expect(run.lines.filter { $0.hasPrefix("made  ") }.count == 7)
    try expectUsable(site)
    let read = try text("read.xsl", site)
    #expect(read.contains("<OrderId><xsl:value-of select=\"@id\"/></OrderId>"))
    #expect(read.contains("<xsl:for-each select=\"Lines/Line\">"))
    #expect(read.contains("Perhaps Date"))
    let schema = try text("shop.xsd", site)
    #expect(schema.contains("<xs:element name=\"Note\" minOccurs=\"0\" type=\"xs:string\"/>"))
    #expect(schema.contains("<xs:element name=\"Qty\" type=\"xs:integer\"/>"))
    #expect(schema.contains("<xs:element name=\"Price\" type=\"xs:decimal\"/>"))
    #expect(schema.contains("<xs:element name=\"Date\" type=\"xs:date\"/>"))
    #expect(try text("samples/read/order.xml", site) == Self.order)
    // The sample fits the schema that was proposed for it: only canonical fields are missing.
    let tested = try site.run("test-mappings", "formats/shop", "--json")
    #expect(tested.out.contains("IssueDate"), "\(tested.out)")
  }

  @Test("of repeated elements the records are proposed, and what stands beside them is ignored")
  func repeated() throws {
    let bestellung = { (nr: String) in "<Bestellung><BestellNr>\(nr)</BestellNr><Kunde><Id>7</Id></Kunde></Bestellung>"
    }
    let (site, run) = try new(
      "<Export><Kopf><Nr>12</Nr></Kopf><Bestellungen>\(["B1", "B2", "B3"].map(bestellung).joined())</Bestellungen></Export>"
    )
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("records: /Export/Bestellungen/Bestellung (3 in the sample)"), "\(run.out)")
    #expect(run.out.contains("key: BestellNr, there in all 3 records"), "\(run.out)")
    #expect(!run.out.contains("could be it"), "an id that all records share is no key")
    #expect(try text("format.yaml", site).contains("ignore: [\"/Export/Kopf\"]"))
    try expectUsable(site)
  }

  @Test("attributes alone are enough, and --record and --entity go ahead of what is proposed")
  func attributes() throws {
    let rows = (1...3).map { "<row kdnr=\"\($0)\" name=\"A\"/>" }.joined()
    let (site, run) = try new("<table>\(rows)</table>", as: "x.xml", "--record", "/table/row", "--entity", "Customer")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("key: @kdnr"))
    try expectUsable(site)
    #expect(try text("shop.xsd", site).contains("<xs:attribute name=\"kdnr\" type=\"xs:string\" use=\"required\"/>"))
    let (_, unsaid) = try new("<table>\(rows)</table>", as: "x.xml")
    #expect(unsaid.code == 2)
    #expect(unsaid.err.contains("--entity"))
  }

  @Test("each namespace gets a schema of its own")
  func namespaces() throws {
    let (site, run) = try new(
      """
      <o:Order xmlns:o="urn:shop:order" xmlns:c="urn:shop:common">
        <c:ID>4711</c:ID><o:Party><c:ID>9</c:ID><plain xml:lang="de">x</plain></o:Party>
      </o:Order>
      """)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("key: f2:ID"), "\(run.out)")
    try expectUsable(site)
    #expect(try text("shop-2.xsd", site).contains("targetNamespace=\"urn:shop:common\""))
    #expect(try text("write.xsl", site).contains("<f:Order>"))
    let tested = try site.run("test-mappings", "formats/shop")
    #expect(!tested.out.contains("shop.xsd"), "\(tested.out)")
  }

  @Test("the encoding of the sample becomes that of the documents")
  func latin() throws {
    let site = try Site()
    let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Kunde><Nr>1</Nr><Straße>Kö</Straße></Kunde>"
    try #require(text.data(using: .isoLatin1)).write(to: URL(fileURLWithPath: site.path + "/k.xml"))
    let run = try site.run("format", "new", "shop", "--from", "k.xml")
    #expect(run.code == 0, "\(run.err)")
    #expect(try self.text("format.yaml", site).contains("\nencoding: ISO-8859-1\n"))
    try expectUsable(site)
    #expect(try self.text("read.xsl", site).contains("Straße"))
  }

  @Test("a schema is copied with what it includes, and a sample is made up by it")
  func schema() throws {
    let site = try Site()
    try FileManager.default.createDirectory(atPath: site.path + "/given/parts", withIntermediateDirectories: true)
    try site.write(
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:shop" xmlns="urn:shop"
        elementFormDefault="unqualified">
        <xs:include schemaLocation="parts/types.xsd"/>
        <xs:element name="Invoices"><xs:complexType><xs:sequence>
          <xs:element name="Invoice" type="Invoice" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:schema>
      """, to: "given/shop.xsd")
    try site.write(
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:shop">
        <xs:complexType name="Invoice"><xs:sequence>
          <xs:element name="Number" type="xs:token"/><xs:element name="Date" type="xs:date"/>
        </xs:sequence></xs:complexType>
      </xs:schema>
      """, to: "given/parts/types.xsd")
    let run = try site.run("format", "new", "shop", "--from", "given/shop.xsd")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("records: /Invoices/Invoice"), "\(run.out)")
    #expect(run.out.contains("made up by the schema"))
    #expect(
      try text("parts/types.xsd", site) == String(contentsOfFile: site.path + "/given/parts/types.xsd", encoding: .utf8)
    )
    try expectUsable(site)
    #expect(try text("read.xsl", site).contains("select=\"/f:Invoices/Invoice\""))
  }

  @Test(
    "a hostile sample is refused, or is harmless",
    arguments: [
      ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Order>&x;</Order>", "DOCTYPE"),
      ("<Order><xsl:message xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">x</xsl:message></Order>", "XSLT"),
      ("<Order xmlns=\"urn:kontor:exchange:1\"/>", "canonical"),
      ("<Order>" + (0..<2100).map { "<a\($0)/>" }.joined() + "</Order>", "2000 different"),
      (String(repeating: "<Order>", count: 300), "nested"),
      ("<Order><Id>1</Id>", "Order"),
    ])
  func hostile(sample: String, word: String) throws {
    let (site, run) = try new(sample)
    #expect(run.code != 0)
    #expect(run.err.contains(word), "\(run.err)")
    #expect(!FileManager.default.fileExists(atPath: site.path + "/formats/shop"))
  }

  @Test("what a sample says stands in no file but the sample, and its names break out of nothing")
  func quoting() throws {
    let (site, run) = try new(
      """
      <Order xmlns="urn:x'y&amp;z"><Id--x>--&gt; &lt;evil/> {evil}</Id--x><div a="{evil}'&#10;x: y"/><Id>1</Id></Order>
      """)
    #expect(run.code == 0, "\(run.err)")
    try expectUsable(site)
    for name in ["format.yaml", "shop.xsd", "read.xsl", "write.xsl", "README.md"] {
      #expect(!(try text(name, site).contains("<evil")))
      #expect(!(try text(name, site).contains("{evil}")))
    }
  }

  @Test("of a long sample the beginning is looked at, and it is said")
  func long() throws {
    let order = "<Order><Id>%</Id><Text>\(String(repeating: "x", count: 900))</Text><Last>1</Last></Order>"
    let orders = (1...3000).map { order.replacing("%", with: String($0)) }.joined()
    let (site, run) = try new("<Orders>\(orders)</Orders>")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("only its first 2 MB"), "\(run.out)")
    #expect(try text("shop.xsd", site).contains("<xs:element name=\"Last\" type=\"xs:integer\"/>"))
    #expect(try text("samples/read/order.xml", site).utf8.count < 20_000)
    try expectUsable(site)
  }

  @Test("nothing is overwritten, and a name that cannot be one makes nothing")
  func names() throws {
    let site = try Site()
    try site.write(Self.order, to: "o.xml")
    #expect(try site.run("format", "new", "shop", "--from", "o.xml").code == 0)
    try site.write("mine", to: "formats/shop/read.xsl")
    let again = try site.run("format", "new", "shop", "--from", "o.xml")
    #expect(again.code == 2)
    #expect(again.err.contains("is there already"))
    #expect(try text("read.xsl", site) == "mine")
    for name in ["../x", "a/b", "exchange", "_x", "ubl", "a b"] {
      #expect(try site.run("format", "new", name, "--from", "o.xml").code == 2, "\(name)")
    }
    #expect(try site.names(in: "formats").contains("x") == false)
    let other = try site.run("format", "new", "shop", "--from", "o.xml", "--in", "other", "--json")
    #expect(other.code == 0)
    #expect(other.out.contains("\"other/shop\"") || other.out.contains("other\\/shop"))
  }
}
