import Exchange
import GRDB

extension Database {
  /// Takes no walk over what is done: open interchanges and unpublished documents are counted in their indexes, sums of
  /// all time are kept as tallies, and only verdicts are counted in an index of all interchanges.
  func counts() throws -> LedgerCounts {
    var counts = LedgerCounts()
    var all = 0
    try forEach("SELECT verdict, count(*) FROM interchange GROUP BY verdict") { columns in
      let verdict: InterchangeVerdict? = try columns.optionalWord()
      let count = try columns.int()
      if let verdict { counts.byVerdict[verdict] = count }
      all += count
    }
    try forEach(
      """
      SELECT state, count(*) FROM interchange INDEXED BY interchangeOpen WHERE state <> 'done' GROUP BY state
      """
    ) { columns in
      counts.byState[try columns.word()] = try columns.int()
    }
    let done = all - counts.byState.values.reduce(0, +)
    if done > 0 { counts.byState[.done] = done }
    try forEach("SELECT word, count FROM tally WHERE subject = 'record' AND count <> 0") { columns in
      counts.byRecordVerdict[try columns.word()] = try columns.int()
    }
    try forEach("SELECT count FROM tally WHERE subject = 'document' AND word = 'published'") { columns in
      counts.documentsPublished = try columns.int()
    }
    try forEach(
      """
      SELECT state, count(*) FROM document INDEXED BY documentUnpublished WHERE \(Document.isUnpublished) GROUP BY state
      """
    ) { columns in
      switch try columns.word() as Document.State {
      case .prepared: counts.documentsPrepared = try columns.int()
      case .inDoubt: counts.documentsInDoubt = try columns.int()
      case .published, .waiting, .superseded: break
      }
    }
    try forEach("SELECT count(*) FROM waiting INDEXED BY waitingStill WHERE endedBy IS NULL") { columns in
      counts.documentsWaiting = try columns.int()
    }
    try forEach("SELECT count(*), min(since) FROM hold INDEXED BY holdOpen WHERE state = 'open'") { columns in
      counts.held = try columns.int()
      counts.heldSince = try columns.optionalMoment()
    }
    try forEach("SELECT count(*) FROM entity INDEXED BY entityInConflict WHERE conflicts > 0") { columns in
      counts.inConflict = try columns.int()
    }
    try forEach("SELECT count(*), min(since) FROM rejection INDEXED BY rejectionOpenSince WHERE state = 'open'") {
      columns in
      counts.rejections = try columns.int()
      counts.rejectionsSince = try columns.optionalMoment()
    }
    counts.passedOver = try Int.fetchOne(self, sql: "SELECT count(*) FROM passedOver") ?? 0
    return counts
  }
}
