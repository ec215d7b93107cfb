import Exchange
import GRDB

extension Database {
  /// - Parameter most: so far it counts what may be any number.
  func overview(_ question: OverviewQuestion, most: Int) throws -> LedgerOverview {
    var overview = LedgerOverview()
    try forEach(
      """
      SELECT state, count(*), min(receivedAt) FROM interchange INDEXED BY interchangeOpen
      WHERE state <> 'done' AND sender <> ? GROUP BY state
      """, [System.desk]
    ) { columns in
      let state: InterchangeState = try columns.word()
      overview.underWay[state] = Backlog(count: try columns.int(), since: try columns.moment())
    }
    overview.rejected = try backlog(
      "SELECT count(*), min(since) FROM rejection INDEXED BY rejectionOpenSince WHERE state = 'open'")
    overview.held = try backlog("SELECT count(*), min(since) FROM hold INDEXED BY holdOpen WHERE state = 'open'")
    overview.documentsWaiting = try backlog(
      "SELECT count(*), min(since) FROM waiting INDEXED BY waitingStill WHERE endedBy IS NULL")
    overview.inConflict = try capped(
      "SELECT 1 FROM entity INDEXED BY entityInConflict WHERE conflicts > 0", most)
    overview.passedOver = try capped("SELECT 1 FROM passedOver", most)
    try forEach(
      """
      SELECT state, count(*) FROM document INDEXED BY documentUnpublished WHERE \(Document.isUnpublished) GROUP BY state
      """
    ) { columns in
      switch try columns.word() as Document.State {
      case .prepared: overview.documentsPrepared = try columns.int()
      case .inDoubt: overview.documentsInDoubt = try columns.int()
      case .published, .waiting, .superseded: break
      }
    }
    for (system, moment) in question.confirming { overview.unconfirmed[system] = try unconfirmed(system, moment, most) }
    for system in question.outboxes { overview.standing[system] = try standing(system, most) }
    return overview
  }

  private func backlog(_ sql: String) throws -> Backlog? {
    var backlog: Backlog?
    try forEach(sql) { columns in
      let count = try columns.int()
      if let since = try columns.optionalMoment() { backlog = Backlog(count: count, since: since) }
    }
    return backlog
  }

  /// - Parameter rows: a statement without its end.
  private func capped(_ rows: String, _ most: Int) throws -> Capped {
    var found = 0
    try forEach("SELECT count(*) FROM (\(rows) LIMIT ?)", [most + 1]) { found = try $0.int() }
    return Capped(found: found, most: most)
  }

  /// As ``TroubleMemory/unconfirmed(by:publishedBy:)``, among the oldest deliveries that stand as sent: where a system
  /// never confirms anything, those are all that there ever were.
  private func unconfirmed(_ system: String, _ moment: Timestamp, _ most: Int) throws -> CappedBacklog {
    var backlog = CappedBacklog(count: Capped(0), since: nil)
    try forEach(
      """
      SELECT count(*), coalesce(sum(isLate), 0), min(CASE WHEN isLate THEN publishedAt END) FROM (
        SELECT publishedAt, document.state = 'published' AND publishedAt IS NOT NULL AND publishedAt <= ?
          AND NOT EXISTS (
            SELECT 1 FROM delivery AS later INDEXED BY deliveryByEntity
            WHERE later.entity = sent.entity AND later.system = sent.system AND later.number > sent.number) AS isLate
        FROM (
          SELECT document, entity, system, number FROM delivery INDEXED BY deliverySent
          WHERE state = 'sent' AND system = ? ORDER BY interchange LIMIT ?) AS sent
        CROSS JOIN document ON document.id = sent.document)
      """, [moment.milliseconds, system, most + 1]
    ) { columns in
      let looked = try columns.int()
      backlog.count = Capped(try columns.int(), isMore: looked > most)
      backlog.since = try columns.optionalMoment()
    }
    return backlog
  }

  /// As ``ReceiptKeeping/standing(inOutboxOf:)``, counted only so far.
  private func standing(_ system: String, _ most: Int) throws -> CappedBacklog {
    var since: Timestamp?
    for kind in Document.Kind.allCases {
      // The oldest of a kind comes first in the index.
      try forEach(
        """
        SELECT publishedAt FROM document INDEXED BY documentStanding
        WHERE state = 'published' AND publishedAt IS NOT NULL AND takenAt IS NULL AND system = ? AND kind = ?
        ORDER BY publishedAt LIMIT 1
        """, [system, kind.rawValue]
      ) { columns in
        let oldest = try columns.moment()
        since = since.map { min($0, oldest) } ?? oldest
      }
    }
    var found = 0
    try forEach(
      """
      SELECT count(*) FROM (SELECT 1 FROM document INDEXED BY documentStanding
        WHERE state = 'published' AND publishedAt IS NOT NULL AND takenAt IS NULL AND system = ? LIMIT ?)
      """, [system, most + 1]
    ) { found = try $0.int() }
    return CappedBacklog(count: Capped(found: found, most: most), since: since)
  }
}
