import Crypto
import Exchange
import Operations

/// Fields that both sides changed: seeing them, and deciding what holds.
package struct ConflictsArea: Area {
  package let ground: Ground
  /// Over the values that a page showed. Another one after each start: sessions end with it too.
  private let key = SymmetricKey(size: .bits256)

  package init(_ ground: Ground) {
    self.ground = ground
  }

  package var routes: [Route] {
    [
      Route(.get, "/conflicts") { try await list($0) },
      Route(.post, "/conflicts", for: .operator, needsPayloads: true) { try await decide($0) },
    ]
  }

  package var livePages: [LivePage] {
    [LivePage("/conflicts") { visit in try await fragments(page(visit), visit) }]
  }

  // MARK: - Seeing

  private func list(_ visit: Visit) async throws -> WebAnswer {
    let page = try await page(visit)
    if !page.items.isEmpty { try await workplace.noteValues(of: page.only ?? "conflicts", visit) }
    return try await answer(page, visit)
  }

  private func page(_ visit: Visit) async throws -> ConflictsPage {
    let query = visit.request.query
    let after = query.number("after") ?? 0
    let entity = query.filled("entity").flatMap(Entity.init(rawValue:))
    let found: ConflictPage
    if let entity, let key = query.filled("key") {
      found = try await workplace.read { try $0.conflicts(of: entity, key: key) }
    } else {
      found = try await workplace.read { try $0.conflicts(after: after) }
    }
    var page = ConflictsPage(
      found.conflicts.map { item($0, visit) }, kinds: found.kinds, isCountedWhole: found.isCountedWhole,
      viewer: visit.viewer)
    page.next = found.next
    page.only = entity.flatMap { entity in query.filled("key").map { "\(entity.rawValue) \($0)" } }
    page.link = visit.request.link
    return page
  }

  private func item(_ conflict: ConflictReport, _ visit: Visit) -> ConflictsPage.Item {
    let shown = ShownValues(seesPayloads: visit.viewer.seesPayloads, masked: workplace.configuration.masked)
    return ConflictsPage.Item(conflict.showing(shown), seen: seal(conflict))
  }

  /// Two that are equal stand for the same values. A key makes it so that nobody can find hidden values by trying.
  private func seal(_ conflict: ConflictReport) -> String {
    let values = conflict.values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    return Seal.of(["\(conflict.number)", conflict.field, conflict.since.description] + values, by: key)
  }

  // MARK: - Deciding

  /// One answer of the form.
  private struct Answer: Sendable {
    var number: Int64
    var field: String
    var seen: String
    var chosen: String
    var written: String

    var answer: ConflictChoice.Answer? {
      if chosen == "value" { return .value(written) }
      return chosen.hasPrefix("take:") ? .take(String(chosen.dropFirst(5))) : nil
    }
  }

  /// What is decided at once, at most.
  private static let mostAnswers = 200

  private func answers(in form: Fields) throws -> [Answer] {
    let ids = form.all("conflict")
    guard ids.count <= Self.mostAnswers else {
      throw Refusal.badRequest(why: "These are too many conflicts for one form.")
    }
    return ids.compactMap { id in
      guard let chosen = form[id], chosen != "later", let number = form.number("\(id).of"),
        let field = form["\(id).field"]
      else { return nil }
      return Answer(
        number: number, field: field, seen: form["\(id).seen"] ?? "", chosen: chosen,
        written: form["\(id).value"] ?? "")
    }
  }

  private func decide(_ visit: Visit) async throws -> WebAnswer {
    let form = visit.request.form
    let answers = try answers(in: form)
    guard !answers.isEmpty else { return try await again(.nothingChosen, visit) }
    let now = try await workplace.read { reading in
      try answers.map { try reading.conflict(on: $0.field, of: $0.number) }
    }
    let stands = zip(answers, now).allSatisfy { answer, conflict in conflict.map { seal($0) == answer.seen } ?? false }
    guard stands else { return try await stale(answers, now, visit) }
    guard let reason = form.reason else { return try await again(.noReason, visit, keeping: answers) }
    let choices = try zip(answers, now).compactMap { answer, conflict -> ConflictChoice? in
      guard let conflict else { return nil }
      guard let choice = answer.answer else {
        throw Refusal.badRequest(why: "\(Printable.line(answer.chosen)) is no choice.")
      }
      return ConflictChoice(conflict, choice)
    }
    let decisions: [Decision]
    do throws(Failure) {
      decisions = try choices.decisions(because: reason)
    } catch {
      return try await again(.unfit(error.message), visit, keeping: answers)
    }
    return try await carry(decisions, of: visit) { Link("conflicts", query: $0) }
  }

  /// Shows the conflicts that were answered as they are now; nothing was decided.
  private func stale(_ answers: [Answer], _ now: [ConflictReport?], _ visit: Visit) async throws -> WebAnswer {
    var items: [ConflictsPage.Item] = []
    var gone: [String] = []
    for (answer, conflict) in zip(answers, now) {
      guard let conflict else {
        gone.append(answer.field)
        continue
      }
      var item = item(conflict, visit)
      item.hasChanged = item.seen != answer.seen
      if !item.hasChanged {
        item.chosen = answer.chosen
        item.written = answer.written
      }
      items.append(item)
    }
    var page = ConflictsPage(items, viewer: visit.viewer)
    page.problem = .changed(gone: gone)
    page.reason = visit.request.form["reason"] ?? ""
    return try await answer(page, visit, status: 409)
  }

  private func again(_ problem: ConflictsPage.Problem, _ visit: Visit, keeping answers: [Answer] = []) async throws
    -> WebAnswer
  {
    var page = try await page(visit)
    page.link = nil
    page.problem = problem
    page.reason = visit.request.form["reason"] ?? ""
    for index in page.items.indices {
      let conflict = page.items[index].conflict
      guard let answer = answers.first(where: { $0.number == conflict.number && $0.field == conflict.field }) else {
        continue
      }
      page.items[index].chosen = answer.chosen
      page.items[index].written = answer.written
    }
    return try await answer(page, visit, status: 422)
  }
}
