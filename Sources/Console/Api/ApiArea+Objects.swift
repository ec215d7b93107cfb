import Exchange
import Operations

/// Business objects and flows.
extension ApiArea {
  var objects: [Route] {
    [
      Route(.get, "/entities") { try await entities($0) },
      Route(.get, "/entities/{entity}/{key}") { try await story($0) },
      Route(.get, "/flows") { try await flows($0) },
      Route(.get, "/flows/{flow}") { try await flow($0) },
    ]
  }

  private struct Entities: Encodable {
    var items: [KnownEntity]
    /// Keys that begin so, where nothing has the key itself.
    var similar: [Similar]?

    struct Similar: Encodable {
      var entity: String
      var key: String
    }
  }

  private func entities(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "key", "entity")
    guard let key = try fields.text("key") else { throw Refusal.badRequest(why: "key is missing.") }
    let only = try fields.choice("entity", Entity.self)
    let answer = try await workplace.read { reading in
      var answer = Entities(items: try reading.entities(byKey: key, of: only))
      if answer.items.isEmpty {
        answer.similar = try reading.keys(from: key).filter { only == nil || $0.entity == only?.rawValue }
          .map { Entities.Similar(entity: $0.entity, key: $0.key) }
      }
      return answer
    }
    return try ApiAnswer.json(answer)
  }

  private func story(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "before")
    let (kind, key) = try Self.entity(visit)
    let before = try fields.number("before", 0...Int64(Int32.max)).map { Int($0) }
    let story = try await workplace.atBench { try $0.story(of: kind, key: key, before: before) }
    guard let story else { throw Refusal.notFound(what: ApiFields.shown("\(kind.rawValue) \(key)")) }
    try await workplace.noteValues(of: "\(kind.rawValue) \(key)", visit)
    return try ApiAnswer.json(story.showing(shown(visit)))
  }

  /// What is measured of a flow.
  private static let measured = Duration.seconds(86_400)

  private func flows(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let now = visit.now
    let flows = try await workplace.read { reading in
      try reading.flows(at: now).map { flow in
        FlowFactsReport(flow, try reading.steps(of: flow.flow, since: now + (.zero - Self.measured)))
      }
    }
    return try ApiAnswer.json(ApiPage(items: flows))
  }

  private func flow(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let name = try flowName(visit)
    let now = visit.now
    let flow = try await workplace.read { reading in
      try reading.flows(at: now, runs: 5).first { $0.flow == name }.map { flow in
        FlowFactsReport(flow, try reading.steps(of: name, since: now + (.zero - Self.measured)))
      }
    }
    guard let flow else { throw Refusal.notFound(what: "flow \(ApiFields.shown(name))") }
    return try ApiAnswer.json(flow)
  }

  func flowName(_ visit: Visit) throws(Refusal) -> String {
    let name = visit.parameters["flow"] ?? ""
    guard workplace.configuration.flow(named: name) != nil else {
      throw .notFound(what: "flow \(ApiFields.shown(name))")
    }
    return name
  }
}
