import Foundation
import Testing

@Suite("Two exchanges in one installation")
struct SeparateExchangesTests {
  /// crm and shop have dropped the same first order of the same customer.
  private func site(_ change: (String) -> String) throws -> Site {
    let site = try Site(initialised: false)
    for shared in ["xsd", "formats"] {
      try FileManager.default.copyItem(atPath: "\(Program.package)/\(shared)", toPath: "\(site.path)/\(shared)")
    }
    let configuration = try String(contentsOfFile: Program.package + "/Tests/Harness/two-senders.yaml", encoding: .utf8)
    try site.write(change(configuration), to: "kontor.yaml")
    #expect(try site.run("init").code == 0)
    let text = try String(contentsOfFile: Site.example("crm/1002-first-order.xml"), encoding: .utf8)
    for system in ["crm", "shop"] {
      try site.write(
        text.replacing("<Sender>crm<", with: "<Sender>\(system)<"), to: "inbox/\(system)/first-order.xml")
      let scan = try site.run("scan", "--settle", "0")
      #expect(scan.code == 0, "\(scan.out)")
    }
    return site
  }

  @Test("the same customer in both is two customers: what one system tells goes to its own partners only")
  func separate() throws {
    let site = try site { $0 }
    for outbox in ["outbox/erp", "outbox/wms"] {
      #expect(
        try site.names(in: outbox) == ["00000001-Customer-K-20417.xml", "00000002-Order-SO-4711.xml"], "\(outbox)")
    }
    #expect(try site.rows("SELECT count(*) AS n FROM entity WHERE kind = 'Customer'") == ["[n:2]"])
  }

  @Test("the same customer in two systems of one exchange is one, by its VAT id, and each order is sent")
  func together() throws {
    let site = try site { $0.replacing("to: wms", with: "to: erp") }
    #expect(
      try site.names(in: "outbox/erp") == [
        "00000001-Customer-K-20417.xml", "00000002-Order-SO-4711.xml", "00000003-Order-SO-4711.xml",
      ])
    #expect(try site.rows("SELECT count(*) AS n FROM entity WHERE kind = 'Customer'") == ["[n:1]"])
  }
}
