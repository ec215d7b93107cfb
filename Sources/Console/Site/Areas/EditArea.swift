import Exchange
package import Operations

/// Putting a rejected file right: edit, validate, look at the changes, hand in, wait.
package struct EditArea: Area {
  package let ground: Ground
  let work: EditWork

  /// - Parameter pending: the same for all areas.
  package init(_ ground: Ground, _ pending: PendingAttempts) {
    self.ground = ground
    work = EditWork(ground.workplace, pending)
  }

  package var routes: [Route] {
    [
      Route(.get, "/interchanges/{id}/edit", for: .operator, needsPayloads: true) { try await open($0) },
      Route(.post, "/interchanges/{id}/edit", for: .operator, needsPayloads: true) { try await goOn($0) },
      Route(.post, "/interchanges/{id}/edit/validate", for: .operator, needsPayloads: true) { try await validate($0) },
      // Who asks for the answer to a form once more begins anew.
      Route(.get, "/interchanges/{id}/edit/validate", for: .operator, needsPayloads: true) { visit in
        .seeOther(Link("interchanges", visit.id, "edit").text)
      },
      Route(.post, "/interchanges/{id}/attempts", for: .operator, needsPayloads: true) { try await submit($0) },
      Route(.get, "/interchanges/{id}/attempts") { try await attempts($0) },
    ]
  }

  package var livePages: [LivePage] {
    [
      LivePage("/interchanges/{id}/attempts") { visit in
        guard let page = try await attemptsPage(visit) else { return [] }
        return try await fragments(page, visit)
      }
    ]
  }

  // MARK: - Editing

  private func open(_ visit: Visit) async throws -> WebAnswer {
    try await withTrouble(visit) {
      switch try await work.open(visit.id) {
      case nil: throw Refusal.unavailable(seconds: 30)
      case .unknown: return try await notFound(visit)
      case .nothing: return .seeOther(Link.interchange(visit.id).text)
      case .elsewhere(let id): return .seeOther(Link("interchanges", id, "edit").text)
      case .sheet(let sheet):
        try await workplace.note(.payloadShown, "interchange \(visit.id)", visit, detail: .toEdit)
        return try await show(sheet, nil, .opened, visit)
      }
    }
  }

  /// Back from the changes to the text, which is kept.
  private func goOn(_ visit: Visit) async throws -> WebAnswer {
    let form = visit.editForm
    return try await withTrouble(visit) {
      switch try await work.open(visit.id) {
      case nil: throw Refusal.unavailable(seconds: 30)
      case .sheet(let sheet) where sheet.basis == form.basis && sheet.revision == form.revision:
        try await workplace.note(.payloadShown, "interchange \(visit.id)", visit, detail: .toEdit)
        return try await show(sheet, form.text, .opened, visit)
      case .unknown: return try await notFound(visit)
      case .sheet, .nothing, .elsewhere: return try await answer(work.judge(form), form, visit)
      }
    }
  }

  private func validate(_ visit: Visit) async throws -> WebAnswer {
    let form = visit.editForm
    return try await withTrouble(visit) {
      let verdict = try await work.judge(form)
      try await workplace.note(.payloadShown, "interchange \(visit.id)", visit, detail: .toValidate)
      return try await answer(verdict, form, visit)
    }
  }

  private func submit(_ visit: Visit) async throws -> WebAnswer {
    let form = visit.editForm
    let fields = visit.request.form
    return try await withTrouble(visit) {
      guard let reason = fields.reason else {
        return try await answer(work.judge(form), form, visit, lacksReason: true)
      }
      let submission = try await work.submit(
        form, judged: fields["judged"] ?? "", by: visit.viewer.name, reason: reason, at: visit.now)
      switch submission {
      case .handedIn(let file):
        return .seeOther(Link("interchanges", visit.id, "attempts", query: Fields([("desk", file.name)])).text)
      case .not(let verdict): return try await answer(verdict, form, visit)
      case .tookTooLong: throw Refusal.unavailable(seconds: 30)
      case .refused(let message):
        guard case .sheet(let sheet) = try await work.open(visit.id) else {
          return try await answer(work.judge(form), form, visit)
        }
        return try await show(sheet, form.text, .failed(message), visit, status: 409)
      }
    }
  }

  private func answer(
    _ verdict: EditVerdict?, _ form: EditForm, _ visit: Visit, lacksReason: Bool = false
  ) async throws -> WebAnswer {
    switch verdict {
    case nil: throw Refusal.unavailable(seconds: 30)
    case .conflict(let conflict):
      return try await answer(EditConflictPage(conflict, form.text), visit, status: 409)
    case .unfit(let sheet, let unfit): return try await show(sheet, form.text, .unfit(unfit), visit, status: 422)
    case .unchanged(let sheet): return try await show(sheet, form.text, .unchanged, visit)
    case .tookTooLong(let sheet): return try await show(sheet, form.text, .tookTooLong, visit)
    case .notEditable(let sheet): return try await show(sheet, nil, .opened, visit)
    case .judged(let sheet, let version):
      let goesOn = visit.request.form["anyway"] != nil || lacksReason
      guard version.judgement.isValid || goesOn && !form.text.isEmpty else {
        return try await show(sheet, form.text, .faulty(version.judgement, changes: version.changes), visit)
      }
      return try await answer(
        ConfirmEditPage(sheet, form.text, version, visit.viewer, lacksReason: lacksReason), visit,
        status: lacksReason ? 422 : 200)
    }
  }

  private func show(
    _ sheet: EditSheet, _ text: String?, _ state: EditPage.State, _ visit: Visit, status: Int = 200
  ) async throws -> WebAnswer {
    try await answer(
      EditPage(sheet, text, state, visit.viewer, canSave: workplace.configuration.masked.isEmpty), visit,
      status: status)
  }

  // MARK: - Waiting

  private func attempts(_ visit: Visit) async throws -> WebAnswer {
    guard let page = try await attemptsPage(visit) else { return try await notFound(visit) }
    return try await answer(page, visit)
  }

  private func attemptsPage(_ visit: Visit) async throws -> AttemptsPage? {
    let before = visit.request.query.number("before").map { Int(clamping: $0) }
    guard let sheet = try await work.attempts(at: visit.id, before: before) else { return nil }
    let health = Health(try workplace.heartbeat, at: visit.now)
    // A scan that was long ago says nothing of the next one.
    let isServed = health.verdict != .down && !(health.verdict == .stuck && health.heartbeat?.kind == .scan)
    return AttemptsPage(sheet, Link(visit.request), visit.viewer, isServed: isServed)
  }

  // MARK: - Trouble

  private func notFound(_ visit: Visit) async throws -> WebAnswer {
    try await answer(NotFoundPage(.interchange(visit.id)), visit, status: 404)
  }

  /// What was written is kept also where the file is gone, the desk is full, or the configuration is wrong.
  private func withTrouble(
    _ visit: Visit, _ body: () async throws -> WebAnswer
  ) async throws -> WebAnswer {
    do {
      return try await body()
    } catch {
      guard let failure = Failure(error) else { throw error }
      let text = visit.request.method == .post ? visit.editForm.text : nil
      return try await answer(
        EditTroublePage(visit.id, failure.message, text), visit,
        status: failure.outcome == .noInput ? 410 : 503)
    }
  }
}

extension Visit {
  fileprivate var id: String { parameters["id"] ?? "" }

  fileprivate var editForm: EditForm {
    let form = request.form
    return EditForm(
      id: id, basis: form["basis"] ?? "", revision: form["revision"] ?? "", text: form["content"] ?? "")
  }
}
