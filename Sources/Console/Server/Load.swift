import Dispatch
import Synchronization

/// What a server has in hand. Thread-safe.
final class Load: Sendable {
  enum Kind {
    /// Answers being made.
    case answer
    /// Answers that go on.
    case stream
    /// Long bodies being read, and kept until they are answered.
    case longBody
  }

  /// Counts while it is there.
  final class Place: Sendable {
    private let kind: Kind
    private let load: Load

    fileprivate init(_ kind: Kind, of load: Load) {
      self.kind = kind
      self.load = load
    }

    deinit {
      load.giveBack(kind)
    }
  }

  private struct State {
    var counts: [Kind: Int] = [:]
    var isStopping = false
    var isAwaited = false
  }

  private let state = Mutex(State())
  private let streamsEnded = DispatchSemaphore(value: 0)

  func count(of kind: Kind) -> Int { state.withLock { $0.counts[kind, default: 0] } }

  var isStopping: Bool { state.withLock(\.isStopping) }

  /// One more in hand, for as long as its place is held; nil where there are so many.
  func place(_ kind: Kind, most: Int) -> Place? {
    let isFree = state.withLock { state in
      guard !state.isStopping, state.counts[kind, default: 0] < most else { return false }
      state.counts[kind, default: 0] += 1
      return true
    }
    return isFree ? Place(kind, of: self) : nil
  }

  private func giveBack(_ kind: Kind) {
    let wasLast = state.withLock { state in
      state.counts[kind, default: 0] -= 1
      return kind == .stream && state.isAwaited && state.counts[kind] == 0
    }
    if wasLast { streamsEnded.signal() }
  }

  /// Nothing more is taken in hand.
  func stop() {
    state.withLock { $0.isStopping = true }
  }

  /// Waits until no answer goes on any more, but not longer than that.
  func waitForStreams(_ longest: Duration) {
    let hasNone = state.withLock { state in
      state.isAwaited = true
      return state.counts[.stream, default: 0] == 0
    }
    let (seconds, attoseconds) = longest.components
    if !hasNone { _ = streamsEnded.wait(timeout: .now() + Double(seconds) + Double(attoseconds) / 1e18) }
  }
}
