import Testing

@testable import Exchange

@Suite("Reading the agreement")
struct AgreementReadingTests {
  private func read(_ entities: String) throws -> Configuration {
    try ConfigurationSample.read(ConfigurationSample.text + "\nentities:\n" + entities)
  }

  @Test("what is left out has its documented default")
  func defaults() throws {
    let configuration = try ConfigurationSample.read()
    let customer = configuration.rules(for: .customer)
    #expect(customer.owner == nil)
    #expect(customer.fields == [])
    #expect(Stage.allCases.filter { !configuration.rules(for: $0.entity).sends(at: $0) } == [.lead])
    #expect(customer.missing == .hold)
    #expect(customer.hold == HoldRule(time: .seconds(2_592_000), afterwards: .wait))
    #expect(customer.promotion.on.value == .order)
    #expect(customer.promotion.needs == [])
    #expect(customer.promotion.confirmation == .number)
    #expect(customer.promotion.orders == .send)
    #expect(customer.matching == Matching(exact: [.vatId, .email], near: [.nameAndZip, .phone]))
    #expect(customer.deletion == .ignore)
    #expect(configuration.rules(for: .order).matching == .none)
    #expect(configuration.formats.map(\.codes) == [[], []])
    #expect(configuration.formats.map(\.document.content) == [.full, .full])
    #expect(configuration.systems.map { $0.sends.map(\.value) } == [["exchange"], ["bo"]])
  }

  @Test("everything that can be agreed on is read")
  func everything() throws {
    let rules = try read(
      """
        Customer:
          owner: crm
          stages:
            lead: { send: no }
            ordered: { owner: shared, send: yes }
            customer: { owner: erp }
          fields:
            Name: { owner: { lead: crm, customer: erp } }
            "Phone[use=main]": { owner: shared, conflict: longest, last-word: crm, send: [erp] }
            Address/*: { conflict: fill-if-empty }
            Note: { send: no }
            Language: { send: yes, default: de }
          missing: reject
          hold: { for: 12h, then: reject }
          promote: { on: Order, needs: [Address, PaymentTerms], confirm: none, orders: hold }
          match: { exact: [vat-id], near: [email] }
          delete: send
      """
    ).rules(for: .customer)
    #expect(rules.owner == .system("crm"))
    #expect(rules.place == Place(line: 21, column: 3))
    #expect(rules.stages.mapValues(\.owner) == [.lead: nil, .ordered: .shared, .customer: .system("erp")])
    #expect(rules.stages.mapValues(\.sends) == [.lead: false, .ordered: true, .customer: true])
    #expect(rules.fields.map(\.pattern.text) == ["Name", "Phone[use=main]", "Address/*", "Note", "Language"])
    #expect(rules.fields[0].owners == [.lead: .system("crm"), .customer: .system("erp")])
    #expect(rules.fields[0].owner == nil)
    #expect(rules.fields[1].owner == .shared)
    #expect(rules.fields[1].lastWord == "crm")
    #expect(rules.fields.map(\.conflict) == [nil, .longest, .fillIfEmpty, nil, nil])
    #expect(rules.fields.map(\.sending) == [.everywhere, .only(["erp"]), .everywhere, .nowhere, .everywhere])
    #expect(rules.fields.map(\.standard) == [nil, nil, nil, nil, "de"])
    #expect(rules.fields[3].place == Place(line: 31, column: 7))
    #expect(rules.missing == .reject)
    #expect(rules.hold == HoldRule(time: .seconds(43_200), afterwards: .reject))
    #expect(rules.promotion.needs.map(\.value.text) == ["Address", "PaymentTerms"])
    #expect(rules.promotion.confirmation == .none)
    #expect(rules.promotion.orders == .hold)
    #expect(rules.matching == Matching(exact: [.vatId], near: [.email]))
    #expect(rules.deletion == .send)
    #expect(rules.mentions.map(\.value) == ["crm", "erp", "crm", "erp", "crm", "erp"])
  }

  @Test(
    "what an identifier is named for is taken from the other list",
    arguments: [
      ("no", [], []), ("yes", [.vatId, .email], [.nameAndZip, .phone]),
      ("{ near: [email] }", [.vatId], [.email]), ("{ exact: [] }", [], [.nameAndZip, .phone]),
      ("{ exact: [phone, phone] }", [.phone], [.nameAndZip]),
    ] as [(String, [Identifier.Kind], [Identifier.Kind])])
  func matching(text: String, exact: [Identifier.Kind], near: [Identifier.Kind]) throws {
    let rules = try read("  Customer: { match: \(text) }").rules(for: .customer)
    #expect(rules.matching == Matching(exact: exact, near: near))
  }

