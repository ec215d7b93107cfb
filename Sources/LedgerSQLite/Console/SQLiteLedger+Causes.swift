package import Exchange
import GRDB

extension SQLiteLedger {
  package func openCauses(_ filter: OpenRejectionFilter) throws(LedgerError) -> OpenCauses {
    try connection.access { database in
      try database.snapshot {
        var sums: [CauseKey: CauseSum] = [:]
        var answer = OpenCauses()
        let end = try database.walkCauses(filter, after: nil, with: nil, most: limits.errors) { rejection, causes in
          answer.files.count += 1
          for (key, found) in causes { sums[key, default: CauseSum()].add(found, rejection) }
          return true
        }
        answer.files.isMore = end != nil
        for (key, sum) in sums {
          guard let issue = try database.issue(sum.first) else { throw DamagedRow() }
          answer.causes.append(
            OpenCause(
              key, issue: issue, files: sum.files, records: sum.records, wholeFiles: sum.wholeFiles,
              firstSeen: sum.firstSeen, lastSeen: sum.lastSeen, senders: sum.senders))
        }
        answer.causes.sort { ($0.firstSeen, $0.key) < ($1.firstSeen, $1.key) }
        return answer
      }
    }
  }

  package func openRejections(
    of cause: CauseKey?, _ filter: OpenRejectionFilter, after place: RejectionPlace?, limit: Int
  ) throws(LedgerError) -> OpenRejectionPage {
    let limit = max(1, limit)
    return try connection.access { database in
      try database.snapshot {
        guard let cause else { return try database.openRejections(filter, after: place, limit: limit) }
        var found: [(CauseRejection, Int)] = []
        let end = try database.walkCauses(filter, after: place, with: cause.code, most: limits.errors) {
          rejection, causes in
          if let one = causes.first(where: { $0.key == cause }) { found.append((rejection, one.found.count)) }
          return found.count <= limit
        }
        var page = OpenRejectionPage()
        page.next = found.count > limit ? found[limit - 1].0.place : end
        page.rejections = try found.prefix(limit).map { rejection, count in
          try database.openRejection(rejection.interchange, records: count)
        }
        return page
      }
    }
  }
}

/// A rejection whose causes are told.
struct CauseRejection {
  var place: RejectionPlace
  var interchange: InterchangeID
  var sender: String
}

/// What is added up for one cause.
private struct CauseSum {
  var files = 0
  var records = 0
  var wholeFiles = 0
  var firstSeen = Timestamp(milliseconds: .max)
  var lastSeen = Timestamp(milliseconds: .min)
  var senders: Set<String> = []
  /// The number of the issue that was its first, in the interchange that was claimed first.
  var first: Int64 = 0
  private var firstInterchange: InterchangeID?

  mutating func add(_ found: CauseTally.Found, _ rejection: CauseRejection) {
    files += 1
    records += found.count
    if !found.isOfRecord { wholeFiles += 1 }
    firstSeen = min(firstSeen, rejection.place.since)
    lastSeen = max(lastSeen, rejection.place.since)
    senders.insert(rejection.sender)
    if firstInterchange.map({ rejection.interchange < $0 }) ?? true {
      (firstInterchange, first) = (rejection.interchange, found.first)
    }
  }
}

