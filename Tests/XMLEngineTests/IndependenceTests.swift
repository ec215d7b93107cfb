import Testing

@testable import XMLEngine

@Suite("Records that need not know of each other")
struct IndependenceTests {
  /// A schema whose root holds `content`, and what follows it in the root's declaration.
  private func outcome(content: String, constraint: String = "", records: [String]) throws -> [Diagnostic.Code] {
    let schema = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="R"><xs:complexType>\(content)</xs:complexType>\(constraint)</xs:element>
      <xs:element name="A"><xs:complexType><xs:attribute name="id"/></xs:complexType></xs:element>
      <xs:element name="B" type="xs:integer"/>
      </xs:schema>
      """
    let compiled = try Schema(path: temporaryFile("r.xsd", Array(schema.utf8)))
    let layout = RecordLayout(root: "R", records: [["A"]: "A", ["B"]: "B"])
    let reading = try read(Array("<R>\(records.joined(separator: "\n"))</R>".utf8), schema: compiled, layout: layout)
    return reading.all.map(\.code)
  }

  private static let choice =
    "<xs:choice minOccurs='1' maxOccurs='unbounded'><xs:element ref='A'/><xs:element ref='B'/></xs:choice>"
  private static let sequence =
    "<xs:sequence><xs:element ref='A' maxOccurs='unbounded'/><xs:element ref='B' minOccurs='0' maxOccurs='unbounded'/></xs:sequence>"

  @Test(
    "a long file of independent records is valid to its end, whatever the number", arguments: [999, 1000, 1001, 3000])
  func long(count: Int) throws {
    #expect(try outcome(content: Self.choice, records: Array(repeating: "<B>1</B>", count: count)) == [])
    #expect(
      try outcome(content: Self.choice, records: Array(repeating: "<B>1</B>", count: count) + ["<B>x</B>"])
        == [.valueInvalid])
  }

  @Test("the records of the shipped exchange are independent, so a long one takes no more memory than a short one")
  func shipped() throws {
    let schema = try Schema(path: EquivalenceTests.schemaPath)
    var layout = EquivalenceTests.layout
    layout.root = "{urn:kontor:exchange:1}Exchange"
    #expect(schema.repetition(in: layout).areIndependent)
  }

  @Test("records that the schema ties together are judged together, however many lie between them")
  func order() throws {
    let many = Array(repeating: "<A/>", count: 2500)
    #expect(try outcome(content: Self.sequence, records: many + ["<B>1</B>"]) == [])
    // Every A behind a B is misplaced, not only the first.
    #expect(
      try outcome(content: Self.sequence, records: many + ["<B>1</B>"] + many)
        == Array(repeating: .elementUnexpected, count: many.count))
  }

  @Test("a number of records that the schema limits is held over the whole file")
  func limited() throws {
    let limited = Self.choice.replacing("unbounded", with: "2000")
    let records = Array(repeating: "<A/>", count: 2001)
    #expect(try outcome(content: limited, records: records).first == .elementUnexpected)
  }

  @Test("a key that must be unique in the whole file is, however far apart two records stand")
  func unique() throws {
    let constraint = "<xs:unique name='k'><xs:selector xpath='A'/><xs:field xpath='@id'/></xs:unique>"
    let records = (0..<2500).map { "<A id='\($0)'/>" } + ["<A id='7'/>"]
    #expect(try outcome(content: Self.choice, constraint: constraint, records: records) == [.keyDuplicate])
  }
}
