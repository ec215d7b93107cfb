import Testing
import XMLEngine

@Suite("Reading records from a stream")
struct RecordReaderTests {
  @Test("records come one by one, each with its envelope", arguments: [1, 7, 64 << 10])
  func records(step: Int) throws {
    let reading = try readOrders(exchange(goodOrder, goodOrder, goodOrder), step: step)
    #expect(reading.records.map(\.position) == [1, 2, 3])
    #expect(reading.records.map(\.start.line) == [3, 4, 5])
    #expect(reading.all.isEmpty)
    #expect(reading.controlNumber == "7")
    let document = try #require(reading.records[1].document)
    #expect(document.root?.value(at: "Header/Number") == "7")
    #expect(document.root?.value(at: "Order/Line/@number") == "1")
    #expect(document.root?.children.filter { $0.name == "Order" }.count == 1)
  }

  @Test("a violation names line, column, byte offset, path, value and what was expected")
  func violation() throws {
    let bad = "<Order><Id>A</Id><Date>23.11.2026</Date><Line number=\"1\"><Quantity>2</Quantity></Line></Order>"
    let text = exchange(goodOrder, bad, goodOrder)
    let reading = try readOrders(text)
    #expect(reading.records.map(\.isValid) == [true, false, true])
    let diagnostic = try #require(reading.records[1].diagnostics.first)
    #expect(reading.records[1].diagnostics.count == 1)
    #expect(diagnostic.code == .valueInvalid)
    #expect(diagnostic.position?.line == 4)
    #expect(diagnostic.position?.column == 18)
    let offset = try #require(text.firstRange(of: "<Date>23."))
    #expect(diagnostic.position?.byteOffset == text.utf8.distance(from: text.startIndex, to: offset.lowerBound))
    #expect(diagnostic.path == "/Exchange/Order[2]/Date[1]")
    #expect(diagnostic.value == "23.11.2026")
    #expect(diagnostic.expected == "a date such as 2026-11-23")
    #expect(diagnostic.message == "“23.11.2026” in Date is not a date such as 2026-11-23.")
  }

