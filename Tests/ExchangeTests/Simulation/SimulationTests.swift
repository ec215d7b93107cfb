import Foundation
import Simulated
import Testing

/// The exactly-once protocol, told from every place at which a run can end.
///
/// `swift test` tells every first crash and a sample of second ones. `KONTOR_PROVE=1` tells all second ones, and
/// `KONTOR_PROVE=n` one in n. `KONTOR_SEED` sets the seed, which settles everything that chance decides.
@Suite("Simulation", .serialized)
struct SimulationTests {
  private static let environment = ProcessInfo.processInfo.environment
  static let share = environment["KONTOR_PROVE"].flatMap { Int($0) }.map { max(1, $0) }
  static let seed = environment["KONTOR_SEED"].flatMap { UInt64($0) } ?? 1

  @Test("whatever moment a run ends at, nothing is lost, torn or sent twice")
  func everyStep() throws {
    let proof = Proof(try .files(), seed: Self.seed)
    try proof.tell(oneIn: Self.share ?? 500)
    report(proof, "exactly once over every crash")
    // Without any, the schedules would not reach the moment between a rename and its fsync.
    #expect(proof.secondOffers > 0)
  }

  @Test("nor where the files of many interchanges become durable together")
  func everyStepOfMany() throws {
    let workload = try Workload.files()
    workload.fewFiles = 0
    let proof = Proof(workload, seed: Self.seed)
    try proof.tell(oneIn: Self.share ?? 500)
    report(proof, "exactly once over every crash, durable together")
    #expect(proof.secondOffers > 0)
  }

  @Test("whatever moment a promotion ends at, there is one customer, and each order once")
  func everyStepOfAPromotion() throws {
    let proof = Proof(try .promotion(), seed: Self.seed)
    try proof.tell(oneIn: Self.share ?? 2000)
    report(proof, "one customer over every crash of a promotion")
  }

  @Test("whatever moment putting rejected files right ends at, everything is put right once")
  func everyStepOfCorrections() throws {
    let proof = Proof(try .corrections(), seed: Self.seed)
    try proof.tell(oneIn: Self.share ?? 4000, inTurn: Self.share == nil)
    report(proof, "put right once over every crash of corrections")
  }

  @Test("whatever moment a run ends at while documents wait for their flow, each goes once, in its newest version")
  func everyStepOfWaiting() throws {
    let proof = Proof(try .waiting(), seed: Self.seed)
    try proof.tell(oneIn: Self.share ?? 4000, inTurn: Self.share == nil)
    report(proof, "once and in order over every crash while documents wait")
  }

  @Test("whatever call fails, nothing is lost, torn or sent twice")
  func everyError() throws {
    let proof = Proof(try .files(), seed: Self.seed)
    try proof.tellErrors(oneIn: Self.share == nil ? 12 : 1)
    report(proof, "exactly once over every I/O error")
  }

  @Test("the schedules find each mistake that the protocol could have")
  func mutations() throws {
    let workload = try Workload.files()
    var caught = 0
    for mutation in Mutation.allCases {
      let proof = Proof(workload, seed: Self.seed, mutation: mutation)
      try proof.tell(oneIn: 40) { Self.share == nil && $0.broken.count >= 3 }
      print("mutation caught: \(mutation.rawValue), \(proof.broken.count) of \(proof.schedules) schedules broke")
      #expect(!proof.broken.isEmpty, "\(mutation.rawValue) was not found in \(proof.schedules) schedules")
      if !proof.broken.isEmpty { caught += 1 }
    }
    print("the proof sees: \(caught) of \(Mutation.allCases.count) mutations caught, seed \(Self.seed)")
  }

  private func report(_ proof: Proof, _ promise: String) {
    print(
      "\(promise): \(proof.schedules) schedules, \(proof.broken.count) violations, "
        + "\(proof.secondOffers) excused second offers, seed \(Self.seed)")
    for (schedule, violations) in proof.broken.prefix(10) {
      Issue.record("\(schedule): \(violations.joined(separator: "; "))")
    }
    #expect(proof.broken.count == 0)
  }
}
