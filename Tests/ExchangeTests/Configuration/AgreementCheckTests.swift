import Testing

@testable import Exchange

@Suite("Checking the agreement")
struct AgreementCheckTests {
  /// A sample in which both sides send customers, with an agreement from line 24 on.
  private static func text(_ agreement: String) -> String {
    ConfigurationSample.text
      .replacing("format: bo", with: "inbox: inbox/erp\n    format: bo\n    sends: exchange")
      .replacing("Order] }", with: "Order] }\n  - { from: erp, to: crm, entities: [Customer] }")
      .replacing("records: [Customer, Order]", with: "records: [Customer, Order, OrderStatus]")
      + "\nentities:\n" + agreement
  }

  private static func problems(_ text: String) throws -> [String] {
    ConfigurationCheck.problems(in: try ConfigurationSample.read(text)) { path in
      PathFacts(
        kind: path.hasSuffix(".xsd") || path.hasSuffix(".xsl") || path.hasSuffix(".sqlite") ? .file : .folder,
        isReadable: true, isWritable: true, mode: 0o750, owner: 0, identity: [])
    }.map(\.description)
  }

  struct Case: CustomStringConvertible {
    var agreement: String
    var expected: [String]

    init(_ agreement: String, _ expected: String...) {
      self.agreement = agreement
      self.expected = expected.map { "kontor.yaml:" + $0 }
    }

    var description: String { agreement }
  }

  static let cases: [Case] = [
    Case("  Customer: { owner: crm }"),
    Case("  Customer: { stages: { lead: { owner: crm }, ordered: { owner: crm }, customer: { owner: erp } } }"),
    Case("  Customer: { fields: { '*': { owner: shared } } }"),
    Case(
      "  Order: { missing: reject }",
      "22:38: error: Customer goes both ways between crm and erp, and nobody says who owns it; add owner to entity "
        + "Customer, or to each of its stages"),
    Case(
      "  Customer: { stages: { customer: { owner: erp } } }",
      "24:3: error: Customer goes both ways between crm and erp, and nobody says who owns it; add owner to entity "
        + "Customer, or to each of its stages"),
    Case(
      "  Customer: { owner: cmr, stages: { lead: { owner: epr } }, fields: { Phone: { owner: shared, last-word: x } } }",
      "24:22: error: unknown system \"cmr\"; did you mean \"crm\"?",
      "24:52: error: unknown system \"epr\"; did you mean \"erp\"?",
      "24:106: error: unknown system \"x\"; expected crm or erp"),
    Case(
      "  Customer: { owner: crm, fields: { Note: { send: [wms] } } }",
      "24:52: error: unknown system \"wms\"; expected crm or erp"),
    Case(
      "  Customer:\n    owner: crm\n    fields:\n      Phnoe[use=main]: { owner: erp }\n      Address/Country: {}",
      "27:7: error: no field of a Customer is ever called \"Phnoe[use=main]\"; did you mean \"Phone[use=main]\"?",
      "28:7: error: no field of a Customer is ever called \"Address/Country\"; kontor ownership shows the fields that "
        + "there are"),
    Case(
      "  Customer: { owner: crm }\n  Order: { fields: { Currency: { owner: erp } } }",
      "25:22: error: Order is one as a whole, so there can be no rule for its field \"Currency\"; only \"*\" can stand "
        + "here; or say who owns it at the entity or at its stages"),
    // Nobody looks
    Case(
      "  Customer:\n    owner: crm\n    fields:\n      ContactPerson/*: { owner: crm }\n      ContactPerson: { owner: erp }",
      "27:7: warning: the rule for \"ContactPerson/*\" never holds: all of its fields fall under other rules; see line "
        + "28; remove the rule, or make it more exact than those"),
    Case(
      "  Customer:\n    owner: crm\n    fields:\n      Address: { owner: erp }\n      Address[type=main]: { owner: crm }\n"
        + "      Address[type=invoice]: { owner: crm }\n      Address[type=delivery]: { owner: crm }",
      "27:7: warning: the rule for \"Address\" never holds: all of its fields fall under other rules; see line 28, 29 "
        + "and 30; remove the rule, or make it more exact than those"),
    Case(
      "  Customer:\n    owner: crm\n    fields:\n      Address[id=7]: { owner: crm }\n      Address: { owner: erp }\n"
        + "      Phone: { owner: erp }\n      Phone/preferred: { owner: crm }\n      '*': { owner: erp }"),
    Case(
      "  Customer: { owner: crm, fields: { VatId: { owner: erp, conflict: newest, last-word: crm } } }",
      "24:37: warning: \"VatId\" has one owner, so conflict: newest says nothing; leave it out, or write owner: shared; "
        + "of a field with one owner, others can at most fill it: fill-if-empty",
      "24:37: warning: \"VatId\" has one owner, so last-word: crm says nothing; leave it out, or write owner: shared"),
    Case(
      "  Customer: { owner: crm, fields: { VatId: { owner: shared, conflict: ask, last-word: crm } } }",
      "24:37: warning: with conflict: ask nobody looks at last-word: crm; leave one of the two out"),
    Case(
      "  Customer: { owner: crm, fields: { VatId: { owner: { lead: shared }, conflict: newest, last-word: crm } } }"),
    Case("  Customer: { owner: shared, fields: { VatId: { conflict: newest, last-word: crm } } }"),
    Case("  Customer: { owner: crm, fields: { VatId: { owner: erp, conflict: fill-if-empty } } }"),
    // Nobody speaks
    Case(
      "  Customer: { owner: crm }\n  Order: { stages: { placed: { owner: crm }, accepted: { owner: erp } } }",
      "25:46: warning: erp owns what no flow brings from it: it can keep others from changing it, and no more; add a "
        + "flow that takes Order from erp, or name another owner"),
    // Waiting for each other
    Case(
      "  Customer: { owner: crm, refers-to: { Order: Order/OrderId } }",
      "24:3: error: Customer refers to Order refers to Customer: each would wait for the next one; take one of them out "
        + "of refers-to"),
    Case("  Customer: { owner: crm, refers-to: { Customer: Parent/CrmId } }"),
    // Becoming a customer
    Case("  Customer: { owner: crm, promote: { on: Order, needs: [Address, PaymentTerms] } }"),
    Case(
      "  Customer: { owner: crm, promote: { needs: [Adress] } }",
      "24:46: error: no field of a Customer is ever called \"Adress\"; did you mean \"Address\"?"),
    Case(
      "  Customer: { owner: crm, promote: { on: Invoice } }",
      "24:36: warning: no flow carries Invoice, so nothing ever makes a lead a customer; add Invoice to a flow, or leave "
        + "promote out",
      "24:42: error: Invoice does not refer to a Customer, so it cannot promote one; add Customer to refers-to of "
        + "Invoice, or name another entity"),
  ]