  @Test("an element that is no known record does not hide what follows from the validator")
  func unknownRecord() throws {
    let bad = goodOrder.replacing("2026-11-23", with: "soon")
    let reading = try readOrders(exchange(goodOrder, "<Ordr><Id>B</Id></Ordr>", bad, goodOrder))
    #expect(reading.records.map(\.entity) == ["Order", nil, "Order", "Order"])
    #expect(reading.records.map { $0.diagnostics.map(\.code) } == [[], [.elementUnexpected], [.valueInvalid], []])
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.records[1].diagnostics[0].message.contains("Ordr is not expected here. Expected is"))
  }

  @Test(
    "an element among records that the schema allows and the layout does not name is an error, unless it is ignored")
  func otherElements() throws {
    let text = exchange(goodOrder, "<Remark>hello</Remark>", goodOrder)
    let reading = try readOrders(text)
    #expect(reading.records.map(\.entity) == ["Order", nil, "Order"])
    #expect(reading.records.map { $0.diagnostics.map(\.code) } == [[], [.elementUnexpected], []])
    #expect(reading.records[1].diagnostics.first?.expected == "Order")
    var layout = orderLayout
    layout.ignored = [["Remark"]]
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    let lenient = try read(Array(text.utf8), schema: schema, layout: layout)
    #expect(lenient.records.count == 2)
    #expect(lenient.all.isEmpty)
  }

  @Test("all errors of a record are reported, up to the limit")
  func manyErrors() throws {
    let lines = (1...9).map { "<Line number=\"\($0)\"><Quantity>x</Quantity></Line>" }.joined()
    let bad = "<Order><Id>A</Id><Date>2026-11-23</Date>\(lines)</Order>"
    var limits = XMLLimits()
    limits.errorsPerRecord = 5
    let some = try readOrders(exchange(bad), limits: limits)
    #expect(some.records[0].diagnostics.map(\.code) == Array(repeating: .valueInvalid, count: 5) + [.moreErrors])
    let all = try readOrders(exchange(bad))
    #expect(all.records[0].diagnostics.count == 9)
  }

  @Test(
    "each kind of violation has its code and its place",
    arguments: [
      ("<Order><Id>A</Id><Line number=\"1\"><Quantity>2</Quantity></Line></Order>", "element-unexpected", 18),
      ("<Order><Id>A</Id><Date>2026-11-23</Date></Order>", "element-missing", 1),
      (goodOrder.replacing(" number=\"1\"", with: ""), "attribute-missing", 41),
      (goodOrder.replacing("number", with: "size=\"2\" number"), "attribute-unexpected", 41),
      (goodOrder.replacing("<Id>", with: "text<Id>"), "text-unexpected", 1),
      (goodOrder.replacing("</Quantity>", with: "</Quantity><Unit>Stk</Unit>"), "value-invalid", 80),
      (
        goodOrder.replacing("</Order>", with: "<Line number=\"1\"><Quantity>1</Quantity></Line></Order>"),
        "key-duplicate", 87
      ),
    ])
  func kinds(record: String, code: String, column: Int) throws {
    let reading = try readOrders(exchange(goodOrder, record, goodOrder))
    #expect(reading.records.map(\.isValid) == [true, false, true])
    #expect(reading.records[1].diagnostics.map(\.code.rawValue) == [code])
    #expect(reading.records[1].diagnostics.first?.position?.line == 4)
    #expect(reading.records[1].diagnostics.first?.position?.column == column)
  }

  @Test("lines are true beyond 65,535, and memory holds no more than what is being read")
  func manyLines() throws {
    var records = Array(repeating: goodOrder.replacing("><", with: ">\n<"), count: 12_000)
    records[11_999] = records[11_999].replacing("2026-11-23", with: "never")
    let text = """
      <Exchange xmlns="urn:test">
      <Header><Number>7</Number></Header>
      \(records.joined(separator: "\n"))
      <Trailer><Count>12000</Count></Trailer>
      </Exchange>
      """
    let reading = try readOrders(text)
    let faulty = text.split(separator: "\n").firstIndex { $0.contains("never") }
    #expect(reading.records.last?.diagnostics.first?.position?.line == faulty.map { $0 + 1 })
    #expect(try #require(faulty) > 65_535)
  }

  @Test("columns count characters, not bytes")
  func columns() throws {
    let bad = goodOrder.replacing("<Id>A</Id>", with: "<Id>Lüders &amp; Söhne 😀</Id>")
      .replacing("2026-11-23", with: "x")
    let reading = try readOrders(exchange(bad))
    let line = try #require(bad.firstRange(of: "<Date>"))
    let column = bad.unicodeScalars.distance(from: bad.startIndex, to: line.lowerBound) + 1
    #expect(reading.records[0].diagnostics.first?.position?.column == column)
  }

  @Test("a file that lacks its header is refused as a whole, at the first record")
  func missingHeader() throws {
    let text = exchange(goodOrder, goodOrder).replacing("<Header><Number>7</Number></Header>", with: "")
    let reading = try readOrders(text)
    #expect(reading.refusal?.code == .elementUnexpected)
    #expect(reading.refusal?.position?.line == 3)
  }

  @Test("records are found below containers at any fixed depth, and ended containers take no memory")
  func containers() throws {
    let schema = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="Export"><xs:complexType><xs:sequence>
          <xs:element name="Batch" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
            <xs:element name="Kunde" type="xs:integer" minOccurs="0" maxOccurs="unbounded"/>
          </xs:sequence><xs:attribute name="nr" type="xs:integer"/></xs:complexType></xs:element>
        </xs:sequence><xs:attribute name="erstellt"/></xs:complexType></xs:element>
      </xs:schema>
      """
    let layout = RecordLayout(root: "Export", records: [["Batch", "Kunde"]: "Customer"])
    let text = """
      <Export erstellt="heute"><Batch nr="1"><Kunde>1</Kunde><Kunde>x</Kunde></Batch>
      <Batch nr="2"><Kunde>2</Kunde><Kundne/></Batch><Batch nr="3"><Kunde>y</Kunde></Batch></Export>
      """
    let reading = try read(
      Array(text.utf8), schema: Schema(path: temporaryFile("k.xsd", Array(schema.utf8))), layout: layout)
    #expect(reading.records.map(\.isValid) == [true, false, true, false, false])
    #expect(reading.records[2].document?.root?.value(at: "Batch/@nr") == "2")
    #expect(reading.records[2].document?.root?.attribute("erstellt") == "heute")
    #expect(reading.records[4].diagnostics[0].path == "/Export/Batch[3]/Kunde[1]")
  }
}
