import Testing

@testable import Exchange

@Suite("The table of who owns what")
struct OwnershipTableTests {
  private func shipped() throws -> Configuration {
    try Configuration.read(from: "\(Workplace.repository)/kontor.yaml", environment: [:])
  }

  private static func words(_ row: OwnershipTable.Row) -> String {
    let owners = row.owners.map { if case .system(let name) = $0 { name } else { "shared" } }
    let ways = row.ways.map { "\($0.from)\($0.isTwoWay ? "<>" : ">")\($0.to)" }
    return ([row.field] + owners + ways + (row.isShared ? [row.conflict.rawValue] + row.lastWords : []))
      .joined(separator: " ")
  }

  @Test("of a customer as it ships, each field stands with its owners and ways, in the order of the vocabulary")
  func customer() throws {
    let table = OwnershipTable(.customer, of: try shipped())
    #expect(table.isMerged)
    #expect(table.kept == [.lead])
    let rows = table.rows.map(Self.words)
    #expect(
      rows.prefix(10) == [
        "Kind crm crm crm crm>erp", "Name crm crm erp crm<>erp", "Salutation crm crm crm crm>erp",
        "Title crm crm crm crm>erp", "FirstName crm crm crm crm>erp", "FamilyName crm crm crm crm>erp",
        "Address crm crm erp crm<>erp", "Address[type=main] crm crm crm crm>erp",
        "Address[type=delivery] shared shared shared crm<>erp owner-wins erp",
        "Phone shared shared shared crm<>erp owner-wins erp",
      ])
    // Sales may propose it, so it goes both ways though it has one owner.
    #expect(rows.contains("VatId erp erp erp crm<>erp"))
    #expect(rows.contains("CreditLimit erp erp erp erp>crm"))
    #expect(rows.last == "Note crm crm crm")
    #expect(Set(table.rows.map(\.field)).count == table.rows.count)
  }

  @Test("what is taken as a whole has one row")
  func wholes() throws {
    let configuration = try shipped()
    #expect(OwnershipTable(.order, of: configuration).rows.map(Self.words) == ["* crm erp crm>erp"])
    #expect(OwnershipTable(.invoice, of: configuration).rows.map(Self.words) == ["* erp erp>crm"])
  }

  @Test("a field that is owned only while nothing is sent stays")
  func keptStage() throws {
    let text =
      ConfigurationSample.text
      + "\nentities: { Customer: { owner: erp, fields: { Name: { owner: { lead: crm } }, Title: { owner: { ordered: crm } } } } }"
    let rows = OwnershipTable(.customer, of: try ConfigurationSample.read(text)).rows.map(Self.words)
    #expect(rows.contains("Name crm erp erp"))
    #expect(rows.contains("Title erp crm erp crm>erp"))
  }

  @Test("places tell apart what the patterns tell apart, and nothing more")
  func places() throws {
    let patterns = try ["Address[id=7]", "ContactPerson/Phone[use=main]"].map { try #require(FieldPattern($0)) }
    let places = EntityShape.customer.places(toTellApart: patterns)
    #expect(Set(places).count == places.count)
    // Three types, of which each is the one with the id 7 or another.
    #expect(places.filter { $0.steps[0].name == "Address" }.count == 6)
    #expect(places.filter { patterns[0].matches($0) }.count == 3)
    #expect(places.filter { patterns[1].matches($0) }.count == 2)
    #expect(places.filter { $0.steps[0].name == "Note" }.count == 1)
  }
}
