import Simulated

/// Where the program ends, and how: once in its first run, and perhaps once more while it recovers.
struct Schedule: CustomStringConvertible {
  struct Blow {
    let step: Int
    let crash: Story.Crash
  }

  let seed: UInt64
  let isEager: Bool
  let first: Blow
  var second: Blow?

  var description: String {
    let blows = [first, second].compactMap(\.self).map { "\($0.crash.rawValue) at step \($0.step)" }
    return "seed \(seed), \(isEager ? "eager" : "lazy") partners, \(blows.joined(separator: ", then "))"
  }

  /// The chance of one blow: it depends on the schedule alone, so that each can be told again by itself.
  func dice(for blow: Blow, number: UInt64) -> Dice {
    let place = UInt64(first.step) << 40 ^ UInt64(blow.step) << 8 ^ number << 4 ^ (isEager ? 1 : 0)
    var mixed = Dice(seed: place ^ (blow.crash == .kill ? 2 : 0))
    return Dice(seed: seed ^ mixed.next())
  }
}
