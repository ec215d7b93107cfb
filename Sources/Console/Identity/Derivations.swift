import Dispatch
import Synchronization

/// Hashes passwords, one after the other on a thread of its own: each takes 64 MiB and a core for some tenths of a second,
/// and many at a time would take all the memory there is.
package final class Derivations: Sendable {
  /// There are too many who wait already.
  package struct Busy: Error {}

  private static let most = 8

  private let thread = DispatchQueue(label: "kontor.console.passwords", qos: .utility)
  private let waiting = Mutex(0)

  package init() {}

  /// Whether a password is that of a hash.
  package func check(_ password: String, against hash: PasswordHash) async throws -> Bool {
    let mayWait = waiting.withLock { count in
      guard count < Self.most else { return false }
      count += 1
      return true
    }
    guard mayWait else { throw Busy() }
    return try await withCheckedThrowingContinuation { continuation in
      thread.async {
        let fits = Result { try hash.fits(password) }
        self.waiting.withLock { $0 -= 1 }
        continuation.resume(with: fits)
      }
    }
  }
}
