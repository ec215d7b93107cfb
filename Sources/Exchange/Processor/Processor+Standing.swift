extension Processor {
  /// Import documents that were published into a system's outbox and lie there still. Nil where there are none, and where
  /// the system does not show by its outbox what it has taken.
  func standing(inOutboxOf system: String) throws(LedgerError) -> Backlog? {
    guard configuration.system(named: system)?.receipts.taken == true else { return nil }
    let standing = try ledger.standing(inOutboxOf: system)
    return standing.since.map { Backlog(count: standing.count, since: $0) }
  }
}
