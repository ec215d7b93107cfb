import Exchange
import Operations

/// What came, and how it stands.
extension ApiArea {
  var reading: [Route] {
    [
      Route(.get, "/overview") { try await overview($0) },
      Route(.get, "/interchanges") { try await interchanges($0) },
      Route(.get, "/interchanges/{id}") { try await interchange($0) },
      Route(.get, "/interchanges/{id}/records") { try await records($0) },
      Route(.get, "/interchanges/{id}/documents") { try await documents($0) },
      Route(.get, "/interchanges/{id}/source", needsPayloads: true) { try await source($0) },
      Route(.get, "/audit") { try await audit($0) },
      Route(.get, "/incidents") { try await incidents($0) },
    ]
  }

  private func overview(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let now = visit.now
    let report = try await workplace.read { OverviewReport(try $0.overview(at: now)) }
    return try ApiAnswer.json(report)
  }

  private func interchanges(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(
      visit.request.query, "q", "sender", "verdict", "state", "entity", "code", "rejection", "since", "until", "before",
      "after", "limit")
    var query = InterchangeQuery()
    query.text = try fields.text("q").flatMap { SearchText($0) }
    query.sender = try fields.text("sender")
    query.verdict = try fields.choice("verdict")
    query.state = try fields.choice("state")
    query.entity = try fields.choice("entity", Entity.self)?.rawValue
    query.code = try fields.text("code")
    query.rejection = try fields.choice("rejection")
    query.since = try fields.moment("since")
    query.until = try fields.moment("until")
    let (before, after) = (
      try fields.place("before") { InterchangePlace($0) }, try fields.place("after") { InterchangePlace($0) }
    )
    let start = before.map { PageStart.before($0) } ?? after.map { .after($0) } ?? .newest
    let limit = try fields.limit()
    let asked = query
    let page = try await workplace.read { reading -> ApiPage<InterchangeReport> in
      let page = try reading.ledger.page(of: asked, start, limit: limit)
      let places = Places(configuration: reading.configuration)
      return ApiPage(
        items: page.interchanges.map { InterchangeReport($0, places: places, acknowledgement: nil) },
        next: page.older?.text, previous: page.newer?.text, partial: page.isPartial ? true : nil)
    }
    return try ApiAnswer.json(page)
  }

  private func interchange(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let id = try Self.id(visit)
    let shown = shown(visit)
    let details = try await workplace.read { try $0.details(of: id)?.showing(shown) }
    guard let details else { throw Self.missing(id.text) }
    return try ApiAnswer.json(details)
  }

  private func records(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "select", "after", "limit")
    let id = try Self.id(visit)
    let selection = try fields.choice("select", RecordSelection.self) ?? .all
    let after = Int(try fields.number("after", 0...Int64(Int32.max)) ?? 0)
    let limit = try fields.limit()
    let shown = shown(visit)
    let page = try await workplace.read { reading -> ApiPage<InterchangeDetails.Record>? in
      guard try reading.ledger.interchange(id) != nil else { return nil }
      let page = try reading.ledger.records(of: id, selection, after: after, limit: limit)
      return ApiPage(
        items: page.records.map { InterchangeDetails.Record($0).showing(shown) }, next: page.next.map(String.init))
    }
    guard let page else { throw Self.missing(id.text) }
    return try ApiAnswer.json(page)
  }

  private func documents(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "kind", "after", "limit")
    let id = try Self.id(visit)
    let kind = try fields.choice("kind", Document.Kind.self) ?? .import
    let after = try fields.text("after")
    let limit = try fields.limit()
    let page = try await workplace.read { try $0.documents(of: id, kind, after: after, limit: limit) }
    guard let page else { throw Self.missing(id.text) }
    return try ApiAnswer.json(ApiPage(items: page.documents, next: page.next))
  }

  /// The file as it came, byte by byte.
  private func source(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let id = try Self.id(visit)
    let configuration = workplace.configuration
    guard configuration.masked.isEmpty else {
      throw ApiProblem(
        403, "masked", "Some values are shown to nobody (mask: in the configuration), so files are not given away.")
    }
    let found = try await workplace.read { reading in
      try reading.ledger.interchange(id).map { ($0, try reading.ledger.rejection(of: id)) }
    }
    guard let (interchange, rejection) = found else { throw Self.missing(id.text) }
    let file = ArchivedFile(interchange, rejection, configuration)
    do {
      try await file.open()
    } catch is Failure {
      throw ApiProblem(410, "gone", "The file does not lie where it was filed, or cannot be read.")
    }
    try await workplace.note(.payloadShown, AccessSubject("interchange", id.text, .asFile).text, visit)
    // A file that breaks off is shorter than its length says, so nobody takes it for the whole.
    var answer = WebAnswer(type: "application/octet-stream", pieces: { try await file.next() })
    answer.headers.append(("content-disposition", "attachment; filename=\"\(id.text).xml\""))
    answer.headers.append(("content-length", String(interchange.size)))
    return answer
  }

  // MARK: - What people did, and what was wrong

  private func audit(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(
      visit.request.query, "kind", "action", "who", "subject", "since", "until", "before", "limit")
    var filter = TrailFilter()
    filter.who = try fields.text("who")
    filter.subject = try fields.text("subject")
    filter.since = try fields.moment("since")
    filter.until = try fields.moment("until")
    switch try fields.choice("kind", TrailReport.Kind.self) {
    case .decision: filter.what = .decisions
    case .access: filter.what = .access
    case nil: break
    }
    if let action = try fields.text("action") {
      guard let what = TrailFilter.What(action: action) else {
        throw Refusal.badRequest(why: "\(ApiFields.shown(action)) is nothing that anybody does.")
      }
      filter.what = what
    }
    let place = try fields.place("before") { TrailPlace($0) } ?? .newest
    let limit = try fields.limit()
    let (asked, book) = (filter, workplace.book)
    let trail = try await workplace.read { try $0.trail(asked, in: book, before: place, limit: limit) }
    let items = trail.entries.map {
      $0.showing(seesPayloads: visit.viewer.seesPayloads, seesAddresses: visit.viewer.role >= .admin)
    }
    return try ApiAnswer.json(ApiPage(items: items, next: trail.next?.text))
  }

  private struct Incidents: Encodable {
    /// The gravest first.
    var open: [IncidentReport]
    /// Newest first.
    var closed: [IncidentReport]
    var next: String?
  }

  private func incidents(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "before", "limit")
    let before = try fields.number("before", 1...Int64.max)
    let limit = try fields.limit()
    let incidents = try await workplace.read { reading in
      let closed = try reading.closedIncidents(before: before, limit: limit)
      return Incidents(
        open: try reading.openIncidents(), closed: closed.incidents, next: closed.next.map(String.init))
    }
    return try ApiAnswer.json(incidents)
  }
}

extension TrailReport.Kind: CaseIterable {
  static var allCases: [TrailReport.Kind] { [.decision, .access] }
}

extension TrailFilter.What {
  /// By the word for it, which stands in the entries.
  init?(action text: String) {
    if let action = Decision.Action(rawValue: text) {
      self = .decision(action)
    } else if let what = AccessEntry.What(rawValue: text) {
      self = .visit(what)
    } else {
      return nil
    }
  }
}
