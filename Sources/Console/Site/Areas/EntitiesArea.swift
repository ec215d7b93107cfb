import Exchange
import Operations

/// Customers, orders and the like: looking for them, their stories, and sending one now.
package struct EntitiesArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/entities") { try await search($0) },
      Route(.get, "/entities/{entity}/{key}") { try await story($0) },
      Route(.get, "/entities/{entity}/{key}/transfer", for: .operator) { try await preview($0) },
      Route(.post, "/entities/{entity}/{key}/transfer", for: .operator) { try await transfer($0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/entities/{entity}/{key}") { visit in
        try await fragments(page(visit), visit)
      }
    ]
  }

  // MARK: - Search

  private func search(_ visit: Visit) async throws -> WebAnswer {
    let query = visit.request.query
    guard let key = query.filled("key")?.trimmed else {
      return try await answer(EntitiesPage(), visit)
    }
    let only = query.filled("entity").flatMap(Entity.init(rawValue:))
    let found = try await workplace.read { try $0.entities(byKey: key, of: only) }
    if found.count == 1, let one = found.first { return .seeOther(Link.entity(one.entity, key).text) }
    let awaited =
      found.isEmpty
      ? try await workplace.read { reading in
        try EntitiesPage.kinds.filter { (only ?? $0) == $0 }.flatMap { try reading.holds(awaiting: $0, key: key) }
      } : []
    var page = EntitiesPage(key: key, entity: only?.rawValue, found: found, awaited: awaited)
    if found.isEmpty {
      let similar = try await workplace.read { try $0.keys(from: key) }
      page.similar = similar.filter { only == nil || $0.entity == only?.rawValue }
    }
    return try await answer(page, visit)
  }

  // MARK: - Story

  private func story(_ visit: Visit) async throws -> WebAnswer {
    let page = try await page(visit)
    if page.story != nil { try await workplace.noteValues(of: "\(page.entity) \(page.key)", visit) }
    let isKnown = page.story != nil || !page.awaitedBy.isEmpty
    return try await answer(page, visit, status: isKnown ? 200 : 404)
  }

  private func page(_ visit: Visit) async throws -> EntityPage {
    let (kind, key) = try subject(visit)
    let before = visit.request.query["before"].flatMap { Int($0) }
    let story = try await workplace.atBench { try $0.story(of: kind, key: key, before: before) }
    let configuration = workplace.configuration
    let shown = ShownValues(seesPayloads: visit.viewer.seesPayloads, masked: configuration.masked)
    var page = EntityPage(
      entity: kind.rawValue, key: key, story: story?.showing(shown), viewer: visit.viewer)
    if story == nil { page.awaitedBy = try await workplace.read { try $0.holds(awaiting: kind, key: key) } }
    page.receivers = configuration.receivers(of: kind)
    page.systems = configuration.systems.map(\.name)
    page.showsAllFields = visit.request.query["fields"] == "all"
    page.before = before
    page.link = visit.request.link
    return page
  }

  private func subject(_ visit: Visit) throws -> (kind: Entity, key: String) {
    let (name, key) = (visit.parameters["entity"] ?? "", visit.parameters["key"] ?? "")
    guard let kind = Entity(rawValue: name), EntitiesPage.kinds.contains(kind), !key.isEmpty else {
      throw Refusal.notFound(what: "\(name) \(key)")
    }
    return (kind, key)
  }

  // MARK: - Transfer

  private func preview(_ visit: Visit) async throws -> WebAnswer {
    let (kind, key) = try subject(visit)
    let system = try receiver(of: kind, visit.request.query)
    return try await answer(transferPage(kind, key, system, visit), visit)
  }

  /// Looking at the documents is an entry, however one came to the page.
  private func transferPage(_ kind: Entity, _ key: String, _ system: String, _ visit: Visit) async throws
    -> TransferPage
  {
    var preview = try await workplace.atBench { try $0.transfer(of: kind, key: key, to: system) }
    // It may tell values.
    if case .refused = preview, !visit.viewer.seesPayloads { preview = .refused(ShownValues.hidden) }
    var page = TransferPage(entity: kind.rawValue, key: key, to: system, preview: preview, viewer: visit.viewer)
    page.id = visit.request.form.id("form") ?? InterchangeID.make(at: visit.now).text
    page.isMasked = !workplace.configuration.masked.isEmpty
    if case .documents = preview, page.showsContent {
      try await workplace.note(.payloadShown, AccessSubject(kind.rawValue, key, .sendingTo(system)).text, visit)
    }
    return page
  }

  private func transfer(_ visit: Visit) async throws -> WebAnswer {
    let (kind, key) = try subject(visit)
    let form = visit.request.form
    let system = try receiver(of: kind, form)
    guard let reason = form.reason else {
      var page = try await transferPage(kind, key, system, visit)
      page.lacksReason = true
      return try await answer(page, visit, status: 422)
    }
    var decision = Decision(.transfer, .entity(kind, key: key))
    decision.system = system
    decision.reason = reason
    return try await carry([decision], of: visit, as: form.id("form")) {
      Link("entities", kind.rawValue, key, query: $0)
    }
  }

  private func receiver(of kind: Entity, _ fields: Fields) throws -> String {
    let system = fields["to"] ?? ""
    guard workplace.configuration.receivers(of: kind).contains(system) else {
      throw Refusal.badRequest(why: "No flow brings records of \(kind.rawValue) to \(Printable.line(system)).")
    }
    return system
  }
}

extension Configuration {
  /// The systems that some flow brings records of a kind to, in the order of the configuration.
  fileprivate func receivers(of kind: Entity) -> [String] {
    let names = Set(flows.filter { $0.carries(kind) }.map(\.to.value))
    return systems.map(\.name).filter(names.contains)
  }
}
