import Testing

@testable import XMLEngine

@Suite("Files of several kinds, told apart by their root")
struct FileKindTests {
  private func schema(_ namespace: String, _ root: String, type: String) throws -> Schema {
    let text = """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="\(namespace)" elementFormDefault="qualified">
        <xs:element name="\(root)"><xs:complexType><xs:sequence>
          <xs:element name="Part" type="xs:\(type)" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name="Abstract" abstract="true"/>
      </xs:schema>
      """
    return try Schema(path: temporaryFile("kind.xsd", Array(text.utf8)))
  }

  private func kinds() throws -> [FileKind] {
    [
      FileKind(
        schema: try schema("urn:a", "Paper", type: "integer"), layout: RecordLayout(records: [["Part"]: "Number"])),
      FileKind(
        schema: try schema("urn:b", "Paper", type: "date"),
        layout: RecordLayout(root: "{urn:b}Paper", records: [["Part"]: "Day"])),
      FileKind(
        schema: try schema("urn:c", "Whole", type: "string"),
        layout: RecordLayout(byRoot: ["Whole": .init(records: [[]: "Whole"])])),
    ]
  }

  private func read(
    _ text: String, step: Int = 64 << 10, workers: Workers? = nil
  ) throws -> (entities: [String?], faults: Int, kind: Int?, end: RecordReader.End?) {
    let bytes = Array(text.utf8)
    var offset = 0
    let kinds = try kinds()
    let reader = try RecordReader(kinds[0], or: Array(kinds.dropFirst()), workers: workers) { buffer in
      let count = min(step, buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    #expect(reader.kind == nil)
    var entities: [String?] = []
    var faults = 0
    while let record = try reader.next() {
      entities.append(record.entity)
      faults += record.diagnostics.count
    }
    return (entities, faults, reader.kind, reader.end)
  }

  @Test("schema and places are those of the root, however the bytes come", arguments: [1, 7, 64 << 10])
  func choice(step: Int) throws {
    let prolog = "<?xml version=\"1.0\"?>\n<!-- ahead -->\n"
    let numbers = try read(prolog + "<Paper xmlns='urn:a'><Part>1</Part><Part>x</Part></Paper>", step: step)
    #expect(numbers.entities == ["Number", "Number"] && numbers.faults == 1 && numbers.kind == 0)
    let days = try read(prolog + "<p:Paper xmlns:p='urn:b'><p:Part>2026-11-29</p:Part></p:Paper>", step: step)
    #expect(days.entities == ["Day"] && days.faults == 0 && days.kind == 1)
    let whole = try read(prolog + "<Whole xmlns='urn:c'><Part>1</Part></Whole>", step: step)
    #expect(whole.entities == ["Whole"] && whole.faults == 0 && whole.kind == 2)
  }

  @Test("a long file of a later kind is read in batches as one of the first is")
  func batches() throws {
    let text = "<Paper xmlns='urn:b'>" + String(repeating: "<Part>2026-11-29</Part>\n", count: 20_000) + "</Paper>"
    let result = try read(text, workers: Workers(count: 2))
    #expect(result.entities.count == 20_000 && result.faults == 0 && result.kind == 1)
  }

  @Test("another root, and one that may not stand in a file, is refused with all that would be right")
  func unknown() throws {
    for text in ["<Paper/>", "<Whole xmlns='urn:a'/>", "<Abstract xmlns='urn:a'/>"] {
      let (entities, _, kind, end) = try read(text)
      guard case .refused(let diagnostic) = end else {
        Issue.record("\(text) was read")
        continue
      }
      #expect(entities.isEmpty && kind == nil && diagnostic.code == .rootUnknown)
      #expect(diagnostic.expected == "{urn:a}Paper, {urn:b}Paper, {urn:c}Whole")
    }
  }
}
