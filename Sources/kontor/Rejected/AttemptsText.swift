import DropFolder
import Exchange
import Operations

/// Tells what became of further attempts.
struct AttemptsText {
  let session: Session
  let ledger: any Ledger
  let places: Places

  /// Files that are shown one by one; with more of them, only those that are not through.
  private static let mostFiles = 20
  /// Documents of one file that are shown.
  private static let mostDocuments = 10

  init(_ session: Session, _ configuration: Configuration, _ ledger: any Ledger) {
    self.session = session
    self.ledger = ledger
    places = Places(configuration: configuration)
  }

  func tell(_ result: DeskResult, of subjects: [OpenSubject], _ decisions: [Decision], json: Bool) throws
    -> Outcome
  {
    let all = zip(subjects, result.answers).enumerated().map { place, pair in
      AttemptOutcome(subject: pair.0, answer: pair.1, attempt: result.attempts[place])
    }
    if json {
      try session.out.json(DeskReport(result, decisions, places: places, in: ledger))
    } else if all.isEmpty {
      session.out.line("none")
    } else if all.count <= Self.mostFiles {
      for one in all { try tell(one) }
    } else {
      try tellTally(all)
    }
    return all.allSatisfy(\.isThrough) ? .done : .attention
  }

  private func tell(_ one: AttemptOutcome) throws {
    let out = session.out
    let style = one.answer.isDone ? Phrase.style(of: one.attempt?.verdict) : .bad
    let records = one.attempt.flatMap { $0.verdict == nil ? nil : ", \(Phrase.totals($0.totals))" } ?? ""
    out.line("\(one.subject.words): \(out.styled(one.word, style))\(records)")
    for issue in one.answer.issues { out.line("  \(Phrase.issue(issue))") }
    guard let attempt = one.attempt else { return }
    if attempt.state != .done {
      return out.line("  as \(attempt.id); kontor show \(attempt.id) tells how it goes on")
    }
    if !one.isThrough, let first = try firstIssue(of: attempt) { out.line("  \(Phrase.issue(first))") }
    let documents = try ledger.importDocuments(of: attempt.id)
    for document in documents.prefix(Self.mostDocuments) {
      out.line("  → \(Printable.line(places.path(of: document)))")
    }
    if documents.count > Self.mostDocuments {
      out.line("  and \(Phrase.many(documents.count - Self.mostDocuments, "more document"))")
    }
    if let report = places.report(on: attempt) { out.line("  report  \(Printable.line(report))") }
  }

  private func tellTally(_ all: [AttemptOutcome]) throws {
    let out = session.out
    var counts: [String: Int] = [:]
    var documents: [String: Int] = [:]
    for one in all {
      counts[one.word, default: 0] += 1
      guard let attempt = one.attempt else { continue }
      for document in try ledger.importDocuments(of: attempt.id) { documents[document.system, default: 0] += 1 }
    }
    let failed = all.filter { !$0.isThrough }
    for one in failed.prefix(Self.mostFiles) {
      out.line("\(one.subject.words): \(out.styled(one.word, .bad))")
      if let issue = try one.answer.issues.first ?? one.attempt.flatMap(firstIssue) {
        out.line("  \(Phrase.issue(issue))")
      }
    }
    if failed.count > Self.mostFiles {
      out.line("and \(Phrase.many(failed.count - Self.mostFiles, "more file")); kontor rejected lists them")
    }
    let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(Phrase.number($1)) \($0)" }
    let sent = documents.sorted { $0.key < $1.key }.map { "\(Phrase.many($1, "document")) for \($0)" }
    out.line(
      "\(Phrase.many(all.count, "file")): \(words.joined(separator: ", "))"
        + (sent.isEmpty ? "" : "; \(Phrase.list(sent))"))
  }

  private func firstIssue(of attempt: Interchange) throws -> Issue? {
    if let issue = try ledger.issues(of: attempt.id).first(where: { $0.severity == .error }) { return issue }
    // The rest of a large file has nothing to add.
    struct Found: Error { let issue: Issue }
    do {
      try ledger.forEachRecord(of: attempt.id, exceptions: true) { record, issues, _ in
        guard record.verdict == .rejected || record.verdict == .held else { return }
        if let issue = issues.first(where: { $0.severity == .error }) ?? issues.first { throw Found(issue: issue) }
      }
    } catch let found as Found {
      return found.issue
    }
    return nil
  }
}
