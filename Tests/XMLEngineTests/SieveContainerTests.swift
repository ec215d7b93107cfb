import Testing

@testable import XMLEngine

/// Foreign formats differ in what they require around records.
@Suite("Copying a file without some of its records, where records stand in elements of their own")
struct SieveContainerTests {
  /// A schema and files of it.
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    /// The content of the root, with its attributes.
    let model: String
    let records: [[String]: String]
    var ignored: Set<[String]> = []
    let file: String
    let kept: Set<Int>
    /// What stays of the file, without remarks.
    let expected: String

    var testDescription: String { name }

    var layout: RecordLayout {
      RecordLayout(root: "R", records: records, envelope: ["Kopf", "Fuss", "Kunden", "Paket"], ignored: ignored)
    }

    func schema() throws -> Schema {
      let text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="R"><xs:complexType>\(model)</xs:complexType></xs:element>
        <xs:element name="Kunde" type="xs:int"/><xs:element name="Auftrag" type="xs:int"/>
        <xs:element name="Info" type="xs:string"/>
        </xs:schema>
        """
      return try Schema(path: temporaryFile("r.xsd", Array(text.utf8)))
    }
  }

  private static func wrapper(_ name: String, _ record: String, _ wrapperOccurs: String, _ recordOccurs: String)
    -> String
  {
    """
    <xs:element name="\(name)" \(wrapperOccurs)><xs:complexType><xs:sequence>
    <xs:element ref="\(record)" \(recordOccurs) maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
    """
  }

  private static func twoWrappers(_ wrapperOccurs: String, _ recordOccurs: String) -> String {
    "<xs:sequence>" + wrapper("Kunden", "Kunde", wrapperOccurs, recordOccurs)
      + wrapper("Auftraege", "Auftrag", wrapperOccurs, recordOccurs) + "</xs:sequence>"
  }

  private static let two = [["Kunden", "Kunde"]: "Customer", ["Auftraege", "Auftrag"]: "Order"]
  private static let twoFile = """
    <R>
      <Kunden>
        <Kunde>1</Kunde>
        <Kunde>2</Kunde>
      </Kunden>
      <Auftraege>
        <Auftrag>3</Auftrag>
        <Auftrag>x</Auftrag>
      </Auftraege>
    </R>
    """
  private static let packets = """
    <xs:sequence><xs:element name="Paket" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element ref="Info"/><xs:choice minOccurs="LEAST" maxOccurs="unbounded"><xs:element ref="Kunde"/>
    <xs:element ref="Auftrag"/></xs:choice></xs:sequence><xs:attribute name="nr"/></xs:complexType></xs:element></xs:sequence>
    """
  private static let packetRecords = [["Paket", "Kunde"]: "Customer", ["Paket", "Auftrag"]: "Order"]
  private static let packetFile = """
    <R>
      <!-- first -->
      <Paket nr="1"><Info>a</Info>
        <Kunde>1</Kunde>
      </Paket>
      <Paket nr="2"><Info>b</Info>
        <!-- in between -->
        <Kunde>2</Kunde><Auftrag>x</Auftrag><Kunde>3</Kunde>
        <Auftrag>4</Auftrag>
      </Paket>
      <Paket nr="3"><Info>c</Info>
        <Auftrag>5</Auftrag>
      </Paket>
    </R>
    """
  private static let nested = """
    <xs:sequence><xs:element name="A" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="B" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element ref="Kunde" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element></xs:sequence>
    """

  static let samples: [Sample] = [
    Sample(
      name: "wrappers that may be missing but not be empty", model: twoWrappers("minOccurs='0'", ""), records: two,
      file: twoFile, kept: [4],
      expected: """
        <R>
          <Auftraege>
            REMARK
            <Auftrag>x</Auftrag>
          </Auftraege>
        </R>
        """),
    Sample(
      name: "wrappers that may be empty but not be missing", model: twoWrappers("", "minOccurs='0'"), records: two,
      file: twoFile, kept: [4],
      expected: """
        <R>
          <Kunden>
          </Kunden>
          <Auftraege>
            REMARK
            <Auftrag>x</Auftrag>
          </Auftraege>
        </R>
        """),
    Sample(
      name: "the last wrapper is emptied", model: twoWrappers("minOccurs='0'", ""), records: two,
      file: twoFile, kept: [2],
      expected: """
        <R>
          <Kunden>
            REMARK
            <Kunde>2</Kunde>
          </Kunden>
        </R>
        """),
    Sample(
      name: "packets that need records", model: packets.replacing("LEAST", with: "1"), records: packetRecords,
      ignored: [["Paket", "Info"]], file: packetFile, kept: [3],
      expected: """
        <R>
          <!-- first -->
          <Paket nr="2"><Info>b</Info>
            <!-- in between -->
        REMARK
        <Auftrag>x</Auftrag>
          </Paket>
        </R>
        """),
    Sample(
      name: "packets that need no records", model: packets.replacing("LEAST", with: "0"), records: packetRecords,
      ignored: [["Paket", "Info"]], file: packetFile, kept: [3],
      expected: """
        <R>
          <!-- first -->
          <Paket nr="1"><Info>a</Info>
          </Paket>
          <Paket nr="2"><Info>b</Info>
            <!-- in between -->
        REMARK
        <Auftrag>x</Auftrag>
          </Paket>
        </R>
        """),
    Sample(
      name: "wrappers in wrappers", model: nested, records: [["A", "B", "Kunde"]: "Customer"],
      file: """
        <R>
          <A><B><Kunde>1</Kunde></B><B><Kunde>2</Kunde></B></A>
          <A><B><Kunde>3</Kunde></B>
            <B>
              <Kunde>4</Kunde>
              <Kunde>x</Kunde>
            </B><B><Kunde>6</Kunde></B></A>
          <A><B><Kunde>7</Kunde></B></A>
        </R>
        """, kept: [5],
      expected: """
        <R>
          <A>
            <B>
              REMARK
              <Kunde>x</Kunde>
            </B></A>
        </R>
        """),
    Sample(
      name: "wrappers that were empty before",
      model: "<xs:sequence>" + wrapper("Kunden", "Kunde", "maxOccurs='9'", "minOccurs='0'") + "</xs:sequence>",
      records: [["Kunden", "Kunde"]: "Customer"],
      file:
        "<R><Kunden/>\n<Kunden>\n<Kunde>1</Kunde></Kunden> <Kunden></Kunden>\n<Kunden>\n<Kunde>x</Kunde></Kunden></R>",
      kept: [2],
      expected: "<R><Kunden/> <Kunden></Kunden>\n<Kunden>\nREMARK\n<Kunde>x</Kunde></Kunden></R>"),
  ]

  @Test("what is left around records is what the schema allows", arguments: samples)
  func wrappers(sample: Sample) throws {
    let schema = try sample.schema()
    let bytes = try sieve(
      Array(sample.file.utf8), schema: schema, layout: sample.layout, count: nil, keeping: sample.kept, step: 5)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == "<?kontor-reject ID?>\n" + sample.expected.replacing("REMARK", with: "<!-- Kontor: record -->"))
    // Put right, the file is what its schema wants.
    let right = try read(Array(text.replacing(">x<", with: ">9<").utf8), schema: schema, layout: sample.layout)
    #expect(right.all.isEmpty, "\(right.all)")
    #expect(right.records.count == sample.kept.count)
    let path = try temporaryFile("right.xml", Array(text.replacing(">x<", with: ">9<").utf8))
    #expect(try XMLLint.judge([path], schema: schema.path)[path]?.isValid == true)
  }

  @Test("a wrapper without which nothing is allowed is left empty or out, and whoever reads the file says so")
  func impossible() throws {
    let sample = Sample(
      name: "", model: Self.twoWrappers("", ""), records: Self.two, file: Self.twoFile, kept: [4], expected: "")
    let bytes = try sieve(
      Array(sample.file.utf8), schema: try sample.schema(), layout: sample.layout, count: nil, keeping: sample.kept)
    let reading = try read(bytes, schema: try sample.schema(), layout: sample.layout)
    #expect(reading.all.map(\.code).contains { $0 == .elementUnexpected || $0 == .elementMissing })
  }

  @Test(
    "the count is put right wherever it stands",
    arguments: [
      ("Kopf/Anzahl", "<R><Kopf><Anzahl> 2 </Anzahl></Kopf>RECORDS</R>", "<Anzahl> 1 </Anzahl>"),
      ("Kopf/Anzahl", "<R><Kopf><Anzahl><!-- 2 --><![CDATA[2]]></Anzahl></Kopf>RECORDS</R>", "<Anzahl>1</Anzahl>"),
      (
        "Kopf/Anzahl", "<R><Kopf><Anzahl>2</Anzahl><Anzahl>2</Anzahl></Kopf>RECORDS</R>", "<Anzahl>1</Anzahl><Anzahl>2<"
      ),
      ("Kopf/Anzahl", "<R><Kopf>2</Kopf>RECORDS</R>", "<Kopf>2</Kopf>"),
      ("Kopf/@n", "<R><Kopf m = '>2' n = \"2\" o='2'/>RECORDS</R>", "<Kopf m = '>2' n = \"1\" o='2'/>"),
      ("Fuss/@n", "<R>RECORDS<Fuss\nn\n=\n'02'>2</Fuss></R>", "<Fuss\nn\n=\n'1'>2</Fuss>"),
      ("@n", "<R xmlns:a='a' a:n='2' n='2'>RECORDS</R>", "<R xmlns:a='a' a:n='2' n='1'>"),
      ("Kunden/@anzahl", "<R>RECORDS</R>", "<Kunden anzahl=\"1\">"),
      ("Kopf/@none", "<R><Kopf n='2'/>RECORDS</R>", "<Kopf n='2'/>"),
    ])
  func counts(path: String, file: String, expected: String) throws {
    let model = """
      <xs:sequence><xs:element name="Kopf" minOccurs="0" type="xs:anyType"/><xs:element name="Kunden"><xs:complexType>
      <xs:sequence><xs:element ref="Kunde" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      <xs:attribute name="anzahl"/></xs:complexType></xs:element><xs:element name="Fuss" minOccurs="0" type="xs:anyType"/>
      </xs:sequence><xs:anyAttribute processContents="skip"/>
      """
    let sample = Sample(
      name: "", model: model, records: [["Kunden", "Kunde"]: "Customer"],
      file: file.replacing("RECORDS", with: "<Kunden anzahl=\"2\"><Kunde>1</Kunde><Kunde>x</Kunde></Kunden>"),
      kept: [2],
      expected: "")
    let steps = path.split(separator: "/").map(String.init)
    let bytes = try sieve(
      Array(sample.file.utf8), schema: try sample.schema(), layout: sample.layout,
      count: .init(
        steps: steps.filter { !$0.hasPrefix("@") },
        attribute: steps.last.flatMap { $0.hasPrefix("@") ? String($0.dropFirst()) : nil }),
      keeping: sample.kept, step: 3)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(expected), "\(text)")
    if path != "Kunden/@anzahl" { #expect(text.contains("<Kunden anzahl=\"2\">")) }
  }

  @Test("the marker of a file is known when its first record is", arguments: [1, 64 << 10])
  func marker(step: Int) throws {
    let schema = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
    func marker(_ prolog: String, _ inside: String = "") throws -> String? {
      let bytes = Array((prolog + exchange(goodOrder + inside, goodOrder) + "<?kontor-reject AFTER?>").utf8)
      var offset = 0
      let reader = try RecordReader(schema: schema, layout: orderLayout) { buffer in
        let count = min(step, buffer.count, bytes.count - offset)
        bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
        offset += count
        return count
      }
      let first = try #require(try reader.next())
      #expect(first.isValid)
      let marker = reader.marker
      while let record = try reader.next() { #expect(record.isValid) }
      guard case .complete = reader.end else { throw CancellationError() }
      #expect(reader.marker == marker)
      return marker
    }
    #expect(try marker("") == nil)
    #expect(try marker("<?xml version='1.0'?>\n<!-- x --><?kontor-reject  01KAVB0QZ3ABCDEF ?>\n") == "01KAVB0QZ3ABCDEF")
    #expect(try marker("<?kontor-reject A?><?kontor-reject B?>") == "A")
    #expect(try marker("<?kontor-reject \(String(repeating: "A", count: 64))?>")?.count == 64)
    for other in [
      "<?kontor-reject?>", "<?kontor-reject ?>", "<?kontor-reject A B?>", "<?kontor-reject <A>?>", "<?kontor A?>",
      "<?kontor-reject2 A?>", "<?kontor-reject \(String(repeating: "A", count: 65))?>", "<?kontor-reject Ä?>",
    ] {
      #expect(try marker(other) == nil, "\(other)")
    }
    #expect(try marker("", "<?kontor-reject A?>") == nil)
  }
}
