import Exchange
import Foundation
import Testing

@Suite("What a format is made of")
struct FormatPartsTests {
  private func stylesheet(_ body: String) -> String {
    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">\(body)</xsl:stylesheet>"
  }

  private func place(parameters: String, common: String = "") throws -> Workplace {
    try Workplace(extra: [
      "order.xsl": stylesheet(
        "<xsl:import href=\"common.xsl\"/><xsl:param name=\"company\"/><xsl:template match=\"/\"><O/></xsl:template>"),
      "common.xsl": stylesheet("<xsl:param name=\"shipping-method\"/>" + common),
      "o.xsd":
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:include schemaLocation=\"p.xsd\"/></xs:schema>",
      "p.xsd": "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"O\"/></xs:schema>",
    ]) {
      $0.replacing(
        "  sap-business-one:\n",
        with: "  own:\n    schema: o.xsd\n    write: { Order: order.xsl }\n    parameters: \(parameters)\n"
          + "  sap-business-one:\n")
    }
  }

  @Test("files that are imported or included are versions too, each of its kind")
  func parts() throws {
    func versions(common: String) throws -> [Version] {
      let place = try place(parameters: "{}", common: common)
      return try #require(place.catalogue["own"]).versions
    }
    let first = try versions(common: "")
    #expect(first.map(\.name) == ["common.xsl", "o.xsd", "order.xsl", "p.xsd"])
    #expect(first.map(\.kind) == [.mapping, .schema, .mapping, .schema])
    let second = try versions(common: "<xsl:variable name=\"new\"/>")
    #expect(zip(first, second).filter { $0 != $1 }.map(\.0.name) == ["common.xsl"])
  }

  @Test("a parameter that no stylesheet has is told, with the one that was meant")
  func unused() throws {
    let place = try place(parameters: "{ shiping-method: DHL, company: \"1\", interchange: x }")
    let problems = CatalogueCheck(place.configuration).unused
    #expect(problems.map(\.severity) == [.warning, .warning])
    #expect(
      problems.map(\.message) == [
        "no stylesheet of format \"own\" has a parameter \"interchange\", so it changes nothing",
        "no stylesheet of format \"own\" has a parameter \"shiping-method\", so it changes nothing",
      ])
    #expect(problems.map(\.suggestion) == [nil, "shipping-method"])
    #expect(CatalogueCheck(try self.place(parameters: "{}").configuration).unused.isEmpty)
  }
}
