import Exchange
import Operations

/// Doing one thing to many.
extension ApiArea {
  var jobs: [Route] {
    [
      Route(.get, "/jobs") { try await list($0) },
      Route(.post, "/jobs", for: .operator) { try await begin($0) },
      Route(.get, "/jobs/{job}") { try await job($0) },
      Route(.post, "/jobs/{job}/stop", for: .operator) { try await stop($0) },
    ]
  }

  private func list(_ visit: Visit) async throws -> WebAnswer {
    let fields = try ApiFields(visit.request.query, "before", "limit")
    let before = try fields.place("before") { InterchangeID(written: $0)?.text }
    let limit = try fields.limit(100)
    var reports = try await workplace.jobReports(before: before, limit: limit, at: visit.now)
    let hasMore = reports.count > limit
    reports = Array(reports.prefix(limit))
    return try ApiAnswer.json(ApiPage(items: reports, next: hasMore ? reports.last?.id : nil))
  }

  private func known(_ visit: Visit) async throws -> BulkJob {
    let id = visit.parameters["job"] ?? ""
    guard InterchangeID(written: id) != nil, let job = try await workplace.job(id) else {
      throw Refusal.notFound(what: "job \(ApiFields.shown(id))")
    }
    return job
  }

  private func job(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    return try ApiAnswer.json(try await workplace.report(on: try await known(visit), at: visit.now))
  }

  private func stop(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let job = try await known(visit)
    try await workplace.stop(job, by: visit.viewer.name, at: visit.now)
    return try ApiAnswer.json(try await workplace.report(on: try await known(visit), at: visit.now))
  }

  // MARK: - Beginning one

  /// What a job would be about; nothing is done yet.
  private struct Selection: Encodable {
    var action: String
    var count: Int
    /// To be confirmed; another one where the things are others.
    var seal: String
    /// Things that were named, and to which it cannot be done any more.
    var gone: Int
    /// Documents that would be sent again.
    var documents: Int?
  }

  private static let actions: [Decision.Action] = [.reprocess, .discard, .release, .resend, .resolve]

  private func begin(_ visit: Visit) async throws -> WebAnswer {
    _ = try ApiFields(visit.request.query)
    let body = try ApiBody(
      visit.request, "action", "interchanges", "documents", "held", "rejected", "conflicts", "reason", "confirmed",
      "seal", "id"
    )
    let action = try body.choice("action", of: Self.actions)
    let question = JobQuestion(action, try Self.subject(body))
    guard question.isFit else { throw Refusal.conflict(why: "\(action.rawValue) cannot be done to what was named.") }
    if action == .resolve, !visit.viewer.seesPayloads { throw Refusal.payloads }
    let confirmed = try body.text("confirmed")
    let reason = try body.reason(isRequired: false)
    let id = try body.text("id").map { text throws(Refusal) in
      guard let id = InterchangeID(written: text) else {
        throw .badRequest(why: "id has 16 of the characters 0 to 9 and A to Z without I, L, O and U.")
      }
      return id.text
    }
    if let id, let known = try await workplace.job(id) {
      guard known.action == action, known.by == visit.viewer.name, known.reason == reason else {
        throw ApiProblem(409, "job-id-taken", "There is another job \(id). Take a new id, or none.")
      }
      return try ApiAnswer.json(try await workplace.report(on: known, at: visit.now))
    }
    let selection: JobSelection
    do {
      selection = try await workplace.read { try $0.selection(question) }
    } catch let failure as Failure where failure.outcome == .usage {
      throw Refusal.conflict(why: failure.message)
    }
    guard let confirmed else {
      return try ApiAnswer.json(
        Selection(
          action: action.rawValue, count: selection.count, seal: selection.seal, gone: selection.gone,
          documents: action == .resend ? selection.documents : nil))
    }
    guard confirmed == selection.seal else {
      throw ApiProblem(409, "selection-changed", "These are not the things any more that were confirmed.")
    }
    if reason == nil, action != .release {
      throw ApiProblem(409, "no-reason", "A job needs a reason: why this is done.")
    }
    let job = try await workplace.begin(
      selection, id: id ?? InterchangeID.make(at: visit.now).text, by: visit.viewer.name, because: reason, query: nil,
      at: visit.now)
    return try ApiAnswer.json(
      try await workplace.report(on: job, at: visit.now), status: 201, headers: [("location", "/api/v1/jobs/\(job.id)")]
    )
  }

  private static func subject(_ body: ApiBody) throws -> JobQuestion.Subject {
    let named = ["interchanges", "documents", "held", "rejected", "conflicts"].filter(body.has)
    guard named.count == 1 else {
      throw Refusal.badRequest(why: "Name one of interchanges, documents, held, rejected and conflicts.")
    }
    let most = 1000
    if let ids = try body.texts("interchanges", most: most) { return .interchanges(ids) }
    if let ids = try body.texts("documents", most: most) { return .documents(ids) }
    if let numbers = try body.numbers("held", most: most, 1...Int64.max) { return .holds(numbers) }
    if let conflicts = try body.object("conflicts", "alike", "take") {
      let take = try conflicts.required("take")
      return .conflicts(alike: try conflicts.required("alike", longest: 1000), take == "later" ? .later : .take(take))
    }
    guard let rejected = try body.object("rejected", "cause", "sender", "since", "until") else {
      throw Refusal.badRequest(why: "Nothing is named.")
    }
    var filter = OpenRejectionFilter()
    filter.sender = try rejected.text("sender")
    filter.since = try rejected.moment("since")
    filter.until = try rejected.moment("until")
    return .rejections(try rejected.text("cause").map { .id($0) }, filter)
  }
}
