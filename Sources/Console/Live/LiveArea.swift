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
    [Route(.get, "/events", for: .viewer) { try answer($0) }]
  }

  private func answer(_ visit: Visit) throws -> WebAnswer {
    guard let target = visit.request.query["page"].flatMap({ RequestTarget($0) }),
      let (page, parameters) = page(at: target.path)
    else { return Self.text(404, "There is no such page that goes on changing.") }
    guard visit.viewer.role >= page.role, visit.viewer.seesPayloads || !page.needsPayloads else {
      return Self.text(403, "You may not look at that page.")
    }
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

  private static func text(_ status: Int, _ sentence: String) -> WebAnswer {
    WebAnswer(status, type: "text/plain; charset=utf-8", sentence + "\n")
  }
}
