/// Why a request is not answered as it wished: by the site, or thrown by a route that has no page of its own for it.
package enum Refusal: Error, Sendable, Equatable {
  /// - Parameter what: what was asked for, such as `interchange 01K…`; nil for an address that leads nowhere.
  case notFound(what: String?)
  case otherMethod(allowed: [String])
  /// A role that the viewer has not.
  case role(needed: Role)
  case payloads
  /// The form does not bear the session's token.
  case staleForm
  case crossSite
  /// Passwords and pages do not go through the network in the clear.
  case unencrypted
  /// By a name that is not the console's.
  case otherHost
  /// Without a session, where no browser could be sent to the log-in: for streams and programs.
  case notLoggedIn
  /// - Parameter why: a sentence.
  case badRequest(why: String)
  case conflict(why: String)
  /// There is too much to do just now, or a part that is needed is away.
  ///
  /// - Parameter seconds: after which it may be tried again.
  case unavailable(seconds: Int)
  /// The ledger, the console's book or a folder cannot be used, and trying again does not help by itself.
  ///
  /// - Parameters:
  ///   - why: what is wrong with it and the remedy, without a path.
  ///   - reference: under which the service's log has it.
  case unusable(why: String, reference: String)
  /// Something that nobody foresaw.
  ///
  /// - Parameter reference: under which the service's log has it.
  case fault(reference: String)

  /// The status code of HTTP (RFC 9110, section 15).
  package var status: Int {
    switch self {
    case .badRequest: 400
    case .notLoggedIn: 401
    case .role, .payloads, .staleForm, .crossSite, .unencrypted: 403
    case .notFound: 404
    case .otherMethod: 405
    case .conflict: 409
    case .otherHost: 421
    case .fault: 500
    case .unavailable, .unusable: 503
    }
  }

  var headers: [(name: String, value: String)] {
    switch self {
    case .otherMethod(let allowed): [("allow", allowed.joined(separator: ", "))]
    case .notLoggedIn: [("www-authenticate", "Bearer realm=\"Kontor\"")]
    case .unavailable(let seconds): [("retry-after", String(seconds))]
    default: []
    }
  }
}
