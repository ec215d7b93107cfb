import Exchange
import Operations

/// Doing one thing to many at once: asking, confirming, looking on, stopping. One thing alone goes the same way, without a
/// job.
package struct JobsArea: Area {
  package let ground: Ground

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/jobs") { visit in try await answer(list(visit), visit) },
      Route(.post, "/jobs", for: .operator) { try await ask($0) },
      Route(.get, "/jobs/{job}") { visit in try await answer(page(visit), visit) },
      Route(.post, "/jobs/{job}/stop", for: .operator) { try await stop($0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/jobs") { visit in try await fragments(list(visit), visit) },
      LivePage("/jobs/{job}") { visit in try await fragments(page(visit), visit) },
    ]
  }

  // MARK: - Asking

  private func ask(_ visit: Visit) async throws -> WebAnswer {
    let form = try JobForm(visit.request.form, at: visit.now)
    guard let question = form.question else {
      var page = page(asking: JobSelection(form.action), form, visit)
      page.problem = .nothingChosen
      return try await answer(page, visit, status: 422)
    }
    if form.action == .resolve, !visit.viewer.seesPayloads { throw Refusal.payloads }
    let selection: JobSelection
    do {
      selection = try await workplace.read { try $0.selection(question) }
    } catch let failure as Failure where failure.outcome == .usage {
      throw Refusal.badRequest(why: failure.message)
    }
    var page = page(asking: selection.showing(shown(to: visit)), form, visit)
    if form.isTrial {
      page.trial = try await workplace.atBench { try $0.trial(of: selection, most: JobConfirmPage.mostTried) }
    }
    guard let confirmed = form.confirmed else { return try await show(page, visit) }
    // The form was sent twice: what it asked for is there.
    if let id = form.id, let known = try await workplace.job(id) { return .seeOther(Link("jobs", known.id).text) }
    guard confirmed == selection.count, form.seen == selection.seal, selection.count > 0 else {
      page.problem = .changed(confirmed)
      return try await show(page, visit, status: 409)
    }
    if form.reason == nil, JobConfirmPage.needsReason(selection) {
      page.problem = .noReason
      return try await show(page, visit, status: 422)
    }
    return selection.count == 1
      ? try await decide(selection, form, visit)
      : try await begin(selection, form, id: page.id, visit)
  }

  private func shown(to visit: Visit) -> ShownValues {
    ShownValues(seesPayloads: visit.viewer.seesPayloads, masked: workplace.configuration.masked)
  }

  /// Conflicts are shown with their values, and it is written down who saw them.
  private func show(_ page: JobConfirmPage, _ visit: Visit, status: Int = 200) async throws -> WebAnswer {
    if page.selection.action == .resolve, page.selection.count > 0 {
      try await workplace.noteValues(of: "conflicts", visit)
    }
    return try await answer(page, visit, status: status)
  }

  private func page(asking selection: JobSelection, _ form: JobForm, _ visit: Visit) -> JobConfirmPage {
    JobConfirmPage(
      selection, viewer: visit.viewer, fields: form.fields, id: form.id ?? InterchangeID.make(at: visit.now).text,
      reason: form.reason ?? "", back: form.action.section.link)
  }

  private func begin(_ selection: JobSelection, _ form: JobForm, id: String, _ visit: Visit) async throws -> WebAnswer {
    var query = form.query
    if let cause = selection.cause {
      // The cause in words, and not as an id that only the console knows.
      query =
        Fields(encoded: query ?? "").setting("cause", to: nil).setting("code", to: cause.code)
        .setting("path", to: cause.path.isEmpty ? nil : cause.path).encoded
    }
    let job = try await workplace.begin(
      selection, id: id, by: visit.viewer.name, because: form.reason, query: query, at: visit.now)
    return .seeOther(Link("jobs", job.id).text)
  }

  /// One thing alone is decided at once, and looked at where it stands.
  private func decide(_ selection: JobSelection, _ form: JobForm, _ visit: Visit) async throws -> WebAnswer {
    guard let item = selection.items.first, let thing = selection.first.first else {
      throw Refusal.badRequest(why: "Nothing was chosen.")
    }
    var decision = Decision(selection.action, item.subject)
    decision.basis = item.basis
    decision.fields = item.fields
    decision.reason = form.reason
    return try await carry([decision], of: visit, as: form.id) { query in
      switch (item.subject, selection.action, thing.interchange) {
      case (.hold, _, _): Link("held", query: query)
      case (.entity, _, _): Link("conflicts", query: query)
      case (_, .reprocess, let id?): Link("interchanges", id.text, "attempts", query: query)
      case (_, _, let id?): Link("interchanges", id.text, query: query)
      default: selection.action.section.link
      }
    }
  }

  // MARK: - Looking on

  private func list(_ visit: Visit) async throws -> JobsPage {
    let limit = 50
    var jobs = try await workplace.jobReports(before: visit.request.query.filled("before"), limit: limit, at: visit.now)
    let hasMore = jobs.count > limit
    if hasMore { jobs.removeLast(jobs.count - limit) }
    return JobsPage(jobs, next: hasMore ? jobs.last?.id : nil, link: visit.request.link)
  }

  private func job(_ visit: Visit) async throws -> BulkJob {
    let id = visit.parameters["job"] ?? ""
    guard let job = try await workplace.job(id) else { throw Refusal.notFound(what: "job \(id)") }
    return job
  }

  private func page(_ visit: Visit) async throws -> JobPage {
    let job = try await job(visit)
    var page = JobPage(
      try await workplace.report(on: job, at: visit.now), viewer: visit.viewer, link: visit.request.link)
    guard let asked = visit.request.query.filled("outcome") else { return page }
    let outcome = JobOutcome(rawValue: asked)
    guard outcome != nil || asked == "all" else { throw Refusal.badRequest(why: "There is no such outcome.") }
    let after = visit.request.query.number("after").flatMap { Int(exactly: $0) } ?? 0
    let book = workplace.book
    page.chosen = outcome
    page.things = try await workplace.read { try $0.things(of: job, in: book, outcome, after: max(0, after)) }
    return page
  }

  private func stop(_ visit: Visit) async throws -> WebAnswer {
    let job = try await job(visit)
    try await workplace.stop(job, by: visit.viewer.name, at: visit.now)
    return .seeOther(Link("jobs", job.id).text)
  }
}
