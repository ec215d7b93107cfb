import DropFolder
import Exchange
import Glibc
import Simulated

/// Tells schedule after schedule and counts those that end badly.
final class Proof {
  let workload: Workload
  let seed: UInt64
  private let mutation: Mutation?
  private(set) var schedules = 0
  /// Those in which a power cut took back a rename that a partner had already followed: the honest limit.
  private(set) var secondOffers = 0
  private(set) var broken: [(schedule: Schedule, violations: [String])] = []

  init(_ workload: Workload, seed: UInt64, mutation: Mutation? = nil) {
    self.workload = workload
    self.seed = seed
    self.mutation = mutation
  }

  /// All schedules with one crash, and of those with two a share: `one` in how many second steps.
  ///
  /// - Parameters:
  ///   - inTurn: each step is told once, with kills and power cuts, eager and lazy partners in turn.
  ///   - enough: ends the telling early. The order is mixed, so that what breaks anywhere shows soon.
  func tell(oneIn share: Int, inTurn: Bool = false, until enough: (Proof) -> Bool = { _ in false }) throws {
    var dice = Dice(seed: seed)
    for (isEager, step) in try places(\.steps).shuffled(using: &dice) where !inTurn || isEager == step.isMultiple(of: 2)
    {
      var ended = try Story(workload, isEager: isEager)
      _ = ended.run(workload, .crash(step: step), mutation)
      for crash in Story.Crash.allCases where !inTurn || (crash == .kill) == (step % 4 < 2) {
        if enough(self) { return }
        let schedule = Schedule(seed: seed, isEager: isEager, first: .crash(step: step, crash))
        tellRecoveries(of: ended, schedule, oneIn: share, &dice)
      }
    }
  }

  /// All schedules in which one call fails, and the run goes on until it ends by itself or with the power.
  func tellErrors(oneIn share: Int) throws {
    var dice = Dice(seed: seed)
    for (isEager, call) in try places(\.calls) {
      for errno in [EIO, ENOSPC] where share == 1 || dice.number(1...share) == 1 {
        var failed = try Story(workload, isEager: isEager)
        _ = failed.run(workload, .fail(call: call, errno: errno), scans: 2, mutation)
        for crash in Story.Crash.allCases {
          let schedule = Schedule(seed: seed, isEager: isEager, first: .error(call: call, errno: errno, crash))
          var dice = schedule.dice(number: 1)
          var story = failed
          story.crash(crash, &dice)
          conclude(story, schedule)
        }
      }
    }
  }

  /// Every place of a run that nothing disturbs, by its steps or its calls, for both kinds of partners.
  private func places(_ count: (SimulatedProcess) -> Int) throws -> [(isEager: Bool, place: Int)] {
    try [true, false].flatMap { isEager in
      var story = try Story(workload, isEager: isEager)
      return (0..<count(story.run(workload, .none, mutation).process)).map { (isEager, $0 + 1) }
    }
  }

  private func tellRecoveries(of ended: Story, _ schedule: Schedule, oneIn share: Int, _ sampling: inout Dice) {
    var dice = schedule.dice(number: 1)
    var struck = ended
    struck.crash(schedule.first.crash, &dice)
    let steps = conclude(struck, schedule)
    for step in 1..<(steps + 1) where share == 1 || sampling.number(1...share) == 1 {
      var endedAgain = struck
      _ = endedAgain.run(workload, .crash(step: step), mutation)
      for crash in Story.Crash.allCases where share == 1 || sampling.coin() {
        var schedule = schedule
        schedule.second = .crash(step: step, crash)
        var dice = schedule.dice(number: 2)
        var story = endedAgain
        story.crash(crash, &dice)
        conclude(story, schedule)
      }
    }
  }

  /// Undisturbed runs until all is done, then a last power cut and a last run, which must find nothing to do again.
  /// Answers how many steps the first of these runs took.
  @discardableResult
  private func conclude(_ story: Story, _ schedule: Schedule) -> Int {
    schedules += 1
    var story = story
    var last = story.run(workload, .none, mutation)
    let steps = last.process.steps
    // What waits for another file's decision comes with the next scan.
    for _ in 1...2 where !last.problems.isEmpty { last = story.run(workload, .none, mutation) }
    var dice = schedule.dice(number: 3)
    story.crash(.powerCut, &dice)
    let afterwards = story.run(workload, .none, mutation)
    story.collect()
    let violations = story.violations(workload)
    if story.hasSecondOffer { secondOffers += 1 }
    if !violations.isEmpty {
      broken.append((schedule, violations + last.problems + afterwards.problems + story.log))
    }
    return steps
  }
}
