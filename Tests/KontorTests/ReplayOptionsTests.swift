import Foundation
import Testing

@Suite("kontor replay, told what it cannot do")
struct ReplayOptionsTests {
  @Test("a mapping that cannot be compiled is told by its own name, before anything is decided")
  func brokenMapping() throws {
    let site = try Site()
    let before = try site.tree()
    try site.write("<xsl:stylesheet", to: "order.xsl")
    let run = try site.run("replay", "--mapping", "order.xsl")
    #expect(run.code == 78)
    #expect(run.out.isEmpty)
    #expect(run.err.contains("\(site.path)/order.xsl: "))
    #expect(!run.err.contains("formats/"))
    try site.remove("order.xsl")
    #expect(try site.tree() == before)
  }

  @Test(
    "an option that names nothing is refused with what there is",
    arguments: [
      (["--mapping", "new.xsl"], Int32(2), "--mapping formats/sap-business-one/customer.xsl=new.xsl"),
      (
        ["--mapping", "formats/sap-business-one/ordr.xsl=new.xsl"], 2,
        "did you mean formats/sap-business-one/order.xsl?"
      ),
      (
        ["--mapping", "formats/sap-business-one/format.yaml=new.xsl"], 2,
        "format.yaml is read with the configuration and not with stylesheets; change it, or name another"
      ),
      (["--schema", "xsd/exchange.xsd=none.xsd"], 66, "none.xsd cannot be read"),
      (["--from", "crn"], 2, "did you mean crm?"),
      (["--since", "yesterday"], 2, "--since"),
      (["--since", "2026-11-02", "--until", "2026-11-01"], 2, "--since must be before --until"),
      (["--limit", "0"], 2, "--limit"),
    ])
  func options(_ arguments: [String], code: Int32, message: String) throws {
    let site = try Site()
    try site.write("<x/>", to: "new.xsl")
    let run = try Program.run(["replay"] + arguments, in: site.path)
    #expect(run.code == code)
    #expect(run.err.contains(message), "\(run.err)")
  }
}
