import Foundation

/// Threads for work that may be done in any order.
///
/// None at all is a good number too: then each piece of work is done by whoever hands it in.
package final class Workers: Sendable {
  package let count: Int
  private let bench: Bench

  /// As much stack as the main thread has: libxslt and deep documents need it.
  private static let stackSize = 8 << 20

  /// - Parameter count: how many threads; they begin with the first piece of work and end with this object.
  package init(count: Int) {
    self.count = count
    bench = Bench(count: count)
  }

  deinit {
    bench.close()
  }

  /// Hands in a piece of work.
  package func perform<Outcome>(_ work: @escaping @Sendable () -> Outcome) -> Pending<Outcome> {
    let pending = Pending<Outcome>()
    if count == 0 {
      pending.fulfil(work())
    } else {
      bench.put { pending.fulfil(work()) }
    }
    return pending
  }

  /// Hands in a piece of work whose outcome nobody waits for.
  func finish(_ work: @escaping @Sendable () -> Void) {
    if count == 0 { work() } else { bench.put(work) }
  }

  /// What the threads share. They hold this and not the workers, so that those can go.
  private final class Bench: @unchecked Sendable {
    // Everything below is touched under the condition's lock.
    private let condition = NSCondition()
    private var waiting: [@Sendable () -> Void] = []
    private var next = 0
    private var isClosed = false
    private var missing: Int

    init(count: Int) {
      missing = count
    }

    func put(_ work: @escaping @Sendable () -> Void) {
      condition.lock()
      defer { condition.unlock() }
      waiting.append(work)
      condition.signal()
      while missing > 0 {
        missing -= 1
        let thread = Thread { self.work() }
        thread.stackSize = Workers.stackSize
        thread.name = "kontor worker"
        thread.start()
      }
    }

    func close() {
      condition.lock()
      isClosed = true
      condition.broadcast()
      condition.unlock()
    }

    private func work() {
      while let piece = take() { piece() }
    }

    private func take() -> (@Sendable () -> Void)? {
      condition.lock()
      defer { condition.unlock() }
      while next == waiting.count {
        if isClosed { return nil }
        condition.wait()
      }
      let piece = waiting[next]
      next += 1
      if next == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        next = 0
      }
      return piece
    }
  }
}

/// The outcome of a piece of work that may not be done yet.
package final class Pending<Outcome>: @unchecked Sendable {
  // Written once and read once, both under the lock.
  private let condition = NSCondition()
  private var outcome: Outcome?

  fileprivate func fulfil(_ outcome: Outcome) {
    condition.lock()
    self.outcome = outcome
    condition.signal()
    condition.unlock()
  }

  /// Takes the outcome, once; waits for it where it is not there yet.
  package func take() -> Outcome {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let outcome {
        self.outcome = nil
        return outcome
      }
      condition.wait()
    }
  }
}
