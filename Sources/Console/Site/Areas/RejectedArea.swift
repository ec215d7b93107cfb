import Exchange
package import Operations

/// What is to be put right: by cause, and file by file.
package struct RejectedArea: FragmentSource, RouteSource {
  let workplace: Workplace
  let layout: Layout
  let pending: PendingAttempts

  /// - Parameter pending: the same for all areas.
  package init(_ workplace: Workplace, _ layout: Layout, _ pending: PendingAttempts) {
    self.workplace = workplace
    self.layout = layout
    self.pending = pending
  }

  package var routes: [Route] {
    [
      Route(.get, "/rejected") { try await list($0) },
      Route(.get, "/rejected/{id}") { try await item($0) },
      Route(.get, "/rejected/{id}/file.xml", for: .operator, needsPayloads: true) { try await file($0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/rejected") { visit in try await layout.fragments(try await page(visit), visit, workplace) },
      LivePage("/rejected/{id}") { visit in
        // The file itself does not change, so it is not looked at again.
        guard case .item(let item) = try await subject(visit) else { return [] }
        let page = RejectedItemPage(item, .hidden, Link(visit.request), visit.viewer)
        return try await layout.fragments(page, visit, workplace)
      },
    ]
  }

  // MARK: - By cause

  private func list(_ visit: Visit) async throws -> WebAnswer {
    try await layout.answer(try await page(visit), visit, workplace)
  }

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
      return try await layout.answer(
        NotFoundPage(.interchange(visit.parameters["id"] ?? "")), visit, workplace, status: 404)
    case .nothing: return .seeOther(Link.interchange(visit.parameters["id"] ?? "").text)
    case .elsewhere(let id): return .seeOther(Link("rejected", id).text)
    case .item(let item):
      let source = try await source(of: item, visit)
      return try await layout.answer(
        RejectedItemPage(item, source, Link(visit.request), visit.viewer), visit, workplace)
    }
  }

  private func source(of item: RejectedItem, _ visit: Visit) async throws -> RejectedItemPage.Source {
    guard visit.viewer.seesPayloads else { return .hidden }
    let first = visit.request.query["from"].flatMap(Int.init).map { min(max(1, $0), 1_000_000_000) }
    guard let source = try await workplace.read({ try $0.source(of: item, from: first) }) else { return .gone }
    try await workplace.noteLook(at: item.id, visit)
    return .shown(source)
  }

  private func file(_ visit: Visit) async throws -> WebAnswer {
    guard case .item(let item) = try await subject(visit), !item.isMasked,
      let (name, bytes) = try await workplace.read({ try $0.content(of: item) })
    else {
      return try await layout.answer(
        NotFoundPage(.interchange(visit.parameters["id"] ?? "")), visit, workplace, status: 404)
    }
    try await workplace.noteLook(at: item.id, visit)
    return WebAnswer(
      type: "application/octet-stream", bytes,
      // The name in percent signs (RFC 8187): nothing in it ends the header.
      headers: [("content-disposition", "attachment; filename*=UTF-8''\(Fields.encoded(name))")])
  }
}

extension Workplace {
  /// Notes that somebody looks at what a file holds. Nothing is shown where that cannot be noted.
  func noteLook(at id: String, _ visit: Visit, detail: String? = nil) async throws {
    let entry = AccessEntry(
      at: visit.now, who: visit.viewer.name, what: .payloadShown, subject: "interchange \(id)",
      address: visit.request.address, detail: detail)
    try await book.away { try $0.note(entry) }
  }
}
