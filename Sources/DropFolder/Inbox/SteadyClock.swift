internal import Glibc

/// A clock that only goes forward, whatever is done to the time of day.
package protocol SteadyClock {
  /// Time since some fixed moment of this run.
  var now: Duration { get }
}

/// The kernel's `CLOCK_MONOTONIC`. It stands still while the machine sleeps, and so does every local writer.
package struct MonotonicClock: SteadyClock, Sendable {
  package init() {}

  package var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
