import Exchange
import Operations

/// Flows: whether they go, how fast, and stopping and starting them.
package struct FlowsArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/flows") { try await answer(flows($0), $0) },
      Route(.get, "/flows/{flow}") { try await answer(page($0), $0) },
      Route(.post, "/flows/{flow}/pause", for: .admin) { try await decide(.pause, $0) },
      Route(.post, "/flows/{flow}/resume", for: .admin) { try await decide(.resume, $0) },
      Route(.post, "/flows/{flow}/run", for: .admin) { try await decide(.run, $0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/flows") { visit in try await fragments(flows(visit), visit) },
      LivePage("/flows/{flow}") { visit in try await fragments(page(visit), visit) },
    ]
  }

  /// What is measured.
  private static let measured = Duration.seconds(86_400)

  private func flows(_ visit: Visit) async throws -> FlowsPage {
    let now = visit.now
    let flows = try await workplace.read { reading in
      try reading.flows(at: now).map {
        FlowFacts($0, steps: try reading.steps(of: $0.flow, since: now + (.zero - Self.measured)))
      }
    }
    return FlowsPage(flows, link: visit.request.link)
  }

  private func page(_ visit: Visit) async throws -> FlowPage {
    let name = visit.parameters["flow"] ?? ""
    let configuration = workplace.configuration
    guard let flow = configuration.flow(named: name) else { throw Refusal.notFound(what: "flow \(name)") }
    let now = visit.now
    let facts = try await workplace.read { reading -> FlowFacts? in
      guard let report = try reading.flows(at: now, runs: 5).first(where: { $0.flow == name }) else { return nil }
      return FlowFacts(report, steps: try reading.steps(of: name, since: now + (.zero - Self.measured)))
    }
    guard let facts else { throw Refusal.notFound(what: "flow \(name)") }
    var page = FlowPage(facts, acceptance: flow.accept, viewer: visit.viewer)
    page.inbox = configuration.system(named: flow.from.value)?.inbox?.written
    page.outbox = configuration.system(named: flow.to.value)?.outbox?.written
    do {
      page.versions = try await workplace.atBench { $0.versions(of: flow) }
    } catch let error as FormatError {
      // A schema or mapping that cannot be used now takes nothing from the rest of the page.
      page.problem = "\(error)"
    }
    page.link = visit.request.link
    return page
  }

  private func decide(_ action: Decision.Action, _ visit: Visit) async throws -> WebAnswer {
    let name = visit.parameters["flow"] ?? ""
    guard workplace.configuration.flow(named: name) != nil else { throw Refusal.notFound(what: "flow \(name)") }
    let reason = visit.request.form.reason
    if action == .pause, reason == nil {
      var page = try await page(visit)
      page.link = nil
      page.lacksReason = true
      return try await answer(page, visit, status: 422)
    }
    var decision = Decision(action, .flow(name))
    decision.reason = reason
    return try await carry([decision], of: visit) { Link("flows", name, query: $0) }
  }
}
