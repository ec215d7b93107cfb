import Testing

@testable import Exchange

@Suite("Mistakes in a configuration")
struct ConfigurationMistakesTests {
  static let slips: [Slip] = [
    // Keys
    Slip(
      "records: [Customer, Order]", "records: { Customer: [/A, /B, /A], Order: [] }",
      "14:35: error: \"/A\" is the place of Customer records already; name it once",
      "14:47: error: a list of places of records is empty; name at least one"),
    Slip(
      "records: [Customer, Order]", "envelope: { sender: /A/Sender }",
      "14:25: error: \"/A/Sender\" names the root element; paths start below it here: leave \"/A/\" out"),
    Slip("records:", "recrods:", "14:5: error: unknown key \"recrods\"; did you mean \"records\"?"),
    Slip(
      "node: main", "colour: red",
      "1:1: error: unknown key \"colour\"; the configuration can have node, ledger, "
        + "archive, rejected, desk, reserve, language, mask, retention, speed, time-zone, calendars, service, console, "
        + "environment, systems, formats, flows, entities and incidents"
    ),
    Slip(
      "outbox: outbox/crm", "inbox: inbox/x",
      "5:5: error: duplicate key \"inbox\"; it stands in line 4 already; "
        + "remove one of the two"),
    Slip(
      "outbox: outbox/crm", "\"inbox\": inbox/x",
      "5:5: error: duplicate key \"inbox\"; it stands in line 4 already; "
        + "remove one of the two"),
    Slip("    format: bo\n", "", "7:3: error: missing key \"format\"; add it to system \"erp\""),
    Slip("    schema: xsd/bo.xsd\n", "", "15:3: error: missing key \"schema\"; add it to format \"bo\""),
    Slip("from: crm, ", "", "19:5: error: missing key \"from\"; add it to a flow"),
    Slip(
      "    outbox: outbox/erp\n", "",
      "7:3: error: system \"erp\" has neither inbox nor outbox; add at least one of "
        + "them"),
    // Types
    Slip("inbox: inbox/crm", "inbox: [inbox/crm]", "4:12: error: expected a folder, found a list"),
    Slip("outbox: outbox/erp", "outbox: { a: b }", "8:13: error: expected a folder, found a map"),
    Slip("inbox: inbox/crm", "inbox:", "4:11: error: expected a folder, found nothing"),
    Slip("inbox: inbox/crm", "inbox: \"\"", "4:12: error: expected a folder, found an empty text"),
    Slip(
      "records: [Customer, Order]", "records: Customer",
      "14:14: error: expected a list of entities, or a map from "
        + "entity to path, found \"Customer\""),
    Slip("  - { from", "    { from", "19:5: error: expected a list of flows, found a map"),
    Slip(
      "{ Customer: map/customer.xsl, Order: map/order.xsl }", "map/all.xsl",
      "17:12: error: expected a map from "
        + "entity to stylesheet, found \"map/all.xsl\""),
    // Names
    Slip(
      "  crm:", "  c r/m:",
      "3:3: error: \"c r/m\" cannot name a system; use letters, digits, - and _ (ASCII, at most "
        + "40), and begin with a letter or digit"),
    Slip(
      "node: main", "node: ../x",
      "1:7: error: \"../x\" cannot name a node; use letters, digits, - and _ (ASCII, at "
        + "most 40), and begin with a letter or digit"),
    Slip(
      "records: [Customer, Order]", "records: [Custmer, Order]",
      "14:15: error: unknown entity \"Custmer\"; did you "
        + "mean \"Customer\"?"),
    Slip(
      "entities: [Customer, Order]", "entities: [Customer, Shipment]",
      "19:48: error: unknown entity \"Shipment\"; "
        + "expected Customer, Order, OrderStatus, Invoice, Reminder, Confirmation or Decision"),
    Slip(
      "entities: [Customer, Order]", "entities: [Order, Order]",
      "19:45: error: Order is in the list twice; remove "
        + "one of the two"),
    Slip("entities: [Customer, Order]", "entities: []", "19:37: error: the list names no entity; name at least one"),
    Slip(
      "entities: [Customer, Order]", "entities: [Order], accept: per-recrod",
      "19:54: error: \"per-recrod\" is no kind "
        + "of acceptance; did you mean \"per-record\"?"),
    // Systems
    Slip(
      "outbox: outbox/crm", "settle: { quiet: 5 }",
      "5:22: error: expected a duration such as 500ms, 5s, 15m or 2h, "
        + "found \"5\""),
    Slip(
      "outbox: outbox/crm", "settle: { quiet: 5s, marker: .done }",
      "5:13: error: a file settles in one way only; "
        + "keep one of quiet, marker and rename-in"),
    Slip(
      "outbox: outbox/crm", "settle: { marker: a/b }", "5:23: error: expected a suffix such as .done, found \"a/b\""),
    Slip("outbox: outbox/crm", "settle: { rename-in: perhaps }", "5:26: error: expected yes or no, found \"perhaps\""),
    Slip(
      "outbox: outbox/crm", "names: []",
      "5:12: error: no file name would fit; name at least one pattern such as "
        + "\"*.xml\""),
    Slip(
      "outbox: outbox/crm", "names: [a/*.xml]",
      "5:13: error: expected a pattern for file names, found \"a/*.xml\"; "
        + "subfolders are not read"),
    Slip("outbox: outbox/crm", "order: nmae", "5:12: error: \"nmae\" is no order of intake; did you mean \"name\"?"),
    Slip(
      "outbox: outbox/crm", "acknowledge: { records: some }",
      "5:29: error: \"some\" is no choice of records; "
        + "expected exceptions, all or none"),
    Slip(
      "outbox: outbox/crm", "acknowledge: { levles: [imported] }",
      "5:20: error: unknown key \"levles\"; did you mean \"levels\"?"),
    Slip(
      "outbox: outbox/crm", "acknowledge: { levels: [importd, imported, imported] }",
      "5:29: error: \"importd\" is no level; did you mean \"imported\"?",
      "5:48: error: imported is in the list twice; remove one of the two"),
    Slip(
      "outbox: outbox/crm", "acknowledge: { levels: [] }",
      "5:28: error: the list names no level; name at least one, or write when: never"),
    Slip(
      "outbox: outbox/crm", "acknowledge: { levels: imported }",
      "5:28: error: expected a list of received, validated, delivered and imported, found \"imported\""),
    Slip(
      "outbox: outbox/crm", "acknowledge: { when: sometimes }",
      "5:26: error: \"sometimes\" is no occasion for an acknowledgement; expected always, exceptions or never"),
    Slip(
      "outbox: outbox/crm", "acknowledge: { entities: { Ordr: { records: all }, Order: { to: x } } }",
      "5:32: error: unknown entity \"Ordr\"; did you mean \"Order\"?",
      "5:65: error: unknown key \"to\"; entity \"Order\" can have records, levels and when"),
    Slip(
      "to: erp, ", "to: erp, acknowledge: no, ",
      "19:40: error: expected a map with records, levels or when, found \"no\""),
    // Language and masks
    Slip("node: main", "language: fr", "1:11: error: \"fr\" is no language of reports; expected en or de"),
    Slip(
      "node: main", "mask: Email", "1:7: error: expected a list of names of elements and attributes, found \"Email\""),
    Slip(
      "node: main", "mask: [Email, \"@use\", Customer/Phone, Email]",
      "1:15: error: expected the local name of an element or attribute, such as Email, found \"@use\"; prefixes, paths "
        + "and @ are not read",
      "1:23: error: expected the local name of an element or attribute, such as Email, found \"Customer/Phone\"; "
        + "prefixes, paths and @ are not read",
      "1:39: error: Email is in the list twice; remove one of the two"),
    Slip(
      "outbox: outbox/crm", "limits: { size: huge }",
      "5:21: error: expected a size such as 64MB, 1MiB or a number of "
        + "bytes, found \"huge\""),
    Slip(
      "outbox: outbox/crm", "limits: { depth: 0 }",
      "5:22: error: expected a whole number from 1 to 250, found "
        + "\"0\""),
    Slip(
      "outbox: outbox/crm", "limits: { attributes: 2001 }",
      "5:27: error: expected a whole number from 1 to 2000, found \"2001\""),
    Slip(
      "outbox: outbox/crm", "encoding: utf-7",
      "5:15: error: \"utf-7\" is no encoding that a file may have; did you "
        + "mean \"UTF-8\"?"),
    // Formats
    Slip(
      "root: \"{urn:kontor:exchange:1}Exchange\"", "root: \"{urn:kontor:exchange:1Exchange\"",
      "12:11: error: expected "
        + "a root element such as \"{urn:example}Orders\", found \"{urn:kontor:exchange:1Exchange\"; braces need quotes in "
        + "YAML"),
    Slip(
      "records: [Customer, Order]", "records: { Customer: Kunden/@x }",
      "14:26: error: expected a path of element "
        + "names such as Orders/Order, found \"Kunden/@x\"; prefixes, wildcards and conditions are not read"),
    Slip(
      "records: [Customer, Order]", "records: { Customer: K, Order: K }",
      "14:36: error: \"K\" is the place of "
        + "Customer records already; give each entity a path of its own, or have one stylesheet read both"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    envelope: { sender: h:Head/* }",
      "17:25: error: expected a path of "
        + "element names such as Header/Sender or Header/@id, found \"h:Head/*\"; prefixes, wildcards and conditions are "
        + "not read"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    document: { name: \"{sequnce}.xml\" }",
      "17:23: error: unknown "
        + "variable \"{sequnce}\" in a file name; did you mean \"sequence\"?"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    document: { name: \"{sequence}-{city}.xml\" }",
      "17:23: error: "
        + "unknown variable \"{city}\" in a file name; expected sequence, entity, key, interchange, position, date or "
        + "control-number"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    document: { name: \"{key}.xml\" }",
      "17:23: error: two documents "
        + "could get the same name \"{key}.xml\"; add {sequence}, or both {interchange} and {position}"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    document: { name: \"a/{sequence}.xml\" }",
      "17:23: error: \"/\" is "
        + "not safe in a file name on every system; outside braces use letters, digits, . - and _ (ASCII, at most 60); no "
        + "dot or dash at the beginning, no dot at the end"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    parameters: { \"a b\": c }",
      "17:19: error: \"a b\" cannot name a "
        + "stylesheet parameter; use a name without prefix"),
    // Entities
    Slip(
      "node: main", "entities: { Invoice: { stages: { lead: { send: no } } } }",
      "1:34: error: Invoice has no stages; only a Customer and an Order go through stages"),
    Slip(
      "node: main", "entities: { Order: { stages: { lead: { send: no } } } }",
      "1:32: error: unknown stage \"lead\" of Order; expected placed or accepted"),
    Slip(
      "node: main", "entities: { Customer: { stages: { laed: { send: no } } } }",
      "1:35: error: unknown stage \"laed\" of Customer; did you mean \"lead\"?"),
    // Not YAML
    Slip(
      "node: main", "node: [main",
      "2:8: error: not valid YAML: while parsing a flow sequence that begins in line 1, "
        + "did not find expected ',' or ']'"),
    Slip(
      "    inbox: inbox/crm", "\tinbox: inbox/crm",
      "4:1: error: not valid YAML: while scanning for the next token that "
        + "begins in line 4, found character that cannot start any token; indent with spaces, and quote special characters"
    ),
    Slip("node: main", "node: \"ä\u{7}\"", "1:9: error: the character U+0007 is not allowed; remove it"),
  ]

  @Test("a mistake is named at its place, with the remedy", arguments: slips)
  func mistake(slip: Slip) {
    #expect(ConfigurationSample.text.contains(slip.from))
    #expect(ConfigurationSample.mistakes(in: slip.text) == slip.expected)
  }

  @Test("the sample itself has no mistake")
  func sample() {
    #expect(ConfigurationSample.mistakes(in: ConfigurationSample.text) == [])
  }

  @Test("all mistakes are named at once, in the order of the file, behind a repeated key too")
  func all() {
    let text = ConfigurationSample.text
      .replacing("node: main", with: "nod: main")
      .replacing("outbox: outbox/crm", with: "inbox: inbox/x\n    inbox: inbox/y")
      .replacing("to: erp", with: "too: erp")
    #expect(
      ConfigurationSample.mistakes(in: text) == [
        "kontor.yaml:1:1: error: unknown key \"nod\"; did you mean \"node\"?",
        "kontor.yaml:5:5: error: duplicate key \"inbox\"; it stands in line 4 already; remove one of the two",
        "kontor.yaml:6:5: error: duplicate key \"inbox\"; it stands in line 4 already; remove one of the two",
        "kontor.yaml:20:5: error: missing key \"to\"; add it to a flow",
        "kontor.yaml:20:18: error: unknown key \"too\"; did you mean \"to\"?",
      ])
  }

  @Test("a configuration with nothing in it says what to do", arguments: ["", "# nothing\n", "---\n"])
  func empty(text: String) {
    #expect(
      ConfigurationSample.mistakes(in: text) == [
        "kontor.yaml:1:1: error: the configuration is empty; let kontor init write one"
      ])
  }

  @Test("text that is not UTF-8 is named at the first wrong byte")
  func encoding() throws {
    let bytes = Array("node: a\nledger: Stra".utf8) + [0xDF] + Array("e\n".utf8)
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.read(bytes, file: "k.yaml", folder: "/", environment: [:])
    }
    #expect(error.description == "k.yaml:2:13: error: not UTF-8 text; save the file in the encoding UTF-8")
  }

  @Test("line breaks and byte order marks of other systems do not shift places", arguments: ["\r\n", "\r", "\u{2028}"])
  func lineBreaks(lineBreak: String) {
    let text =
      "\u{FEFF}"
      + ConfigurationSample.text
      .replacing("outbox: outbox/crm", with: "inbox: inbox/x")
      .replacing("\n", with: lineBreak)
    #expect(
      ConfigurationSample.mistakes(in: text) == [
        "kontor.yaml:5:5: error: duplicate key \"inbox\"; it stands in line 4 already; remove one of the two"
      ])
  }

  @Test("aliases that stand for millions of values are refused")
  func aliases() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    #expect(
      ConfigurationSample.mistakes(in: text) == ["kontor.yaml:1:1: error: more than 100000 values; use fewer aliases"])
  }
}
