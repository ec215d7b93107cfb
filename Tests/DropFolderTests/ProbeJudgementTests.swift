import Testing

@testable import DropFolder

/// What no file system here can be made to show.
@Suite("what a probe concludes")
struct ProbeJudgementTests {
  @Test("where nothing is announced, Kontor looks at its interval", arguments: [true, false])
  func noEvents(isLocal: Bool) {
    let finding = Prober.judge(eventAfter: nil, isLocal: isLocal)
    #expect(finding.weight == .note)
    #expect(finding.measured == "inotify announced nothing within 500 ms")
  }

  @Test(
    "names that do not fit are told",
    arguments: [(true, true, Finding.Weight.good), (false, true, .note), (true, false, .note)])
  func names(long: Bool, foreign: Bool, weight: Finding.Weight) {
    let finding = Prober.judge(long: long, foreign: foreign)
    #expect(finding.weight == weight)
    #expect(finding.measured.contains("255 bytes \(long ? "can" : "cannot")"))
  }

  @Test(
    "a clock counts as wrong only where the measure is sure of it",
    arguments: [
      (2_500_000_000, 100_000_000, Finding.Weight.advice), (-2_500_000_000, 100_000_000, .advice),
      (2_500_000_000, 1_000_000_000, .good), (0, 0, .good),
    ])
  func clock(skew: Int64, uncertainty: Int64, weight: Finding.Weight) {
    #expect(Prober.judge(skew: skew, uncertainty: uncertainty).weight == weight)
  }

  @Test("who may not ask the kernel about files of others is told so")
  func leases() {
    let seen = Prober.Leases(whileWriting: true, afterwards: false)
    let plain = ProbeUser(id: 54_321, mayLeaseAll: false, passesSticky: false)
    let able = ProbeUser(id: 54_321, mayLeaseAll: true, passesSticky: false)
    #expect(Prober.judge(seen, isLocal: true, user: plain).meaning.contains("CAP_LEASE"))
    #expect(!Prober.judge(seen, isLocal: true, user: able).meaning.contains("CAP_LEASE"))
  }

  @Test("the weights are in order, the heaviest last")
  func weights() {
    #expect(Finding.Weight.allCases == Finding.Weight.allCases.sorted())
  }
}
