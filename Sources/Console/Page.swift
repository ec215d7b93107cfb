/// What is answered to one request, as a value. Whoever knows makes it; nothing here asks anything else.
package struct Page: Sendable, Equatable {
  /// The status code of HTTP (RFC 9110, section 15).
  package var status: Int
  /// The media type, with its character set.
  package var type: String
  package var body: String

  package init(status: Int = 200, type: String, _ body: String) {
    self.status = status
    self.type = type
    self.body = body
  }
}
