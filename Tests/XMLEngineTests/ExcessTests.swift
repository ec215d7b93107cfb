import Testing

@testable import XMLEngine

@Suite("Values that are too long in a document that was made here")
struct ExcessTests {
  private static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:simpleType name="Short"><xs:restriction base="xs:token"><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
      <xs:element name="a"><xs:complexType>
        <xs:sequence>
          <xs:element name="b" type="Short" maxOccurs="9" minOccurs="0"/>
          <xs:element name="c" minOccurs="0">
            <xs:simpleType><xs:restriction base="xs:decimal"><xs:totalDigits value="4"/></xs:restriction></xs:simpleType>
          </xs:element>
          <xs:element name="d" minOccurs="0">
            <xs:simpleType><xs:restriction base="xs:string"><xs:length value="3"/></xs:restriction></xs:simpleType>
          </xs:element>
          <xs:element name="e" type="xs:date" minOccurs="0" maxOccurs="9"/>
        </xs:sequence>
        <xs:attribute name="f" type="Short"/>
      </xs:complexType></xs:element>
    </xs:schema>
    """

  private static func violations(_ text: String) throws -> [Diagnostic] {
    let schema = try Schema(path: temporaryFile("long.xsd", Array(schema.utf8)))
    return try schema.validate(XMLDocument.parse(Array(text.utf8), location: "x"))
  }

  @Test(
    "how long it is, how long it may be, and what it is",
    arguments: [
      ("<a><b> Müller \n</b></a>", "b", " Müller \n", 6, 5, Diagnostic.Excess.Unit.characters),
      ("<a f=\"Müllers\"/>", "f", "Müllers", 7, 5, .characters),
      ("<a f=\"O'B'rien\"/>", "f", "O'B'rien", 8, 5, .characters),
      ("<a><b>😀😀😀😀😀😀</b></a>", "b", "😀😀😀😀😀😀", 6, 5, .characters),
      ("<a><c>-123.45</c></a>", "c", "-123.45", 5, 4, .digits), ("<a><d>DEUT</d></a>", "d", "DEUT", 4, 3, .characters),
    ])
  func excess(
    text: String, field: String, value: String, size: Int, most: Int, unit: Diagnostic.Excess.Unit
  ) throws {
    let found = try Self.violations(text)
    #expect(found.count == 1)
    let excess = try #require(found.first?.excess)
    #expect(excess == .init(field: field, value: value, size: size, most: most, unit: unit))
  }

  @Test("too short is not too long")
  func short() throws {
    let found = try Self.violations("<a><d>DE</d></a>")
    #expect(found.map(\.code) == [.valueInvalid])
    #expect(found.first?.excess == nil)
  }

  @Test("each value is told once, and each of several")
  func once() throws {
    let found = try Self.violations("<a><b>123456</b><b>1234567</b><b>12345</b><e>x</e><e>y</e></a>")
    #expect(found.map { $0.excess?.value } == ["123456", "1234567", nil, nil])
    #expect(found.map(\.code) == [.valueInvalid, .valueInvalid, .valueInvalid, .valueInvalid])
  }
}
