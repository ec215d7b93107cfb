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
  private func verdict(on bytes: [UInt8], schema: Schema) throws -> (XMLLint.Verdict, Diagnostic.Code?) {
    let reading = try read(bytes, schema: schema, layout: Self.layout)
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

  @Test("for 600 files spoilt at random")
  func mutants() throws {
    let seed = UInt64.random(in: 0..<1 << 32)
    var generator = SeededGenerator(seed: seed)
    let schema = try Schema(path: Self.schemaPath)
    let originals = try Self.files(in: "crm").map { try String(contentsOfFile: $0, encoding: .utf8) }
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
    let judged = try XMLLint.judge(mutants.map(\.path), schema: Self.schemaPath)
    var refused = 0
    for (path, bytes, mutation) in mutants {
      let (ours, code) = try verdict(on: bytes, schema: schema)
      let theirs = try #require(judged[path])
      if code == .empty { continue }
      if !ours.isValid { refused += 1 }
      let comment: Comment = "seed \(seed), \(mutation), \(path), \(String(describing: code))"
      #expect(ours == theirs, comment)
    }
    #expect(refused > 400)
  }
}
