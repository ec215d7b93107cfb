import Testing

@testable import XMLEngine

/// A format with containers in sequence, required parts that no path names, and a wildcard.
let kundenSchema = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:element name="Export"><xs:complexType><xs:sequence>
      <xs:element name="Kopf" type="xs:string"/>
      <xs:element name="Lauf" type="xs:int"/>
      <xs:element ref="Kunden"/>
      <xs:element name="Zwischen" type="xs:string"/>
      <xs:element name="Auftraege" nillable="true"><xs:complexType><xs:sequence>
        <xs:element name="Auftrag" type="xs:int" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="Ende" type="xs:string"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Kunden"><xs:complexType><xs:sequence>
      <xs:element name="Info" type="xs:string"/>
      <xs:element name="Kunde" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="Nr" type="xs:int"/>
        <xs:any namespace="##other" processContents="strict" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence><xs:attribute name="anzahl" type="xs:int"/></xs:complexType></xs:element>
  </xs:schema>
  """

let kundenLayout = RecordLayout(
  root: "Export", records: [["Kunden", "Kunde"]: "Customer", ["Auftraege", "Auftrag"]: "Order"], envelope: ["Kopf"],
  ignored: [["Kunden", "Info"]])

/// A format with records between required elements that no path names.
let flatSchema = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R"><xs:complexType><xs:sequence>
    <xs:element name="Kopf" type="xs:string" minOccurs="2" maxOccurs="2"/>
    <xs:element name="Info" type="xs:string"/>
    <xs:element name="Kunde" type="xs:int" maxOccurs="unbounded"/>
    <xs:element name="Ende" type="xs:string"/>
  </xs:sequence></xs:complexType></xs:element></xs:schema>
  """

let flatLayout = RecordLayout(
  root: "R", records: [["Kunde"]: "Customer"], envelope: ["Kopf"], ignored: [["Info"], ["Ende"]])

@Suite("Records in containers that follow each other")
struct ContainerTests {
  private func read(
    kunden: String = "<Kunde><Nr>1</Nr></Kunde>", auftraege: String = "<Auftrag>1</Auftrag>", tag: String = "",
    layout: RecordLayout = kundenLayout, limits: XMLLimits = XMLLimits()
  ) throws -> Reading {
    let text = """
      <Export><Kopf>7</Kopf><Lauf>1</Lauf>
      <Kunden anzahl="2"><Info>i</Info>\(kunden)</Kunden><Zwischen/>
      <Auftraege\(tag)>\(auftraege)</Auftraege><Ende/></Export>
      """
    let schema = try Schema(path: temporaryFile("k.xsd", Array(kundenSchema.utf8)))
    return try XMLEngineTests.read(Array(text.utf8), schema: schema, layout: layout, limits: limits)
  }