  @Test("what can never apply, be said or be waited for is named at its place", arguments: cases)
  func agreement(one: Case) throws {
    let found = try Self.problems(Self.text(one.agreement))
    #expect(found == one.expected)
  }

  @Test("where nobody can answer, no number comes back")
  func unanswered() throws {
    let text = ConfigurationSample.text + "\nentities: { Customer: { promote: { on: Order } } }"
    #expect(
      try Self.problems(text) == [
        "kontor.yaml:20:34: warning: no system that is sent a Customer has an inbox, so no number ever comes back; give "
          + "it one, or write confirm: none"
      ])
    #expect(try Self.problems(text.replacing("on: Order", with: "confirm: none")) == [])
  }

  @Test("an order owner speaks through the status of its orders")
  func orderStatus() throws {
    let agreement = "  Customer: { owner: crm }\n  Order: { stages: { accepted: { owner: erp } } }"
    let text = Self.text(agreement).replacing("[Customer] }", with: "[Customer, OrderStatus] }")
    #expect(try Self.problems(text) == [])
  }

  @Test("a field is sent only where its entity goes")
  func sentNowhere() throws {
    let text = ConfigurationSample.text + "\nentities: { Customer: { fields: { Note: { send: [crm] } } } }"
    #expect(
      try Self.problems(text) == [
        "kontor.yaml:20:35: warning: \"Note\" is to be sent to crm, and no flow takes a Customer there; add a flow, or "
          + "take crm out of send"
      ])
  }
}
