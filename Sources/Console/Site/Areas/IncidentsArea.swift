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
      Route(.get, "/incidents") { try await show($0) },
      Route(.post, "/incidents", for: .operator) { try await decideAll($0) },
      Route(.post, "/incidents/{incident}", for: .operator) { try await decide($0) },
    ]
  }

  package var livePages: [LivePage] {
    [LivePage("/incidents") { visit in try await fragments(page(visit), visit) }]
  }

  private func show(_ visit: Visit) async throws -> WebAnswer {
    if let key = IncidentGroup.Key(visit.request.query), let page = try await page(of: key, visit) {
      return try await answer(page, visit)
    }
    return try await answer(page(visit), visit)
  }

  private func page(_ visit: Visit) async throws -> IncidentsPage {
    let before = visit.request.query.number("before")
    let place = Int(clamping: max(0, visit.request.query.number("from") ?? 0))
    let (open, closed) = try await workplace.read { reading in
      (try reading.openIncidents(after: min(place, 1_000_000)), try reading.closedIncidents(before: before))
    }
    var page = IncidentsPage(open: open, closed: closed.incidents, next: closed.next, viewer: visit.viewer)
    page.link = visit.request.link
    return page
  }

  /// Nil where nothing of it is open any more.
  private func page(of key: IncidentGroup.Key, _ visit: Visit) async throws -> IncidentGroupPage? {
    let query = visit.request.query
    let before = query.number("before")
    guard let found = try await workplace.read({ try $0.openIncidents(of: key, before: before) }) else { return nil }
    var page = IncidentGroupPage(found.group, found.incidents, next: found.next, viewer: visit.viewer)
    page.left = min(Int(clamping: max(0, query.number("left") ?? 0)), found.group.count)
    return page
  }

  // MARK: - Deciding

  private func action(_ form: Fields) throws -> Decision.Action {
    switch form["verb"] {
    case "acknowledge": .acknowledge
    case "close": .close
    default: throw Refusal.badRequest(why: "An incident can be acknowledged or closed.")
    }
  }

  private func decide(_ visit: Visit) async throws -> WebAnswer {
    let text = visit.parameters["incident"] ?? ""
    let incident = try await workplace.read { reading in try Int64(text).flatMap { try reading.incident($0) } }
    guard let incident else { throw Refusal.notFound(what: "incident \(text)") }
    let form = visit.request.form
    let action = try action(form)
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

  /// One decision for each that was open when the form was shown, as far as one file takes them.
  private func decideAll(_ visit: Visit) async throws -> WebAnswer {
    let form = visit.request.form
    guard let key = IncidentGroup.Key(form), let last = form.number("through") else {
      throw Refusal.badRequest(why: "The form does not say which incidents are meant.")
    }
    let action = try action(form)
    guard let reason = form.reason else {
      guard var page = try await page(of: key, visit) else { return .seeOther(Link("incidents").text) }
      page.lacksReason = true
      return try await answer(page, visit, status: 422)
    }
    let (decisions, left) = try await workplace.read { reading in
      try reading.decisions(action, on: key, through: last, because: reason)
    }
    // Others were first.
    guard !decisions.isEmpty else { return .seeOther(Link("incidents").text) }
    return try await carry(decisions, of: visit) { outcome in
      guard left > 0 else { return Link("incidents", query: outcome) }
      return Link("incidents", query: Fields(key.fields.pairs + outcome.pairs).setting("left", to: String(left)))
    }
  }
}
