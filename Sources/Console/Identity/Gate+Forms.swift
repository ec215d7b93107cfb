import Crypto
import Exchange

/// Cookies, and the forms that come before a session.
extension Gate {
  /// With its prefix a browser takes it only by an encrypted connection, and only from this host itself (RFC 6265bis,
  /// section 4.1.3).
  private static func cookie(_ name: String, _ request: WebRequest) -> String {
    request.isSecure ? "__Host-\(name)" : name
  }

  static func sessionCookie(_ request: WebRequest) -> String { cookie("kontor-session", request) }
  private static func formCookie(_ request: WebRequest) -> String { cookie("kontor-form", request) }

  /// The header by which a browser keeps a cookie until it is closed; with nil it forgets it.
  static func setCookie(_ name: String, _ value: String?, _ request: WebRequest) -> (name: String, value: String) {
    let secure = request.isSecure ? "; Secure" : ""
    let end = value == nil ? "; Max-Age=0" : ""
    return ("set-cookie", "\(name)=\(value ?? ""); Path=/; HttpOnly; SameSite=Lax\(secure)\(end)")
  }

  /// A token for a form that comes before a session, and the cookie that it belongs to: a browser that is sent the form by
  /// somebody else has not the cookie.
  func formToken(for request: WebRequest) -> (token: String, cookie: (name: String, value: String)?) {
    let name = Self.formCookie(request)
    if let present = request.cookie(name), present.utf8.count == 43 { return (token(of: present), nil) }
    let fresh = Secret().text
    return (token(of: fresh), Self.setCookie(name, fresh, request))
  }

  func isOwnForm(_ token: String, _ request: WebRequest) -> Bool {
    guard let present = request.cookie(Self.formCookie(request)) else { return false }
    return Secret.isSame(token, self.token(of: present))
  }

  private func token(of cookie: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Array(cookie.utf8), using: formKey)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  // MARK: - Where requests may come from

  /// Whether the request was meant for the console: on the loopback interface a page of anybody's can have the browser ask
  /// it by that page's name (DNS rebinding). What sends no name is no browser.
  func isMeant(_ request: WebRequest) -> Bool {
    !rule.listen.isLoopback || isByName(request)
  }

  /// Whether the request goes by an address of this machine, or a name that the configuration gives the console.
  func isByName(_ request: WebRequest) -> Bool {
    guard let authority = request.headers["host"] else { return true }
    let host = Authority.host(authority.lowercased())
    return Authority.isLoopback(host) || rule.hosts.contains(host)
  }

  /// Whether what is said stays between the two, as far as the console can tell.
  func isPrivate(_ request: WebRequest) -> Bool {
    request.isSecure || !rule.isOpenToOthers || Authority.isLoopback(request.address)
  }
}
