import Testing

@testable import Exchange

@Suite("Checking a configuration")
struct ConfigurationCheckTests {
  /// The sample's own files and folders, so that only the slip can be wrong.
  private func prepared() throws -> TestFolder {
    let folder = try TestFolder()
    for name in ["inbox/crm", "outbox/crm", "outbox/erp", "desk", "archive", "rejected", "ledger"] {
      try folder.folder(name)
    }
    for name in ["xsd/exchange.xsd", "xsd/bo.xsd", "map/customer.xsl", "map/order.xsl"] { try folder.file(name) }
    return folder
  }

  private func problems(in text: String, _ folder: TestFolder) throws -> [String] {
    let configuration = try ConfigurationSample.read(text, folder: folder.path)
    return ConfigurationCheck.problems(in: configuration).map(\.description)
  }

  @Test("the sample with its files has no problem")
  func sample() throws {
    #expect(try problems(in: ConfigurationSample.text, prepared()) == [])
  }

  static let slips: [Slip] = [
    Slip("from: crm", "from: cmr", "19:13: error: unknown system \"cmr\"; did you mean \"crm\"?"),
    Slip("to: erp", "to: warehouse", "19:22: error: unknown system \"warehouse\"; expected crm or erp"),
    Slip(
      "from: crm, to: erp", "from: erp, to: crm",
      "19:13: error: system \"erp\" has no inbox that a flow could start from; add an inbox to system \"erp\"",
      "19:38: error: format \"bo\" does not say where Customer records are; add Customer to records of format \"bo\"",
      "19:38: error: format \"bo\" has no stylesheet that makes Customer records canonical; add one under read, or give "
        + "the format the root \"{urn:kontor:exchange:1}Exchange\"",
      "19:48: error: format \"bo\" does not say where Order records are; add Order to records of format \"bo\"",
      "19:48: error: format \"bo\" has no stylesheet that makes Order records canonical; add one under read, or give "
        + "the format the root \"{urn:kontor:exchange:1}Exchange\""),
    Slip(
      "to: erp", "to: crm", "19:22: error: the flow leads back to the system that it starts from; name another system"),
    Slip(
      ", Order: map/order.xsl", "",
      "19:48: error: format \"bo\" has no stylesheet that writes Order records; add "
        + "Order to write of format \"bo\", or take it out of the flow"),
    Slip(
      "Order] }", "Order] }\n  - { from: crm, to: erp, entities: [Order] }",
      "20:38: error: another flow takes Order "
        + "from crm to erp; it stands in line 19; remove one of the two"),
    Slip(
      "format: exchange", "format: exchnge",
      "6:13: error: unknown format \"exchnge\"; did you mean \"exchange\"?"),
    Slip(
      "format: bo", "format: bo\n    sends: exchnge",
      "10:12: error: unknown format \"exchnge\"; did you mean \"exchange\"?"),
    Slip(
      "format: bo", "format: [bo, bu]",
      "9:18: error: unknown format \"bu\"; did you mean \"bo\"?"),
    Slip(
      "format: bo", "format: [exchange, bo]",
      "9:24: warning: nothing is ever written for \"erp\" in format \"bo\"; format \"exchange\" stands ahead of it and "
        + "writes the same: take one of them out, or change their order"),
    Slip(
      "format: exchange", "format: exchange\n    sends: [exchange, bo]",
      "7:23: warning: format \"bo\" reads nothing, so no file of \"crm\" is in it; add records and read to format \"bo\", "
        + "or take it out of sends"),
    Slip(
      "outbox: outbox/crm", "outbox: outbox/crm\n    acknowledge: { entities: { Invoice: { records: none } } }",
      "6:32: warning: no flow takes Invoice from crm, so there is little to acknowledge; add it to a flow, or remove the "
        + "rule"),
    Slip(
      "    outbox: outbox/crm\n", "",
      "3:3: warning: system \"crm\" sends files but has no outbox for their "
        + "acknowledgements; give it an outbox, or a folder in acknowledge: { to: … }"),
    Slip(
      "    outbox: outbox/erp\n", "    inbox: inbox/crm\n",
      "7:3: warning: system \"erp\" sends files but has no outbox for their acknowledgements; give it an outbox, or a "
        + "folder in acknowledge: { to: … }",
      "8:12: error: the inbox of \"erp\" is the inbox of \"crm\" too; give each system an inbox of its own: it tells who "
        + "sent a file",
      "19:22: error: system \"erp\" has no outbox that a flow could lead to; add an outbox to system \"erp\""),
  ]

  @Test("names that do not fit together are named at their place", arguments: slips)
  func references(slip: Slip) throws {
    #expect(ConfigurationSample.text.contains(slip.from))
    #expect(try problems(in: slip.text, prepared()) == slip.expected)
  }

