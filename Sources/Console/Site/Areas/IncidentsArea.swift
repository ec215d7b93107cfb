import Exchange
package import Operations

/// Faults of the exchange itself: seeing them, taking care of one, closing one.
package struct IncidentsArea: FragmentSource, RouteSource {
  let workplace: Workplace
  let layout: Layout
  private let errand: DeskErrand

  package init(_ workplace: Workplace, _ layout: Layout) {
    self.workplace = workplace
    self.layout = layout
    errand = DeskErrand(workplace: workplace)
  }

  package var routes: [Route] {
    [
      Route(.get, "/incidents") { try await list($0) },
      Route(.post, "/incidents/{incident}", for: .operator) { try await decide($0) },
    ]
  }

  package var livePages: [LivePage] {
    [LivePage("/incidents") { visit in try await layout.fragments(try await page(visit), visit, workplace) }]
  }

  private func list(_ visit: Visit) async throws -> WebAnswer {
    var page = try await page(visit)
    page.outcome = try await errand.note(visit)
    return try await layout.answer(page, visit, workplace)
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
      return try await layout.answer(page, visit, workplace, status: 422)
    }
    var decision = Decision(action, .incident(incident.id))
    decision.reason = reason
    return try await errand.carry([decision], of: visit) { Link("incidents", query: $0) }
  }
}