  @Test("a held record can wait for ever, and an order has stages of its own")
  func order() throws {
    let rules = try read(
      "  Order: { stages: { placed: { owner: crm }, accepted: { owner: erp, send: no } }, hold: { for: never } }"
    ).rules(for: .order)
    #expect(rules.hold == HoldRule(time: nil, afterwards: .wait))
    #expect(rules.stages.mapValues(\.owner) == [.placed: .system("crm"), .accepted: .system("erp")])
    #expect(rules.sends(at: .placed))
    #expect(!rules.sends(at: .accepted))
    #expect(rules.refersTo.keys.map(\.self) == [.customer])
  }

  @Test(
    "a system that says no role has that of its name, else of what it is sent",
    arguments: [
      ("crm", "erp", "", [.crm, .erp]), ("shop", "Wms", "", [.crm, .erp]), ("ERP", "CRM", "", [.erp, .crm]),
      ("shop", "wms", "role: crm", [.crm, .crm]), ("shop", "crm", "role: erp", [.crm, .erp]),
    ] as [(String, String, String, [System.Role])])
  func roles(sender: String, receiver: String, extra: String, expected: [System.Role]) throws {
    let text = ConfigurationSample.text
      .replacing("  crm:", with: "  \(sender):").replacing("  erp:", with: "  \(receiver):")
      .replacing("outbox: outbox/erp", with: extra.isEmpty ? "outbox: out" : "outbox: out\n    \(extra)")
      .replacing("from: crm, to: erp", with: "from: \(sender), to: \(receiver)")
    #expect(try ConfigurationSample.read(text).systems.map(\.role) == expected)
  }

  @Test("a system may drop files in another format than it reads")
  func sends() throws {
    let text = ConfigurationSample.text.replacing("format: bo", with: "format: bo\n    sends: exchange")
    let erp = try #require(try ConfigurationSample.read(text).system(named: "erp"))
    #expect(erp.formats.map(\.value) == ["bo"])
    #expect(erp.sends == [Placed("exchange", at: Place(line: 10, column: 12))])
  }

