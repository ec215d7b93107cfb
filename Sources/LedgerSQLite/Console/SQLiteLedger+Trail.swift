package import Exchange
import GRDB

extension SQLiteLedger {
  package func audit(
    matching filter: AuditFilter, before number: Int64?, limit: Int
  ) throws(LedgerError) -> AuditPage {
    let limit = max(1, limit)
    return try connection.access { database in
      try database.snapshot {
        var last: Int64 = 0
        try database.forEach("SELECT max(number) FROM audit") { last = try $0.optionalInteger() ?? 0 }
        // Of those that are left only so many are looked at, where something is asked for.
        let before = max(0, min(number ?? .max, last + 1))
        let first = filter == AuditFilter() ? Int64.min : before - Int64(limits.candidates)
        var conditions = ["number < ?", "number >= ?"]
        var arguments: StatementArguments = [before, first]
        func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
          guard let value else { return }
          conditions.append(condition)
          arguments += [value]
        }
        require("who = ?", filter.who)
        require("action = ?", filter.action)
        require("instr(lower(subject), lower(?))", filter.subject)
        require("at >= ?", filter.since?.milliseconds)
        require("at < ?", filter.until?.milliseconds)
        arguments += [limit + 1]
        let found = try database.all(
          """
          SELECT number, \(AuditEntry.columns) FROM audit
          WHERE \(conditions.joined(separator: " AND ")) ORDER BY number DESC LIMIT ?
          """, arguments
        ) { try AuditEntry(columns: &$0) }
        var page = AuditPage()
        page.entries = Array(found.prefix(limit))
        page.next = found.count > limit ? page.entries.last?.number : first > 1 ? first : nil
        return page
      }
    }
  }

  package func steps(of flow: String, _ way: FlowWay?, since moment: Timestamp) throws(LedgerError) -> FlowSteps {
    try connection.access { database in
      try database.snapshot {
        var published = 0
        try database.forEach(
          """
          SELECT count(*) FROM (SELECT 1 FROM document INDEXED BY documentOfFlow
            WHERE flow = ? AND publishedAt >= ? LIMIT ?)
          """, [flow, moment.milliseconds, limits.published + 1]
        ) { published = try $0.int() }
        var times = StepTimes()
        try database.forEach(
          """
          SELECT receivedAt, decidedAt, publishedAt, takenAt, waiting.place FROM document INDEXED BY documentOfFlow
          CROSS JOIN interchange ON interchange.id = document.interchange
          LEFT JOIN waiting ON waiting.document = document.id
          WHERE document.flow = ? AND publishedAt >= ? ORDER BY publishedAt DESC LIMIT ?
          """, [flow, moment.milliseconds, limits.measured]
        ) { try times.add(&$0) }
        var steps = FlowSteps(published: Capped(found: published, most: limits.published))
        if let way {
          let direct = try database.add(way, since: moment, limits, to: &times)
          steps.published.count += direct.count
          steps.published.isMore = steps.published.isMore || direct.isMore
        }
        steps.deciding = StepTime(milliseconds: times.deciding)
        steps.publishing = StepTime(milliseconds: times.publishing)
        steps.waiting = StepTime(milliseconds: times.waiting)
        steps.taking = StepTime(milliseconds: times.taking)
        return steps
      }
    }
  }
}

extension Database {
  /// Adds documents that waited for no flow, and answers how many there are.
  fileprivate func add(_ way: FlowWay, since moment: Timestamp, _ limits: ConsoleLimits, to times: inout StepTimes)
    throws
    -> Capped
  {
    // Each has to be looked up for itself.
    let most = min(limits.published, 10 * limits.measured)
    let kinds = way.entities.map { _ in "?" }.joined(separator: ", ")
    var arguments: StatementArguments = [moment.milliseconds, way.from, way.to]
    arguments += StatementArguments(way.entities.map(\.rawValue))
    arguments += [most + 1]
    var found = 0
    try forEach(
      """
      SELECT receivedAt, decidedAt, publishedAt, takenAt, NULL FROM interchange INDEXED BY interchangeReceived
      CROSS JOIN document INDEXED BY documentByRecord ON document.interchange = interchange.id
      WHERE receivedAt >= ? AND sender = ? AND firstRecord IS NOT NULL AND document.kind = 'import'
        AND document.system = ? AND document.entity IN (\(kinds)) AND flow IS NULL AND publishedAt IS NOT NULL
      ORDER BY receivedAt DESC LIMIT ?
      """, arguments
    ) { columns in
      found += 1
      if found <= limits.measured { try times.add(&columns) }
    }
    return Capped(found: found, most: most)
  }
}

/// Milliseconds of each step, document by document.
private struct StepTimes {
  var deciding: [Int64] = []
  var publishing: [Int64] = []
  var waiting: [Int64] = []
  var taking: [Int64] = []

  mutating func add(_ columns: inout Columns) throws {
    let (received, decided) = (try columns.integer(), try columns.optionalInteger())
    let (published, taken) = (try columns.integer(), try columns.optionalInteger())
    let waited = try columns.optionalInteger() != nil
    if let decided {
      deciding.append(decided - received)
      if waited { waiting.append(published - decided) } else { publishing.append(published - decided) }
    }
    if let taken { taking.append(taken - published) }
  }
}
