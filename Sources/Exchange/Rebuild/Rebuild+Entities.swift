import DropFolder
import XMLEngine

/// Entities, their story and the records that wait: what was decided once is decided again, record by record, by the same
/// code. Documents are only made to find out what they were called; nothing is written.
extension Rebuild {
  /// Decides the records of all restored interchanges again, in the order of the decisions.
  func decideAgain(_ filed: [FiledInterchange], _ log: any Restoration) throws {
    let terms = AgreementTerms(configuration)
    var decided: [Interchange] = []
    for item in filed where item.rejectedFrom == nil {
      guard let interchange = try log.interchange(item.id), interchange.told else { continue }
      if try log.prunings(of: item.id).contains(where: { $0.class == .payload }) {
        report.pruned += 1
        continue
      }
      decided.append(interchange)
    }
    decided.sort { ($0.decidedAt ?? $0.receivedAt, $0.id) < ($1.decidedAt ?? $1.receivedAt, $1.id) }
    for (count, interchange) in decided.enumerated() {
      if count % 100 == 0 { progress("decided again: \(count) of \(decided.count)") }
      do {
        let isSame = try log.attempt { try decideAgain(interchange, terms, log) }
        if !isSame { report.decidedOtherwise.append(interchange) }
      } catch let error as XMLEngineError {
        try leaveUntold(interchange, error.message)
      } catch let error as FolderError {
        try leaveUntold(interchange, error.message)
      }
    }
  }

  private func leaveUntold(_ interchange: Interchange, _ reason: String) throws {
    report.left.append(
      RebuildReport.Doubt(
        path: "\(configuration.archive.absolute)/\(interchange.place ?? "")",
        message:
          "What it told of customers and orders did not come back: \(reason) Restore the file from a backup and rebuild "
          + "again."))
  }

  /// Whether every record came to what it came to then.
  private func decideAgain(_ interchange: Interchange, _ terms: AgreementTerms, _ log: any Restoration) throws -> Bool {
    guard let (system, formats) = catalogue.reading(of: interchange.sender, in: configuration) else { return false }
    guard let (folder, name) = try view(at: configuration.archive.absolute).find(interchange.place ?? "") else {
      throw FolderError(.missing, "It is gone.", path: interchange.place ?? "")
    }
    let reader = try formats.reader(
      for: system, source: OpenFile(filed: name, in: folder, limit: interchange.size).source)
    let judges = RecordJudges(sender: system, formats: formats, catalogue: catalogue)
    let groups = GroupedDrafts(interchange.id)
    let context = MappingContext(
      interchange: interchange.id.text, sender: interchange.sender,
      controlNumber: { interchange.envelope.controlNumber ?? "" }, documentID: groups.documentID)
    let moment = interchange.decidedAt ?? interchange.receivedAt
    let agreement = Agreement(
      terms, log: log, interchange: interchange, now: moment, writer: DraftWriter(catalogue, context),
      content: ArchivedContent(configuration, catalogue, calls: calls).record,
      wayBack: RebuiltDecisions(interchange: interchange.id, log: log, now: moment))
    agreement.correctedPlace = try log.correctedPlace(of: interchange)
    var totals = Totals()
    let erased = Set(try log.erasedRecords(of: interchange.id))
    while let record = try reader.next() {
      var judgement = try judges.judge(in: reader).judge(
        record, depth: .whole, context: context, isErased: erased.contains(record.position))
      let then = try log.record(at: record.position, of: interchange.id)?.verdict
      if then == RecordVerdict.rejected { judgement.verdict = .rejected }
      groups.add(try agreement.rule(&judgement, on: record, from: system, now: moment), position: record.position)
      totals.count(judgement.verdict)
      for change in agreement.takeChanges() {
        totals[.held] -= 1
        totals[change.verdict] += 1
      }
    }
    let answers = agreement.pending.answers
    for id in answers.interchanges {
      guard let original = try log.interchange(id) else { continue }
      let rules = AcknowledgementRules(sender: original.sender, in: configuration)
      guard try !answers.news(of: id, by: rules, log).isEmpty || rules.tells(answers.closed[id]) != nil else {
        continue
      }
      try log.addLaterAnswer(original.answerName(number: try log.laterAnswers(to: id).count + 2), to: id)
    }
    try addAnswers(ofWaitsEndedBy: interchange, besides: answers.interchanges, log)
    return RecordVerdict.allCases.allSatisfy { totals[$0] == interchange.totals[$0] }
  }

  /// That documents waited, and were sent or not, was told by acknowledgements that lie among its documents.
  private func addAnswers(
    ofWaitsEndedBy interchange: Interchange, besides told: [InterchangeID], _ log: any Restoration
  ) throws {
    let ended = Set(try log.endedWaits(by: interchange.id).map { Document.interchange(of: $0.document) })
    for id in ended.subtracting(told).sorted() {
      guard let original = try log.interchange(id) else { continue }
      let name = original.answerName(number: try log.laterAnswers(to: id).count + 2)
      if try log.hasAcknowledgement(named: name, in: interchange.id) { try log.addLaterAnswer(name, to: id) }
    }
  }
}

/// Counts the documents that drafts would come into, as the assembly of documents does.
private final class GroupedDrafts {
  private let interchange: InterchangeID
  private var groups = DraftGroups()

  init(_ interchange: InterchangeID) {
    self.interchange = interchange
  }

  func documentID(_ kind: DocumentKind, after pending: [Draft]) -> String {
    Document.id(of: interchange, ordinal: groups.ordinal(ofNext: kind, after: pending))
  }

  func add(_ drafts: [Draft], position: Int) {
    _ = groups.add(drafts, position: position)
  }
}

extension Interchange {
  /// Its records had an effect.
  fileprivate var told: Bool {
    guard !envelope.isTest, repeats == nil, place != nil else { return false }
    switch verdict {
    case .accepted, .acceptedWithWarnings, .partiallyAccepted, .held: return true
    case .rejected, .duplicate, nil: return false
    }
  }
}
