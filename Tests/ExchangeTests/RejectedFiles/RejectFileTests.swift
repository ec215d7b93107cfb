import DropFolder
import Exchange
import Foundation
import Testing
import XMLEngine

@Suite("The reject file of a partially accepted file")
struct RejectFileTests {
  let configuration: Configuration
  let catalogue: FormatCatalogue
  let sender: System
  let format: CompiledFormat

  init() throws {
    configuration = try Configuration.read(from: "\(Workplace.repository)/kontor.yaml")
    catalogue = try FormatCatalogue(configuration)
    sender = try #require(configuration.system(named: "crm"))
    format = try #require(catalogue["exchange"])
  }

  private func source(_ bytes: [UInt8]) -> RecordReader.Source {
    var offset = 0
    return { buffer in
      let count = min(buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
  }

  /// What is wrong with the records of a file, by position; those that are right are not in it.
  private func faults(of bytes: [UInt8], in format: CompiledFormat? = nil, from sender: System? = nil) throws -> [Int:
    [Exchange.Issue]]
  {
    let judge = RecordJudge(sender: sender ?? self.sender, format: format ?? self.format, catalogue: catalogue)
    let context = MappingContext(
      interchange: "I", sender: "crm", controlNumber: { "" }, documentID: { _, _ in "D" })
    let reader = try (format ?? self.format).reader(for: sender ?? self.sender, source: source(bytes))
    var faults: [Int: [Exchange.Issue]] = [:]
    while let record = try reader.next() {
      let judgement = try judge.judge(record, depth: .whole, context: context)
      if judgement.verdict == .rejected { faults[record.position] = judgement.issues }
    }
    return faults
  }

  private let id = InterchangeID.make(at: Timestamp(milliseconds: 1_795_507_200_000))

  private func rejectFile(
    of bytes: [UInt8], _ faults: [Int: [Exchange.Issue]], in format: CompiledFormat? = nil, from sender: System? = nil
  ) throws -> (text: String, bytes: [UInt8], lines: [Int: Int]) {
    let file = RejectFile(
      formats: SentFormats(format ?? self.format), of: id, sender: sender ?? self.sender, rejectedCount: faults.count)
    var written: [UInt8] = []
    let lines = try file.write(from: source(bytes)) { position in
      faults[position].map { RejectFile.Rejected(entity: "Order", key: "A-\(position)", issues: $0) }
    } to: {
      written += $0
    }
    return (String(decoding: written, as: UTF8.self), written, lines)
  }

  @Test("a comment names each error and its place in the reject file, and what is put right there is taken")
  func example() throws {
    let example = "\(Workplace.repository)/examples/bad/several-errors-in-one-record.xml"
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: example)))
    let faults = try faults(of: bytes)
    let (position, issues) = try #require(faults.first)
    try #require(faults.count == 1 && issues.count > 1)
    let (text, written, lines) = try rejectFile(of: bytes, faults)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines[position])
    #expect(lines.count == 1)
    #expect(rows[line - 1].contains("<Order") || rows[line - 1].contains("<Customer"))
    let comment = rows[..<(line - 1)].suffix(1 + issues.count)
    #expect(comment.first?.contains("<!-- Kontor: record \(position), Order A-\(position), rejected:") == true)
    #expect(comment.last?.hasSuffix(" -->") == true)
    // The places are those of this very file: read again, the same faults stand where the comment says.
    let again = try self.faults(of: written)
    for issue in try #require(again[1]) {
      let place = try #require(issue.position)
      #expect(
        comment.contains { $0.contains("line \(place.line), column \(place.column): \(issue.message) [\(issue.code)]") }
      )
    }
    #expect(text.contains("<?kontor-reject \(id)?>\n<Exchange"))
    #expect(text.contains("<RecordCount>1</RecordCount>"))
    let reader = try format.reader(for: sender, source: source(written))
    _ = try reader.next()
    #expect(format.marker(in: reader) == id)
    #expect(format.announcedCount(in: reader) == nil)
    while try reader.next() != nil {}
    #expect(format.announcedCount(in: reader) == 1)
  }

  @Test("a file of a foreign format keeps its count ahead of the records, and its fault put right it is valid")
  func foreign() throws {
    let folder = "\(Workplace.repository)/examples/foreign-crm"
    let configuration = try Configuration.read(from: "\(folder)/kontor.yaml")
    let catalogue = try FormatCatalogue(configuration)
    let format = try #require(catalogue["kundenexport"])
    let sender = try #require(configuration.system(named: "laden"))
    func kunde(_ nr: String, _ stand: String) -> String {
      """
          <Kunde nr="\(nr)" geaendert="23.11.2026 07:30">
            <Status>\(stand)</Status><Anrede>Firma</Anrede><Name1>Müller</Name1>
          </Kunde>
      """
    }
    let text = """
      <?xml version="1.0" encoding="ISO-8859-1"?>
      <KundenExport erstellt="23.11.2026 07:30">
        <Kopf><Mandant>1</Mandant><LaufNr>7</LaufNr><Anzahl>4</Anzahl></Kopf>
        <Kunden>
      \(["1", "2", "3", "4"].map { kunde($0, $0 == "3" ? "unbekannt" : "Kunde") }.joined(separator: "\n"))
        </Kunden>
        <Auftraege/>
      </KundenExport>
      """
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let reader = try format.reader(for: sender, source: source(bytes))
    var faults: [Int: [Exchange.Issue]] = [:]
    while let record = try reader.next() {
      if !record.isValid { faults[record.position] = record.diagnostics.map(Exchange.Issue.init) }
    }
    try #require(Array(faults.keys) == [3])
    let (_, written, lines) = try rejectFile(of: bytes, faults, in: format, from: sender)
    let rejected = String(String.UnicodeScalarView(written.map { Unicode.Scalar($0) }))
    #expect(rejected.contains("<Anzahl>1</Anzahl>"))
    #expect(rejected.components(separatedBy: "<Kunde ").count == 2)
    #expect(rejected.split(separator: "\n")[try #require(lines[3]) - 1].contains("<Kunde nr=\"3\""))
    let right = rejected.replacing("unbekannt", with: "Kunde").unicodeScalars.map { UInt8($0.value) }
    let corrected = try format.reader(for: sender, source: source(right))
    var records: [Record] = []
    while let record = try corrected.next() { records.append(record) }
    guard case .complete = corrected.end else { throw CancellationError() }
    #expect(records.count == 1)
    #expect(records.allSatisfy { $0.isValid })
    #expect(corrected.diagnostics.isEmpty)
    #expect(format.countIssue(in: corrected, read: 1) == nil)
    #expect(format.marker(in: corrected) == id)
    #expect(records.first?.root?.value(at: "Name1") == "Müller")
  }

  @Test("the sender's own encoding holds, whatever the file says")
  func override() throws {
    var sender = sender
    sender.encoding = .windows1252
    let text = SampleExchange(orders: ["A-1", "A-2"]).text.replacing("Müller", with: "M\u{FC}ller")
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let issue = Exchange.Issue(.conflict, phase: .mapping, "“Müller” … ")
    let (_, written, _) = try rejectFile(of: bytes, [1: [issue]], from: sender)
    let reader = try format.reader(for: sender, source: source(written))
    let record = try #require(try reader.next())
    #expect(record.isValid)
    #expect(record.root?.value(at: "Name") == "Müller & Söhne")
    #expect(try reader.next() == nil)
    #expect(written.firstRange(of: [0x93, 0x4D, 0xFC]) != nil)
  }

  @Test("of many errors and very long ones only so much is said, and warnings are none")
  func much() throws {
    let bytes = Array(SampleExchange(orders: ["A-1"]).text.utf8)
    let issues = (1...60).map {
      Exchange.Issue(.mappingFailed, phase: .mapping, "\($0)" + String(repeating: "x", count: 5000))
    }
    let warning = Exchange.Issue(.late, .warning, phase: .mapping, "Not an error.")
    let (text, _, lines) = try rejectFile(of: bytes, [2: issues + [warning]])
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[try #require(lines[2]) - 1].hasPrefix("<Order"))
    #expect(text.contains("and 10 more -->"))
    #expect(text.utf8.count < 60_000)
    #expect(!text.contains("Not an error."))
  }

  @Test("with many rejected records the lines of the first thousand are told")
  func lines() throws {
    let bytes = Array(SampleExchange(orders: (1...1200).map { "A-\($0)" }, customer: nil).text.utf8)
    let (text, _, lines) = try rejectFile(
      of: bytes,
      Dictionary(uniqueKeysWithValues: (1...1200).map { ($0, [Exchange.Issue(.late, phase: .mapping, "x")]) }))
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 1000)
    #expect(lines.allSatisfy { position, line in rows[line - 1].contains("<OrderId>A-\(position)</OrderId>") })
  }

  @Test(
    "only what Kontor itself would write is an interchange",
    arguments: ["01KAVB0QZ3ABCDE", "01KAVB0QZ3ABCDEFG", "01kavb0qz3abcdef", "01KAVB0QZ3ABCDEU", ""])
  func ids(text: String) {
    #expect(InterchangeID(written: text) == nil)
    #expect(InterchangeID(written: id.text) == id)
  }
}
