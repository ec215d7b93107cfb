package import Exchange
import Hummingbird
import HummingbirdCore
import NIOCore
import Synchronization

/// Answers the requests of browsers, on threads of its own.
///
/// What a client can cost is bounded by ``ServerLimits``. Some pages are quick and wait for nobody: they are answered also
/// while everything else hangs. Thread-safe.
package final class ConsoleServer: Sendable {
  /// Makes answers; called on the threads for that.
  package typealias Answer = @Sendable (WebRequest) async -> WebAnswer

  /// What is asked for and answered, and how.
  package struct Service: Sendable {
    package var answer: Answer
    /// How long the body of a request may be, in bytes; 0 where it is not read. The request has no body yet.
    package var longestBody: @Sendable (WebRequest) -> Int = { _ in ServerLimits.shortBody }
    /// By their paths: closures that are quick and wait for nobody.
    package var pages: [String: @Sendable (QuickRequest) -> Page] = [:]
    /// Whether a request goes by one of the console's names. What a page of somebody else's made the browser of this
    /// machine ask does not (DNS rebinding).
    package var isByName: @Sendable (WebRequest) -> Bool = { _ in true }
    /// Told before the server ends its streams: whoever makes them ends them.
    package var whenStopping: @Sendable () -> Void = {}

    package init(answer: @escaping Answer) {
      self.answer = answer
    }
  }

  /// What a quick page may want to know.
  package struct QuickRequest: Sendable {
    /// Whether a program of this machine asks, and for itself.
    package let isLocal: Bool
  }

  let service: Service
  let limits: ServerLimits
  let proxies: [AddressRange]
  let isEncrypted: Bool
  let threads: AnswerThreads
  let thread = OwnThread()
  let load = Load()
  private let listener: Mutex<Listener?>
  /// Where it listens: with the port that the kernel chose, where it was to choose.
  package let address: String
  package let port: Int

  /// Listens from now on.
  ///
  /// - Parameters:
  ///   - port: 0 lets the kernel choose one.
  ///   - proxies: whose word about others is believed.
  ///   - certificate: nil where nothing is encrypted.
  /// - Throws: ``ListeningError`` where the address cannot be had.
  package init(
    host: String, port: Int, proxies: [AddressRange] = [], certificate: ServerCertificate? = nil,
    limits: ServerLimits = ServerLimits(), service: Service
  ) throws(ListeningError) {
    self.service = service
    self.limits = limits
    self.proxies = proxies
    isEncrypted = certificate != nil
    threads = AnswerThreads(count: 4, niceness: 5)
    let plain = HTTPServerBuilder.http1(
      configuration: .init(
        idleTimeout: TimeAmount(limits.idleTime),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: limits.head, maxHeaderListSize: limits.head, maxHeaderFieldCount: 100)))
    let door = Door()
    let listener = try Listener(
      host: host, port: port, mostConnections: limits.connections,
      protocols: try certificate?.encrypting(plain) ?? plain,
      thread: thread
    ) { request, exchanged in
      guard let server = door.server else { return Response(status: .serviceUnavailable) }
      return await server.response(to: request, over: exchanged.channel)
    }
    address = listener.address
    self.port = listener.port
    self.listener = Mutex(listener)
    door.open(to: self)
  }

  /// Ends all streams, closes all connections and listens no more. Takes less than two seconds, whatever clients and
  /// answers do.
  package func stop() {
    guard let listener = listener.withLock({ $0.take() }) else { return }
    load.stop()
    service.whenStopping()
    load.waitForStreams(limits.stopTime)
    listener.stop(patience: limits.stopTime)
  }

  deinit {
    listener.withLock { $0 }?.stop()
  }
}

/// Through which requests come to a server. It listens before it is whole, and does not outlive whoever holds it.
private final class Door: Sendable {
  private struct Weak: Sendable {
    weak var server: ConsoleServer?
  }

  private let weak = Mutex(Weak())

  var server: ConsoleServer? { weak.withLock { $0.server } }

  func open(to server: ConsoleServer) { weak.withLock { $0.server = server } }
}
