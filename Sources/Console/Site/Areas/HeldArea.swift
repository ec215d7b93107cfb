import Exchange
import Operations

/// Records that wait. Letting several go, or ending them, is a job; see `/jobs`.
package struct HeldArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/held") { try await answer(page($0), $0) },
      Route(.get, "/held/{hold}", for: .operator) { try await one($0) },
      Route(.post, "/held/{hold}", for: .operator) { try await decide($0) },
    ]
  }

  package var livePages: [LivePage] {
    [LivePage("/held") { visit in try await fragments(page(visit), visit) }]
  }

  private func page(_ visit: Visit) async throws -> HeldPage {
    let query = visit.request.query
    let filter = HoldFilter(
      entity: query.filled("entity").flatMap(Entity.init(rawValue:)),
      reason: query.filled("reason").flatMap(Hold.Reason.init(rawValue:)))
    let after = query.number("after") ?? 0
    let (holds, total) = try await workplace.read { reading in
      (try reading.holds(filter, after: after), try reading.heldCount())
    }
    var page = HeldPage(holds, filter: filter, total: total, viewer: visit.viewer)
    page.link = visit.request.link
    return page
  }

  // MARK: - Who it is

  private func hold(_ visit: Visit) async throws -> HoldReport {
    let text = visit.parameters["hold"] ?? ""
    let hold = try await workplace.read { reading in try Int64(text).flatMap { try reading.hold($0) } }
    guard let hold, hold.reason == Hold.Reason.decision.rawValue else {
      throw Refusal.notFound(what: "held record \(text)")
    }
    return hold
  }

  private func one(_ visit: Visit) async throws -> WebAnswer {
    try await answer(IdentityPage(try await hold(visit), viewer: visit.viewer), visit)
  }

  private func decide(_ visit: Visit) async throws -> WebAnswer {
    let hold = try await hold(visit)
    let form = visit.request.form
    let words = Words(visit.language)
    func again(_ problem: String) async throws -> WebAnswer {
      var page = IdentityPage(hold, viewer: visit.viewer)
      page.problem = problem
      page.written = form["with"] ?? ""
      return try await answer(page, visit, status: 422)
    }
    guard let reason = form.reason else {
      return try await again(words.say("Say why. Nothing was decided.", "Bitte begründen. Nichts wurde entschieden."))
    }
    guard let kind = Entity(rawValue: hold.entity) else { throw Refusal.notFound(what: nil) }
    var decision: Decision
    switch form["is"] {
    case "other": decision = Decision(.separate, .entity(kind, key: hold.key))
    case "same":
      let key = form.filled("with")?.trimmed ?? ""
      guard !key.isEmpty, try await !workplace.read({ try $0.entities(byKey: key, of: kind) }).isEmpty else {
        return try await again(
          words.say(
            "\(words.object(hold.entity, key)) is not known here. Leading zeros count.",
            "\(words.object(hold.entity, key)) ist hier nicht bekannt. Führende Nullen zählen."))
      }
      decision = Decision(.link, .entity(kind, key: hold.key))
      decision.with = key
    default:
      return try await again(words.say("Say which of the two it is.", "Bitte eines von beiden wählen."))
    }
    decision.reason = reason
    return try await carry([decision], of: visit) { Link("held", query: $0) }
  }
}
