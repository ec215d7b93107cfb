import Exchange
import Operations

/// What a person, or a program in its name, decides. It is put on the desk, and carried out by whoever scans.
extension ApiArea {
  var decisions: [Route] {
    [
      Route(.get, "/decisions/{decision}") { try await course($0) },
      Route(.post, "/interchanges/{id}/reprocess", for: .operator) { try await reprocess($0) },
      Route(.post, "/interchanges/{id}/discard", for: .operator) { try await discard($0) },
      Route(.post, "/documents/{document}/resend", for: .operator) { try await resend($0) },
      Route(.post, "/held/{hold}/release", for: .operator) { try await ofHold(.release, $0) },
      Route(.post, "/held/{hold}/discard", for: .operator) { try await ofHold(.discard, $0) },
      Route(.post, "/held/{hold}/link", for: .operator) { try await ofHold(.link, $0) },
      Route(.post, "/held/{hold}/separate", for: .operator) { try await ofHold(.separate, $0) },
      Route(.post, "/entities/{entity}/{key}/resolve", for: .operator, needsPayloads: true) { try await resolve($0) },
      Route(.post, "/entities/{entity}/{key}/transfer", for: .operator) { try await transfer($0) },
      Route(.post, "/flows/{flow}/pause", for: .admin) { try await ofFlow(.pause, $0) },
      Route(.post, "/flows/{flow}/resume", for: .admin) { try await ofFlow(.resume, $0) },
      Route(.post, "/flows/{flow}/run", for: .admin) { try await ofFlow(.run, $0) },
      Route(.post, "/incidents/{incident}/acknowledge", for: .operator) { try await ofIncident(.acknowledge, $0) },
      Route(.post, "/incidents/{incident}/close", for: .operator) { try await ofIncident(.close, $0) },
    ]
  }

  // MARK: - Files

