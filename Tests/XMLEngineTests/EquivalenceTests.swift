import Foundation
import Testing
import XMLEngine

@Suite("The stream says what xmllint says")
struct EquivalenceTests {
  static let schemaPath = repository + "/xsd/exchange.xsd"
  static let layout = RecordLayout(
    root: nil,
    records: Dictionary(
      uniqueKeysWithValues: ["Customer", "Order", "OrderStatus", "Invoice", "Reminder", "Confirmation"].map {
        ([$0], $0)
      }),
    envelope: ["Header", "Trailer"])

  /// Files that xmllint reads and this program refuses for safety, by the code of the refusal.
  static let refusedForSafety: [Diagnostic.Code] = [
    .doctype, .encoding, .notXML, .limitDepth, .limitAttributes, .limitTag,
  ]

  static func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: repository + "/examples/" + folder)
      .filter { $0.hasSuffix(".xml") }.sorted().map { repository + "/examples/\(folder)/\($0)" }
  }

  /// Valid or not, and the line of the first error: a file that cannot be parsed is told by where parsing ended, as
  /// xmllint does, which validates only what it could parse.
  private func verdict(
    on bytes: [UInt8], schema: Schema, layout: RecordLayout = layout
  ) throws -> (XMLLint.Verdict, Diagnostic.Code?) {
    let reading = try read(bytes, schema: schema, layout: layout)
    if let refusal = reading.refusal { return (.init(isValid: false, line: refusal.position?.line), refusal.code) }
    let first = reading.all.first
    return (.init(isValid: first == nil, line: first?.position?.line), first?.code)
  }

  @Test("for every example, good, bad and unusual", arguments: ["crm", "erp", "bad", "unusual"])
  func examples(folder: String) throws {
    let schema = try Schema(path: Self.schemaPath)
    let paths = try Self.files(in: folder)
    #expect(!paths.isEmpty)
    let judged = try XMLLint.judge(paths, schema: Self.schemaPath)
    for path in paths {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      let (ours, code) = try verdict(on: bytes, schema: schema)
      let theirs = try #require(judged[path])
      if let code, Self.refusedForSafety.contains(code) { continue }
      #expect(ours.isValid == theirs.isValid, "\(path): \(String(describing: code))")
      if code != .empty { #expect(ours.line == theirs.line, "\(path)") }
    }
  }

  /// A format with files that are valid in it.
  struct Format: CustomTestStringConvertible {
    var testDescription: String
    var schema: @Sendable () throws -> String
    var layout: RecordLayout
    var originals: @Sendable () throws -> [String]
  }

  static let formats = [
    Format(
      testDescription: "the exchange", schema: { schemaPath }, layout: layout,
      originals: { try files(in: "crm").map { try String(contentsOfFile: $0, encoding: .utf8) } }),
    Format(
      testDescription: "containers in sequence", schema: { try temporaryFile("k.xsd", Array(kundenSchema.utf8)) },
      layout: kundenLayout,
      originals: {
        [
          """
          <Export>
          <Kopf>7</Kopf>
          <Lauf>1</Lauf>
          <Kunden anzahl="3">
          <Info>i</Info>
          <Kunde>
          <Nr>1</Nr>
          </Kunde>
          <Kunde><Nr>2</Nr>
          </Kunde>
          <Kunde>
          <Nr>3</Nr></Kunde>
          </Kunden>
          <Zwischen/>
          <Auftraege>
          <Auftrag>1</Auftrag>
          <Auftrag>2</Auftrag>
          </Auftraege>
          <Ende/>
          </Export>
          """
        ]
      }),
    Format(
      testDescription: "records between required elements",
      schema: { try temporaryFile("r.xsd", Array(flatSchema.utf8)) }, layout: flatLayout,
      originals: {
        let records = (1...6).map { "<Kunde>\($0)</Kunde>" }.joined(separator: "\n")
        return ["<R>\n<Kopf>1</Kopf>\n<Kopf>2</Kopf>\n<Info/>\n\(records)\n<Ende>e</Ende>\n</R>\n"]
      }),
  ]

  @Test("for 600 files of a format spoilt at random", arguments: formats)
  func mutants(format: Format) throws {
    let seed = UInt64.random(in: 0..<1 << 32)
    var generator = SeededGenerator(seed: seed)
    let schemaPath = try format.schema()
    let schema = try Schema(path: schemaPath)
    let originals = try format.originals()
    let folder = NSTemporaryDirectory() + "kontor-mutants-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var mutants: [(path: String, bytes: [UInt8], mutation: Mutation)] = []
    for number in 0..<600 {
      let mutation = Mutation.allCases[number % Mutation.allCases.count]
      let original = try #require(originals.randomElement(using: &generator))
      let bytes = mutation.apply(to: original, using: &generator)
      mutants.append(("\(folder)/\(number).xml", bytes, mutation))
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(number).xml"))
    }
    let judged = try XMLLint.judge(mutants.map(\.path), schema: schemaPath)
    var refused = 0
    for (path, bytes, mutation) in mutants {
      let (ours, code) = try verdict(on: bytes, schema: schema, layout: format.layout)
      let theirs = try #require(judged[path])
      if code == .empty { continue }
      if !ours.isValid { refused += 1 }
      let comment: Comment = "seed \(seed), \(mutation), \(path), \(String(describing: code))"
      #expect(ours == theirs, comment)
    }
    #expect(refused > 400)
  }
}
