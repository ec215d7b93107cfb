import XMLEngine

/// What people decided on files and documents, in a replay: the attempts that they handed in are files of the archive, and
/// what they had sent once more was sent. So only what they discarded is carried out again.
struct ReplayedDecisions: WayBack {
  let filed: FiledDecisions
  /// What came out of the file of decisions then.
  let then: ReplayedOutcome

  func take(_ action: Decision.Action, on subject: FiledSubject, _ record: ToldRecord, _ agreement: Agreement) throws
    -> Ruling
  {
    if let refused = then.records[record.source.position], refused.verdict == .rejected {
      // What stood against it, such as an attempt under way, was not in the files.
      throw NotAgreed(
        refused.codes.first.flatMap(IssueCode.init(rawValue:)) ?? .decisionUnfit, "It was refused then.")
    }
    if action == .discard, case .interchange(let id) = subject, let reason = record.root.token(at: "Reason"),
      let named = try filed.log.interchange(id), let target = try Lineage(of: named, in: filed.log).open(in: filed.log)
    {
      return try filed.discard(open: target, because: reason, record, agreement)
    }
    return Ruling(verdict: .accepted)
  }

  func erase(_ entity: EntityState, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    if then.records[record.source.position]?.verdict == .rejected {
      throw NotAgreed(.decisionUnfit, "It was refused then.")
    }
    return try filed.forget(entity, record, agreement)
  }
}
