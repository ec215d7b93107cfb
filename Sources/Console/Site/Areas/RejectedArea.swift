import Exchange
package import Operations

/// What is to be put right: by cause, and file by file.
package struct RejectedArea: Area {
  package let ground: Ground
  let pending: PendingAttempts

  /// - Parameter pending: the same for all areas.
  package init(_ ground: Ground, _ pending: PendingAttempts) {
    self.ground = ground
    self.pending = pending
  }

  package var routes: [Route] {
    [
      Route(.get, "/rejected") { try await answer(page($0), $0) },
      Route(.get, "/rejected/{id}") { try await item($0) },
      Route(.get, "/rejected/{id}/file.xml", for: .operator, needsPayloads: true) { try await file($0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/rejected") { visit in try await fragments(page(visit), visit) },
      LivePage("/rejected/{id}") { visit in
        // The file itself does not change, so it is not looked at again.
        guard case .item(let item) = try await subject(visit) else { return [] }
        let page = RejectedItemPage(item, .hidden, Link(visit.request), visit.viewer)
        return try await fragments(page, visit)
      },
    ]
  }

  // MARK: - By cause

  private func page(_ visit: Visit) async throws -> RejectedPage {
    let filter = Self.filter(visit.request.query)
    let seen = visit.request.query["seen"].flatMap(Int64.init).map(Timestamp.init(milliseconds:))
    let now = visit.now
    let (list, newCount) = try await workplace.read { reading in
      let list = try reading.rejected(filter, at: now)
      let newCount = try seen.map { try reading.newlyRejected(since: $0, from: filter.sender, most: 100) } ?? 0
      return (list, newCount)
    }
    return RejectedPage(list, newCount: newCount, visit.viewer)
  }

  /// What is no value of a filter filters nothing.
  static func filter(_ query: Fields) -> RejectedFilter {
    var filter = RejectedFilter()
    filter.sender = query.filled("sender")
    filter.responsible = query["who"].flatMap(Responsible.init(rawValue:))
    filter.code = query.filled("code")
    filter.age = query["age"].flatMap(Quantity.duration)
    filter.cause = query.filled("cause")
    filter.after = query["after"].flatMap(RejectionPlace.init)
    filter.skipped = query["skip"].flatMap(Int.init).map { max(0, $0) } ?? 0
    return filter
  }

  // MARK: - One file

  private func subject(_ visit: Visit) async throws -> RejectedSubject {
    let id = visit.parameters["id"] ?? ""
    return try await workplace.read { [pending] in try $0.rejectedItem(id, pending) }
  }

  private func item(_ visit: Visit) async throws -> WebAnswer {
    switch try await subject(visit) {
    case .unknown:
      return try await answer(
        NotFoundPage(.interchange(visit.parameters["id"] ?? "")), visit, status: 404)
    case .nothing: return .seeOther(Link.interchange(visit.parameters["id"] ?? "").text)
    case .elsewhere(let id): return .seeOther(Link("rejected", id).text)
    case .item(let item):
      let source = try await source(of: item, visit)
      return try await answer(
        RejectedItemPage(item, source, Link(visit.request), visit.viewer), visit)
    }
  }

  private func source(of item: RejectedItem, _ visit: Visit) async throws -> RejectedItemPage.Source {
    guard visit.viewer.seesPayloads else { return .hidden }
    let first = visit.request.query["from"].flatMap(Int.init).map { min(max(1, $0), 1_000_000_000) }
    guard let source = try await workplace.read({ try $0.source(of: item, from: first) }) else { return .gone }
    try await workplace.note(.payloadShown, "interchange \(item.id)", visit)
    return .shown(source)
  }

  private func file(_ visit: Visit) async throws -> WebAnswer {
    guard case .item(let item) = try await subject(visit), !item.isMasked,
      let (name, bytes) = try await workplace.read({ try $0.content(of: item) })
    else {
      return try await answer(
        NotFoundPage(.interchange(visit.parameters["id"] ?? "")), visit, status: 404)
    }
    try await workplace.note(.payloadShown, "interchange \(item.id)", visit)
    return WebAnswer(
      type: "application/octet-stream", bytes,
      // The name in percent signs (RFC 8187): nothing in it ends the header.
      headers: [("content-disposition", "attachment; filename*=UTF-8''\(Fields.encoded(name))")])
  }
}
