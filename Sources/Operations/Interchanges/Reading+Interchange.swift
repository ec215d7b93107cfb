import DropFolder
package import Exchange
import XMLEngine

extension Reading {
  private static let mostDocuments = 100

  /// Nil where there is no such interchange.
  ///
  /// - Parameters:
  ///   - selection: which of its records.
  ///   - position: the last record of the page before; 0 for the first page.
  ///   - limit: so many records at most.
  ///   - attempt: only attempts before this one, counted from 1; nil for the newest.
  package func interchange(
    _ id: InterchangeID, records selection: RecordSelection = .all, after position: Int = 0, limit: Int = 100,
    attemptsBefore attempt: Int? = nil
  ) throws -> InterchangeFacts? {
    guard let interchange = try ledger.interchange(id) else { return nil }
    var facts = InterchangeFacts(interchange, file: interchange.fileName.display)
    try addFile(to: &facts)
    try addAttempts(before: attempt, to: &facts)
    try addRecords(selection, after: position, limit: limit, to: &facts)
    try addDocuments(to: &facts)
    return facts
  }

  private func addFile(to facts: inout InterchangeFacts) throws {
    let interchange = facts.interchange
    let places = Places(configuration: configuration)
    facts.rejection = try ledger.rejection(of: interchange.id)
    facts.place = places.file(of: interchange, facts.rejection)
    if interchange.verdict == .partiallyAccepted {
      facts.rejectFile = places.rejectedFile(of: interchange, facts.rejection)
    }
    facts.acknowledgement = try places.acknowledgement(of: interchange, in: ledger)
    facts.isRebuilt = try ledger.closing(of: interchange.id)?.origin == .rebuilt
    facts.prunings = try ledger.prunings(of: interchange.id).map(\.words)
    facts.issues = try ledger.issues(of: interchange.id)
    let ended = try ledger.endedHolds(of: interchange.id).values.reduce(0, +)
    facts.waiting = max(0, interchange.totals[.held] - ended)
    facts.watched = Set(configuration.systems.filter { $0.outbox != nil && $0.receipts.taken }.map(\.name))
  }

  private func addAttempts(before number: Int?, to facts: inout InterchangeFacts) throws {
    let id = facts.interchange.id
    let lineage = try Lineage(of: facts.interchange, in: ledger)
    let page = AttemptPage(of: lineage, before: number)
    facts.attempts = try page.numbers.map { try attempt($0, of: lineage) }
    facts.allAttempts = lineage.attempts.count
    facts.olderAttempts = page.older
    let own = lineage.number(of: id) ?? 1
    if !page.numbers.contains(own) { facts.itself = try attempt(own, of: lineage) }
    facts.open = try lineage.open(in: ledger)?.id
    guard let rejection = facts.rejection, rejection.state != .open, let last = try ledger.settlements(of: id).last
    else { return }
    facts.ending = InterchangeFacts.Ending(
      rejection.state, attempt: try lineage.number(of: last.by).map { try attempt($0, of: lineage) },
      decision: try last.decision(in: ledger))
  }

  private func attempt(_ number: Int, of lineage: Lineage) throws -> InterchangeFacts.Attempt {
    let one = lineage.attempts[number - 1]
    return InterchangeFacts.Attempt(
      number: number, one, file: one.fileName.display,
      decision: try one.handedIn.flatMap { try ledger.auditEntry(from: $0) })
  }

  private func addRecords(
    _ selection: RecordSelection, after position: Int, limit: Int, to facts: inout InterchangeFacts
  ) throws {
    let page = try ledger.records(of: facts.interchange.id, selection, after: position, limit: limit)
    facts.selection = selection
    facts.nextRecord = page.next
    facts.records = page.records.map { details in
      let record = details.record
      return InterchangeFacts.Record(
        position: record.position, entity: record.entity, key: record.key, verdict: record.verdict,
        line: record.start.line, issues: details.issues, documents: details.documents.map(\.name.display))
    }
  }

  private func addDocuments(to facts: inout InterchangeFacts) throws {
    for kind in Document.Kind.allCases {
      let room = Self.mostDocuments - facts.documents.count
      let some = try ledger.documents(of: facts.interchange.id, kind: kind, after: nil, limit: room + 1)
      if some.count > room { facts.hasMoreDocuments = true }
      for document in some.prefix(room) {
        let course = try DocumentCourse(of: document, in: ledger)
        facts.documents.append(
          InterchangeFacts.Document(
            document, name: document.name.display, publishedAt: course.moments.publishedAt,
            takenAt: course.moments.takenAt,
            answers: course.answers.map { answer in
              InterchangeFacts.Document.Answer(
                state: answer.state, at: answer.at, by: answer.by, file: answer.file?.display,
                interchange: answer.source?.interchange)
            }))
      }
    }
  }
}

extension Reading {
  private static let mostPlaces = 500

  /// What was found in a file, with the place where it was found: first what is about the file, then record by record.
  package func placedIssues(of id: InterchangeID) throws -> [Issue] {
    var issues = try ledger.issues(of: id)
    var next: Int? = 0
    while let position = next, issues.count < Self.mostPlaces {
      let page = try ledger.records(of: id, .exceptions, after: position, limit: 200)
      issues += page.records.flatMap(\.issues)
      next = page.next
    }
    return issues.filter { $0.position != nil }.prefix(Self.mostPlaces).map { $0 }
  }
}
