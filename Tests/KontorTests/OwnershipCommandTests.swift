import Foundation
import Testing

@Suite("kontor ownership")
struct OwnershipCommandTests {
  @Test("shows a table for everything that a flow carries, narrow enough for a terminal")
  func text() throws {
    let site = try Site()
    let run = try site.run("ownership")
    #expect(run.code == 0)
    #expect(run.lines[0] == "Customer  merged field by field; not sent at stage lead")
    #expect(run.lines[1] == "FIELD                   LEAD    ORDERED  CUSTOMER  WAY        IF BOTH CHANGED IT")
    #expect(run.lines.contains("Phone                   shared  shared   shared    crm ↔ erp  erp's"))
    #expect(run.lines.contains("Name                    crm     crm      erp       crm ↔ erp  the owner's"))
    #expect(
      run.lines.contains(
        "PaymentTerms            erp     erp      erp       crm ↔ erp  the owner's; others may fill it"))
    #expect(run.lines.contains("Note                    crm     crm      crm       stays      the owner's"))
    #expect(
      run.out.contains("\nOrder  taken as a whole\nFIELD       PLACED  ACCEPTED  WAY        IF BOTH CHANGED IT\n"))
    #expect(run.out.contains("\nReminder  taken as a whole\nFIELD       OWNER  WAY "))
    #expect(run.lines.allSatisfy { $0.count <= 100 })
  }

  @Test("shows each way to settle a conflict, and what is sent where nobody said anything")
  func conflicts() throws {
    let site = try Site()
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    let fields = """
          fields:
            Name: { owner: shared, conflict: newest }
            Title: { owner: shared, conflict: longest, last-word: crm }
            Phone: { owner: shared, conflict: fill-if-empty }
            Web: { owner: shared, conflict: ask }
            Language: { owner: crm, default: de }

      """
    let start = try #require(yaml.range(of: "    fields:\n"))
    let end = try #require(yaml.range(of: "  Order:\n    stages"))
    try site.write(
      yaml.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: fields), to: "kontor.yaml")
    let run = try site.run("ownership", "customer")
    #expect(run.code == 0, "\(run)")
    let lines = run.lines.map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
    #expect(lines[1] == "FIELD LEAD ORDERED CUSTOMER WAY IF BOTH CHANGED IT DEFAULT")
    #expect(lines.contains("Name shared shared shared crm ↔ erp the newer, else crm or erp's"))
    #expect(lines.contains("Title shared shared shared crm ↔ erp the longer, else crm's"))
    #expect(lines.contains("Phone shared shared shared crm ↔ erp what is there stays"))
    #expect(lines.contains("Web shared shared shared crm ↔ erp a person decides"))
    #expect(lines.contains("Language crm crm crm crm → erp the owner's de"))
    #expect(!run.out.contains("Order  "))
  }

  @Test("says the same in JSON")
  func json() throws {
    struct Report: Decodable {
      struct Table: Decodable {
        var entity: String
        var mergedByField: Bool
        var stages: [String]
        var stagesNotSent: [String]
        var fields: [Field]
      }
      struct Field: Decodable {
        var field: String
        var owners: [String: String]
        var ways: [Way]
        var conflict: String?
        var lastWord: [String]
      }
      struct Way: Decodable {
        var from: String
        var to: String
        var bothWays: Bool
      }
      var entities: [Table]
    }
    let run = try Site().run("ownership", "--json")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.out.utf8))
    #expect(report.entities.map(\.entity) == ["Customer", "Order", "OrderStatus", "Invoice", "Reminder"])
    let customer = try #require(report.entities.first)
    #expect(customer.mergedByField)
    #expect(customer.stages == ["lead", "ordered", "customer"])
    #expect(customer.stagesNotSent == ["lead"])
    let phone = try #require(customer.fields.first { $0.field == "Phone" })
    #expect(phone.owners == ["lead": "shared", "ordered": "shared", "customer": "shared"])
    #expect(phone.conflict == "owner-wins")
    #expect(phone.lastWord == ["erp"])
    #expect(phone.ways.map { "\($0.from) \($0.to) \($0.bothWays)" } == ["crm erp true"])
    #expect(customer.fields.first { $0.field == "CreditLimit" }?.conflict == nil)
    #expect(report.entities[3].fields.map(\.owners) == [["always": "erp"]])
  }

  @Test("an entity that no flow carries is a slip of the command line; a wrong agreement is one of the configuration")
  func mistakes() throws {
    let site = try Site()
    let slip = try site.run("ownership", "Custmer")
    #expect(slip.code == 2)
    #expect(slip.err == "kontor: no flow carries Custmer; did you mean Customer?\n")
    let yaml = try String(contentsOfFile: site.path + "/kontor.yaml", encoding: .utf8)
    try site.write(yaml.replacing("PaymentTerms:", with: "PaymentTrems:"), to: "kontor.yaml")
    let wrong = try site.run("ownership")
    #expect(wrong.code == 78)
    #expect(wrong.err.contains("\"PaymentTrems\"; did you mean \"PaymentTerms\"?"))
  }
}