  @Test("a record has one rule for acknowledgements, whether a flow or its sender names it")
  func overrides() throws {
    let text = ConfigurationSample.text
      .replacing(
        "outbox: outbox/crm", with: "outbox: outbox/crm\n    acknowledge: { entities: { Order: { when: never } } }"
      )
      .replacing("to: erp, ", with: "to: erp, acknowledge: { records: none }, ")
    #expect(
      try problems(in: text, prepared()) == [
        "kontor.yaml:20:40: error: Order of crm has another rule for acknowledgements already; it stands in line 6; keep "
          + "one of the two"
      ])
  }

  @Test("a masked name that no schema declares is a slip that would show what it should hide")
  func masks() throws {
    let folder = try prepared()
    for (name, part) in [("exchange", "E-Mail"), ("bo", "Bankkonto")] {
      try folder.file(
        "xsd/\(name).xsd",
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Exchange"><xs:complexType>
        <xs:sequence><xs:element name="\(part)" type="xs:string"/></xs:sequence><xs:attribute name="iban"/>
        </xs:complexType></xs:element></xs:schema>
        """)
    }
    let text = ConfigurationSample.text.replacing("node: main", with: "mask: [E-Mail, Bankkonto, iban, Bankonto]")
    #expect(
      try problems(in: text, folder) == [
        "kontor.yaml:1:33: error: no schema declares an element or attribute \"Bankonto\", so nothing would be masked; did "
          + "you mean \"Bankkonto\"?"
      ])
    #expect(try problems(in: text.replacing(", Bankonto", with: ""), folder) == [])
  }

  @Test(
    "paths of a format that cannot all be followed are named",
    arguments: [
      (
        "records: { Customer: Kunden, Order: Kunden/Auftrag }",
        "Order records at \"Kunden/Auftrag\" would stand inside \"Kunden\""
      ),
      (
        "records: { Customer: Kunden/Kunde }\n    envelope: { count: Kunden/Anzahl }",
        "the envelope of format \"bo\" cannot be read at \"Kunden/Anzahl\""
      ),
      (
        "records: { Customer: Kunde }\n    envelope: { sender: Kunde/@von }",
        "the envelope of format \"bo\" cannot be read at \"Kunde/@von\""
      ),
      ("records: { Customer: Kunden/Kunde }\n    ignore: [Kunden]", "format \"bo\" cannot ignore \"Kunden\""),
      ("records: { Customer: Kunden/Kunde }\n    ignore: [Kunden/Summe]", ""),
      ("records: { Customer: Kunden/Kunde }\n    envelope: { count: Kunden/@anzahl, sender: Kopf/Von }", ""),
      (
        "records: { Order: /Order, Customer: Customer }",
        "Customer records at \"Customer\" would stand inside \"/Order\""
      ),
      (
        "records: { Order: Order, Customer: /Export/Order }",
        "\"/Export/Order\" is the place of Order records already, as \"Order\""
      ),
      (
        "root: Export\n    records: { Order: /Order }",
        "no file has Order records at \"/Order\": the root of format \"bo\" is \"Export\""
      ),
      ("records: { Order: /Order }\n    ignore: [/Order]", "format \"bo\" cannot ignore \"/Order\""),
      ("records: { Order: /Order, Customer: [/Sync/Kunde, /Show/Kunde] }\n    ignore: [/Sync/Summe]", ""),
      ("records: { Order: /Order }\n    envelope: { control-number: Order/Nr, test: \"@test\" }", ""),
    ])
  func paths(addition: String, expected: String) throws {
    let text = ConfigurationSample.text.replacing("schema: xsd/bo.xsd", with: "schema: xsd/bo.xsd\n    \(addition)")
    let folder = try prepared()
    let found = try problems(in: text, folder)
    #expect(found.count == (expected.isEmpty ? 0 : 1))
    #expect(found.allSatisfy { $0.contains(": error: " + expected) }, "\(found)")
  }

  @Test(
    "the same folder is seen through every spelling",
    arguments: ["inbox/crm", "./inbox//crm/", "outbox/../inbox/crm", "alias", "alias/../crm", "tree/crm"])
  func spellings(path: String) throws {
    let folder = try prepared()
    try folder.link("alias", to: "inbox/crm")
    try folder.link("tree", to: folder.path + "/inbox")
    let text = ConfigurationSample.text.replacing("outbox: outbox/erp", with: "outbox: outbox/erp\n    inbox: \(path)")
    #expect(
      try problems(in: text, folder) == [
        "kontor.yaml:9:12: error: the inbox of \"erp\" is the inbox of \"crm\" too; give each system an inbox of its own: "
          + "it tells who sent a file"
      ])
  }

  @Test("documents of the same names for two systems do not fit into one outbox")
  func sharedOutbox() throws {
    func problems(_ format: String) throws -> [String] {
      let text = ConfigurationSample.text
        .replacing("formats:\n", with: "  shop:\n    outbox: outbox/../outbox/erp\n    format: \(format)\nformats:\n")
        .replacing("schema: xsd/bo.xsd", with: "schema: xsd/bo.xsd\n    document: { name: \"b-{sequence}.xml\" }")
      let more = "\n  - { from: crm, to: shop, entities: [Customer, Order] }"
      return try self.problems(in: text + more, prepared())
    }
    #expect(
      try problems("bo") == [
        "kontor.yaml:11:13: warning: documents for \"erp\" and \"shop\" would have the same names in one outbox; give each "
          + "an outbox of its own, or formats with different names of documents"
      ])
    #expect(try problems("exchange") == [])
  }

  @Test("a folder is recognised by device and inode, as bind mounts need it")
  func identity() throws {
    let text = ConfigurationSample.text.replacing("outbox: outbox/erp", with: "outbox: outbox/erp\n    inbox: other")
    let configuration = try ConfigurationSample.read(text)
    let found = ConfigurationCheck.problems(in: configuration) { path in
      let isInbox = path.hasSuffix("/inbox/crm") || path.hasSuffix("/other")
      return PathFacts(
        kind: path.contains(".") ? .file : .folder, isReadable: true, isWritable: true, mode: 0o700, owner: 0,
        identity: isInbox ? [7, 7] : [])
    }
    #expect(found.map(\.message) == ["the inbox of \"erp\" is the inbox of \"crm\" too"])
  }

  static let layouts: [(String, String, String)] = [
    (
      "outbox: outbox/erp", "outbox: inbox/crm",
      "8:13: error: the outbox of \"erp\" is the inbox of \"crm\" too; Kontor "
        + "would take in its own documents: use two folders"
    ),
    (
      "outbox: outbox/erp", "outbox: inbox/crm/out",
      "8:13: error: the outbox of \"erp\" lies inside the inbox of "
        + "\"crm\"; put the two side by side"
    ),
    (
      "inbox: inbox/crm", "inbox: outbox/erp/in",
      "8:13: error: the inbox of \"crm\" lies inside the outbox of \"erp\"; "
        + "put the two side by side"
    ),
    (
      "node: main", "archive: inbox/crm/archive",
      "4:12: error: the archive lies inside the inbox of \"crm\"; put it where "
        + "no other system reads or deletes files"
    ),
    (
      "node: main", "desk: outbox/erp/desk",
      "8:13: error: the desk lies inside the outbox of \"erp\"; put the two side by side"
    ),
    (
      "node: main", "desk: inbox/crm",
      "4:12: error: the inbox of \"crm\" is the desk too; give each system an inbox of its own: it tells who sent a file"
    ),
    (
      "node: main", "rejected: outbox/erp",
      "8:13: error: the folder for rejected files lies inside the outbox of "
        + "\"erp\"; put it where no other system reads or deletes files"
    ),
    (
      "node: main", "ledger: outbox/crm/k.sqlite",
      "5:13: error: the ledger lies inside the outbox of \"crm\"; put it "
        + "where no other system reads or deletes files"
    ),
    (
      "outbox: outbox/crm", "outbox: outbox/crm\n    acknowledge: { to: inbox/crm }",
      "6:24: error: the folder for "
        + "acknowledgements to \"crm\" is the inbox of \"crm\" too; Kontor would take in its own documents: use two folders"
    ),
  ]

  @Test("folders that would feed on each other are refused", arguments: layouts)
  func layout(from: String, to: String, expected: String) throws {
    let errors = try problems(in: ConfigurationSample.text.replacing(from, with: to), prepared())
      .filter { $0.contains(": error: ") }
    #expect(errors == ["kontor.yaml:" + expected])
  }

  @Test("a neighbour whose name begins alike is not inside")
  func neighbour() throws {
    let folder = try prepared()
    try folder.folder("inbox/crm-out")
    let text = ConfigurationSample.text.replacing("outbox: outbox/erp", with: "outbox: inbox/crm-out")
    #expect(try problems(in: text, folder) == [])
  }

  @Test("files and folders that are missing or of the wrong kind are named, with the nearest name")
  func disk() throws {
    let folder = try prepared()
    try folder.file("flat")
    let text = ConfigurationSample.text
      .replacing("node: main", with: "ledger: archive")
      .replacing("inbox: inbox/crm", with: "inbox: inbox/absent")
      .replacing("outbox: outbox/crm", with: "outbox: flat")
      .replacing("xsd/exchange.xsd", with: "xsd/exchnge.xsd")
      .replacing("xsd/bo.xsd", with: "nowhere/bo.xsd")
      .replacing("map/customer.xsl", with: "map")
      .replacing("map/order.xsl", with: "map/invoice.xsl")
    #expect(
      try problems(in: text, folder) == [
        "kontor.yaml:1:9: error: the ledger \"archive\" is not a file; name the database file itself",
        "kontor.yaml:4:12: warning: the inbox of \"crm\", \(folder.path)/inbox/absent, does not exist; kontor init "
          + "creates it",
        "kontor.yaml:5:13: error: the outbox of \"crm\", \(folder.path)/flat, is not a folder; name a folder",
        "kontor.yaml:13:13: error: the schema \"xsd/exchnge.xsd\" does not exist; did you mean \"xsd/exchange.xsd\"?",
        "kontor.yaml:16:13: error: the schema \"nowhere/bo.xsd\" does not exist; neither does its folder, "
          + "\(folder.path)/nowhere",
        "kontor.yaml:17:24: error: the stylesheet \"map\" is not a file",
        "kontor.yaml:17:36: error: the stylesheet \"map/invoice.xsl\" does not exist; no file in \(folder.path)/map has a "
          + "name like it",
      ])
  }

  @Test("a folder that Kontor may not write is named with its owner and mode")
  func denied() throws {
    let folder = try prepared()
    let configuration = try ConfigurationSample.read(folder: folder.path)
    let found = ConfigurationCheck.problems(in: configuration) { path in
      var facts = PathFacts(path: path)
      if path.hasSuffix("/inbox/crm") { (facts.isWritable, facts.mode, facts.owner) = (false, 0o2755, 4_000_000) }
      return facts
    }
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.place == Place(line: 4, column: 12))
    let message = try #require(found.first?.message)
    #expect(message.contains(" may not read and write "))
    #expect(message.hasSuffix("the inbox of \"crm\", \(folder.path)/inbox/crm: owner 4000000, mode 02755"))
  }

  @Test("what a system sends is read in the format that it sends, not in the one that it is sent")
  func sends() throws {
    let text = ConfigurationSample.text
      .replacing("format: bo", with: "format: bo\n    inbox: inbox/erp\n    sends: exchange")
      .replacing(
        "Order] }", with: "Order] }\n  - { from: erp, to: crm, entities: [Order] }\nentities: { Order: { owner: crm } }"
      )
    let folder = try prepared()
    try folder.folder("inbox/erp")
    #expect(try problems(in: text, folder) == [])
  }

  @Test("of several formats one is enough that reads or writes an entity, and roots must differ")
  func several() throws {
    let folder = try prepared()
    try folder.folder("inbox/erp")
    let two = ConfigurationSample.text.replacing("format: bo", with: "format: [bo, twin]\n    inbox: inbox/erp")
      .replacing("Customer, Order] }", with: "Customer, Order, Invoice] }")
      .replacing(
        "flows:",
        with:
          "  twin: { root: T, schema: xsd/bo.xsd, records: [Reminder], read: map/order.xsl, write: { Invoice: map/order.xsl } }"
          + "\nflows:\n  - { from: erp, to: crm, entities: [Reminder] }"
      ).replacing("records: [Customer, Order]", with: "records: [Customer, Order, Invoice]")
    let errors = { (text: String) in
      try problems(in: text, folder).filter { $0.contains("error:") }
    }
    #expect(try errors(two) == [])
    #expect(
      try errors(two.replacing("entities: [Reminder]", with: "entities: [OrderStatus]")) == [
        "kontor.yaml:21:38: error: none of the formats \"bo\" and \"twin\" reads OrderStatus records; add OrderStatus to "
          + "records and read of one of them, or take it out of the flow"
      ])
    #expect(
      try errors(two.replacing("write: { Invoice:", with: "write: { Reminder:")) == [
        "kontor.yaml:22:55: error: none of the formats \"bo\" and \"twin\" writes Invoice records; add Invoice to write of "
          + "one of them, or take it out of the flow"
      ])
    let same = two.replacing("format: exchange", with: "format: exchange\n    sends: [exchange, twin]")
      .replacing("root: T,", with: "root: \"{urn:kontor:exchange:1}Exchange\",")
    #expect(
      try errors(same) == [
        "kontor.yaml:7:23: error: files of format \"twin\" cannot be told from those of \"exchange\": both begin with "
          + "{urn:kontor:exchange:1}Exchange; name one of them only, or make one format of them"
      ])
  }

  @Test("the folder of the ledger is checked even before there is a ledger")
  func ledgerFolder() throws {
    let folder = try prepared()
    let configuration = try ConfigurationSample.read(folder: folder.path)
    let found = ConfigurationCheck.problems(in: configuration) { path in
      var facts = PathFacts(path: path)
      if path.hasSuffix("/ledger") { facts.isWritable = false }
      return facts
    }
    #expect(found.map(\.place) == [.start])
    #expect(found.first?.message.contains("the folder of the ledger, \(folder.path)/ledger: owner") == true)
  }
}
