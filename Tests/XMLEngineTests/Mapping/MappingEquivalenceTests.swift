import Foundation
import Testing
import XMLEngine

@Suite("Random stylesheets, compiled and by libxslt")
struct MappingEquivalenceTests {
  /// What came of a run.
  private struct Tally {
    var stylesheets = 0
    var compiled = 0
    var documents = 0
    var walked = 0
    var failed = 0
  }

  /// KONTOR_MAPPING_SEED starts elsewhere, KONTOR_MAPPING_COUNT makes more of them.
  private static func number(_ name: String, or usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? usual
  }

  @Test("2,000 of them make the same of random documents, or fail with the same words")
  func equivalence() throws {
    let first = Self.number("KONTOR_MAPPING_SEED", or: 1)
    var tally = Tally()
    let path = try temporaryFile("random.xsl", [])
    for seed in first..<first + Self.number("KONTOR_MAPPING_COUNT", or: 2000) {
      try compare(seed: seed, path: path, &tally)
    }
    // The comparison means little if most of them never ran directly.
    #expect(tally.stylesheets * 10 > Int(Self.number("KONTOR_MAPPING_COUNT", or: 2000)) * 9, "\(tally)")
    #expect(tally.compiled * 10 > tally.stylesheets * 6, "\(tally)")
    #expect(tally.walked * 10 > tally.documents * 5, "\(tally)")
    #expect(tally.failed > 0, "\(tally)")
  }

  private func compare(seed: UInt64, path: String, _ tally: inout Tally) throws {
    var generator = RandomStylesheet(seed: seed)
    let text = generator.text()
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    guard let ways = try? BothWays(path: path) else { return }
    tally.stylesheets += 1
    let isCompiled = ways.direct.interpretedBecause == nil
    if isCompiled { tally.compiled += 1 }
    for number in 0..<UInt64(isCompiled ? 2 : 1) {
      var source = RandomSource(seed: seed &* 10 &+ number)
      let document = source.document()
      let given = ["given": RandomSource.values[Int(seed % UInt64(RandomSource.values.count))]]
      let before = ways.direct.documentsHandedOver
      let (direct, plain) = try ways.outcomes(Array(document.utf8), parameters: number == 0 ? [:] : given)
      if case .failed = plain { tally.failed += 1 }
      if isCompiled {
        tally.documents += 1
        if ways.direct.documentsHandedOver == before { tally.walked += 1 }
      }
      #expect(direct == plain, "seed \(seed), document \(number):\n\(text)\n\n\(document)")
    }
  }
}
