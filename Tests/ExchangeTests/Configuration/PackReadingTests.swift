import Testing
import XMLEngine

@testable import Exchange

@Suite("Format packs in a configuration")
struct PackReadingTests {
  static let pack = """
    title: Shop XML
    standard: Shop 2.0
    description: Orders of a web shop.
    sides: [crm]
    losses: { Order: [SalesRepresentative, DeliveryTerms/Place, "@sequence", "Address[type!=main]"] }
    root: Shop
    schema: shop.xsd
    records: { Order: [Order, Basket/Order] }
    read: { Order: xsl/read.xsl }
    write: { Order: xsl/write.xsl }
    with: { Order: [Customer] }
    parameters: { currency: EUR, branch: "1" }
    codes:
      Unit: { values: { C62: Stk, KGM: kg } }
      Salutation: { values: { mr: "1", ms: "2" }, others: pass }
    encoding: ISO-8859-15
    unmappable: transliterate
    """

  static let configuration = """
    systems:
      crm: { inbox: inbox/crm, outbox: outbox/crm, format: shop }
      erp: { inbox: inbox/erp, outbox: outbox/erp, format: exchange }
    formats:
      exchange:
        root: "{urn:kontor:exchange:1}Exchange"
        schema: xsd/exchange.xsd
        records: [Customer, Order]
      shop: { pack: formats/shop }
    flows:
      - { from: crm, to: erp, entities: [Customer, Order] }
    """

  /// A folder with a pack in it, and a configuration that names it.
  private func site(
    _ pack: String = pack, _ configuration: String = configuration, at name: String = "kontor.yaml"
  ) throws -> TestFolder {
    let folder = try TestFolder()
    try folder.file(name, configuration)
    try folder.file("formats/shop/format.yaml", pack)
    for file in ["shop.xsd", "xsl/read.xsl", "xsl/write.xsl"] { try folder.file("formats/shop/\(file)") }
    try folder.file("xsd/exchange.xsd")
    return folder
  }

  private func read(_ folder: TestFolder) throws -> Configuration {
    try Configuration.read(from: folder.path + "/kontor.yaml", environment: [:])
  }

  /// The problems, told from the folder.
  private func mistakes(in folder: TestFolder) -> [String] {
    do throws(ConfigurationError) {
      _ = try Configuration.read(from: folder.path + "/kontor.yaml", environment: [:])
      return []
    } catch {
      return error.problems.map { $0.description.replacing(folder.path + "/", with: "") }
    }
  }

  @Test("a format is what its pack says, with paths from the folder of the pack")
  func whole() throws {
    let folder = try site()
    let format = try #require(try read(folder).format(named: "shop"))
    #expect(format.root?.description == "Shop")
    #expect(format.schema.absolute == folder.path + "/formats/shop/shop.xsd")
    #expect(format.schema.written == "shop.xsd")
    #expect(format.schema.name == "formats/shop/shop.xsd")
    #expect(format.readStylesheet(for: .order)?.absolute == folder.path + "/formats/shop/xsl/read.xsl")
    #expect(format.write[.order]?.name == "formats/shop/xsl/write.xsl")
    #expect(format.records.map(\.path.description) == ["Order", "Basket/Order"])
    #expect(format.companions == [.order: [.customer]])
    #expect(format.parameters == ["currency": "EUR", "branch": "1"])
    #expect(format.encoding == .latin9)
    #expect(format.unmappable == .transliterate)
    #expect(format.pack?.absolute == folder.path + "/formats/shop/format.yaml")
    #expect(format.pack?.name == "formats/shop/format.yaml")
    #expect(format.reads == [.customer, .order])
    #expect(format.writes == [.customer, .order])
  }

  @Test("what the configuration says wins, with paths from its own folder")
  func overridden() throws {
    let own = """
      shop:
          pack: formats/shop
          schema: xsd/own.xsd
          write: { Order: own.xsl }
          document: { records: 10, name: "{sequence}.xml" }
          encoding: UTF-8
      """
    let folder = try site(Self.pack, Self.configuration.replacing("shop: { pack: formats/shop }", with: own))
    let format = try #require(try read(folder).format(named: "shop"))
    #expect(format.schema.absolute == folder.path + "/xsd/own.xsd")
    #expect(format.schema.name == "xsd/own.xsd")
    #expect(format.write[.order]?.absolute == folder.path + "/own.xsl")
    #expect(format.readStylesheet(for: .order)?.absolute == folder.path + "/formats/shop/xsl/read.xsl")
    #expect(format.document.records == 10)
    #expect(format.encoding == .utf8)
  }

