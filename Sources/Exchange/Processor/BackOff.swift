/// When to try again what failed for a passing reason: after a second, then twice as long each time, up to five minutes.
struct BackOff {
  private struct Wait {
    var delay: Duration
    var until: Duration
    var problem: ScanProblem
  }

  private var waits: [InterchangeID: Wait] = [:]
  private static let first = Duration.seconds(1)
  private static let longest = Duration.seconds(300)

  /// `now` is a steady clock's.
  mutating func failed(_ id: InterchangeID, at now: Duration, because problem: ScanProblem) {
    let delay = waits[id].map { min($0.delay * 2, Self.longest) } ?? Self.first
    waits[id] = Wait(delay: delay, until: now + delay, problem: problem)
  }

  mutating func succeeded(_ id: InterchangeID) {
    waits[id] = nil
  }

  /// How much longer to leave it alone, and why; nil where it may be tried now.
  func wait(for id: InterchangeID, at now: Duration) -> (Duration, ScanProblem)? {
    guard let wait = waits[id], wait.until > now else { return nil }
    return (wait.until - now, wait.problem)
  }
}
