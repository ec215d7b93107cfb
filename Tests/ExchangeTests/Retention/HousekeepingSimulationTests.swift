import Glibc
import Simulated
import Testing

@testable import Exchange

/// Housekeeping, ended at each of its steps, by a kill and by a power cut, and with each of its calls failing once.
@Suite("Housekeeping simulated", .serialized)
struct HousekeepingSimulationTests {
  enum Work: String, CaseIterable {
    case compress, prune, both

    func rule(_ rule: inout RetentionRule) {
      if self != .prune { rule.compress = AgedStory.days(7) }
      guard self != .compress else { return }
      rule.payload = AgedStory.days(100)
      rule.rejected = AgedStory.days(100)
      rule.metadata = AgedStory.days(200)
    }
  }

  /// `swift test` tells a sample; `KONTOR_PROVE` all, as for the simulation of files.
  private var isWhole: Bool { SimulationTests.share != nil }

  /// Enough to see what is wrong.
  private static let mostBroken = 5

  /// What is not as it must be right after a run was disturbed, and when the next runs have brought it to its end.
  private func violations(of disturbed: AgedStory, _ what: String) throws -> [String] {
    var found = try disturbed.violations().map { "\(what), at once: \($0) \(disturbed.trace)" }
    var story = disturbed
    for run in 1...4 where run == 1 || !story.problems.isEmpty { _ = story.keepHouse() }
    found += try (story.problems + story.violations()).map { "\(what), in the end: \($0) \(story.trace)" }
    found += story.incoming.map { "\(what): \($0) is left over" }
    if story.ledger.unfinished > 0 { found.append("\(what): something was said and never done") }
    return found
  }

  @Test("wherever it ends, nothing is missing without a reason, and the next run completes it")
  func crashes() throws {
    for work in isWhole ? Work.allCases : [.both] {
      let aged = try AgedStory(try .corrections(), work.rule)
      #expect(try aged.violations() == [])
      var whole = aged
      let steps = whole.keepHouse().steps
      #expect(steps > 20)
      var broken: [String] = []
      for step in 1...steps where broken.count < Self.mostBroken {
        for cutsPower in [false, true] where isWhole || cutsPower != step.isMultiple(of: 3) {
          var story = aged
          _ = story.keepHouse(.crash(step: step))
          var dice = Dice(seed: SimulationTests.seed &+ UInt64(step))
          if cutsPower { story.cutPower(&dice) }
          broken += try violations(
            of: story, "\(work.rawValue), \(cutsPower ? "power cut" : "kill") at step \(step) of \(steps)")
        }
      }
      #expect(broken == [])
    }
  }

  @Test("whatever call fails, the same holds")
  func errors() throws {
    let aged = try AgedStory(try .corrections(), Work.both.rule)
    var whole = aged
    let calls = whole.keepHouse().calls
    var broken: [String] = []
    for call in stride(from: 1, through: calls, by: isWhole ? 1 : 17) where broken.count < Self.mostBroken {
      for errno in [EIO, ENOSPC] {
        var story = aged
        _ = story.keepHouse(.fail(call: call, errno: errno))
        broken += try violations(of: story, "\(errno) at call \(call) of \(calls)")
      }
    }
    #expect(broken == [])
  }

  @Test("what is over is compressed, and nothing else")
  func compressed() throws {
    var story = try AgedStory(try .corrections(), Work.compress.rule)
    let plain = try story.archived("")
    _ = story.keepHouse()
    #expect(try story.archived("").sorted() == plain.map { $0 + ".gz" }.sorted())
    #expect(!story.closed.contains { $0.hasSuffix(".gz") })
  }

  @Test("what is over is gone, but for a side file that says what it was; what is open stays")
  func pruned() throws {
    var story = try AgedStory(try .corrections(), Work.prune.rule)
    _ = story.keepHouse()
    #expect(try story.archived("").allSatisfy { $0.hasSuffix(".jsonl") })
    #expect(story.closed.allSatisfy { $0.hasSuffix(".jsonl") })
    #expect(!story.closed.isEmpty)
    var open = try AgedStory(try .files(), Work.prune.rule)
    _ = open.keepHouse()
    let rejected = try #require(open.ledger.interchanges.first { $0.verdict == .rejected })
    #expect(open.ledger.prunings[rejected.id] == nil)
    #expect(open.ledger.prunings.count == 2)
  }

  @Test("a second scan of the same day does nothing")
  func once() throws {
    var story = try AgedStory(try .corrections(), Work.both.rule)
    let first = story.keepHouse().steps
    let second = story.keepHouse().steps
    // A generation begins with the first work of a process, which looks whether anything is left.
    #expect(second < first / 4, "\(second) of \(first)")
  }
}

extension LedgerState {
  fileprivate var unfinished: Int { prunings.values.joined().count { $0.doneAt == nil } }
}
