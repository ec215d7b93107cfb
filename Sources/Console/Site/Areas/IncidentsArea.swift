import Exchange
import Operations

/// Faults of the exchange itself: seeing them, taking care of one, closing one.
package struct IncidentsArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/incidents") { try await answer(page($0), $0) },
      Route(.post, "/incidents/{incident}", for: .operator) { try await decide($0) },
    ]
  }

  package var livePages: [LivePage] {
    [LivePage("/incidents") { visit in try await fragments(page(visit), visit) }]
  }

  private func page(_ visit: Visit) async throws -> IncidentsPage {
    let before = visit.request.query.number("before")
    let (open, closed) = try await workplace.read { reading in
      (try reading.openIncidents(), try reading.closedIncidents(before: before))
    }
    var page = IncidentsPage(open: open, closed: closed.incidents, next: closed.next, viewer: visit.viewer)
    page.link = visit.request.link
    return page
  }

  private func decide(_ visit: Visit) async throws -> WebAnswer {
    let text = visit.parameters["incident"] ?? ""
    let incident = try await workplace.read { reading in try Int64(text).flatMap { try reading.incident($0) } }
    guard let incident else { throw Refusal.notFound(what: "incident \(text)") }
    let form = visit.request.form
    let action: Decision.Action
    switch form["verb"] {
    case "acknowledge": action = .acknowledge
    case "close": action = .close
    default: throw Refusal.badRequest(why: "An incident can be acknowledged or closed.")
    }
    guard let reason = form.reason else {
      var page = try await page(visit)
      page.link = nil
      page.lacksReason = true
      return try await answer(page, visit, status: 422)
    }
    var decision = Decision(action, .incident(incident.id))
    decision.reason = reason
    return try await carry([decision], of: visit) { Link("incidents", query: $0) }
  }
}
