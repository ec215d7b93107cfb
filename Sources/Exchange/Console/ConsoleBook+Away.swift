import Dispatch

/// The thread on which books are asked by those who must not wait.
private let bookThread = DispatchQueue(label: "kontor.console.book")

extension ConsoleBook {
  /// Asks the book on a thread of its own, so that an event loop never waits for a disk.
  package func away<Result: Sendable>(
    _ body: @escaping @Sendable (any ConsoleBook) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      bookThread.async { continuation.resume(with: Swift.Result { try body(self) }) }
    }
  }
}