  @Test("the formats of a system are one name or a list of them")
  func severalFormats() throws {
    let text = ConfigurationSample.text.replacing("format: bo", with: "format: [bo, exchange]")
    let erp = try #require(try ConfigurationSample.read(text).system(named: "erp"))
    #expect(erp.formats.map(\.value) == ["bo", "exchange"] && erp.sends == erp.formats)
    #expect(erp.formats.map(\.place) == [Place(line: 9, column: 14), Place(line: 9, column: 18)])
    let configuration = try ConfigurationSample.read(text)
    let written = [Entity.customer, .order, .invoice].map { configuration.format(for: erp, writing: $0)?.name }
    #expect(written == ["bo", "bo", "exchange"])
    #expect(
      ConfigurationSample.mistakes(in: text.replacing("[bo, exchange]", with: "[bo, bo]")) == [
        "kontor.yaml:9:18: error: format \"bo\" is named twice; it stands in line 9 already"
      ])
    #expect(
      ConfigurationSample.mistakes(in: text.replacing("[bo, exchange]", with: "[]")) == [
        "kontor.yaml:9:13: error: no format would be left; name at least one"
      ])
  }

  @Test("codes are translated there and back")
  func codes() throws {
    let text = ConfigurationSample.text.replacing(
      "schema: xsd/bo.xsd",
      with: """
        schema: xsd/bo.xsd
            codes:
              Salutation: { values: { mr: "1", ms: "2" } }
              Unit: { values: { C62: Stk }, others: pass }
            document: { content: changed }
        """)
    let bo = try #require(try ConfigurationSample.read(text).format(named: "bo"))
    #expect(bo.document.content == .changed)
    #expect(bo.codes.map(\.element) == ["Salutation", "Unit"])
    #expect(["mr", "ms", "neutral"].map { bo.codes[0].foreign($0) } == ["1", "2", nil])
    #expect(["1", "2", "3"].map { bo.codes[0].canonical($0) } == ["mr", "ms", nil])
    #expect(["C62", "KGM"].map { bo.codes[1].foreign($0) } == ["Stk", "KGM"])
    #expect(["Stk", "KGM"].map { bo.codes[1].canonical($0) } == ["C62", "KGM"])
  }

  @Test("where a format is only written, codes may be written alike")
  func alike() throws {
    let text = ConfigurationSample.text.replacing(
      "schema: xsd/bo.xsd",
      with: "schema: xsd/bo.xsd\n    codes: { PaymentTerms: { values: { NET14: Rechnung, NET30: Rechnung } } }")
    let bo = try #require(try ConfigurationSample.read(text).format(named: "bo"))
    #expect(["NET14", "NET30", "NET60"].map { bo.codes[0].foreign($0) } == ["Rechnung", "Rechnung", nil])
  }

  static let slips: [Slip] = [
    Slip("node: main", "desk: \"\"", "1:7: error: expected a folder, found an empty text"),
    Slip("  erp:", "  desk:", "7:3: error: \"desk\" cannot name a system; it stands for Kontor's own inbox"),
    Slip("  erp:", "  shared:", "7:3: error: \"shared\" cannot name a system; it stands for what several systems own"),
    Slip(
      "outbox: outbox/erp", "role: epr",
      "7:3: error: system \"erp\" has neither inbox nor outbox; add at least one of them",
      "8:11: error: \"epr\" is no role; did you mean \"erp\"?"),
    Slip(
      "schema: xsd/bo.xsd",
      "schema: xsd/bo.xsd\n    records: [Order]\n    read: map/read.xsl\n    codes: { Unit: { values: { C62: St, HUR: St } } }",
      "19:46: error: C62 and HUR are both written \"St\"; give each code a value of its own: the format is read too, and its codes hold in both directions"
    ),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    codes: { a/b: { others: keep } }",
      "17:14: error: \"a/b\" cannot name an element; use a local name such as Salutation",
      "17:14: error: missing key \"values\"; add it to codes of a/b",
      "17:29: error: \"keep\" is no rule for other codes; expected refuse or pass"),
    Slip(
      "schema: xsd/bo.xsd", "schema: xsd/bo.xsd\n    document: { content: chnaged }",
      "17:26: error: \"chnaged\" is no content of a document; did you mean \"changed\"?"),
    entities("Customer: { owenr: crm }", "1:25: error: unknown key \"owenr\"; did you mean \"owner\"?"),
    entities("Customer: { owner: [crm] }", "1:32: error: expected the name of a system, or shared, found a list"),
    entities(
      "Customer: { fields: { Phone: { conflict: newset } } }",
      "1:54: error: \"newset\" is no rule for conflicts; did you mean \"newest\"?"),
    entities(
      "Customer: { fields: { 'Phone[main]': {} } }",
      "1:35: error: \"Phone[main]\" names no field; expected a name such as PaymentTerms, Address/*, Address[type=invoice] or ContactPerson/Function"
    ),
    entities(
      "Customer: { fields: { Phone: { owner: { placed: crm } } } }",
      "1:53: error: unknown stage \"placed\" of Customer; expected lead, ordered or customer"),
    entities("Customer: { fields: { Note: { send: perhaps } } }", "1:49: error: expected yes or no, found \"perhaps\""),
    entities(
      "Order: { missing: wait }", "1:31: error: \"wait\" is no rule for what is missing; expected hold, reject or send"),
    entities(
      "Order: { hold: { for: 30, then: forget } }",
      "1:35: error: expected a duration such as 12h or 30d, or never, found \"30\"",
      "1:45: error: \"forget\" is no end of a wait; expected reject, send or wait"),
    entities("Order: { match: no }", "1:29: error: Order cannot have match; only a Customer can"),
    entities("Order: { promote: { on: Order } }", "1:31: error: Order cannot have promote; only a Customer can"),
    entities(
      "Customer: { promote: { needs: [Address//] } }",
      "1:44: error: \"Address//\" names no field; expected a name such as PaymentTerms, Address/*, Address[type=invoice] or ContactPerson/Function"
    ),
    entities(
      "Customer: { match: { exact: [emial] } }",
      "1:42: error: nothing can be recognised by \"emial\"; did you mean \"email\"?"),
    entities(
      "Customer: { match: { exact: [email], near: [email] } }",
      "1:32: error: email stands under exact and under near; remove one of the two"),
    entities(
      "Customer: { delete: remove }", "1:33: error: \"remove\" is no rule for deletions; expected ignore, mark or send"),
  ]

  private static func entities(_ text: String, _ expected: String...) -> Slip {
    var slip = Slip("node: main", "entities: { \(text) }")
    slip.expected = expected.map { "kontor.yaml:" + $0 }
    return slip
  }

  @Test("a mistake is named at its place, with the remedy", arguments: slips)
  func mistake(slip: Slip) {
    #expect(ConfigurationSample.text.contains(slip.from))
    #expect(ConfigurationSample.mistakes(in: slip.text) == slip.expected)
  }
}
