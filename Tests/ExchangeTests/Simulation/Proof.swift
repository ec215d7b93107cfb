import DropFolder
import Exchange
import Simulated

/// Tells schedule after schedule and counts those that end badly.
final class Proof {
  let workload: Workload
  let seed: UInt64
  private let mutation: Mutation?
  private(set) var schedules = 0
  private(set) var broken: [(schedule: Schedule, violations: [String])] = []

  init(_ workload: Workload, seed: UInt64, mutation: Mutation? = nil) {
    self.workload = workload
    self.seed = seed
    self.mutation = mutation
  }

  /// How many steps a run takes that nothing disturbs.
  func stepsOfFirstRun(isEager: Bool) throws -> Int {
    var story = try Story(workload, isEager: isEager)
    return story.run(workload, .none, mutation).process.steps
  }

  /// All schedules with one crash, and of those with two a share: `one` in how many second steps.
  func tell(oneIn share: Int, enough: () -> Bool = { false }) throws {
    var dice = Dice(seed: seed)
    for isEager in [true, false] {
      for step in 1...(try stepsOfFirstRun(isEager: isEager)) {
        var ended = try Story(workload, isEager: isEager)
        _ = ended.run(workload, .crash(step: step), mutation)
        for crash in Story.Crash.allCases {
          if enough() { return }
          let schedule = Schedule(seed: seed, isEager: isEager, first: Schedule.Blow(step: step, crash: crash))
          tellRecoveries(of: ended, schedule, oneIn: share, &dice)
        }
      }
    }
  }

  private func tellRecoveries(of ended: Story, _ schedule: Schedule, oneIn share: Int, _ sampling: inout Dice) {
    var dice = schedule.dice(for: schedule.first, number: 1)
    var struck = ended
    struck.crash(schedule.first.crash, &dice)
    var recovery = struck
    let steps = recovery.run(workload, .none, mutation).process.steps
    conclude(recovery, schedule)
    for step in 1..<(steps + 1) where share == 1 || sampling.number(1...share) == 1 {
      var endedAgain = struck
      _ = endedAgain.run(workload, .crash(step: step), mutation)
      for crash in Story.Crash.allCases where share == 1 || sampling.coin() {
        var schedule = schedule
        let blow = Schedule.Blow(step: step, crash: crash)
        schedule.second = blow
        var dice = schedule.dice(for: blow, number: 2)
        var story = endedAgain
        story.crash(crash, &dice)
        conclude(story, schedule)
      }
    }
  }

  /// Undisturbed runs until all is done, then a last power cut, which must find nothing left to take back.
  private func conclude(_ story: Story, _ schedule: Schedule) {
    schedules += 1
    var story = story
    var problems: [String] = []
    for _ in 1...3 {
      problems = story.run(workload, .none, mutation).problems
      if problems.isEmpty { break }
    }
    var dice = schedule.dice(for: schedule.first, number: 3)
    story.crash(.powerCut, &dice)
    story.collect()
    let violations = story.violations(workload)
    if !violations.isEmpty { broken.append((schedule, violations + problems)) }
  }
}