  @Test("parameters and codes are put together name by name")
  func merged() throws {
    let own = """
      shop:
          pack: formats/shop
          parameters: { branch: "7", warehouse: north }
          codes:
            Unit: { values: { C62: St., MTR: m } }
            Salutation: { others: refuse }
            Kind: { values: { person: P } }
      """
    let folder = try site(Self.pack, Self.configuration.replacing("shop: { pack: formats/shop }", with: own))
    let format = try #require(try read(folder).format(named: "shop"))
    #expect(format.parameters == ["currency": "EUR", "branch": "7", "warehouse": "north"])
    let codes = Dictionary(uniqueKeysWithValues: format.codes.map { ($0.element, $0) })
    #expect(codes["Unit"]?.values == ["C62": "St.", "KGM": "kg", "MTR": "m"])
    #expect(codes["Salutation"]?.values == ["mr": "1", "ms": "2"])
    #expect(codes["Salutation"]?.others == .refuse)
    #expect(codes["Kind"]?.values == ["person": "P"])
  }

  @Test("a change of the pack is a change of the configuration's files")
  func files() throws {
    let folder = try site()
    #expect(try read(folder).files.contains(folder.path + "/formats/shop/format.yaml"))
  }

  static let slips: [(from: String, to: String, expected: [String])] = [
    (
      "title:", "tilte:",
      [
        "1:1: error: unknown key \"tilte\"; did you mean \"title\"?",
        "1:1: error: missing key \"title\"; add it to a format pack",
      ]
    ),
    (
      "title: Shop XML\n", "title: Shop XML\npack: formats/other\n",
      [
        "2:1: error: unknown key \"pack\"; a format pack can have title, standard, description, sides, losses, root, schema, "
          + "records, envelope, ignore, read, write, with, carry, parameters, codes, document, encoding and unmappable"
      ]
    ),
    ("sides: [crm]", "sides: [cmr]", ["4:9: error: \"cmr\" is no side; did you mean \"crm\"?"]),
    ("sides: [crm]", "sides: []", ["4:8: error: the list names no side; name crm, erp or both"]),
    (
      "SalesRepresentative", "Sales Rep",
      [
        "5:19: error: \"Sales Rep\" names no field; expected a name such as PaymentTerms, DeliveryTerms/Place, "
          + "Address[type=invoice], Phone[use!=main] or \"@sequence\""
      ]
    ),
    ("schema: shop.xsd\n", "", ["1:1: error: missing key \"schema\"; add it to a format pack"]),
    ("[Order, Basket/Order]", "[]", ["8:19: error: a list of places of records is empty; name at least one"]),
    (
      "with: { Order: [Customer] }", "with: { Order: [Invoice] }",
      [
        "11:17: error: Invoice records cannot go along with an order; expected Order: [Customer]"
      ]
    ),
    (
      "with: { Order: [Customer] }", "with: { Invoice: [Customer] }",
      [
        "11:9: error: nothing can go along with Invoice records; expected Order: [Customer]"
      ]
    ),
    (
      "write: { Order: xsl/write.xsl }\n", "",
      [
        "10:9: error: no stylesheet writes the orders that something is to go along with; add Order to write"
      ]
    ),
    (
      "ISO-8859-15", "ISO-8859-51",
      ["16:11: error: \"ISO-8859-51\" is no encoding of documents; did you mean \"ISO-8859-1\"?"]
    ),
    (
      "ISO-8859-15", "UTF-16",
      [
        "16:11: error: \"UTF-16\" is no encoding of documents; did you mean \"UTF-8\"?"
      ]
    ),
    (
      "transliterate", "transliterated",
      [
        "17:13: error: \"transliterated\" is no rule for characters that the encoding lacks; did you mean \"transliterate\"?"
      ]
    ),
    (
      "encoding: ISO-8859-15\n", "",
      [
        "16:13: error: a format in UTF-8 has no use for unmappable: it lacks no character; take it out, or name the encoding"
      ]
    ),
    ("sides: [crm]", "sides: [crm", ["5:7: error: not valid YAML: while parsing a flow sequence"]),
    (
      "sides: [crm]", "sides: [crm]\nsides: [erp]",
      [
        "5:1: error: duplicate key \"sides\"; it stands in line 4 already; remove one of the two"
      ]
    ),
  ]

