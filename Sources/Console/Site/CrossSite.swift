import Exchange

/// Whether a request that changes something was sent by a page of the console itself, as far as the browser tells.
enum CrossSite {
  /// Why it seems to come from elsewhere, in a few words; nil where nothing speaks for that. A program that is no browser
  /// sends none of these headers, and has to know the form's token all the same.
  static func reason(_ request: WebRequest, hosts: [String]) -> String? {
    if let fetched = request.headers["sec-fetch-site"], fetched != "same-origin", fetched != "none" {
      return "sec-fetch-site: \(shown(fetched))"
    }
    if let origin = request.headers["origin"] {
      return isOwn(origin, request, hosts) ? nil : "origin: \(shown(origin))"
    }
    if let referer = request.headers["referer"] {
      let origin = referer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
      return isOwn(origin.joined(separator: "/"), request, hosts)
        ? nil : "referer: \(shown(origin.joined(separator: "/")))"
    }
    return nil
  }

  /// - Parameter origin: scheme, host and port (RFC 6454, section 7); `null` is nobody's.
  private static func isOwn(_ origin: String, _ request: WebRequest, _ hosts: [String]) -> Bool {
    let scheme = request.isSecure ? "https://" : "http://"
    guard origin.hasPrefix(scheme) else { return false }
    let authority = origin.dropFirst(scheme.count).lowercased()
    if let host = request.headers["host"]?.lowercased(), !host.isEmpty {
      let standard = request.isSecure ? ":443" : ":80"
      if authority == host || authority + standard == host || authority == host + standard { return true }
    }
    return hosts.contains(Authority.host(authority))
  }

  private static func shown(_ text: String) -> String { Printable.line(String(text.prefix(100))) }
}

/// The host of a request, as its header `Host` has it (RFC 9110, section 7.2).
enum Authority {
  /// Without the port.
  static func host(_ authority: some StringProtocol) -> String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
    return String(authority.prefix { $0 != ":" })
  }

  /// Whether it is a name that always leads to this machine. A name that somebody else may give any address could be used
  /// by his pages to talk to the console as if it were theirs.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" { return true }
    let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    return IPAddress(bare)?.isLoopback ?? false
  }
}
