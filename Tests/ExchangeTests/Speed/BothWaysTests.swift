import DropFolder
import Exchange
import Foundation
import Testing

@testable import XMLEngine

/// `KONTOR_PROVE=1` takes ten times as many spoilt files, and `KONTOR_SEED` sets the seed.
@Suite("Whatever way files are read, the same becomes of them")
struct BothWaysTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let rounds = environment["KONTOR_PROVE"] == nil ? 1 : 10
  private static let ways: [ForkedRun.Way] = [.fast(workers: 0), .fast(workers: 1), .fast(workers: 2)]

  /// A configuration, an inbox of it, and files for that.
  struct Exchange: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var configuration: String
    var inbox: String
    var system: String
    var examples: [String]
    /// The elements of the envelope with the control number and with the number of records.
    var control: String
    var count: String
    /// How often the records of an example stand in a long file.
    var times: Int
    /// Long files, with records that differ from each other.
    var originals: @Sendable () throws -> [String]
  }

  static let exchanges = [
    Exchange(
      testDescription: "the exchange", configuration: "kontor.yaml", inbox: "inbox/crm", system: "crm",
      examples: ["crm", "bad", "unusual"], control: "ControlNumber", count: "RecordCount", times: 12,
      originals: {
        try ["crm/1004-customers.xml", "crm/1005-mixed.xml", "crm/1003-orders.xml"].map { path in
          let text = try String(contentsOfFile: "\(Workplace.repository)/examples/\(path)", encoding: .utf8)
          return SpoiltExport.repeating(
            12, from: "</Header>", to: "<Trailer", numbers: ["<CrmId>K-", "<OrderId>SO-"], in: text)
        }
      }),
    Exchange(
      testDescription: "what the ERP sends", configuration: "kontor.yaml", inbox: "inbox/erp", system: "erp",
      examples: ["erp"], control: "ControlNumber", count: "RecordCount", times: 15,
      originals: {
        let path = "\(Workplace.repository)/examples/erp/501-from-the-erp.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return [
          SpoiltExport.repeating(
            15, from: "</Header>", to: "<Trailer", numbers: ["<CrmId>K-", "<OrderId>SO-", "<ErpNumber>"], in: text)
        ]
      }),
    Exchange(
      testDescription: "the export of a foreign CRM", configuration: "examples/foreign-crm/kontor.yaml",
      inbox: "inbox/laden", system: "laden", examples: ["foreign-crm"], control: "LaufNr", count: "Anzahl",
      times: 18,
      originals: {
        let path = "\(Workplace.repository)/examples/foreign-crm/kundenexport-0815.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let customers = SpoiltExport.repeating(
          18, from: "<Kunden>", to: "</Kunden>", numbers: ["<Kunde nr=\"000"], in: text)
        return [
          SpoiltExport.repeating(
            18, from: "<Auftraege>", to: "</Auftraege>", numbers: ["<Auftrag nr=\"A-"], in: customers)
        ]
      }),
  ]

  private func expectTheSame(_ files: [(name: String, bytes: [UInt8])], in exchange: Exchange, _ comment: Comment)
    throws -> ForkedRun.Outcome
  {
    let configuration = try Configuration.read(from: "\(Workplace.repository)/\(exchange.configuration)")
    let run = try ForkedRun(files, in: exchange.inbox, of: configuration)
    let plain = try run.outcome(.plain)
    for way in Self.ways {
      let fast = try run.outcome(way)
      if fast != plain { Issue.record("\(comment), \(way): \(plain.firstDifference(from: fast))") }
    }
    return plain
  }

  @Test("every example", arguments: exchanges)
  func examples(exchange: Exchange) throws {
    var files: [(name: String, bytes: [UInt8])] = []
    for folder in exchange.examples {
      let path = "\(Workplace.repository)/examples/\(folder)"
      for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() where name.hasSuffix(".xml") {
        files.append((name, Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))))
      }
    }
    let outcome = try expectTheSame(files, in: exchange, "examples")
    #expect(outcome.verdicts.values.reduce(0, +) == files.count)
  }

  @Test("long files, good and spoilt", arguments: exchanges)
  func spoilt(exchange: Exchange) throws {
    let seed = Self.environment["KONTOR_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)
    var generator = SpoiltExport.Generator(state: seed)
    let originals = try exchange.originals().map { text in
      SpoiltExport.setting(exchange.count, in: text) { "\((Int($0) ?? 0) * exchange.times)" }
    }
    /// The same content as another file.
    func numbered(_ text: String, _ number: Int) -> String {
      SpoiltExport.setting(exchange.control, in: text) { "\($0)\(number)" }
    }
    var files = originals.enumerated().map { (name: "good-\($0).xml", bytes: Array(numbered($1, $0).utf8)) }
    let cut = try files.map { try share(of: $0.bytes, in: exchange) }
    #expect(cut.allSatisfy { $0 > 0.5 }, "\(cut)")
    var verdicts: [String: Int] = [:]
    for round in 0..<Self.rounds {
      while files.count < 16 {
        let original = try #require(originals.randomElement(using: &generator))
        let text = numbered(original, 10 + files.count)
        files.append(("spoilt-\(files.count).xml", SpoiltExport.spoilt(text, using: &generator)))
      }
      let outcome = try expectTheSame(files, in: exchange, "seed \(seed), round \(round)")
      verdicts.merge(outcome.verdicts) { $0 + $1 }
      files = []
    }
    print("\(exchange.testDescription): \(verdicts), seed \(seed)")
    #expect(verdicts.count > 1, "\(verdicts)")
  }

  /// How much of a file's records is read in batches.
  private func share(of bytes: [UInt8], in exchange: Exchange) throws -> Double {
    let configuration = try Configuration.read(from: "\(Workplace.repository)/\(exchange.configuration)")
    let catalogue = try FormatCatalogue(configuration)
    let system = try #require(configuration.system(named: exchange.system))
    let format = try #require(catalogue.sent(by: system))
    var offset = 0
    let reader = try format.reader(for: system) { buffer in
      let count = min(buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    var cut = 0
    while let record = try reader.next() { cut += record.isCut ? 1 : 0 }
    return Double(cut) / Double(max(1, reader.recordCount))
  }
}
