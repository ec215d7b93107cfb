import Exchange
import Testing

@testable import LedgerSQLite

/// Holds the causes that are found in one walk against those that are looked up file by file.
@Suite("the console's causes of what is to be put right")
struct ConsoleCauseTests {
  /// As `kontor rejected` reads them, with one question after another.
  private func causes(of rejection: Rejection, _ ledger: any Ledger) throws -> [CauseKey: (
    count: Int, first: Exchange.Issue
  )] {
    var found: [CauseKey: (count: Int, first: Exchange.Issue)] = [:]
    func add(_ issues: [Exchange.Issue]) {
      let errors = issues.filter { $0.severity == .error }
      let own = errors.filter { $0.code != IssueCode.refusedWithFile.rawValue }
      var seen: Set<CauseKey> = []
      for issue in own.isEmpty ? errors : own {
        let key = CauseKey(code: issue.code, path: issue.path)
        if seen.insert(key).inserted { found[key, default: (0, issue)].count += 1 }
      }
    }
    add(try ledger.issues(of: rejection.interchange))
    let open = Set(try ledger.openRejections(of: rejection.interchange, after: 0, limit: .max))
    try ledger.forEachRecord(of: rejection.interchange, exceptions: true) { record, issues, _ in
      if record.verdict == .rejected, open.isEmpty || open.contains(record.position) { add(issues) }
    }
    if found.count > 1 { found = found.filter { $0.key.code != IssueCode.refusedWithFile.rawValue } }
    return found
  }

  private func open(_ filter: OpenRejectionFilter, in played: PlayedLedger) throws -> [(Interchange, Rejection)] {
    try played.all.compactMap { interchange in
      guard let rejection = try played.ledger.rejection(of: interchange.id), rejection.state == .open,
        filter.sender.map({ $0 == rejection.sender }) ?? true, filter.since.map({ rejection.since >= $0 }) ?? true,
        filter.until.map({ rejection.since < $0 }) ?? true
      else { return nil }
      return (interchange, rejection)
    }.sorted { $0.1.since < $1.1.since }
  }

  static let filters: [@Sendable (inout OpenRejectionFilter) -> Void] = [
    { _ in }, { $0.sender = "erp" }, { $0.since = someTime + .seconds(8000) },
    { ($0.since, $0.until) = (someTime + .seconds(2000), someTime + .seconds(12000)) },
  ]

  @Test("are those that each file tells by itself", arguments: 0..<4, [50_000, 130])
  func agree(filter number: Int, errors: Int) throws {
    try withPlayedLedger(seed: 40 + UInt64(number), 500) { played in
      played.ledger.limits.errors = errors
      var filter = OpenRejectionFilter()
      Self.filters[number](&filter)
      var expected: [CauseKey: [(Interchange, Rejection, Int)]] = [:]
      var first: [CauseKey: (InterchangeID, Exchange.Issue)] = [:]
      let open = try open(filter, in: played)
      #expect(open.count > 5)
      for (interchange, rejection) in open {
        for (key, found) in try causes(of: rejection, played.ledger) {
          expected[key, default: []].append((interchange, rejection, found.count))
          if first[key].map({ interchange.id < $0.0 }) ?? true { first[key] = (interchange.id, found.first) }
        }
      }
      let answer = try played.ledger.openCauses(filter)
      #expect(answer.files.isMore == (errors == 130))
      if errors != 130 {
        #expect(answer.files.count == open.count)
        #expect(Set(answer.causes.map(\.key)) == Set(expected.keys))
        #expect(answer.causes.map(\.firstSeen) == answer.causes.map(\.firstSeen).sorted())
      }
      for cause in answer.causes where errors != 130 {
        let files = try #require(expected[cause.key])
        #expect(cause.files == files.count)
        #expect(cause.records == files.reduce(0) { $0 + $1.2 })
        #expect(cause.firstSeen == files.map(\.1.since).min())
        #expect(cause.lastSeen == files.map(\.1.since).max())
        #expect(cause.senders == Set(files.map(\.0.sender)))
        #expect(cause.issue == first[cause.key]?.1)
        #expect(cause.wholeFiles == files.count { $0.0.totals[.rejected] == 0 })
      }
      for (key, files) in expected {
        let found = try walk(key, filter, played.ledger)
        #expect(found.map(\.interchange) == files.map(\.0))
        #expect(found.map(\.rejection) == files.map(\.1))
        #expect(found.map(\.records) == files.map(\.2))
      }
      #expect(try walk(nil, filter, played.ledger).map(\.rejection) == open.map(\.1))
      #expect(try walk(CauseKey(code: "none", path: nil), filter, played.ledger) == [])
    }
  }

  private func walk(
    _ key: CauseKey?, _ filter: OpenRejectionFilter, _ ledger: SQLiteLedger
  ) throws -> [OpenRejection] {
    var page = try ledger.openRejections(of: key, filter, after: nil, limit: 3)
    var found = page.rejections
    while let next = page.next {
      page = try ledger.openRejections(of: key, filter, after: next, limit: 3)
      found += page.rejections
    }
    return found
  }
}
