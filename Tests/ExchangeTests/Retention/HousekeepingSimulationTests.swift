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

  private func end(_ story: AgedStory, _ what: String) throws {
    var story = story
    var last = story.keepHouse()
    for _ in 1...3 where !story.problems.isEmpty { last = story.keepHouse() }
    #expect(story.problems == [], "\(what)")
    #expect(try story.violations() == [], "\(what): \(story.trace)")
    #expect(story.incoming == [], "\(what)")
    #expect(story.ledger.unfinished == 0, "\(what)")
    _ = last
  }

  @Test(
    "wherever it ends, nothing is missing without a reason, and the next run completes it", arguments: Work.allCases)
  func crashes(work: Work) throws {
    let aged = try AgedStory(try .corrections(), work.rule)
    #expect(try aged.violations() == [])
    var whole = aged
    let steps = whole.keepHouse().steps
    #expect(steps > 20)
    for step in 1...steps {
      for cutsPower in [false, true] {
        var story = aged
        _ = story.keepHouse(.crash(step: step))
        var dice = Dice(seed: UInt64(step))
        if cutsPower { story.cutPower(&dice) }
        let what = "\(work.rawValue), \(cutsPower ? "power cut" : "kill") at step \(step) of \(steps)"
        #expect(try story.violations() == [], "\(what): \(story.trace)")
        try end(story, what)
      }
    }
  }

  @Test("whatever call fails, the same holds", arguments: Work.allCases)
  func errors(work: Work) throws {
    let aged = try AgedStory(try .corrections(), work.rule)
    var whole = aged
    let calls = whole.keepHouse().calls
    for call in 1...calls {
      for errno in [EIO, ENOSPC] {
        var story = aged
        _ = story.keepHouse(.fail(call: call, errno: errno))
        let what = "\(work.rawValue), \(errno) at call \(call)"
        #expect(try story.violations() == [], "\(what)")
        try end(story, what)
      }
    }
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
