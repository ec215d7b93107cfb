import Exchange
import Operations

/// What is in a file. Each look is an entry of the access log, written before anything is shown.
extension InterchangesArea {
  /// - Parameter attempt: the last attempt of which the decision is asked for; nil for the newest.
  private func facts(_ visit: Visit, through attempt: Int? = nil) async throws -> InterchangeFacts? {
    guard let id = Self.id(visit) else { return nil }
    return try await workplace.read { try $0.interchange(id, limit: 1, attemptsBefore: attempt.map { $0 + 1 }) }
  }

  /// What a failure says names paths of the machine, and remedies of the command line.
  private func away(_ facts: InterchangeFacts, _ visit: Visit) async throws -> WebAnswer {
    let page = AwayPage(
      facts.interchange.id.text, file: facts.file, place: facts.place, prunings: facts.prunings)
    return try await answer(page, visit, status: 404)
  }

  /// A number of a query, within what can be meant.
  func number(_ name: String, _ visit: Visit, in range: ClosedRange<Int>) -> Int? {
    visit.request.query[name].flatMap { Int($0) }.map { min(max($0, range.lowerBound), range.upperBound) }
  }

  func source(_ visit: Visit) async throws -> WebAnswer {
    guard let facts = try await facts(visit) else { return try await missing(visit) }
    let id = facts.interchange.id
    let configuration = workplace.configuration
    let first = number("from", visit, in: 1...1_000_000_000) ?? 1
    let file = ArchivedFile(facts.interchange, facts.rejection, configuration)
    let issues = try await workplace.read { try $0.placedIssues(of: id) }
    try await workplace.note(.payloadShown, "interchange \(id.text)", visit)
    do {
      let listing = try await file.listing(first...(first + SourcePage.lines - 1), marking: issues)
      let page = SourcePage(
        id.text, file: facts.file, attempt: facts.attempt, listing, issues: issues,
        isMasked: !configuration.masked.isEmpty)
      return try await answer(page, visit)
    } catch is Failure {
      return try await away(facts, visit)
    }
  }

  func download(_ visit: Visit) async throws -> WebAnswer {
    guard let facts = try await facts(visit) else { return try await missing(visit) }
    let id = facts.interchange.id.text
    guard workplace.configuration.masked.isEmpty else {
      return try await answer(MaskedPage(id, hasLines: true), visit, status: 403)
    }
    let file = ArchivedFile(facts.interchange, facts.rejection, workplace.configuration)
    do {
      try await file.open()
    } catch is Failure {
      return try await away(facts, visit)
    }
    try await workplace.note(.payloadShown, AccessSubject("interchange", id, .asFile).text, visit)
    // Never a type that a browser would show: the file may hold anything.
    var answer = WebAnswer(type: "application/octet-stream", pieces: { try await file.next() })
    answer.headers.append(("content-disposition", "attachment; filename=\"\(id).xml\""))
    answer.headers.append(("content-length", String(facts.interchange.size)))
    return answer
  }

  func difference(_ visit: Visit) async throws -> WebAnswer {
    let asked = number("to", visit, in: 1...Int(Int32.max))
    guard let facts = try await facts(visit, through: asked) else { return try await missing(visit) }
    let id = facts.interchange.id
    let last = facts.attemptCount
    let to = number("to", visit, in: 1...max(1, last)) ?? last
    let from = number("from", visit, in: 1...max(1, last)) ?? max(1, to - 1)
    let outcome: DiffPage.Outcome
    if !workplace.configuration.masked.isEmpty {
      outcome = .masked
    } else {
      try await workplace.note(
        .payloadShown, AccessSubject("interchange", id.text, .attempts("\(from)", "\(to)")).text, visit)
      outcome = try await workplace.atBench { bench in
        do {
          let difference = AttemptDifference(bench.configuration, bench.ledger)
          return .compared(try difference.between(from, to, of: facts.interchange).difference.comparison)
        } catch let failure as Failure {
          return failure.outcome == .usage ? .impossible(failure.message) : .away
        }
      }
    }
    let decision = facts.attempts.first { $0.number == to }?.decision
    let page = DiffPage(id.text, file: facts.file, from: from, to: to, of: last, decision: decision, outcome)
    return try await answer(page, visit)
  }
}
