package import Exchange
import Hummingbird
import HummingbirdCore
import NIOCore

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

  private let listener: Listener
  /// Where it listens: with the port that the kernel chose, where it was to choose.
  package var address: String { listener.address }

  /// Listens from now on.
  ///
  /// - Parameters:
  ///   - pages: by their paths.
  ///   - idleTime: how long an open connection without a request may last.
  /// - Throws: ``ListeningError`` where the address cannot be had.
  package init(
    _ wanted: LoopbackAddress, pages: [String: @Sendable () -> Page], idleTime: Duration = .seconds(5)
  ) throws(ListeningError) {
    listener = try Listener(
      host: wanted.host, port: wanted.port, mostConnections: Self.mostConnections,
      protocols: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionEnd(after: Self.longestConnection)], idleTimeout: TimeAmount(idleTime),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: Self.longestHead, maxHeaderListSize: Self.longestHead, maxHeaderFieldCount: 64)))
    ) { request, _ in
      guard let page = pages[request.uri.path], request.method == .get || request.method == .head else {
        return Response(status: .notFound)
      }
      return page().response(withBody: request.method == .get)
    }
  }

  /// Closes all connections and listens no more.
  package func stop() {
    listener.stop()
  }
}

extension Page {
  /// As it goes over the wire.
  func response(withBody: Bool) -> Response {
    let body = ByteBuffer(string: body)
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.cacheControl] = "no-store"
    headers[.xContentTypeOptions] = "nosniff"
    if !withBody { headers[.contentLength] = String(body.readableBytes) }
    return Response(
      status: .init(code: status), headers: headers, body: withBody ? ResponseBody(byteBuffer: body) : .init())
  }
}
