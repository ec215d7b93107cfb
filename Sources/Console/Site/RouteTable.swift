/// All routes of the site, found by method and path.
struct RouteTable: Sendable {
  enum Finding: Sendable {
    case route(Route, parameters: [String: String])
    /// The path is known, for these methods.
    case otherMethod([WebRequest.Method])
    case nothing
  }

  private let lines: [(pattern: PathPattern, route: Route)]

  init(_ routes: [Route]) {
    // Of two that fit, the one that says more is meant: `/interchanges/new` before `/interchanges/{id}`.
    lines = routes.map { (PathPattern($0.pattern), $0) }.sorted { $0.0.wordCount > $1.0.wordCount }
  }

  /// A HEAD is answered by the route of GET (RFC 9110, section 9.3.2).
  func find(_ method: WebRequest.Method, _ path: [String]) -> Finding {
    let wanted = method == .head ? .get : method
    var others: [WebRequest.Method] = []
    for (pattern, route) in lines {
      guard let parameters = pattern.parameters(of: path) else { continue }
      if route.method == wanted { return .route(route, parameters: parameters) }
      others.append(route.method)
    }
    return others.isEmpty ? .nothing : .otherMethod(others)
  }
}
