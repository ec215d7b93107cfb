/// Tells when changed files are worth reading: once they have stood still for the time between two looks, and only once
/// each time they change.
struct RulesWatch {
  enum Action: Equatable {
    case none
    /// They changed, and stand still by now.
    case read
    /// What was refused is gone again: they are as they were when they were taken.
    case restored
  }

  /// As they were when the rules in force were read.
  private var taken: FileStamps
  /// As they were when they were refused last.
  private var refused: FileStamps?
  /// As they were at the last look, where that is another state than both.
  private var seen: FileStamps?

  init(taken: FileStamps) {
    self.taken = taken
  }

  /// The files to look at.
  var paths: Set<String> { refused?.paths ?? taken.paths }

  /// Somebody waits for the next look to be the same.
  var isPending: Bool { seen != nil }

  mutating func look(_ now: FileStamps) -> Action {
    if now == refused ?? taken {
      seen = nil
      return .none
    }
    if refused != nil, taken.again() == taken {
      refused = nil
      seen = nil
      return .restored
    }
    defer { seen = now }
    return seen == now ? .read : .none
  }

  /// The files were read as they looked then, and taken.
  mutating func take(_ stamps: FileStamps) {
    taken = stamps
    refused = nil
    seen = nil
  }

  /// The files were read as they looked then, and are wrong: not again until they change.
  mutating func refuse(_ stamps: FileStamps) {
    refused = stamps
    seen = nil
  }
}
