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
