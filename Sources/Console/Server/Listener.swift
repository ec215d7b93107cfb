import Dispatch
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// What listens at one address, on threads of its own, from when it is made until it is stopped. Thread-safe.
final class Listener: Sendable {
  private let work: Task<Void, Never>
  private let end: End
  /// What takes connections in.
  private let entrance: (any Channel)?
  /// Where it listens: with the port that the kernel chose, where it was to choose.
  let address: String
  let port: Int

  /// - Parameters:
  ///   - mostConnections: at a time; others wait in the kernel's queue.
  ///   - protocols: what is spoken over a connection.
  ///   - thread: where requests are read and answers written.
  ///   - answer: what is answered, called on that thread.
  /// - Throws: ``ListeningError`` where the address cannot be had.
  init(
    host: String, port wantedPort: Int, mostConnections: Int, protocols: HTTPServerBuilder,
    thread: OwnThread = OwnThread(), answer: @escaping @Sendable (Request, Exchanged) async throws -> Response
  ) throws(ListeningError) {
    // Its own words would go to standard error, between those of the service.
    let silent = Logger(label: "console", factory: { _ in SwiftLogNoOpLogHandler() })
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let start = Start()
    let end = End()
    let application = Application(
      responder: CallbackResponder<Exchanged>(callback: answer), server: protocols,
      configuration: .init(
        address: .hostname(host, port: wantedPort),
        availableConnectionsDelegate: MaximumAvailableConnections(mostConnections, logger: silent)),
      onServerRunning: {
        start.succeeded(on: $0.localAddress?.port ?? wantedPort, through: $0)
      },
      eventLoopGroupProvider: .shared(group), logger: silent)
    work = Task.detached(executorPreference: thread) {
      do {
        try await application.run()
        start.failed("it ended at once")
      } catch {
        start.failed("\(error)")
      }
      end.hasCome()
      group.shutdownGracefully { _ in }
    }
    self.end = end
    let shown = host.contains(":") ? "[\(host)]" : host
    switch start.wait() {
    case .success(let (port, entrance)):
      self.port = port
      self.entrance = entrance
      address = "\(shown):\(port)"
    case .failure(let error):
      port = wantedPort
      entrance = nil
      address = "\(shown):\(wantedPort)"
      throw ListeningError(
        message:
          "Nothing can listen at \(address): \(error.message). Let the other program go, or choose another port.")
    }
  }

  /// Seconds in which connections that just came are looked at, and last words go out.
  private static let settling = 0.3

  /// Listens no more, and ends all connections.
  ///
  /// - Parameter patience: how long to wait for that.
  func stop(patience: Duration = .zero) {
    guard let entrance else { return work.cancel() }
    // NIO ends the program where a connection was taken in and then never looked at. So first no more are taken in, then
    // those that just came are looked at, and only then all is over.
    entrance.setOption(.autoRead, value: false).whenComplete { [work, settling = Self.settling] _ in
      DispatchQueue.global().asyncAfter(deadline: .now() + settling) { work.cancel() }
    }
    if patience > .zero { end.wait(for: patience) }
  }
}

/// Why an address could not be had, with the remedy.
package struct ListeningError: Error, CustomStringConvertible {
  package let message: String
  package var description: String { message }
}

/// One request's connection.
struct Exchanged: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }
}

/// Tells the thread that starts the server how that went.
private final class Start: Sendable {
  typealias Entrance = (port: Int, channel: (any Channel)?)

  private let outcome = Mutex<Result<Entrance, ListeningError>?>(nil)
  private let isKnown = DispatchSemaphore(value: 0)

  func succeeded(on port: Int, through channel: any Channel) { settle(.success((port, channel))) }
  func failed(_ message: String) { settle(.failure(ListeningError(message: message))) }

  private func settle(_ result: Result<Entrance, ListeningError>) {
    let isFirst = outcome.withLock { known in
      guard known == nil else { return false }
      known = result
      return true
    }
    if isFirst { isKnown.signal() }
  }

  func wait() -> Result<Entrance, ListeningError> {
    isKnown.wait()
    return outcome.withLock { $0 } ?? .failure(ListeningError(message: "it did not start"))
  }
}

/// Tells the thread that stops the server that all is over.
private final class End: Sendable {
  private let come = DispatchSemaphore(value: 0)

  func hasCome() { come.signal() }

  func wait(for time: Duration) {
    let (seconds, attoseconds) = time.components
    // Left signalled, so that whoever stops it again does not wait.
    if come.wait(timeout: .now() + Double(seconds) + Double(attoseconds) / 1e18) == .success { come.signal() }
  }
}
