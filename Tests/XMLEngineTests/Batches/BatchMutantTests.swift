import Foundation
import Testing

@testable import XMLEngine

/// `swift test` reads some hundreds of spoilt files in every way. `KONTOR_PROVE=1` reads ten times as many, and
/// `KONTOR_SEED` sets the seed, which settles everything that chance decides.
@Suite("A file says the same in batches as in one stream, whatever stands in it")
struct BatchMutantTests {
  static let isProving = ProcessInfo.processInfo.environment["KONTOR_PROVE"] != nil
  static let seed = ProcessInfo.processInfo.environment["KONTOR_SEED"].flatMap { UInt64($0) }

  /// How one file is read.
  struct Way {
    var step: Int
    var sizes: BatchSizes
    var limits = XMLLimits()
    var encoding: TextEncoding?

    static func random(_ generator: inout SeededGenerator) -> Way {
      var sizes = BatchSizes()
      sizes.most = [1, 2, 3, 5, 17, 64].randomElement(using: &generator) ?? 1
      sizes.least = Int.random(in: 1...sizes.most, using: &generator)
      sizes.bytes = [1, 300, 4000, 64 << 10].randomElement(using: &generator) ?? 1
      sizes.worthwhile = [1, 1, 700].randomElement(using: &generator) ?? 1
      sizes.fruitful = [0, 0, 4].randomElement(using: &generator) ?? 0
      var way = Way(
        step: [1, 7, 100, 513, 3000, 64 << 10].randomElement(using: &generator) ?? 1, sizes: sizes)
      if Int.random(in: 0..<3, using: &generator) == 0 { way.limits = narrow(&generator) }
      if Int.random(in: 0..<20, using: &generator) == 0 { way.encoding = .windows1252 }
      return way
    }

    /// Limits that the files come near to, some of them at a time.
    private static func narrow(_ generator: inout SeededGenerator) -> XMLLimits {
      var limits = XMLLimits()
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        switch Int.random(in: 0..<11, using: &generator) {
        case 0: limits.size = Int.random(in: 500...20_000, using: &generator)
        case 1: limits.depth = Int.random(in: 3...8, using: &generator)
        case 2: limits.attributes = Int.random(in: 1...6, using: &generator)
        case 3: limits.tag = Int.random(in: 20...200, using: &generator)
        case 4: limits.text = Int.random(in: 1...120, using: &generator)
        case 5: limits.record = Int.random(in: 100...3000, using: &generator)
        case 6: limits.elements = Int.random(in: 3...60, using: &generator)
        case 7: limits.namespaces = Int.random(in: 2...6, using: &generator)
        case 8: limits.misplaced = Int.random(in: 0...3, using: &generator)
        case 9: limits.replayed = Int.random(in: 0...40, using: &generator)
        default: limits.errorsPerRecord = Int.random(in: 1...3, using: &generator)
        }
      }
      return limits
    }
  }

  @Test("spoilt between and inside elements, in every encoding", arguments: BatchFormat.all, [0, 1, 3])
  func mutants(format: BatchFormat, workers: Int) throws {
    let seed = Self.seed ?? UInt64.random(in: 0..<1 << 32)
    var generator = SeededGenerator(seed: seed)
    let schema = try Schema(path: format.schema())
    let workers = Workers(count: workers)
    let originals = try format.originals()
    var (cut, read) = (0, 0)
    for number in 0..<(Self.isProving ? 1000 : 50) {
      let original = try #require(originals.randomElement(using: &generator))
      let mutant = Self.mutant(of: original, number, &generator)
      let bytes = (Encoded.allCases.randomElement(using: &generator) ?? .asIs).bytes(of: mutant)
      let way = Way.random(&generator)
      func told(_ workers: Workers?) throws -> Told {
        try Told(
          bytes, schema: schema, layout: format.layout, limits: way.limits, step: way.step, encoding: way.encoding,
          workers: workers, sizes: way.sizes, ahead: format.ahead)
      }
      let (stream, batches) = (try told(nil), try told(workers))
      #expect(stream.cut == 0)
      cut += batches.cut
      read += batches.records.count
      if stream != batches {
        Issue.record("seed \(seed), file \(number), \(way): \(stream.firstDifference(from: batches))")
        return
      }
    }
    // Otherwise nothing was compared.
    #expect(cut >= 10, "\(cut) of \(read) records, seed \(seed)")
  }

  private static func mutant(of original: String, _ number: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    if number % 10 == 0 { return Array(original.utf8) }
    if number % 10 < 3 {
      let mutation = Mutation.allCases.randomElement(using: &generator) ?? .drop
      return mutation.apply(to: original, using: &generator)
    }
    return Spoiling.spoilt(original, changes: Int.random(in: 1...3, using: &generator), using: &generator)
  }
}
