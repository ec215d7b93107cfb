import Exchange
import Foundation
import Testing
import XMLEngine

@Suite("A customer becomes fields, and fields a customer")
struct EntityShapePropertyTests {
  private let shape = EntityShape.customer
  private let version = RecordVersion(sequence: 7, changed: Timestamp(milliseconds: 1_795_507_200_123))

  private func dictionary(_ readings: [FieldReading]) -> [FieldName: String] {
    Dictionary(readings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("500 random customers come back as the fields that they became, valid for two judges")
  func roundTrip() throws {
    let schema = try Schema(path: "\(Workplace.repository)/xsd/exchange.xsd")
    let folder = NSTemporaryDirectory() + "kontor-shape-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let all = try XMLDocument(root: "Records", namespace: Format.canonicalNamespace)
    var seen: Set<String> = []
    for seed in 1...500 as ClosedRange<UInt64> {
      var chance = RandomCustomer(seed: seed)
      let original = try chance.document()
      #expect(try schema.validate(original).map(\.message) == [], "seed \(seed): the generator")
      let readings = shape.fields(of: try #require(original.root))
      let fields = dictionary(readings)
      #expect(fields.count == readings.count, "seed \(seed): two fields of one name")
      for reading in readings {
        seen.insert(reading.place.steps.map(\.name).joined(separator: "/"))
        #expect(shape.place(of: reading.name, value: reading.value) == reading.place, "seed \(seed)")
      }
      let document = try shape.document(
        keys: (crm: "K-1", erp: seed % 2 == 0 ? "0001" : nil), stage: .ordered, version: version, fields: fields)
      #expect(try schema.validate(document).map(\.message) == [], "seed \(seed)")
      let root = try #require(document.root)
      let again = dictionary(shape.fields(of: root))
      #expect(again == fields, "seed \(seed)")
      #expect(try document.serialized() == rewritten(again, like: seed).serialized(), "seed \(seed)")
      all.append(try XMLDocument.wrapping(root, in: "Records"))
    }
    #expect(seen.count == 50, "\(seen.sorted())")
    try Data(all.serialized()).write(to: URL(fileURLWithPath: folder + "/all.xml"))
    #expect(try xmllintRefuses(folder + "/all.xml", output: folder + "/xmllint.txt") == [])
  }

  private func rewritten(_ fields: [FieldName: String], like seed: UInt64) throws -> XMLDocument {
    try shape.document(
      keys: (crm: "K-1", erp: seed % 2 == 0 ? "0001" : nil), stage: .ordered, version: version, fields: fields)
  }

  private func xmllintRefuses(_ path: String, output: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xmllint", "--noout", "--schema", "\(Workplace.repository)/xsd/exchange.xsd", path]
    _ = FileManager.default.createFile(atPath: output, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: output)
    try process.run()
    process.waitUntilExit()
    let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(!lines.isEmpty)
    return lines.filter { !$0.hasSuffix(" validates") }
  }
}
