import Dispatch
package import Exchange
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Answers GET and HEAD on the loopback interface, on threads of its own.
///
/// What it answers are ``Page`` values of closures that must be quick and wait for nobody. What a client can cost is
/// bounded: so many connections, so many bytes of a request's head, so long a connection; a request's body is never kept.
/// Thread-safe.
package final class LoopbackServer: Sendable {
  /// Connections at a time; others wait in the kernel's queue.
  private static let mostConnections = 64
  /// No head of a request is longer, in bytes.
  private static let longestHead = 8 * 1024
  /// What no connection outlives, however slow its client.
  private static let longestConnection = TimeAmount.seconds(30)

  private let group: MultiThreadedEventLoopGroup
  private let work: Task<Void, Never>
  /// Where it listens: with the port that the kernel chose, where it was to choose.
  package let address: String

  /// Listens from now on.
  ///
  /// - Parameters:
  ///   - pages: by their paths.
  ///   - idleTime: how long an open connection without a request may last.
  /// - Throws: ``ListeningError`` where the address cannot be had.
  package init(
    _ wanted: LoopbackAddress, pages: [String: @Sendable () -> Page], idleTime: Duration = .seconds(5)
  ) throws(ListeningError) {
    // Its own words would go to standard error, between those of the service.
    let silent = Logger(label: "console", factory: { _ in SwiftLogNoOpLogHandler() })
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let router = Router()
    for (path, page) in pages {
      let path = RouterPath(path)
      router.get(path) { _, _ in Self.response(page(), withBody: true) }
      router.head(path) { _, _ in Self.response(page(), withBody: false) }
    }
    let start = Start()
    let application = Application(
      router: router,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionEnd(after: Self.longestConnection)], idleTimeout: TimeAmount(idleTime),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: Self.longestHead, maxHeaderListSize: Self.longestHead, maxHeaderFieldCount: 64))),
      configuration: .init(
        address: .hostname(wanted.host, port: wanted.port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections, logger: silent)),
      onServerRunning: { start.succeeded(on: $0.localAddress?.port ?? wanted.port) },
      eventLoopGroupProvider: .shared(group), logger: silent)
    self.group = group
    work = Task.detached(executorPreference: OwnThread()) {
      do {
        try await application.run()
        start.failed("it ended at once")
      } catch {
        start.failed("\(error)")
      }
    }
    switch start.wait() {
    case .success(let port):
      address = wanted.host.contains(":") ? "[\(wanted.host)]:\(port)" : "\(wanted.host):\(port)"
    case .failure(let error):
      address = wanted.description
      throw ListeningError(
        message: "Nothing can listen at \(wanted): \(error.message). Let the other program go, or choose another port.")
    }
  }

  /// Closes all connections and listens no more.
  package func stop() {
    work.cancel()
  }

  private static func response(_ page: Page, withBody: Bool) -> Response {
    let body = ByteBuffer(string: page.body)
    var headers = HTTPFields()
    headers[.contentType] = page.type
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    if !withBody { headers[.contentLength] = String(body.readableBytes) }
    return Response(
      status: .init(code: page.status), headers: headers, body: withBody ? ResponseBody(byteBuffer: body) : .init())
  }
}

/// Why an address could not be had, with the remedy.
package struct ListeningError: Error, CustomStringConvertible {
  package let message: String
  package var description: String { message }
}

/// Tells the thread that starts the server how that went.
private final class Start: Sendable {
  private let outcome = Mutex<Result<Int, ListeningError>?>(nil)
  private let isKnown = DispatchSemaphore(value: 0)

  func succeeded(on port: Int) { settle(.success(port)) }
  func failed(_ message: String) { settle(.failure(ListeningError(message: message))) }

  private func settle(_ result: Result<Int, ListeningError>) {
    let isFirst = outcome.withLock { known in
      guard known == nil else { return false }
      known = result
      return true
    }
    if isFirst { isKnown.signal() }
  }

  func wait() -> Result<Int, ListeningError> {
    isKnown.wait()
    return outcome.withLock { $0 } ?? .failure(ListeningError(message: "it did not start"))
  }
}