  @Test("a misplaced element hides nothing from the validator, though containers before it have ended")
  func misplaced() throws {
    let reading = try read(
      kunden: "<Kunde><Nr>1</Nr></Kunde><Kund/><Kunde><Nr>x</Nr></Kunde>",
      auftraege: "<Tippfehler/><Auftrag>eins</Auftrag><Auftrag>2</Auftrag>")
    #expect(reading.records.map(\.entity) == ["Customer", nil, "Customer", nil, "Order", "Order"])
    #expect(
      reading.records.map { $0.diagnostics.map(\.code) }
        == [[], [.elementUnexpected], [.valueInvalid], [.elementUnexpected], [.valueInvalid], []])
    #expect(reading.refusal == nil)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test("the same in the root, where required elements that no path names have passed")
  func misplacedInRoot() throws {
    let schema = try Schema(path: temporaryFile("r.xsd", Array(flatSchema.utf8)))
    func outcome(_ records: String) throws -> [Diagnostic.Code] {
      let text = "<R><Kopf>1</Kopf><Kopf>2</Kopf><Info/>\(records)<Ende/></R>"
      return try XMLEngineTests.read(Array(text.utf8), schema: schema, layout: flatLayout).all.map(\.code)
    }
    // With more records than one validator sees.
    #expect(try outcome(String(repeating: "<Kunde>1</Kunde>", count: 2500)) == [])
    #expect(try outcome("<Kunde>1</Kunde><Kund/>") == [.elementUnexpected])
    #expect(
      try outcome("<Kunde>1</Kunde><Kund/><Kunde>2</Kunde><Kunde>x</Kunde>") == [.elementUnexpected, .valueInvalid])
    // A validator that began anew knows what is missing.
    #expect(try outcome("<Kund/>") == [.elementUnexpected, .elementUnexpected, .elementMissing])
  }

  @Test("an attribute of a container can be part of the envelope, and the records in it are read")
  func attributeOfContainer() throws {
    let text = """
      <Export><Kopf>7</Kopf><Lauf>1</Lauf><Kunden anzahl="2"><Info/><Kunde><Nr>1</Nr></Kunde></Kunden><Zwischen/>
      <Auftraege><Auftrag>1</Auftrag></Auftraege><Ende/></Export>
      """
    var layout = kundenLayout
    layout.envelope = ["Kopf", "Kunden"]
    let schema = try Schema(path: temporaryFile("k.xsd", Array(kundenSchema.utf8)))
    var rest = Array(text.utf8)[...]
    let reader = try RecordReader(schema: schema, layout: layout) { buffer in
      let count = min(buffer.count, rest.count)
      rest.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
      rest.removeFirst(count)
      return count
    }
    #expect(try reader.next()?.entity == "Customer")
    #expect(try reader.next()?.entity == "Order")
    #expect(try reader.next() == nil)
    #expect(reader.diagnostics.isEmpty)
    #expect(reader.envelopeValue(at: "Kunden/@anzahl") == "2")
    #expect(reader.envelopeValue(at: "Kopf") == "7")
  }

  @Test("each child of a container that is nil is an error, not only the first")
  func nilContainer() throws {
    let reading = try read(
      auftraege: "<Auftrag>1</Auftrag><Auftrag>2</Auftrag><Auftrag>3</Auftrag>",
      tag: " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"")
    #expect(reading.records.map(\.isValid) == [true, false, false, false])
  }

  @Test("what a strict wildcard does not find is an unexpected element, not a wrong root")
  func strictWildcard() throws {
    let reading = try read(kunden: "<Kunde><Nr>1</Nr><x xmlns=\"urn:x\"/></Kunde><Kunde><Nr>y</Nr></Kunde>")
    #expect(
      reading.records.map { $0.diagnostics.map(\.code) } == [[.elementUnexpected], [.valueInvalid], []])
  }

  @Test("where the schema has keys that span records, a misplaced element ends the reading")
  func keys() throws {
    let schema = try Schema(
      path: temporaryFile(
        "r.xsd",
        Array(
          """
          <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R"><xs:complexType><xs:sequence>
            <xs:element name="A" maxOccurs="unbounded"><xs:complexType><xs:attribute name="id"/></xs:complexType>
              <xs:unique name="inner"><xs:selector xpath="B"/><xs:field xpath="@id"/></xs:unique></xs:element>
          </xs:sequence></xs:complexType>
          <xs:unique name="k"><xs:selector xpath="A"/><xs:field xpath="@id"/></xs:unique></xs:element></xs:schema>
          """.utf8)))
    let layout = RecordLayout(root: "R", records: [["A"]: "A"])
    func reading(_ text: String) throws -> Reading {
      try XMLEngineTests.read(Array(text.utf8), schema: schema, layout: layout)
    }
    #expect(try reading("<R><A id='1'/><A id='1'/></R>").all.map(\.code) == [.keyDuplicate])
    let spoilt = try reading("<R><A id='1'/><X/><A id='1'/></R>")
    #expect(spoilt.refusal?.code == .elementUnexpected)
    #expect(try #require(spoilt.refusal?.message).contains("keys that span records"))
  }

  @Test("a file of nothing but misplaced elements is given up")
  func manyMisplaced() throws {
    var limits = XMLLimits()
    limits.misplaced = 50
    let few = try read(kunden: String(repeating: "<K/>", count: 50), limits: limits)
    #expect(few.refusal == nil)
    #expect(few.records.count == 51)
    let many = try read(kunden: String(repeating: "<K/>", count: 51), limits: limits)
    #expect(many.refusal?.code == .limitMisplaced)
    limits.replayed = 20
    let long = try read(kunden: String(repeating: "<K/>", count: 50), limits: limits)
    #expect(long.refusal?.code == .limitMisplaced)
  }

  @Test("a long file is not given up because of what passes between its records, as long as nothing is misplaced")
  func longWithOthers() throws {
    let schema = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R"><xs:complexType><xs:sequence>
        <xs:element name="N" type="xs:string" minOccurs="0" maxOccurs="1500"/>
        <xs:element name="A" type="xs:int" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element></xs:schema>
      """
    let layout = RecordLayout(root: "R", records: [["A"]: "A"], ignored: [["N"]])
    var limits = XMLLimits()
    limits.replayed = 2000
    let compiled = try Schema(path: temporaryFile("n.xsd", Array(schema.utf8)))
    #expect(compiled.repetition(in: layout).areIndependent)
    func codes(_ middle: String) throws -> [Diagnostic.Code] {
      let records = String(repeating: "<A>1</A>", count: 2500)
      let text = "<R>\(String(repeating: "<N/>", count: 1500))\(records)\(middle)\(records)</R>"
      return try XMLEngineTests.read(Array(text.utf8), schema: compiled, layout: layout, limits: limits).all.map(\.code)
    }
    #expect(try codes("") == [])
    #expect(try codes("<X/>") == [.elementUnexpected])
    #expect(try codes("<X/><X/>") == [.elementUnexpected, .elementUnexpected, .limitMisplaced])
  }
}
