import Exchange
import Testing

@Suite("Codes of a format in the place of the canonical ones, in both directions")
struct CodeTranslationTests {
  /// Reads every order as it stands, but by a stylesheet.
  private static let copying = """
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1">
      <xsl:template match="/"><xsl:copy-of select="//x:Customer[@changed] | //x:Order[@changed]"/></xsl:template>
    </xsl:stylesheet>
    """

  /// What became of one order with a unit: the unit in the ERP's document, or the issues.
  private func outcome(unit: String, reading: String? = nil, writing: String? = nil, by stylesheet: Bool = false) throws
    -> String
  {
    let place = try Workplace(extra: ["copy.xsl": Self.copying]) { shipped in
      shipped.replacing(
        "    root: \"{urn:kontor:exchange:1}Exchange\"\n",
        with: "    root: \"{urn:kontor:exchange:1}Exchange\"\n" + (reading.map { "    codes: \($0)\n" } ?? "")
          + (stylesheet ? "    read: copy.xsl\n" : "")
      ).replacing(
        "  sap-business-one:\n",
        with: "  sap-business-one:\n" + (writing.map { "    codes: \($0)\n" } ?? ""))
    }
    try place.drop(SampleExchange().text.replacing(">C62<", with: ">\(unit)<"), as: "a.xml")
    try place.scan()
    if let name = try place.names(in: "outbox/erp").first(where: { $0.contains("Order") }) {
      let document = try place.text("outbox/erp/\(name)")
      let match = try #require(document.firstMatch(of: /<MeasureUnit>(.*)<\/MeasureUnit>/))
      return String(match.1)
    }
    let answer = try place.acknowledgement(of: "a.")
    return answer.matches(of: /code="([a-z-]+)"|<Code>([a-z-]+)<\/Code>/).map { String($0.1 ?? $0.2 ?? "") }.joined(
      separator: " ")
  }

  private static let stk = "{ Unit: { values: { C62: Stk, HUR: Std } } }"
  private static let stkOrOther = "{ Unit: { values: { C62: Stk }, others: pass } }"

  @Test("read, with a stylesheet and without", arguments: [true, false])
  func reading(by stylesheet: Bool) throws {
    #expect(try outcome(unit: "Stk", reading: Self.stk, by: stylesheet) == "C62")
    #expect(try outcome(unit: " Std\n", reading: Self.stk, by: stylesheet) == "HUR")
    #expect(try outcome(unit: "Pal", reading: Self.stk, by: stylesheet) == "code-untranslatable")
    #expect(try outcome(unit: "C62", reading: Self.stk, by: stylesheet) == "code-untranslatable")
    #expect(try outcome(unit: "Stk", reading: Self.stkOrOther, by: stylesheet) == "C62")
    #expect(try outcome(unit: "KGM", reading: Self.stkOrOther, by: stylesheet) == "KGM")
    // Passed, and then in no list.
    #expect(try outcome(unit: "Pal", reading: Self.stkOrOther, by: stylesheet) == "code-unknown")
  }

  @Test("a code that the vocabulary does not take is the fault of the configuration", arguments: [true, false])
  func invalid(by stylesheet: Bool) throws {
    let codes = "{ Unit: { values: { \(String(repeating: "x", count: 61)): Stk } } }"
    #expect(try outcome(unit: "Stk", reading: codes, by: stylesheet) == "mapping-invalid")
  }

  @Test("written")
  func writing() throws {
    #expect(try outcome(unit: "C62", writing: Self.stk) == "Stk")
    #expect(try outcome(unit: "KGM", writing: Self.stk) == "code-untranslatable")
    #expect(try outcome(unit: "KGM", writing: Self.stkOrOther) == "KGM")
    #expect(try outcome(unit: "C62", writing: "{ Unit: { values: { C62: \"<&>\" } } }") == "&lt;&amp;&gt;")
  }

  @Test("from one system's codes to the other's")
  func both() throws {
    let pieces = "{ Unit: { values: { C62: PCE } } }"
    #expect(try outcome(unit: "Stk", reading: Self.stk, writing: pieces) == "PCE")
    #expect(try outcome(unit: "Std", reading: Self.stk, writing: pieces) == "code-untranslatable")
  }

  @Test("the clerk reads which code it is, where it stands, and which there are")
  func sentence() throws {
    let place = try Workplace { shipped in
      shipped.replacing(
        "    root: \"{urn:kontor:exchange:1}Exchange\"\n",
        with: "    root: \"{urn:kontor:exchange:1}Exchange\"\n    codes: \(Self.stk)\n")
    }
    try place.drop(SampleExchange().text.replacing(">C62<", with: ">Pal<"), as: "a.xml")
    try place.scan()
    let answer = try place.acknowledgement(of: "a.")
    #expect(answer.contains("“Pal” in Unit is no code of the format exchange."))
    #expect(answer.contains("<Expected>Std or Stk</Expected>"))
    #expect(answer.contains("/Exchange/Order[1]/Lines[1]/Line[1]/Unit[1]"))
    #expect(answer.contains("<Line>5</Line>"))
  }

  @Test("of a long list the clerk reads the first dozen, unless only one is left", arguments: [13, 14])
  func longList(_ count: Int) throws {
    let values = (10..<10 + count).map { "A\($0): B\($0)" }.joined(separator: ", ")
    let place = try Workplace { shipped in
      shipped.replacing(
        "    root: \"{urn:kontor:exchange:1}Exchange\"\n",
        with: "    root: \"{urn:kontor:exchange:1}Exchange\"\n    codes: { Unit: { values: { \(values) } } }\n")
    }
    try place.drop(SampleExchange().text, as: "a.xml")
    try place.scan()
    let dozen = (10..<22).map { "B\($0)" }.joined(separator: ", ")
    let end = count == 13 ? "or B22" : "and 2 more"
    #expect(try place.acknowledgement(of: "a.").contains("<Expected>\(dozen) \(end)</Expected>"))
  }
}