extension Database {
  /// Walks over open rejections in the order in which they opened, and tells the causes of each.
  ///
  /// The rows come as the two indexes have them: one rejection after another, of each the errors of the file and then
  /// those of its records. So nothing is sorted, and nothing but one file's errors is kept.
  ///
  /// - Parameters:
  ///   - code: only rejections of which something was rejected with it.
  ///   - most: so many errors are read.
  ///   - body: answers whether the walk goes on.
  /// - Returns: where the next walk goes on; nil where all were seen, or `body` ended it.
  func walkCauses(
    _ filter: OpenRejectionFilter, after place: RejectionPlace?, with code: String?, most: Int,
    _ body: (CauseRejection, [(key: CauseKey, found: CauseTally.Found)]) throws -> Bool
  ) throws -> RejectionPlace? {
    var (conditions, values) = Self.conditions(filter, after: place)
    if let code {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM issue AS one INDEXED BY issueByRecord
          WHERE one.interchange = rejection.interchange AND one.code = ?)
        """)
      values.append(code)
    }
    let rows = try StatementRows(
      cachedStatement(
        sql: """
          SELECT since, rejection.number, rejection.interchange, sender, record, issue.number, code, path
          FROM rejection INDEXED BY rejectionOpenSince
          CROSS JOIN issue INDEXED BY issueByRecord ON issue.interchange = rejection.interchange
          WHERE \(conditions.joined(separator: " AND ")) AND severity = 'error' AND (record IS NULL OR (
            EXISTS (SELECT 1 FROM record AS rejected WHERE rejected.interchange = issue.interchange
              AND rejected.position = issue.record AND rejected.verdict = 'rejected')
            AND NOT EXISTS (SELECT 1 FROM settlement INDEXED BY settlementOfRecord
              WHERE settlement.interchange = issue.interchange AND settlement.position = issue.record)))
          ORDER BY since, rejection.number, record, issue.number LIMIT ?
          """), StatementArguments(values + [most]))
    var current: CauseRejection?
    var tally = CauseTally()
    var shapes: [String: String] = [:]
    var last = place
    var count = 0
    while var columns = try rows.next() {
      count += 1
      let place = RejectionPlace(since: try columns.moment(), number: try columns.integer())
      if let done = current, done.place != place {
        guard try body(done, tally.causes()) else { return nil }
        (last, tally, current) = (done.place, CauseTally(), nil)
      }
      let (interchange, sender) = (InterchangeID(try columns.text()), try columns.text())
      if current == nil { current = CauseRejection(place: place, interchange: interchange, sender: sender) }
      let (record, number, code) = (try columns.optionalInt(), try columns.integer(), try columns.text())
      var shape = ""
      if let path = try columns.optionalText() {
        shape = shapes[path] ?? CauseKey.shape(of: path)
        shapes[path] = shape
      }
      tally.add(CauseKey(code: code, shape: shape), record: record, number: number)
    }
    guard let current else { return nil }
    // The errors of the last one may not all have been read; of one that has more than all, no more will be.
    if count == most, last != place { return last }
    guard try body(current, tally.causes()) else { return nil }
    return count == most ? current.place : nil
  }

  private static func conditions(
    _ filter: OpenRejectionFilter, after place: RejectionPlace?
  ) -> (sql: [String], values: [(any DatabaseValueConvertible)?]) {
    var conditions = ["rejection.state = 'open'"]
    var values: [(any DatabaseValueConvertible)?] = []
    let first = max(filter.since?.milliseconds ?? .min, place?.since.milliseconds ?? .min)
    conditions.append("since >= ?")
    values.append(first)
    if let until = filter.until {
      conditions.append("since < ?")
      values.append(until.milliseconds)
    }
    if let place {
      conditions.append("(since > ? OR rejection.number > ?)")
      values += [place.since.milliseconds, place.number]
    }
    if let sender = filter.sender {
      conditions.append("sender = ?")
      values.append(sender)
    }
    return (conditions, values)
  }

  fileprivate func openRejections(
    _ filter: OpenRejectionFilter, after place: RejectionPlace?, limit: Int
  ) throws -> OpenRejectionPage {
    let (conditions, values) = Self.conditions(filter, after: place)
    let found = try all(
      """
      SELECT since, number, interchange FROM rejection INDEXED BY rejectionOpenSince
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY since, number LIMIT ?
      """, StatementArguments(values + [limit + 1])
    ) { (RejectionPlace(since: try $0.moment(), number: try $0.integer()), InterchangeID(try $0.text())) }
    var page = OpenRejectionPage()
    page.next = found.count > limit ? found[limit - 1].0 : nil
    page.rejections = try found.prefix(limit).map { try openRejection($0.1, records: nil) }
    return page
  }

  /// - Parameter records: nil for all that are open.
  fileprivate func openRejection(_ id: InterchangeID, records: Int?) throws -> OpenRejection {
    guard let interchange = try interchange(id),
      let rejection = try rejections("WHERE interchange = ?", [id.text]).first
    else { throw DamagedRow() }
    return OpenRejection(interchange, rejection, records: records ?? rejection.open)
  }

  fileprivate func issue(_ number: Int64) throws -> Issue? {
    try all("SELECT \(Issue.columns) FROM issue WHERE number = ?", [number]) { try Issue(columns: &$0) }.first
  }
}
