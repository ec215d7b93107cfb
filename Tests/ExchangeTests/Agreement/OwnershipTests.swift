import Testing

@testable import Exchange

@Suite("Who owns what")
struct OwnershipTests {
  private static let agreement = """

    entities:
      Customer:
        stages:
          lead: { owner: crm }
          ordered: { owner: crm }
          customer: { owner: erp }
        fields:
          Name: { owner: { lead: crm, customer: erp } }
          Phone: { owner: shared, last-word: erp }
          "Phone[use=private]": { owner: crm }
          "Phone[preferred=true]": { owner: erp }
          Address[type=invoice]/*: { owner: erp }
          Address: { owner: crm }
          Address/Country: { owner: shared, conflict: ask, default: DE }
          Fax: { owner: erp, conflict: fill-if-empty }
          Web: { owner: shared, conflict: newest }
          Note: { send: no }
          "*": { send: [erp] }
      Order:
        stages: { placed: { owner: crm }, accepted: { owner: erp } }
      Invoice: { owner: shared }
    """

  private func ownership(_ agreement: String = Self.agreement) throws -> Ownership {
    Ownership(try ConfigurationSample.read(ConfigurationSample.text + agreement))
  }

  private static func place(_ name: String, _ attributes: [String: String] = [:], _ below: String...) -> FieldPlace {
    let first = FieldPlace.Step(name, attributes: attributes, isMember: !attributes.isEmpty)
    return FieldPlace([first] + below.map { FieldPlace.Step($0) })
  }

  static let cases: [(FieldPlace, Stage, String)] = [
    (place("Name"), .lead, "Customer Name at stage lead: owner crm"),
    (place("Name"), .ordered, "Customer Name at stage ordered: owner crm"),
    (place("Name"), .customer, "Customer Name at stage customer: owner erp"),
    (place("Phone", ["use": "main"]), .lead, "Customer Phone: shared, owner-wins, last word erp"),
    (place("Phone", ["use": "private"]), .customer, "Customer Phone[use=private]: owner crm"),
    // Equally exact: the later one holds.
    (
      place("Phone", ["use": "private", "preferred": "true"]), .customer,
      "Customer Phone[preferred=true]: owner erp"
    ),
    (place("Address", ["type": "main", "id": "1"], "CityName"), .customer, "Customer Address: owner crm"),
    (
      place("Address", ["type": "invoice", "id": "1"], "CityName"), .lead, "Customer Address[type=invoice]/*: owner erp"
    ),
    (place("Address", ["type": "invoice", "id": "1"], "Country"), .lead, "Customer Address/Country: shared, ask"),
    (place("Fax", ["use": "main"]), .lead, "Customer Fax: owner erp, fill-if-empty"),
    (place("Web", ["use": "main"]), .lead, "Customer Web: shared, newest, last word crm"),
    (place("Web", ["use": "main"]), .customer, "Customer Web: shared, newest, last word erp"),
    (place("Note"), .lead, "Customer Note at stage lead: owner crm"),
    (place("Language"), .customer, "Customer at stage customer: owner erp"),
  ]

  @Test("the most exact rule holds, and says so", arguments: cases)
  func sentence(place: FieldPlace, stage: Stage, expected: String) throws {
    #expect(try ownership().terms(.customer, stage, place).rule == expected)
  }

  @Test("terms say everything that a merge has to know")
  func terms() throws {
    let ownership = try ownership()
    let fax = ownership.terms(.customer, .lead, Self.place("Fax", ["use": "main"]))
    #expect(fax.owner == .system("erp"))
    #expect(fax.conflict == .fillIfEmpty)
    // Of a field that has an owner, that is whose word is the last.
    #expect(fax.lastWord == "erp")
    #expect(fax.sending == .everywhere)
    let country = ownership.terms(.customer, .lead, Self.place("Address", ["type": "main"], "Country"))
    #expect(country.owner == .shared)
    #expect(country.conflict == .ask)
    #expect(country.lastWord == "crm")
    #expect(ownership.terms(.customer, .lead, Self.place("Note")).sending == .nowhere)
    #expect(ownership.terms(.customer, .lead, Self.place("Title")).sending == .only(["erp"]))
  }

  @Test("an entity that names no owner belongs to the system that its first flow starts from")
  func withoutAgreement() throws {
    let ownership = try ownership("")
    #expect(ownership.terms(.customer, .customer, Self.place("Name")).rule == "Customer: owner crm")
    #expect(ownership.terms(.order, nil, FieldPlace([])).owner == .system("crm"))
    #expect(ownership.owner(of: .customer, at: .lead) == .system("crm"))
  }

  @Test("an order belongs to another system once it is accepted")
  func order() throws {
    let ownership = try ownership()
    let whole = FieldPlace.whole
    #expect(ownership.terms(.order, .placed, whole).rule == "Order at stage placed: owner crm")
    #expect(ownership.terms(.order, .accepted, whole).owner == .system("erp"))
  }

  @Test("of what is shared as a whole, the ERP has the last word")
  func sharedEntity() throws {
    let terms = try ownership().terms(.invoice, nil, FieldPlace.whole)
    #expect(terms.owner == .shared)
    #expect(terms.lastWord == "erp")
    #expect(terms.rule == "Invoice: shared, owner-wins, last word erp")
  }

  @Test("a rule for the whole of an entity reads like one of the entity")
  func whole() throws {
    let ownership = try ownership("\nentities: { Invoice: { fields: { \"*\": { owner: erp } } } }")
    let whole = FieldPlace.whole
    #expect(ownership.terms(.invoice, nil, whole).rule == "Invoice: owner erp")
  }

  @Test("a default is that of the rule that holds")
  func standards() throws {
    let ownership = try ownership()
    #expect(ownership.standard(.customer, Self.place("Address", ["type": "main"], "Country")) == "DE")
    #expect(ownership.standard(.customer, Self.place("Address", ["type": "main"], "CityName")) == nil)
    #expect(ownership.standard(.order, Self.place("Currency")) == nil)
  }

  @Test("a lead stays; what has no stage travels")
  func sending() throws {
    let ownership = try ownership("\nentities: { Order: { stages: { accepted: { send: no } } } }")
    #expect(Stage.allCases.filter { !ownership.sends($0.entity, at: $0) } == [.lead, .accepted])
    #expect(ownership.sends(.customer, at: nil))
  }
}
