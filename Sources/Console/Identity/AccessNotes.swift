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

  /// Whether an entry is noted, and how many were left out before it, which is to be told now.
  mutating func admit(at now: Timestamp) -> (isNoted: Bool, leftOut: Int) {
    var before = 0
    if !(0..<Self.minute ~= now.milliseconds - began.milliseconds) {
      before = leftOut
      began = now
      noted = 0
      leftOut = 0
    }
    guard noted < Self.most else {
      leftOut += 1
      return (false, before)
    }
    noted += 1
    return (true, before)
  }
}
