import Foundation
import Simulated
import Testing

/// Rejected files and all the ways back, in any order.
///
/// `swift test` tells 2,000 histories in memory and some on a real disk; `KONTOR_PROVE=n` tells twenty times as many,
/// `KONTOR_SEED` sets the first seed, and `KONTOR_HISTORIES=1` tells that one alone. A history that ends badly is printed with its seed and its steps.
@Suite("Histories of rejected files", .serialized)
struct WayBackHistoryTests {
  private static let isProof = SimulationTests.share != nil
  private static let count = ProcessInfo.processInfo.environment["KONTOR_HISTORIES"].flatMap { Int($0) }

  @Test("whatever people do about rejected files, and whatever ends the program, everything is put right once")
  func simulated() throws {
    let begun = try SimulatedSite(.nothing(), seed: 0)
    _ = begun.scan(at: Story.moment, .undisturbed)
    try tell(Self.count ?? (Self.isProof ? 40_000 : 1000), "in memory") { SimulatedSite(copying: begun, seed: $0) }
  }

  @Test("the same on a real disk with the real ledger, and kontor verify finds nothing")
  func real() throws {
    try tell(Self.isProof ? 400 : 20, "on a disk") { _ in try RealSite() }
  }

  private func tell(_ count: Int, _ place: String, _ site: (UInt64) throws -> any HistorySite) throws {
    var broken: [WayBackHistory] = []
    for seed in SimulationTests.seed..<SimulationTests.seed + UInt64(count) {
      let history = WayBackHistory(try site(seed), seed: seed)
      try history.tell(3 + Int(seed % 5))
      if !history.violations.isEmpty { broken.append(history) }
    }
    print("put right once \(place): \(count) histories, \(broken.count) violations, seed \(SimulationTests.seed)")
    for history in broken { print("seed \(history.seed): \(history.violations)") }
    for history in broken.sorted(by: { $0.steps.count < $1.steps.count }).prefix(3) {
      Issue.record(
        "seed \(history.seed): \(history.violations.joined(separator: "; "))\n\(history.steps.joined(separator: "\n"))")
    }
    #expect(broken.count == 0)
  }
}
