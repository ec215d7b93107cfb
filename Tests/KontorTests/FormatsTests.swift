import Foundation
import Testing

@Suite("kontor formats, and init for two of them")
struct FormatsTests {
  private static let pack = """
    title: Shop XML
    description: Orders of a web shop.
    sides: [crm]
    schema: shop.xsd
    records: { Order: Order }
    read: read.xsl
    """

  @Test("lists what ships, with what each reads and writes")
  func list() throws {
    let site = try Site()
    let run = try site.run("formats")
    #expect(run.code == 0)
    #expect(run.lines[0].hasPrefix("NAME "))
    let words = run.lines.map { $0.split(separator: " ").map(String.init) }
    let sap = try #require(words.first { $0.first == "sap-business-one" })
    #expect(sap.prefix(7) == ["sap-business-one", "SAP", "Business", "One", "erp", "w", "w"])
    #expect(sap.last == "formats/sap-business-one")
    #expect(words[1].first == "exchange")
  }

  @Test("shows one in full, the same in JSON")
  func one() throws {
    let site = try Site()
    let run = try site.run("formats", "sap-business-one")
    #expect(run.code == 0)
    #expect(run.lines[0] == "sap-business-one  SAP Business One")
    #expect(run.lines.contains("page        formats/sap-business-one/README.md"))
    #expect(run.out.contains("\nOrder     –          –        order.xsl\n"))
    #expect(run.out.contains("\ntax-groups            S:19=A3 "))
    let json = try site.run("formats", "sap-business-one", "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(report["title"] as? String == "SAP Business One")
    #expect((report["parameters"] as? [String: String])?["customer-group"] == "")
    let messages = try #require(report["messages"] as? [[String: Any]])
    #expect(messages.map { $0["writtenBy"] as? String } == ["customer.xsl", "order.xsl"])
  }

  @Test("shows what a format does with codes, letters and what goes along")
  func keys() throws {
    let site = try OrderPack.site()
    let run = try site.run("formats", "orders")
    #expect(run.code == 0, "\(run)")
    #expect(run.lines.contains("letters     other letters stand for those that ISO-8859-1 lacks"))
    #expect(run.lines.contains("with        Order takes Customer along"))
    #expect(run.lines.contains("Salutation    pass    mr=Herr  ms=Frau"))
    let json = try site.run("formats", "orders", "--json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(report["unmappable"] as? String == "transliterate")
    #expect(report["with"] as? [String: [String]] == ["Order": ["Customer"]])
    let terms = try #require((report["codes"] as? [String: [String: Any]])?["PaymentTerms"])
    #expect(terms["values"] as? [String: String] == ["NET60": "NET30", "NET90": "NET30"])
    let carrying = try site.run("formats", "django-crm")
    #expect(carrying.lines.contains("carry       Customer: the system's own record is given back to it"))
  }

  @Test("one beside the configuration stands in the place of one that ships")
  func nearer() throws {
    let site = try Site(initialised: false)
    let far = try site.run("formats", "sap-business-one")
    #expect(far.out.contains("\nget it by   cp -R \(Program.package)/formats/sap-business-one formats/\n"))
    _ = try site.run("init")
    let near = try site.run("formats", "sap-business-one")
    #expect(near.out.contains("\nwhere       formats/sap-business-one\n"))
    #expect(!near.out.contains("get it by"))
  }

  @Test("one that cannot be used is told, and hides no other")
  func broken() throws {
    let site = try Site()
    try FileManager.default.createDirectory(atPath: site.path + "/formats/shop", withIntermediateDirectories: true)
    try site.write(Self.pack.replacing("sides:", with: "side:"), to: "formats/shop/format.yaml")
    let list = try site.run("formats")
    #expect(list.code == 1)
    #expect(list.lines.contains { $0.hasPrefix("shop ") && $0.contains("cannot be used") })
    #expect(list.lines.contains("formats/shop/format.yaml:3:1: error: unknown key \"side\"; did you mean \"sides\"?"))
    #expect(list.lines.contains { $0.hasPrefix("sap-business-one  SAP Business One") })
    let one = try site.run("formats", "shop")
    #expect(one.code == 78)
    #expect(one.err.contains("formats/shop/format.yaml:3:1: error: unknown key \"side\""))
    // Right by itself, but its files are not there.
    try site.write(Self.pack, to: "formats/shop/format.yaml")
    let files = try site.run("formats", "--json")
    #expect(files.code == 1)
    #expect(files.out.contains("formats/shop/format.yaml:4:9: error: the schema \\\"shop.xsd\\\" does not exist"))
    // Its files are there, and one is no stylesheet.
    try site.write("<x", to: "formats/shop/read.xsl")
    try site.write(
      "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"a\"/></xs:schema>",
      to: "formats/shop/shop.xsd")
    #expect(try site.run("formats").code == 0)
    let compiled = try site.run("formats", "shop")
    #expect(compiled.code == 78)
    #expect(compiled.err.contains("formats/shop/read.xsl"))
  }

  @Test("a name that is none is refused with the nearest")
  func unknown() throws {
    let run = try Site().run("formats", "sap-busines-one")
    #expect(run.code == 2)
    #expect(run.err.contains("did you mean sap-business-one?"))
  }

  @Test("init for two formats makes what works at once, with just the packs that it names")
  func initialise() throws {
    let site = try Site(initialised: false)
    let made = try site.run("init", "--crm", "exchange", "--erp", "sap-business-one")
    #expect(made.code == 0, "\(made)")
    let sample = "examples/crm/1002-first-order.xml"
    #expect(made.lines.last == "try: cp \(sample) inbox/crm/ && kontor scan")
    #expect(try site.names(in: "formats") == ["sap-business-one"])
    #expect(made.lines.filter { $0.contains("/formats/sap-business-one") }.count == 1)
    let check = try site.run("check")
    #expect(check.code == 0)
    #expect(check.lines.last == "kontor.yaml: ok")
    try FileManager.default.copyItem(atPath: "\(site.path)/\(sample)", toPath: site.path + "/inbox/crm/order.xml")
    #expect(try site.run("scan", "--settle", "0").code == 0)
    #expect(try site.names(in: "outbox/erp").count == 2)
  }

  @Test("init for one format that is left out takes the canonical one, in a folder that is named")
  func canonical() throws {
    let site = try Site(initialised: false)
    let made = try site.run("init", "--erp", "exchange", "new", "--json")
    #expect(made.code == 0, "\(made)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(made.out.utf8)) as? [String: Any])
    #expect(report["sample"] as? String == "examples/crm/1002-first-order.xml")
    #expect(!FileManager.default.fileExists(atPath: site.path + "/new/formats"))
    #expect(try site.run("check", "--config", "new/kontor.yaml").code == 0)
  }

  @Test("init for two formats changes no configuration, and refuses what makes none, without making anything")
  func refused() throws {
    let site = try Site()
    let there = try site.run("init", "--crm", "exchange", "--erp", "exchange")
    #expect(there.code == 2)
    #expect(there.err.contains("kontor.yaml is there already"))
    for arguments in [
      ["--crm", "sap-business-one"], ["--erp", "sap"], ["--erp", "exchange", "--config", "mine.yaml"],
    ] {
      let run = try Program.run(["init"] + arguments + (arguments.contains("--config") ? [] : ["new"]), in: site.path)
      #expect(run.code == 2, "\(arguments)")
      #expect(!run.err.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: site.path + "/new"))
      #expect(!FileManager.default.fileExists(atPath: site.path + "/mine.yaml"))
    }
  }

  @Test(
    "the file that init offers is one with an order, and its customer where one has both", arguments: [false, true])
  func sample(withBoth: Bool) throws {
    let site = try Site(initialised: false)
    let folder = site.path + "/formats/shop/samples/read"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try site.write(Self.pack, to: "formats/shop/format.yaml")
    let schema = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Shop"/></xs:schema>
      """
    let stylesheet = """
      <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>
      """
    try site.write(schema, to: "formats/shop/shop.xsd")
    try site.write(stylesheet, to: "formats/shop/read.xsl")
    let customer = "<Customer changed='2026-01-01T00:00:00Z'/>"
    let order = "<x:Order xmlns:x='urn:kontor:exchange:1' changed='2026-01-01T00:00:00Z'><Customer/></x:Order>"
    var samples = [("a", customer), ("b", "<Invoice changed=''><Order/></Invoice>"), ("c", order)]
    if withBoth { samples.append(("d", "<Records>\(customer)\(order)</Records>")) }
    for (name, expected) in samples {
      try site.write("<Shop/>", to: "formats/shop/samples/read/\(name).xml")
      try site.write(expected, to: "formats/shop/samples/read/\(name).expected.xml")
    }
    try site.write("<Shop/>", to: "formats/shop/samples/read/0.xml")
    try site.write("refused", to: "formats/shop/samples/read/0.expected.txt")
    let run = try site.run("init", "--crm", "shop")
    #expect(run.code == 0, "\(run)")
    let offered = withBoth ? "d" : "c"
    #expect(run.lines.last == "try: cp formats/shop/samples/read/\(offered).xml inbox/crm/ && kontor scan")
  }
}
