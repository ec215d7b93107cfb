import Exchange
import Synchronization

/// A few readers; who asks gets the one with the least to do.
final class ReaderPool: Sendable {
  private let readers: [LedgerReader]
  /// How many each has to answer.
  private let queued: Mutex<[Int]>

  init(count: Int) {
    readers = (1...count).map { LedgerReader($0) }
    queued = Mutex(Array(repeating: 0, count: count))
  }

  func read<Value: Sendable>(
    _ configuration: Configuration, _ body: @Sendable (Reading) throws -> Value
  ) async throws -> Value {
    let place = queued.withLock { queued in
      let place = queued.indices.min { queued[$0] < queued[$1] } ?? 0
      queued[place] += 1
      return place
    }
    defer { queued.withLock { $0[place] -= 1 } }
    return try await readers[place].read(configuration, body)
  }
}
