import Testing

@testable import XMLEngine

/// Two kinds of files in one schema, each with a root that is a record, and a third whose records stand in a container.
private let paperSchema = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:paper" xmlns="urn:paper"
      elementFormDefault="qualified">
    <xs:element name="Order" type="Paper"/>
    <xs:element name="Reply" type="Paper"/>
    <xs:complexType name="Paper">
      <xs:sequence>
        <xs:element name="Head"><xs:complexType><xs:sequence><xs:element name="Number" type="xs:string"/></xs:sequence>
          <xs:attribute name="test"/></xs:complexType></xs:element>
        <xs:element name="Date" type="xs:date"/>
        <xs:element name="Line" maxOccurs="unbounded">
          <xs:complexType><xs:sequence><xs:element name="Quantity" type="xs:decimal"/></xs:sequence></xs:complexType>
        </xs:element>
      </xs:sequence>
      <xs:attribute name="version"/>
    </xs:complexType>
    <xs:element name="Sync">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="Area">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="Verb" type="xs:string" minOccurs="0"/>
                <xs:element name="Party" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
              </xs:sequence>
            </xs:complexType>
          </xs:element>
        </xs:sequence>
      </xs:complexType>
    </xs:element>
    <xs:element name="Show"><xs:complexType><xs:sequence>
      <xs:element name="Party" type="xs:string" maxOccurs="unbounded"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:schema>
  """

private let paperLayout = RecordLayout(
  envelope: ["Head"],
  byRoot: [
    "Order": .init(records: [[]: "Order"]), "Reply": .init(records: [[]: "Status"]),
    "Sync": .init(records: [["Area", "Party"]: "Customer"], ignored: [["Area", "Verb"]]),
  ])

@Suite("A root that is the record, and places that hold below one root")
struct RootRecordTests {
  let schema: Schema

  init() throws {
    schema = try Schema(path: temporaryFile("paper.xsd", Array(paperSchema.utf8)))
  }

  private func paper(_ root: String = "Order", lines: String = "<Line><Quantity>2</Quantity></Line>") -> String {
    """
    <?xml version="1.0"?>
    <p:\(root) xmlns:p="urn:paper" version="2">
    <p:Head test="1"><p:Number>N-7</p:Number></p:Head>
    <p:Date>2026-11-23</p:Date>
    \(lines.replacing("</", with: "</p:").replacing("<L", with: "<p:L").replacing("<Q", with: "<p:Q"))
    </p:\(root)>
    """
  }

  private func told(
    _ text: String, layout: RecordLayout = paperLayout, limits: XMLLimits = XMLLimits(), step: Int = 64 << 10
  ) throws -> (reading: Reading, number: String?, reader: RecordReader) {
    let bytes = Array(text.utf8)
    var offset = 0
    let reader = try RecordReader(schema: schema, layout: layout, limits: limits) { buffer in
      let count = min(step, buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    var reading = Reading()
    var number: String?
    while let record = try reader.next() {
      reading.records.append(record)
      number = number ?? reader.envelopeValue(at: "Head/Number")
    }
    reading.end = reader.end
    reading.diagnostics = reader.diagnostics
    return (reading, number, reader)
  }

  @Test("the whole file is one record, and the envelope is what stands in it", arguments: [1, 5, 64 << 10])
  func whole(step: Int) throws {
    let (reading, number, reader) = try told(paper() + "\n<!-- end -->\n", step: step)
    let record = try #require(reading.records.first)
    #expect(reading.records.count == 1 && reading.refusal == nil && reading.all.isEmpty)
    #expect(record.entity == "Order" && record.path == "/Order" && record.start.line == 2)
    #expect(record.document?.root?.name == "Order" && record.root?.value(at: "Date") == "2026-11-23")
    // After the first record, as whoever asks for the identity of the file does.
    #expect(number == "N-7")
    #expect(reader.envelopeValue(at: "Head/@test") == "1" && reader.envelopeValue(at: "@version") == "2")
    let line = try #require(record.root?.child("Line"))
    #expect(record.place(of: line).line == 5)
  }

  @Test("one layout has several roots, each with an entity of its own")
  func several() throws {
    #expect(try told(paper("Reply")).reading.records.map(\.entity) == ["Status"])
  }

  @Test("what is wrong has its path from the root and its place, and the envelope can be read all the same")
  func invalid() throws {
    let lines = "<Line><Quantity>2</Quantity></Line>\n<Line><Quantity>two</Quantity></Line>"
    let (reading, number, _) = try told(paper(lines: lines))
    let record = try #require(reading.records.first)
    #expect(record.diagnostics.map(\.path) == ["/Order/Line[2]/Quantity[1]"])
    #expect(record.diagnostics.map(\.code) == [.valueInvalid] && record.diagnostics.first?.position?.line == 6)
    #expect(reading.refusal == nil && reading.records.count == 1)
    #expect(number == "N-7")
  }

  @Test("a child that is missing is an error of the record, not of the file")
  func missing() throws {
    let reading = try told("<Order xmlns='urn:paper'><Date>2026-11-23</Date></Order>").reading
    #expect(reading.records.map { $0.diagnostics.first?.code } == [.elementUnexpected])
    #expect(reading.refusal == nil && reading.diagnostics.isEmpty)
  }

  @Test("a file that ends inside its record is cut off, and gives none", arguments: [40, 90, 160])
  func cutOff(length: Int) throws {
    let reading = try told(String(paper().prefix(length))).reading
    #expect(reading.records.isEmpty)
    guard case .cutOff = reading.end else {
      Issue.record("\(String(describing: reading.end))")
      return
    }
  }

  @Test("what stands behind the record must be XML, or the file is refused")
  func trailing() throws {
    let reading = try told(paper() + "<Order/>").reading
    #expect(reading.refusal?.code == .notWellFormed)
  }

  @Test("a reader that is given up inside the record leaves nothing behind")
  func givenUp() throws {
    for length in [60, 90, 130] {
      let bytes = Array(paper().utf8.prefix(length))
      var offset = 0
      #expect(throws: XMLEngineError.self) {
        let reader = try RecordReader(schema: schema, layout: paperLayout) { buffer throws(XMLEngineError) in
          guard offset < bytes.count else { throw XMLEngineError(.input, "the disk is gone", subject: "input") }
          let count = min(16, bytes.count - offset)
          bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
          offset += count
          return count
        }
        _ = try reader.next()
      }
    }
  }

  @Test("a root that no record names is refused, with those that are")
  func unknownRoot() throws {
    let refusal = try #require(try told("<Show xmlns='urn:paper'><Party>A</Party></Show>").reading.refusal)
    #expect(refusal.code == .rootUnknown && refusal.value == "Show" && refusal.expected == "Order, Reply, Sync")
    #expect(
      refusal.message == "The root element is Show in namespace urn:paper; expected is Order, Reply or Sync.")
  }

  @Test("a root of the right name in another namespace is refused by the schema, and counts as no record")
  func namespace() throws {
    let (reading, _, reader) = try told("<Order xmlns='urn:other'><Head/></Order>")
    #expect(reading.refusal?.code == .rootUnknown && reading.records.isEmpty && reader.recordCount == 0)
  }

  @Test("where the layout names its root, that decides with its namespace")
  func named() throws {
    var layout = paperLayout
    layout.root = "{urn:paper}Order"
    #expect(try told(paper(), layout: layout).reading.records.map(\.entity) == ["Order"])
    #expect(try told(paper("Reply"), layout: layout).reading.refusal?.expected == "{urn:paper}Order")
  }

  @Test("a place below one root is none below another")
  func belowRoot() throws {
    let sync = "<Sync xmlns='urn:paper'><Area><Verb>x</Verb><Party>A</Party><Party>B</Party></Area></Sync>"
    let reading = try told(sync).reading
    #expect(reading.all.isEmpty && reading.records.map(\.path) == ["/Sync/Area[1]/Party[1]", "/Sync/Area[1]/Party[2]"])
    // A place below any root lets the schema decide which roots there are.
    var layout = paperLayout
    layout.records = [["Lead"]: "Customer"]
    let show = try told("<Show xmlns='urn:paper'><Party>A</Party></Show>", layout: layout).reading
    #expect(show.refusal == nil && show.records.map(\.entity) == [nil])
  }

  @Test("a whole file that is too large for a record says so")
  func limits() throws {
    var limits = XMLLimits()
    limits.elements = 20
    let lines = String(repeating: "<Line><Quantity>2</Quantity></Line>", count: 20)
    let refusal = try #require(try told(paper(lines: lines), limits: limits).reading.refusal)
    #expect(refusal.code == .limitRecord && refusal.position?.line == 2 && refusal.path == "/Order")
    #expect(refusal.message.hasPrefix("The whole file is one record, for that is what its root element Order is"))
    limits = XMLLimits()
    limits.record = 300
    #expect(try told(paper(lines: lines), limits: limits).reading.refusal?.expected == "at most 300 bytes")
    #expect(try told(paper(lines: lines)).reading.refusal == nil)
  }

  @Test("records below one root are read in batches like any others")
  func batches() throws {
    let parties = (0..<20_000).map { "<Party>Customer \($0)</Party>" }.joined(separator: "\n")
    let bytes = Array("<Sync xmlns='urn:paper'><Area><Verb>x</Verb>\(parties)</Area></Sync>".utf8)
    let stream = try Told(bytes, schema: schema, layout: paperLayout, ahead: [])
    let batched = try Told(bytes, schema: schema, layout: paperLayout, workers: Workers(count: 2), ahead: [])
    #expect(stream.records.count == 20_000 && batched.cut > 10_000)
    #expect(batched == stream, "\(stream.firstDifference(from: batched))")
    let order = Array(paper().utf8)
    #expect(try Told(order, schema: schema, layout: paperLayout, workers: Workers(count: 2)).records.count == 1)
  }

  @Test("copied, the root record has its marker and its remark ahead of it, and is read again as it was")
  func copied() throws {
    let bytes = Array(paper().utf8)
    let once = try sieve(bytes, schema: schema, layout: paperLayout, count: nil, keeping: [1], remark: ["a", "b"])
    let text = String(decoding: once, as: UTF8.self)
    #expect(
      text
        == paper().replacing(
          "<p:Order", with: "<?kontor-reject ID?>\n<!-- Kontor: a\n     b -->\n<p:Order"))
    // Its own work is recognised: once more gives the same.
    let twice = try sieve(once, schema: schema, layout: paperLayout, count: nil, keeping: [1], remark: ["a", "b"])
    #expect(String(decoding: twice, as: UTF8.self) == text)
    let (reading, _, reader) = try told(text)
    #expect(reader.marker == "ID" && reading.records.count == 1 && reading.all.isEmpty)
  }

  @Test("the line of the root record that a remark names is the one in which it stands")
  func remarkLine() throws {
    var line = 0
    let bytes = try sieve(Array(paper().utf8), schema: schema, layout: paperLayout, count: nil, number: 1) {
      candidate in
      line = candidate.remarkLine
      return ["a"]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1] == "<!-- Kontor: a -->" && lines[line].hasPrefix("<p:Order"))
  }
}
