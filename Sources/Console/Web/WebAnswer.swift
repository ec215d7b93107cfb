/// What is answered to one request, as a value.
package struct WebAnswer: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Pieces as they come, for as long as there are listeners.
    case stream(AsyncStream<[UInt8]>)
    /// A content that is made while it is sent. Where the next piece cannot be had, or the server stops, the connection is
    /// closed in the midst of it, so that nobody takes what he has for the whole (RFC 9112, section 8).
    case content(AsyncThrowingStream<[UInt8], any Error>)
  }

  /// The status code of HTTP (RFC 9110, section 15).
  package var status: Int
  /// Names in lower case. What every answer bears is added by the server: see ``SafeHeaders``.
  package var headers: [(name: String, value: String)]
  package var body: Body

  package init(_ status: Int = 200, type: String, _ body: [UInt8], headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = [("content-type", type)] + headers
    self.body = .bytes(body)
  }

  package init(_ status: Int = 200, type: String, _ body: String, headers: [(name: String, value: String)] = []) {
    self.init(status, type: type, Array(body.utf8), headers: headers)
  }

  package init(_ status: Int = 200, type: String, stream: AsyncStream<[UInt8]>) {
    self.status = status
    headers = [("content-type", type)]
    body = .stream(stream)
  }

  /// - Parameter pieces: asked for the next one until it gives nil.
  package init(_ status: Int = 200, type: String, pieces: @escaping @Sendable () async throws -> [UInt8]?) {
    self.status = status
    headers = [("content-type", type)]
    body = .content(AsyncThrowingStream(unfolding: pieces))
  }

  package static func html(_ markup: Markup, status: Int = 200) -> WebAnswer {
    WebAnswer(status, type: "text/html; charset=utf-8", markup.html)
  }

  /// After a form: go and look there (RFC 9110, section 15.4.4).
  package static func seeOther(_ link: String) -> WebAnswer {
    WebAnswer(303, type: "text/plain; charset=utf-8", "See \(link)\n", headers: [("location", link)])
  }
}
