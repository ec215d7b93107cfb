/// What is answered to one request, as a value.
package struct WebAnswer: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Pieces as they come, until there are no more or the client is gone.
    case stream(AsyncStream<[UInt8]>)
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

  package static func html(_ markup: Markup, status: Int = 200) -> WebAnswer {
    WebAnswer(status, type: "text/html; charset=utf-8", markup.html)
  }

  /// After a form: go and look there (RFC 9110, section 15.4.4).
  package static func seeOther(_ link: String) -> WebAnswer {
    WebAnswer(303, type: "text/plain; charset=utf-8", "See \(link)\n", headers: [("location", link)])
  }
}
