import Exchange

/// How many entries of what anybody can bring about go into the access log: whoever sends requests all day must not fill
/// the disk with them. A pure machine.
struct AccessNotes {
  /// So many in a minute.
  static let most = 120
  private static let minute: Int64 = 60_000

  private var began = Timestamp(milliseconds: 0)
  private var noted = 0
  private var leftOut = 0
  /// Of minutes that are over, not told yet.
  private var untold = 0

  /// Whether an entry is noted.
  mutating func admit(at now: Timestamp) -> Bool {
    turn(to: now)
    guard noted < Self.most else {
      leftOut += 1
      return false
    }
    noted += 1
    return true
  }

  /// How many were left out and are to be told now.
  mutating func takeLeftOut(at now: Timestamp) -> Int {
    turn(to: now)
    defer { untold = 0 }
    return untold
  }

  private mutating func turn(to now: Timestamp) {
    guard !(0..<Self.minute ~= now.milliseconds - began.milliseconds) else { return }
    untold += leftOut
    began = now
    noted = 0
    leftOut = 0
  }
}
