/// What earlier looks saw of one file: a small machine that says when it has stood still for long enough.
struct Observation {
  private(set) var status: FileStatus
  /// When it was first seen as it is now.
  private(set) var since: Duration
  private var lastCounted: Duration
  private var counted = 1
  /// The number of the last look that saw it.
  var look = 0

  /// Two equal looks can both fall into one pause of a slow sender; a third in between makes that unlikely.
  private static let needed = 3

  init(_ status: FileStatus, at now: Duration) {
    self.status = status
    since = now
    lastCounted = now
  }

  mutating func see(_ status: FileStatus, at now: Duration, over time: Duration) {
    guard status.hasSameContent(as: self.status) else {
      self = Observation(status, at: now)
      return
    }
    // Events make looks come in bursts, and a burst is no more than one look.
    if now - lastCounted >= time / Observation.needed, now > lastCounted {
      counted += 1
      lastCounted = now
    }
  }

  /// Nil when it has stood still for that time, else how long until the next look that counts.
  func wait(at now: Duration, over time: Duration) -> Duration? {
    if time == .zero { return nil }
    let rest = max(since + time - now, .zero)
    let missing = max(Observation.needed - counted, 0)
    if missing == 0 { return rest == .zero ? nil : rest }
    return max(missing == 1 ? rest : rest / missing, lastCounted + time / Observation.needed - now, .milliseconds(1))
  }
}
