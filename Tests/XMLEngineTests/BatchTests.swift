import Foundation
import Testing

@testable import XMLEngine

/// Everything that a reader tells of a file, in words that can be compared.
struct Told: Equatable {
  var records: [String] = []
  var end = ""
  var diagnostics: [Diagnostic] = []
  var recordsBeforeDiagnostics = 0
  var envelope: [String] = []
  /// What was read in batches; no part of what is compared.
  var cut = 0

  static func == (one: Told, other: Told) -> Bool {
    one.records == other.records && one.end == other.end && one.diagnostics == other.diagnostics
      && one.recordsBeforeDiagnostics == other.recordsBeforeDiagnostics && one.envelope == other.envelope
  }

  /// Reads a file, as one stream where there are no workers.
  ///
  /// - Parameter ahead: paths of the envelope that stand ahead of all records. They are looked up after each record, where
  ///   they do.
  init(
    _ bytes: [UInt8], schema: Schema, layout: RecordLayout, limits: XMLLimits = XMLLimits(), step: Int = 64 << 10,
    encoding: TextEncoding? = nil, workers: Workers? = nil, sizes: BatchSizes = BatchSizes(),
    ahead: [String] = ["Header/ControlNumber"]
  ) throws {
    var offset = 0
    let reader = try RecordReader(
      schema: schema, layout: layout, limits: limits, encoding: encoding, workers: workers
    ) { buffer in
      let count = min(step, buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    reader.batchSizes = sizes
    let places = ahead.map { path in
      let name = Array((path.split(separator: "/").last.map(String.init) ?? path).utf8)
      return (path: path, place: bytes.firstRange(of: name)?.lowerBound ?? 0)
    }
    while let record = try reader.next() {
      records.append(try Self.words(record))
      if record.isCut { cut += 1 }
      // What is behind a record may be known by then, or not.
      for (path, place) in places where place < record.start.byteOffset {
        envelope.append(reader.envelopeValue(at: path) ?? "-")
      }
    }
    end = String(describing: reader.end)
    diagnostics = reader.diagnostics
    recordsBeforeDiagnostics = reader.recordsBeforeDiagnostics
    for path in layout.envelope.sorted() { envelope.append(reader.envelopeValue(at: path) ?? "-") }
    envelope.append("\(String(describing: reader.encoding)) \(reader.marker ?? "-")")
  }

  func firstDifference(from other: Told) -> String {
    let mine = records + [end, "\(diagnostics)", "\(recordsBeforeDiagnostics)"] + envelope
    let theirs =
      other.records + [other.end, "\(other.diagnostics)", "\(other.recordsBeforeDiagnostics)"] + other.envelope
    for (one, two) in zip(mine, theirs) where one != two { return "stream: \(one)\nbatches: \(two)" }
    return "\(mine.count) and \(theirs.count) parts"
  }

  private static func words(_ record: Record) throws -> String {
    var places: [String] = []
    record.root?.forEachDescendant { element in
      let place = record.place(of: element)
      places.append("\(element.name) \(place.line):\(place.column) @\(place.byteOffset)")
    }
    let text = try record.document.map { String(decoding: try $0.serialized(), as: UTF8.self) } ?? "-"
    return """
      \(record.position) \(record.entity ?? "-") \(record.element) \(record.path) \(record.start)
      \(record.diagnostics)
      \(places)
      \(text)
      """
  }
}

@Suite("Records read in batches are those of the stream")
struct BatchTests {
  static let small = BatchSizes(most: 5, least: 2, bytes: 4000, worthwhile: 1, fruitful: 0)

  @Test("whatever is spoilt, in every format", arguments: EquivalenceTests.formats, [0, 2])
  func mutants(format: EquivalenceTests.Format, workers: Int) throws {
    let seed = UInt64.random(in: 0..<1 << 32)
    var generator = SeededGenerator(seed: seed)
    let schema = try Schema(path: format.schema())
    let workers = Workers(count: workers)
    let originals = try format.originals()
    var cut = 0
    for number in 0..<300 {
      let mutation = Mutation.allCases[number % Mutation.allCases.count]
      let bytes = mutation.apply(to: try #require(originals.randomElement(using: &generator)), using: &generator)
      let step = Int.random(in: 1...2000, using: &generator)
      var layout = format.layout
      if layout.root == nil { layout.root = "{urn:kontor:exchange:1}Exchange" }
      let stream = try Told(bytes, schema: schema, layout: layout, step: step)
      let batches = try Told(
        bytes, schema: schema, layout: layout, step: step, workers: workers, sizes: Self.small)
      cut += batches.cut
      #expect(stream == batches, "seed \(seed), \(number), \(mutation)")
      if stream != batches {
        print(stream.firstDifference(from: batches))
        break
      }
    }
    if format.testDescription == "the exchange" { #expect(cut > 100) }
  }
}
