import Testing

@testable import XMLEngine

@Suite("Copying a file without some of its records")
struct RecordSieveTests {
  let orders: Schema

  init() throws {
    orders = try Schema(path: temporaryFile("orders.xsd", Array(orderSchema.utf8)))
  }

  static let count = RecordSieve.CountPlace(steps: ["Trailer", "Count"], attribute: nil)

  static func order(_ id: String, date: String = "2026-11-23") -> String {
    "<Order><Id>\(id)</Id><Date>\(date)</Date><Line number=\"1\"><Quantity>2</Quantity></Line></Order>"
  }

  func sieve(
    _ text: String, keeping kept: Set<Int>, remark: [String] = ["record"], step: Int = 64 << 10
  ) throws -> String {
    let bytes = try XMLEngineTests.sieve(
      Array(text.utf8), schema: orders, layout: orderLayout, count: Self.count, keeping: kept, remark: remark,
      step: step)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("what is left out goes with the white space in front of it, and all else stays", arguments: [1, 7, 64 << 10])
  func whole(step: Int) throws {
    let text = """
      <?xml version="1.0" encoding="utf-8" standalone='yes'?>
      <!-- nightly -->

      <t:Exchange xmlns:t = "urn:test"  xmlns="urn:test"\t>
        <Header ><Number>7</Number></Header >
        \(Self.order("A"))
        <!-- from the shop -->
        <Order><Id><![CDATA[</Order>]]> <!-- </Order> --></Id><Date a=">'/>">soon</Date
          ></Order>
        \(Self.order("B"))
          \(Self.order("C"))
        <Ordr/><Order/>
        <Trailer><Count> 6
      </Count></Trailer>
      </t:Exchange>
      <?after it?>
      """
    let expected = """
      <?xml version="1.0" encoding="utf-8" standalone='yes'?>
      <!-- nightly -->

      <?kontor-reject ID?>
      <t:Exchange xmlns:t = "urn:test"  xmlns="urn:test"\t>
        <Header ><Number>7</Number></Header >
        <!-- from the shop -->
        <!-- Kontor: one
             two -->
        <Order><Id><![CDATA[</Order>]]> <!-- </Order> --></Id><Date a=">'/>">soon</Date
          ></Order>
        <!-- Kontor: one
             two -->
        <Ordr/>
      <!-- Kontor: one
           two -->
      <Order/>
        <Trailer><Count> 3
      </Count></Trailer>
      </t:Exchange>
      <?after it?>
      """
    #expect(try sieve(text, keeping: [2, 5, 6], remark: ["one", "two"], step: step) == expected)
  }

  @Test("the lines that are told are those in which the records then stand", arguments: ["\n", "\r\n", ""])
  func lines(lineBreak: String) throws {
    let records = (1...9).map { "\(lineBreak)\(lineBreak.isEmpty ? "" : "   ")\(Self.order("N\($0)"))" }.joined()
    let text =
      "<Exchange xmlns=\"urn:test\"><Header><Number>7</Number></Header>\(records)<Trailer><Count>9</Count>"
      + "</Trailer></Exchange>"
    var told: [(position: Int, line: Int, column: Int)] = []
    let bytes = try XMLEngineTests.sieve(
      Array(text.utf8), schema: orders, layout: orderLayout, count: Self.count, number: 3
    ) {
      guard $0.position % 3 == 0 else { return nil }
      let lines = Array(repeating: "x", count: $0.position)
      told.append(($0.position, $0.remarkLine + lines.count, $0.column))
      return lines
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
    #expect(told.map(\.position) == [3, 6, 9])
    for one in told {
      #expect(lines[one.line - 1].dropFirst(one.column - 1).hasPrefix("<Order><Id>N\(one.position)</Id>"))
    }
  }

  @Test(
    "the file keeps its encoding and its byte order mark",
    arguments: [
      ("ISO-8859-1", [], "Ä€"), ("windows-1252", [], "Ä€"), ("ISO-8859-15", [], "Ä€"), ("US-ASCII", [], "Ä€"),
      ("UTF-8", [0xEF, 0xBB, 0xBF], "Ä€😀"), ("UTF-16", [0xFF, 0xFE], "Ä€😀"), ("UTF-16", [0xFE, 0xFF], "Ä€😀"),
    ] as [(String, [UInt8], String)])
  func encodings(name: String, mark: [UInt8], characters: String) throws {
    let encoding: TextEncoding =
      mark.first == 0xFF ? .utf16LittleEndian : mark.first == 0xFE ? .utf16BigEndian : TextEncoding(declared: name)!
    let encoder = TextEncoder(encoding)
    let own = String(String.UnicodeScalarView(characters.unicodeScalars.filter(encoder.holds)))
    func file(_ records: [String], marker: String = "", _ count: Int) -> [UInt8] {
      let text = """
        <?xml version="1.0" encoding="\(name)"?>
        \(marker)<Exchange xmlns="urn:test">
        <Header><Number>7</Number></Header>
        \(records.joined(separator: "\n"))
        <Trailer><Count>\(count)</Count></Trailer>
        </Exchange>
        """
      return mark + encoder.encoded(Array(text.utf8))
    }
    let (first, second) = (Self.order("1\(own)"), Self.order("2\(own)"))
    let bytes = try XMLEngineTests.sieve(
      file([first, second], 2), schema: orders, layout: orderLayout, count: Self.count, keeping: [2],
      remark: ["“\(own)”"])
    let quotes = encoder.holds("“") ? "“\(own)”" : "\"\(own)\""
    #expect(
      bytes == file(["<!-- Kontor: \(quotes) -->", second], marker: "<?kontor-reject ID?>\n", 1))
    #expect(try read(bytes, schema: orders, layout: orderLayout).all.isEmpty)
  }

  @Test(
    "nothing in a remark ends it",
    arguments: [
      "-->", "--", "a-", "---->", "--!>", "<!--", "\u{0}\u{1B}[31m\u{7}", "\r\n-->", "\u{202E}evil", "\u{FFFF}", "]]>",
      "&lt;",
      "</Exchange>", "<?kontor-reject X?>", "–—", "",
    ], ["UTF-8", "ISO-8859-1"])
  func hostile(line: String, encoding: String) throws {
    let text = "<?xml version='1.0' encoding='\(encoding)'?>" + exchange(goodOrder, goodOrder)
    let bytes = try XMLEngineTests.sieve(
      Array(text.utf8), schema: orders, layout: orderLayout, count: Self.count, keeping: [1], remark: [line, line])
    #expect(try read(bytes, schema: orders, layout: orderLayout).all.isEmpty)
    let written = String(decoding: bytes, as: UTF8.self)
    let comment = try #require(written.firstRange(of: "<!--").map { written[$0.upperBound...] })
    let end = try #require(comment.firstRange(of: "--"))
    #expect(comment[end.lowerBound...].hasPrefix("-->"))
    #expect(
      comment[..<end.lowerBound].unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E || $0 == "\n" })
    // What it becomes is left out again, whatever it is.
    let again = try XMLEngineTests.sieve(
      bytes, schema: orders, layout: orderLayout, count: Self.count, keeping: [1], remark: ["once"])
    let twice = try XMLEngineTests.sieve(
      Array(text.utf8), schema: orders, layout: orderLayout, count: Self.count, keeping: [1], remark: ["once"])
    #expect(again == twice)
  }

  @Test("a long file is written while it is read")
  func streaming() throws {
    let total = 20_000
    let records = (1...total).map { Self.order("N\($0)") }.joined(separator: "\n")
    let text = """
      <Exchange xmlns="urn:test"><Header><Number>7</Number></Header>\(records)
      <Trailer><Count>\(total)</Count></Trailer></Exchange>
      """
    let bytes = Array(text.utf8)
    var (read, written, largestLag, largestPiece) = (0, 0, 0, 0)
    let reader = try RecordReader(schema: orders, layout: orderLayout) { buffer in
      let count = min(buffer.count, bytes.count - read)
      bytes[read..<read + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      read += count
      return count
    }
    let sieve = RecordSieve(reader, marker: "ID", counts: [Self.count], number: total / 2) { candidate in
      largestLag = max(largestLag, read - candidate.start.byteOffset)
      return candidate.position <= total / 2 ? ["x"] : nil
    }
    try sieve.run { piece in
      written += piece.count
      largestPiece = max(largestPiece, piece.count)
    }
    #expect(bytes.count > 1_000_000)
    #expect(written > bytes.count / 2)
    #expect(largestLag < 200_000)
    #expect(largestPiece < 200_000)
  }

  @Test("a file that is not what was said of it is an error")
  func wrong() throws {
    let text = exchange(goodOrder, goodOrder)
    #expect(throws: XMLEngineError.self) {
      try XMLEngineTests.sieve(
        Array(text.utf8), schema: orders, layout: orderLayout, count: nil, number: 2
      ) { $0.position == 1 ? ["x"] : nil }
    }
    #expect(throws: XMLEngineError.self) { try sieve(String(text.dropLast(20)), keeping: [1]) }
    #expect(throws: CancellationError.self) {
      try XMLEngineTests.sieve(Array(text.utf8), schema: orders, layout: orderLayout, count: nil, number: 1) { _ in
        throw CancellationError()
      }
    }
  }

  @Test("whatever stays is read again as it was, and nothing else is", arguments: 0..<60)
  func property(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts = [
      "\n", "  ", "\n\n\t", "", "<!-- Order -->", "<!--x--><!-- <Order> -->", "<?o rder?>", "\r\n  ",
      "<Remark>a</Remark>",
    ]
    let ignoring: RecordLayout = {
      var layout = orderLayout
      layout.ignored = [["Remark"]]
      return layout
    }()
    let total = Int.random(in: 1...12, using: &random)
    var records: [String] = []
    for number in 1...total {
      let gap = (0...Int.random(in: 0...3, using: &random)).map { _ in texts.randomElement(using: &random)! }.joined()
      let record = [
        Self.order("N\(number)"), "<Order><Id>N\(number)</Id></Order>", "<Order\n/>",
        "<Unknown a='>'><Order/></Unknown>",
        Self.order("<![CDATA[<Order>]]><!-- </Order> -->N\(number)"), Self.order("N\(number)", date: "soon"),
      ].randomElement(using: &random)!
      // The first must be one that the schema allows: else the envelope itself counts as broken.
      records.append(gap + (number == 1 ? Self.order("first") : record))
    }
    let kept = Set((1...total).filter { _ in Bool.random(using: &random) })
    let text = """
      <Exchange xmlns="urn:test"><Header><Number>7</Number></Header>\(records.joined())
      <Trailer><Count>\(total)</Count></Trailer></Exchange>
      """
    let step = [1, 3, 64 << 10].randomElement(using: &random)!
    let bytes = try XMLEngineTests.sieve(
      Array(text.utf8), schema: orders, layout: ignoring, count: Self.count, keeping: kept, remark: ["a", "b"],
      step: step)
    let before = try read(Array(text.utf8), schema: orders, layout: ignoring)
    let after = try read(bytes, schema: orders, layout: ignoring)
    let wanted = before.records.filter { kept.contains($0.position) }
    try #require(before.records.count == total)
    #expect(after.refusal == nil && after.diagnostics.isEmpty)
    #expect(after.records.map(\.element) == wanted.map(\.element))
    #expect(after.records.map { $0.diagnostics.map(\.code) } == wanted.map { $0.diagnostics.map(\.code) })
    #expect(after.records.map { $0.root?.text } == wanted.map { $0.root?.text })
    #expect(String(decoding: bytes, as: UTF8.self).contains("<Count>\(kept.count)</Count>"))
    // Its own work is recognised: once more gives the same.
    let again = try XMLEngineTests.sieve(
      bytes, schema: orders, layout: ignoring, count: Self.count,
      keeping: Set(1...max(1, kept.count)).filter { $0 <= kept.count },
      remark: ["a", "b"])
    #expect(String(decoding: again, as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
  }
}

/// Copies the records at some positions.
func sieve(
  _ bytes: [UInt8], schema: Schema, layout: RecordLayout, count: RecordSieve.CountPlace?, keeping kept: Set<Int>,
  remark: [String] = ["record"], step: Int = 64 << 10
) throws -> [UInt8] {
  try sieve(bytes, schema: schema, layout: layout, count: count, number: kept.count, step: step) {
    kept.contains($0.position) ? remark : nil
  }
}

func sieve(
  _ bytes: [UInt8], schema: Schema, layout: RecordLayout, count: RecordSieve.CountPlace?, number: Int,
  step: Int = 64 << 10, choose: @escaping RecordSieve.Choice
) throws -> [UInt8] {
  var offset = 0
  let reader = try RecordReader(schema: schema, layout: layout) { buffer in
    let count = min(step, buffer.count, bytes.count - offset)
    bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    offset += count
    return count
  }
  var written: [UInt8] = []
  try RecordSieve(reader, marker: "ID", counts: [count], number: number, choose: choose).run { written += $0 }
  return written
}
