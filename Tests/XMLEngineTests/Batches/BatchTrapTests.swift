import Testing

@testable import XMLEngine

/// Reads a file as one stream and in batches, with and without threads, and expects the same of all.
@discardableResult
func readInEveryWay(
  _ bytes: [UInt8], schema: Schema, layout: RecordLayout, limits: XMLLimits = XMLLimits(), step: Int = 64 << 10,
  sizes: BatchSizes = BatchTests.small, ahead: [String] = [], workers: [Int] = [0, 2], _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Told {
  let stream = try Told(bytes, schema: schema, layout: layout, limits: limits, step: step, ahead: ahead)
  var last = stream
  for count in workers {
    last = try Told(
      bytes, schema: schema, layout: layout, limits: limits, step: step, workers: Workers(count: count), sizes: sizes,
      ahead: ahead)
    if last != stream {
      Issue.record(
        "\(comment?.rawValue ?? "") \(count) workers: \(stream.firstDifference(from: last))",
        sourceLocation: sourceLocation)
      return last
    }
  }
  return last
}

@Suite("Where batches could be taken for something that they are not")
struct BatchTrapTests {
  private let trap: Schema

  init() throws {
    trap = try Schema(path: temporaryFile("t.xsd", Array(trapSchema.utf8)))
  }

  @Test("nearly all of a good file goes through batches", arguments: BatchFormat.all)
  func share(format: BatchFormat) throws {
    let schema = try Schema(path: format.schema())
    let isTrap = format.layout.root == trapLayout.root
    var text =
      isTrap ? BatchFormat.trapFile(seed: 1, records: 1500, others: 0) : try #require(try format.originals().first)
    for (start, end) in [
      ("</Header>", "<Trailer"), ("<Kunden>", "</Kunden>"), ("<Info/>\n", "<Ende>"), ("</Info>", "</Kunden>"),
      ("<Auftraege>", "</Auftraege>"),
    ] { text = BatchFormat.repeating(from: start, to: end, in: text, upTo: 400_000) }
    let told = try Told(
      Array(text.utf8), schema: schema, layout: format.layout, workers: Workers(count: 1), ahead: format.ahead)
    #expect(told.end == "Optional(XMLEngine.RecordReader.End.complete)")
    #expect(told.records.count > 200)
    if isTrap { #expect(told.records.first { $0.contains("Diagnostic(") } == nil) }
    #expect(told.cut * 100 >= told.records.count * 95, "\(told.cut) of \(told.records.count)")
  }

  @Test("a root that names another type than its own may hold fewer records")
  func typeOfRoot() throws {
    let schema = try Schema(
      path: temporaryFile(
        "r.xsd",
        Array(
          """
          <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="R" type="Many"/>
          <xs:complexType name="Many"><xs:sequence>
            <xs:element name="A" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
          <xs:complexType name="Few"><xs:complexContent><xs:restriction base="Many"><xs:sequence>
            <xs:element name="A" type="xs:int" minOccurs="0" maxOccurs="20"/></xs:sequence></xs:restriction>
          </xs:complexContent></xs:complexType></xs:schema>
          """.utf8)))
    let layout = RecordLayout(root: "R", records: [["A"]: "A"])
    let records = String(repeating: "<A>1</A>", count: 30)
    let text = "<R xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='Few'>\(records)</R>"
    let told = try readInEveryWay(Array(text.utf8), schema: schema, layout: layout)
    #expect(told.records.filter { $0.contains("elementUnexpected") }.count == 10)
  }

  @Test("a container whose prefix no declaration binds")
  func unboundContainer() throws {
    let schema = try Schema(path: temporaryFile("k.xsd", Array(kundenSchema.utf8)))
    let records = (0..<1300).map { "<Kunde><Nr>\($0)</Nr></Kunde>" }.joined()
    for (start, end) in [("<p:Kunden>", "</p:Kunden>"), ("<Kunden>", "</Kunden>")] {
      let text = """
        <Export><Kopf>7</Kopf><Lauf>1</Lauf>\(start)<Info/>\(records)\(end)<Zwischen/>\
        <Auftraege><Auftrag>1</Auftrag></Auftraege><Ende/></Export>
        """
      try readInEveryWay(Array(text.utf8), schema: schema, layout: kundenLayout, sizes: BatchSizes(), "\(start)")
    }
  }

  @Test("records that alternate with what is none")
  func alternating() throws {
    for other in ["<I>x</I>", "<Foot/>", "<Box><C>1</C><C>2</C></Box>", "<A><x/></A>", "<X/>", "x", "<Box/>"] {
      let records = (0..<40).map { "<A><Id>i\($0)</Id></A>\(other)\n" }.joined()
      let text = "<R xmlns='urn:t'><Head/>\(records)<Tail>1</Tail></R>"
      try readInEveryWay(Array(text.utf8), schema: trap, layout: shallowTrapLayout, ahead: ["Head"], "\(other)")
    }
  }

  @Test("what is not well-formed stands at the same place, in whatever pieces the file arrives")
  func pieces() throws {
    for broken in [
      "<A text=x/>", "<A text='ü'\n  default=x/>", "<A>\n<Name>ü&</Name></A>", "<A\n\n ü€ text='1'text='2'/>",
      "<!-- ü\n -- -->", "<A></Ä>", "<?xml ü\n?>", "<A text='ü\n<'/>", "<A>&#x110000;</A>", "<A>ü]]></A>",
    ] {
      let text = "<R xmlns='urn:t'><Head>ü</Head>\n<A/> ü\n<A><Name>äöü\n𝄞</Name></A> \(broken) <A/><Tail>1</Tail></R>"
      let whole = try Told(Array(text.utf8), schema: trap, layout: shallowTrapLayout)
      for step in 1...text.utf8.count {
        let told = try Told(Array(text.utf8), schema: trap, layout: shallowTrapLayout, step: step)
        #expect(told.end == whole.end, "\(broken), in pieces of \(step)")
      }
    }
  }

  @Test("more records than one validator sees, some of them wrong, in containers too")
  func longFiles() throws {
    var generator = SeededGenerator(seed: 1)
    let wrong = ["<A><x/></A>", "<A id='1'/>", "<X/>", "<A>x</A>", "<B>nope:x</B>", "<A><Line/></A>", "x", "<I/>"]
    var body = ""
    for number in 0..<5200 {
      body += number % 2600 < 1300 ? "<A><Id>i\(number)</Id></A>\n" : "<B>x</B>"
      if Int.random(in: 0..<150, using: &generator) == 0 { body += wrong.randomElement(using: &generator) ?? "" }
    }
    for end in ["<Tail>1</Tail></R>", "<Tail>x</Tail></R>", "</R>", "<Tail/><Tail/></R>", "<Tail>1</Tail></R><x/>"] {
      let text = "<R xmlns='urn:t'><Head/>\(body)\(end)"
      let told = try readInEveryWay(
        Array(text.utf8), schema: trap, layout: shallowTrapLayout, sizes: BatchSizes(), ahead: ["Head"], workers: [1])
      #expect(told.cut > 2000)
    }
  }

  /// Each limit, from far below to just above what a file needs of it.
  static let limits: [(name: String, values: [Int], set: @Sendable (inout XMLLimits, Int) -> Void)] = [
    ("depth", Array(1...8), { $0.depth = $1 }), ("attributes", Array(0...8), { $0.attributes = $1 }),
    ("tag", Array(4...90), { $0.tag = $1 }), ("text", Array(0...70), { $0.text = $1 }),
    ("record", Array(stride(from: 5, to: 700, by: 5)), { $0.record = $1 }),
    ("elements", Array(0...40), { $0.elements = $1 }), ("namespaces", Array(0...9), { $0.namespaces = $1 }),
    ("envelope", Array(stride(from: 0, to: 300, by: 10)), { $0.envelope = $1 }),
    ("envelopeElements", Array(0...15), { $0.envelopeElements = $1 }),
    ("misplaced", Array(0...5), { $0.misplaced = $1 }), ("replayed", Array(0...60), { $0.replayed = $1 }),
    ("errorsPerRecord", Array(1...4), { $0.errorsPerRecord = $1 }),
    ("size", Array(stride(from: 10, to: 6000, by: 97)), { $0.size = $1 }),
  ]

  @Test("each limit is held at the same place", arguments: 0..<limits.count, [100, 64 << 10])
  func everyLimit(number: Int, step: Int) throws {
    let (name, values, set) = Self.limits[number]
    // What needs most of something stands behind, in front of and between smaller ones.
    let small = "<A><Id>i1</Id></A> <A/>\n\n"
    let large = """
      <A text="0123456789 0123456789 0123456789" default="" fixed="f" xmlns:a="urn:a"><Id>i2</Id><Name>some longer text\
       with <!-- a comment --> and <![CDATA[characters]]></Name><Mixed xmlns:b="urn:b" xmlns:c="urn:c"><b>x</b></Mixed>\
      <Line n="1"/><q:any xmlns:q="urn:q"><q:b><q:c/></q:b></q:any></A>
      """
    let wrong = "<X/><A><y/></A><Box><X/><C>x</C></Box><A><Line/><Line n='x'/></A>"
    let gap = "<!-- a comment between two records, and then some -->\n\n   \n"
    let body = small + small + large + small + gap + small + small + wrong + small + small + large + small
    let text = "<R xmlns='urn:t'><Head>h</Head>\(body)\(body)<Tail>1</Tail></R>"
    for value in values {
      var limits = XMLLimits()
      set(&limits, value)
      try readInEveryWay(
        Array(text.utf8), schema: trap, layout: shallowTrapLayout, limits: limits, step: step, ahead: ["Head"],
        workers: [0], "\(name) \(value)")
    }
  }

  @Test("cut off, or with a hole of NUL bytes, at every place")
  func everyPlace() throws {
    let text = Array(BatchFormat.trapFile(seed: 3, records: 14).utf8)
    let stride = BatchMutantTests.isProving ? 1 : 5
    for place in Swift.stride(from: 1 + Int.random(in: 0..<stride), to: text.count, by: stride) {
      let hole = Array(text[..<place]) + [0] + text[min(place + 1, text.count)...]
      for bytes in [Array(text[..<place]), hole, hole + Array(repeating: 0, count: 50)] {
        try readInEveryWay(
          bytes, schema: trap, layout: shallowTrapLayout, ahead: ["Head"], workers: [0], "at byte \(place)")
      }
    }
  }

  @Test("a source that fails fails the reading, and what was read before it can be let go", arguments: [0, 3])
  func failingSource(workers: Int) throws {
    let bytes = Array(BatchFormat.trapFile(seed: 4, records: 200).utf8)
    for limit in stride(from: 100, to: bytes.count, by: 2500) {
      var offset = 0
      let reader = try RecordReader(schema: trap, layout: shallowTrapLayout, workers: Workers(count: workers)) {
        (buffer) throws(XMLEngineError) in
        guard offset < limit else { throw XMLEngineError(.library, "the disk is gone", subject: "test") }
        let count = min(900, buffer.count, bytes.count - offset)
        bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
        offset += count
        return count
      }
      reader.batchSizes = BatchTests.small
      #expect(throws: XMLEngineError.self) { while try reader.next() != nil {} }
    }
  }

  @Test("documents outlive their reader, its threads and each other", arguments: [0, 3])
  func keptDocuments(workers: Int) throws {
    let bytes = Array(BatchFormat.trapFile(seed: 5, records: 150).utf8)
    func kept(_ workers: Workers?, everySecond: Bool) throws -> [String] {
      var offset = 0
      var records: [Record] = []
      do {
        let reader = try RecordReader(schema: trap, layout: shallowTrapLayout, workers: workers) { buffer in
          let count = min(buffer.count, bytes.count - offset)
          bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
          offset += count
          return count
        }
        reader.batchSizes = BatchTests.small
        // The rest is underway when the reader goes.
        for number in 0..<100 {
          guard let record = try reader.next() else { break }
          if !everySecond || number % 2 == 0 { records.append(record) }
        }
      }
      return try records.map { record in
        let places = record.root.map { "\(record.place(of: $0))" } ?? ""
        return places + (try record.document.map { String(decoding: try $0.serialized(), as: UTF8.self) } ?? "-")
      }
    }
    #expect(try kept(nil, everySecond: false) == kept(Workers(count: workers), everySecond: false))
    #expect(try kept(nil, everySecond: true) == kept(Workers(count: workers), everySecond: true))
  }
}
