import DropFolder
import XMLEngine

/// The end of a decision: what became of the interchange as a whole, and what its sender is told.
extension InterchangeDecision {
  /// Sums up what became of the records.
  func conclude(_ totals: Totals, _ assembly: DocumentAssembly, mappingFault: Bool) {
    let rejected = totals[.rejected]
    interchange.totals = totals
    interchange.level = assembly.count > 0 && assembly.waitingByFlow.isEmpty ? .delivered : .validated
    interchange.versions = versions
    interchange.decidedAt = now
    let held = totals[.held]
    interchange.advice =
      if rejected > 0 { mappingFault ? .wait : .fixAndResend } else if held > 0 { .wait } else { Advice.none }
    interchange.verdict = totals.verdict(warnings: warnings)
    interchange.summary = Self.summary(
      totals, documents: assembly.countBySystem.sorted { $0.key < $1.key },
      waiting: assembly.waitingByFlow.sorted { $0.key < $1.key }, isTest: interchange.envelope.isTest)
  }

  private static func summary(
    _ totals: Totals, documents: [(key: String, value: Int)], waiting: [(key: String, value: Int)], isTest: Bool
  ) -> String {
    let counts = RecordVerdict.allCases.filter { totals[$0] > 0 }.map { "\(totals[$0]) \($0.rawValue)" }
    let read = totals.read == 1 ? "1 record" : "\(totals.read) records"
    let judged = counts.isEmpty ? "\(read)." : "\(read): \(counts.joined(separator: ", "))."
    let sent = documents.map { "\($0.value) \($0.value == 1 ? "document" : "documents") for \($0.key)" }
    if isTest { return judged + " A test: nothing was sent." }
    let later = waiting.map { " \($0.value) of them \($0.value == 1 ? "waits" : "wait") for the flow \($0.key)." }
    return judged + (sent.isEmpty ? "" : " " + sent.joined(separator: ", ") + ".") + later.joined()
  }

  /// By what it was decided: the program, and the schemas and mappings of its format and those that it is sent in.
  var versions: [Version] {
    if let told = place.versions { return told }
    // A file that begins with the root of none was held against all.
    let own = reader.flatMap { $0.kind == nil ? nil : [format(of: $0)] } ?? job.port.formats.all
    var targets: [String] = []
    for flow in place.configuration.flows(from: job.port.system.name) {
      guard let system = place.configuration.system(named: flow.to.value) else { continue }
      targets += place.configuration.formats(for: system).map(\.name).filter { !targets.contains($0) }
    }
    let others = targets.filter { name in !own.contains { $0.format.name == name } }
    return [Version(.program, name: KontorVersion.text)] + own.flatMap(\.versions)
      + others.flatMap { place.catalogue[$0]?.versions ?? [] }
  }

  /// Writes the acknowledgement as one more document, addressed to the sender; false where the sender gets none.
  @discardableResult
  func prepareAcknowledgement(telling outcome: Interchange, ordinal: Int) throws -> Bool {
    guard let outbox = try place.acknowledgements(job.port.system.name) else { return false }
    let rules = AcknowledgementRules(
      job.port.system, flows: place.configuration.flows(from: job.port.system.name))
    let issues = try log.issues(of: interchange.id)
    guard rules.acknowledge(interchange, census, hasIssues: !issues.isEmpty) else { return false }
    var acknowledgement = Acknowledgement(
      interchange: interchange, outcome: outcome, issues: issues, listing: rules.listing)
    if let earlier = try interchange.corrects.flatMap({ try log.interchange($0) }) {
      acknowledgement.corrects = earlier
      acknowledgement.supersedes = try lastAnswer(to: earlier)
    }
    if outcome.id != interchange.id {
      acknowledgement.issues += try log.issues(of: outcome.id)
      acknowledgement.latest = try log.laterAnswers(to: outcome.id).last
    }
    let id = Document.id(of: interchange.id, attempt: interchange.attempt, ordinal: ordinal)
    let digest = try files.write(id, in: outbox) { writer in
      try acknowledgement.write(
        records: { each in
          guard let exceptions = rules.looksAtExceptionsOnly else { return }
          try log.forEachRecord(of: outcome.id, exceptions: exceptions) { record, issues, documents in
            guard rules.lists(record, issues) else { return }
            try each(
              AcknowledgedRecord(
                record, issues, documents,
                try log.agreed(on: RecordReference(outcome.id, record.position), outcome.sender)))
          }
        }, to: { try writer.write($0) })
    }
    let document = Document(
      id: id, interchange: interchange.id, ordinal: ordinal, kind: .acknowledgement, system: interchange.sender,
      name: interchange.answerName(), entity: nil, records: nil, size: digest.size, sha256: digest.sha256,
      publicationOrder: .max)
    try log.add(document)
    try files.writeSidecars(of: document, for: job.port.system, in: outbox)
    return true
  }
}
