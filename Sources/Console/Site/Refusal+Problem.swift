import Foundation

extension Refusal {
  /// Stays the same from version to version, for programs.
  var code: String {
    switch self {
    case .notFound: "not-found"
    case .otherMethod: "method-not-allowed"
    case .role: "role"
    case .payloads: "payloads"
    case .staleForm: "form-token"
    case .crossSite: "cross-site"
    case .unencrypted: "unencrypted"
    case .otherHost: "other-host"
    case .notLoggedIn: "not-logged-in"
    case .badRequest: "bad-request"
    case .conflict: "conflict"
    case .unavailable: "unavailable"
    case .unusable: "unusable"
    case .fault: "fault"
    }
  }

  private var title: String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 421: "Misdirected Request"
    case 503: "Service Unavailable"
    default: "Internal Server Error"
    }
  }

  /// One or two sentences in English: what is wrong and what to do.
  var detail: String {
    switch self {
    case .notFound(let what): what.map { "There is no \($0)." } ?? "This address leads nowhere."
    case .otherMethod(let allowed): "This address is there for \(allowed.joined(separator: ", ")) only."
    case .role(let needed): "This needs the role \(needed.rawValue)."
    case .payloads: "This needs the right to see what files hold."
    case .staleForm: "The form is not one of this session. Load the page again, and send it from there."
    case .crossSite: "The request came from another site, so nothing was done."
    case .unencrypted:
      "The console answers only encrypted requests. Use https; a proxy in front of it has to send X-Forwarded-Proto: https."
    case .otherHost:
      "The console does not go by the name in the request's Host. Name it in the configuration: console: hosts:."
    case .notLoggedIn: "Log in, or send a token: Authorization: Bearer …"
    case .badRequest(let why), .conflict(let why): why
    case .unavailable(let seconds): "There is too much to do just now. Try again in \(seconds) s."
    case .unusable(let why, let reference): "\(why) The service's log has it as \(reference)."
    case .fault(let reference): "Something went wrong that nobody foresaw. The service's log has it as \(reference)."
    }
  }

  /// For programs: problem details (RFC 9457).
  var problem: WebAnswer {
    struct Problem: Encodable {
      var type = "about:blank"
      var title: String
      var status: Int
      var code: String
      var detail: String
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let problem = Problem(title: title, status: status, code: code, detail: detail)
    // A struct of texts and a number can always be written.
    let body = (try? encoder.encode(problem)).map { Array($0) } ?? []
    return WebAnswer(status, type: "application/problem+json", body, headers: headers)
  }

  /// For those who are shown no page, because nothing is to be believed of their request.
  var plain: WebAnswer {
    WebAnswer(status, type: "text/plain; charset=utf-8", detail + "\n", headers: headers)
  }
}
