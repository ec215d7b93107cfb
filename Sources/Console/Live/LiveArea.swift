/// Where pages hear what has become another: `GET /events?page=…`, whose query names the page by its address.
package struct LiveArea: Sendable {
  private let hub: LiveHub
  private let pages: [LivePage]

  /// - Parameter pages: of all areas.
  package init(hub: LiveHub, pages: [LivePage]) {
    self.hub = hub
    self.pages = pages
  }

  package var routes: [Route] {
    [Route(.get, "/events", keepsSession: false) { try answer($0) }]
  }

  private func answer(_ visit: Visit) throws -> WebAnswer {
    guard let target = visit.request.query["page"].flatMap({ RequestTarget($0) }),
      let (page, parameters) = page(at: target.path)
    else { throw Refusal.notFound(what: nil) }
    guard visit.viewer.role >= page.role else { throw Refusal.role(needed: page.role) }
    guard visit.viewer.seesPayloads || !page.needsPayloads else { throw Refusal.payloads }
    var looking = visit
    looking.request.path = target.path
    looking.request.query = target.query
    looking.parameters = parameters
    // The query is as old as the page; what the browser adds by itself when it comes again is newer.
    let known = (visit.request.headers["last-event-id"] ?? visit.request.query["after"]).flatMap { EventID($0) }
    guard let stream = hub.listen(to: page, looking, request: visit.request, known: known) else {
      // Tells a browser not to come again (HTML Standard, section 9.2.3). The page can still be asked for anew.
      return WebAnswer(204, type: "text/plain; charset=utf-8", "")
    }
    var answer = WebAnswer(type: "text/event-stream; charset=utf-8", stream: stream)
    // Of nginx: it would keep events back until it has many.
    answer.headers.append(("x-accel-buffering", "no"))
    return answer
  }

  /// Of two that fit, the one with more words.
  private func page(at path: [String]) -> (LivePage, [String: String])? {
    pages.compactMap { page in page.pattern.parameters(of: path).map { (page, $0) } }
      .max { $0.0.pattern.wordCount < $1.0.pattern.wordCount }
  }
}
