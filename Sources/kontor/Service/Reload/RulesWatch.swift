import Operations

/// Tells when changed files are worth reading: once they have stood still for the time between two looks, and only once
/// each time they change.
struct RulesWatch {
  /// As they were when they were read last, whether that was right or not.
  private var known: FileStamps
  /// As they were at the last look, where that is another state.
  private var seen: FileStamps?

  init(_ stamps: FileStamps) {
    known = stamps
  }

  /// The files to look at.
  var paths: Set<String> { known.paths }

  /// Whether they changed, and stand still by now.
  mutating func look(_ now: FileStamps) -> Bool {
    defer { seen = now == known ? nil : now }
    return now != known && now == seen
  }

  /// They were read as they looked then.
  mutating func note(_ stamps: FileStamps) {
    known = stamps
    seen = nil
  }
}
