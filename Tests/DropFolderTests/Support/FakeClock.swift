import DropFolder

/// Time that passes when the test says so.
final class FakeClock: SteadyClock {
  private(set) var now: Duration = .zero

  func pass(_ time: Duration) {
    now += time
  }
}
