import Glibc
import Simulated

/// What happens to the program, and where: once in its first run, and perhaps once more while it recovers.
struct Schedule: CustomStringConvertible {
  struct Blow: Hashable, CustomStringConvertible {
    let description: String
    let place: Int
    let crash: Story.Crash

    /// The program ends in the place of a step.
    static func crash(step: Int, _ crash: Story.Crash) -> Blow {
      Blow(description: "\(crash.rawValue) at step \(step)", place: step, crash: crash)
    }

    /// A call fails; the program goes on, and ends later.
    static func error(call: Int, errno: Int32, _ crash: Story.Crash) -> Blow {
      Blow(
        description: "\(errno == EIO ? "EIO" : "ENOSPC") at call \(call), a second scan, then \(crash.rawValue)",
        place: call, crash: crash)
    }
  }

  let seed: UInt64
  let isEager: Bool
  let first: Blow
  var second: Blow?

  var description: String {
    let blows = [first, second].compactMap { $0?.description }
    return "seed \(seed), \(isEager ? "eager" : "lazy") partners, \(blows.joined(separator: ", then "))"
  }

  /// The chance of the power cut with this number: it depends on the schedule alone, so that the seed is enough to tell
  /// it again.
  func dice(number: UInt64) -> Dice {
    var mixed = Dice(seed: seed)
    for part in [UInt64(first.place), UInt64(second?.place ?? 0), number, isEager ? 1 : 0] {
      mixed = Dice(seed: mixed.next() ^ part)
    }
    return mixed
  }
}
