import Foundation
import Testing

@Suite("kontor coverage")
struct CoverageTests {
  @Test("says of each field whether it is mapped, ignored or invented, and what is lost without being told")
  func shop() throws {
    let site = try TestMappingsTests.site()
    let run = try site.run("coverage", "formats/shop", "--json")
    #expect(run.code == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let entity = try #require((report["entities"] as? [[String: Any]])?.first)
    let fields = try #require(entity["fields"] as? [[String: Any]])
    func field(_ path: String) throws -> [String: Any] { try #require(fields.first { $0["path"] as? String == path }) }
    #expect(try field("Name")["written"] as? String == "mapped")
    #expect(try field("Name")["read"] as? String == "mapped")
    #expect(try field("Name")["survives"] as? Bool == true)
    #expect(try field("VatId")["written"] as? String == "ignored")
    #expect(try field("VatId")["survives"] as? Bool == false)
    #expect(try field("VatId")["read"] == nil)
    #expect(try field("Kind")["read"] as? String == "invented")
    let disagreements = try #require(entity["disagreements"] as? [String])
    #expect(disagreements.contains { $0.hasPrefix("Customer/VatId does not survive") })
    #expect(!disagreements.contains { $0.hasPrefix("Customer/Name ") })
  }

  @Test("says which fields of a customer stand in its order, and which value is that of a parameter")
  func companion() throws {
    let site = try OrderPack.site()
    let run = try site.run("coverage", "formats/orders", "--json")
    #expect(run.code == 0, "\(run)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let entities = try #require(report["entities"] as? [[String: Any]])
    #expect(entities.map { $0["entity"] as? String } == ["Order", "Customer"])
    #expect(entities.map { $0["along"] as? String } == [nil, "Order"])
    let fields = try #require(entities.last?["fields"] as? [[String: Any]])
    func written(_ path: String) -> String? { fields.first { $0["path"] as? String == path }?["written"] as? String }
    #expect(written("Name") == "mapped")
    #expect(written("VatId") == "ignored")
    #expect(written("CrmId") == "mapped")
    let constants = try #require(entities.first?["constants"] as? [[String: Any]])
    #expect(constants.map { $0["path"] as? String } == ["/Bestellung/Art", "/Bestellung/Firma"])
    #expect(constants.map { $0["parameters"] as? [String] } == [[], ["company"]])
    let text = try site.run("coverage", "formats/orders", "--entity", "Customer")
    #expect(text.code == 0)
    #expect(text.lines.first?.hasPrefix("Customer, in its order, tried with ") == true)
    #expect(!text.lines.contains { $0.hasPrefix("Order, ") })
    let whole = try site.run("coverage", "formats/orders")
    #expect(whole.lines.contains("    /Bestellung/Firma = 7  parameter company"))
  }

  @Test("a customer that is read back from its order is held to the losses")
  func companionLosses() throws {
    let site = try OrderPack.site()
    try site.write(OrderPack.readFormat + "\nlosses: { Customer: [VatId] }\n", to: "formats/orders/format.yaml")
    try site.write(OrderPack.readStylesheet, to: "formats/orders/read.xsl")
    let run = try site.run("coverage", "formats/orders", "--entity", "Order", "--json")
    #expect(run.code == 1, "\(run)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
    let entities = try #require(report["entities"] as? [[String: Any]])
    #expect(entities.last?["along"] as? String == "Order")
    let fields = try #require(entities.last?["fields"] as? [[String: Any]])
    func field(_ path: String) throws -> [String: Any] { try #require(fields.first { $0["path"] as? String == path }) }
    #expect(try field("Name")["survives"] as? Bool == true)
    #expect(try field("Name")["read"] as? String == "mapped")
    #expect(try field("Kind")["read"] as? String == "invented")
    #expect(try field("VatId")["survives"] as? Bool == false)
    #expect(try field("VatId")["isLoss"] as? Bool == true)
    #expect(try field("Note")["isLoss"] as? Bool == false)
    let disagreements = try #require(entities.first?["disagreements"] as? [String])
    #expect(disagreements.contains { $0.hasPrefix("Customer/Note does not survive") })
    #expect(!disagreements.contains { $0.hasPrefix("Customer/VatId") })
  }

  @Test("a loss that is named and always comes back is told")
  func survivor() throws {
    let site = try TestMappingsTests.site()
    try site.write(TestMappingsTests.pack + "\nlosses: { Customer: [Name, VatId] }\n", to: "formats/shop/format.yaml")
    let run = try site.run("coverage", "formats/shop", "--entity", "Customer")
    #expect(run.out.contains("Customer/Name is said to be lost, but always came back"))
    #expect(!run.out.contains("Customer/VatId does not survive"))
    #expect(try site.run("coverage", "formats/shop", "--entity", "Order").code == 2)
  }
}