  @Test("a mistake in a pack is told at its place in the pack", arguments: slips)
  func mistakes(from: String, to: String, expected: [String]) throws {
    let folder = try site(Self.pack.replacing(from, with: to))
    let found = mistakes(in: folder)
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) {
      #expect(found.hasPrefix("formats/shop/format.yaml:" + expected))
    }
    // The pack by itself tells the same.
    #expect(throws: ConfigurationError.self) { try FormatPack.read(folder: folder.path + "/formats/shop") }
  }

  @Test("a mistake in a pack that two formats use is told once, behind those of the configuration")
  func once() throws {
    let folder = try site(
      Self.pack.replacing("sides: [crm]", with: "sides: [cmr]").replacing("root:", with: "rot:"),
      Self.configuration.replacing(
        "shop: { pack: formats/shop }",
        with: "shop: { pack: formats/shop }\n  other: { pack: formats/shop/, paramters: {} }"))
    #expect(
      mistakes(in: folder) == [
        "kontor.yaml:10:33: error: unknown key \"paramters\"; did you mean \"parameters\"?",
        "formats/shop/format.yaml:4:9: error: \"cmr\" is no side; did you mean \"crm\"?",
        "formats/shop/format.yaml:6:1: error: unknown key \"rot\"; did you mean \"root\"?",
      ])
  }

  static let names: [(name: String, expected: String)] = [
    ("formats/shoop", "the pack \"formats/shoop\" does not exist; did you mean \"formats/shop\"?"),
    ("formats/edifact", "the pack \"formats/edifact\" does not exist; expected shop"),
    (
      "xsd",
      "the pack \"xsd\" cannot be used: format.yaml: no such file or directory; a format pack is a folder with a format.yaml"
    ),
    (
      "formats/shop/shop.xsd",
      "the pack \"formats/shop/shop.xsd\" is not a folder; name the folder that format.yaml is in"
    ),
  ]

  @Test("a pack that is not there is told where it is named, and nothing else", arguments: names)
  func missing(name: String, expected: String) throws {
    let folder = try site(Self.pack, Self.configuration.replacing("pack: formats/shop", with: "pack: \(name)"))
    #expect(mistakes(in: folder) == ["kontor.yaml:9:17: error: " + expected])
  }

  @Test("a file that a pack names and that is not there is told at its place in the pack")
  func missingFile() throws {
    let folder = try site(Self.pack.replacing("xsl/write.xsl", with: "xsl/wrote.xsl"))
    let problems = ConfigurationCheck.problems(in: try read(folder), folders: false)
    #expect(
      problems.map { $0.description.replacing(folder.path + "/", with: "") } == [
        "formats/shop/format.yaml:10:17: error: the stylesheet \"xsl/wrote.xsl\" does not exist; did you mean \"xsl/write.xsl\"?"
      ])
  }

  @Test("about a format in the configuration, people are told nothing")
  func aboutInConfiguration() throws {
    let folder = try site(
      Self.pack, Self.configuration.replacing("pack: formats/shop", with: "pack: formats/shop, title: Mine"))
    let found = mistakes(in: folder)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("kontor.yaml:9:31: error: unknown key \"title\"; ") ?? false)
  }

  @Test("all packs of a folder are found, those too that cannot be read")
  func all() throws {
    let folder = try site()
    try folder.file("formats/broken/format.yaml", "title: [")
    try folder.file("formats/stylesheets/own.xsl")
    let found = FormatPack.all(below: folder.path + "/formats")
    #expect(found.map(\.name) == ["broken", "shop"])
    let shop = try #require(try found.last?.pack.get())
    #expect(shop.title == "Shop XML")
    #expect(shop.standard == "Shop 2.0")
    #expect(shop.sides == [.crm])
    #expect(
      shop.losses == [.order: ["SalesRepresentative", "DeliveryTerms/Place", "@sequence", "Address[type!=main]"]])
    #expect(shop.format.schema.absolute == folder.path + "/formats/shop/shop.xsd")
    #expect(throws: ConfigurationError.self) { try found.first?.pack.get() }
  }
}
