import Foundation
import Simulated
import Testing

/// The exactly-once protocol, told from every place at which a run can end.
///
/// The short form, which `swift test` runs, has every first crash and a sample of second ones. `KONTOR_PROVE=1` has all.
/// `KONTOR_SEED` sets the seed, which settles everything that chance decides.
@Suite("Simulation", .serialized)
struct SimulationTests {
  static let isWhole = ProcessInfo.processInfo.environment["KONTOR_PROVE"] == "1"
  static let seed = ProcessInfo.processInfo.environment["KONTOR_SEED"].flatMap { UInt64($0) } ?? 1

  @Test("whatever moment a run ends at, nothing is lost, torn or sent twice")
  func everyStep() throws {
    let proof = Proof(try Workload(), seed: Self.seed)
    try proof.tell(oneIn: Self.isWhole ? 1 : 100)
    print(
      "exactly once over every crash: \(proof.schedules) schedules, \(proof.broken.count) violations, seed \(Self.seed)")
    for (schedule, violations) in proof.broken.prefix(10) {
      Issue.record("\(schedule): \(violations.joined(separator: "; "))")
    }
    #expect(proof.broken.isEmpty)
  }
}
