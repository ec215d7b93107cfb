import Exchange
import Foundation

/// Something that the interface for programs says no to, beyond what the site does: in problem details (RFC 9457).
struct ApiProblem: Error {
  let status: Int
  /// Stays the same from version to version.
  let code: String
  let detail: String

  init(_ status: Int, _ code: String, _ detail: String) {
    self.status = status
    self.code = code
    self.detail = detail
  }

  private struct Body: Encodable {
    var type = "about:blank"
    var title: String
    var status: Int
    var code: String
    var detail: String
  }

  private static let titles = [
    403: "Forbidden", 404: "Not Found", 409: "Conflict", 410: "Gone", 415: "Unsupported Media Type",
    422: "Unprocessable Content", 503: "Service Unavailable",
  ]

  func answer() throws -> WebAnswer {
    let body = Body(title: Self.titles[status] ?? "Error", status: status, code: code, detail: detail)
    return WebAnswer(status, type: "application/problem+json", try ApiAnswer.encoded(body))
  }
}