  private func reprocess(_ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "basis", "reason")
    let id = try Self.id(visit)
    let reason = try body.reason(isRequired: false)
    var decision = Decision(.reprocess, .interchange(id))
    decision.basis = try await basis(of: id, try body.text("basis"))
    decision.reason = reason
    return try await carry(decision, wait, visit)
  }

  private func discard(_ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "reason")
    let id = try Self.id(visit)
    let reason = try body.reason(isRequired: true)
    _ = try await basis(of: id, nil)
    var decision = Decision(.discard, .interchange(id))
    decision.reason = reason
    return try await carry(decision, wait, visit)
  }

  private func resend(_ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "reason")
    let name = visit.parameters["document"] ?? ""
    let reason = try body.reason(isRequired: false)
    let document = try await workplace.read { try $0.ledger.document(name) }
    guard let document, document.kind == .import else {
      throw Refusal.notFound(what: "document \(ApiFields.shown(name))")
    }
    guard document.state == .published else {
      throw Refusal.conflict(why: "\(document.id) was not sent: it is \(document.state.rawValue).")
    }
    var decision = Decision(.resend, .document(document.id))
    decision.reason = reason
    return try await carry(decision, wait, visit)
  }

  /// The latest attempt at a file of which something is to be put right.
  ///
  /// - Parameter known: which the one who decides has before them; nil where they take what there is.
  func basis(of id: InterchangeID, _ known: String?) async throws -> InterchangeID {
    let found = try await workplace.read { reading -> (isOpen: Bool, latest: InterchangeID, newer: NewerAttempt?)? in
      guard let named = try reading.ledger.interchange(id), named.sender != System.desk else { return nil }
      let lineage = try Lineage(of: named, in: reading.ledger)
      let isOpen = try reading.ledger.rejection(of: id)?.state == .open
      let newer = try known.flatMap { try NewerAttempt(than: InterchangeID($0), in: lineage, reading.ledger) }
      return (isOpen, lineage.latest.id, newer)
    }
    guard let found else { throw Self.missing(id.text) }
    if let newer = found.newer { throw ApiProblem(409, "attempt-outdated", newer.sentence) }
    guard found.isOpen else {
      throw ApiProblem(409, "not-rejected", "Nothing of interchange \(id.text) is to be put right.")
    }
    return found.latest
  }

  // MARK: - Records and objects

  private func ofHold(_ action: Decision.Action, _ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try action == .link ? ApiBody(visit.request, "with", "reason") : ApiBody(visit.request, "reason")
    let number = try Self.number("hold", "held record", visit)
    let reason = try body.reason(isRequired: action != .release)
    let with = try action == .link ? body.required("with") : nil
    let hold = try await workplace.read { try $0.hold(number) }
    guard let hold, let kind = Entity(rawValue: hold.entity) else {
      throw Refusal.notFound(what: "held record \(number)")
    }
    var decision = Decision(action, .hold(number))
    if action == .link || action == .separate {
      guard hold.reason == Hold.Reason.decision.rawValue else {
        throw Refusal.conflict(why: "Record \(number) does not wait for somebody to say who it is.")
      }
      decision = Decision(action, .entity(kind, key: hold.key))
      if let with, try await workplace.read({ try $0.entities(byKey: with, of: kind) }).isEmpty {
        throw Refusal.conflict(why: "\(kind.rawValue) \(ApiFields.shown(with)) is not known here.")
      }
      decision.with = with
    }
    decision.reason = reason
    return try await carry(decision, wait, visit)
  }

  private func resolve(_ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "fields", "reason")
    let (kind, key) = try Self.entity(visit)
    let reason = try body.reason(isRequired: true)
    let chosen = try (body.objects("fields", most: 100, "field", "take", "value") ?? []).map { field in
      (name: try field.required("field"), take: try field.text("take"), value: try field.text("value", longest: 10_000))
    }
    guard !chosen.isEmpty else { throw Refusal.badRequest(why: "fields is missing.") }
    guard chosen.allSatisfy({ ($0.take == nil) != ($0.value == nil) }) else {
      throw Refusal.badRequest(why: "A field has either take or value.")
    }
    let conflicts = try await workplace.read { try $0.conflicts(of: kind, key: key).conflicts }
    var choices: [ConflictChoice] = []
    for one in chosen {
      guard let conflict = conflicts.first(where: { $0.field == one.name }) else {
        throw ApiProblem(
          409, "conflict-gone", "There is no conflict on \(ApiFields.shown(one.name)) of \(kind.rawValue) \(key).")
      }
      let answer = one.take.map { ConflictChoice.Answer.take($0) } ?? .value(one.value ?? "")
      choices.append(ConflictChoice(conflict, answer))
    }
    let decisions: [Decision]
    do throws(Failure) {
      decisions = try choices.decisions(because: reason)
    } catch {
      throw Refusal.conflict(why: error.message)
    }
    guard let decision = decisions.first else { throw Refusal.notFound(what: "\(kind.rawValue) \(key)") }
    return try await carry(decision, wait, visit)
  }

  private func transfer(_ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "to", "reason")
    let (kind, key) = try Self.entity(visit)
    let reason = try body.reason(isRequired: true)
    let system = try body.required("to")
    let configuration = workplace.configuration
    guard configuration.flows.contains(where: { $0.carries(kind) && $0.to.value == system }) else {
      throw Refusal.conflict(why: "No flow brings records of \(kind.rawValue) to \(ApiFields.shown(system)).")
    }
    guard try await !workplace.read({ try $0.entities(byKey: key, of: kind) }).isEmpty else {
      throw Refusal.notFound(what: ApiFields.shown("\(kind.rawValue) \(key)"))
    }
    var decision = Decision(.transfer, .entity(kind, key: key))
    decision.system = system
    decision.reason = reason
    return try await carry(decision, wait, visit)
  }

  private func ofFlow(_ action: Decision.Action, _ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "reason")
    let name = try flowName(visit)
    var decision = Decision(action, .flow(name))
    decision.reason = try body.reason(isRequired: action == .pause)
    return try await carry(decision, wait, visit)
  }

  private func ofIncident(_ action: Decision.Action, _ visit: Visit) async throws -> WebAnswer {
    let wait = try wait(visit)
    let body = try ApiBody(visit.request, "reason")
    let number = try Self.number("incident", "incident", visit)
    let reason = try body.reason(isRequired: true)
    guard let incident = try await workplace.read({ try $0.incident(number) }) else {
      throw Refusal.notFound(what: "incident \(number)")
    }
    guard incident.state == Incident.State.open.rawValue else {
      throw Refusal.conflict(why: "Incident \(number) is closed.")
    }
    var decision = Decision(action, .incident(number))
    decision.reason = reason
    return try await carry(decision, wait, visit)
  }
}
