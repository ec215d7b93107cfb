import Exchange
import Testing

@testable import LedgerSQLite
@testable import Operations

/// Holds the causes that are found in one walk against those that `kontor rejected` looks up file by file.
@Suite("the console's causes of what is to be put right")
struct ConsoleCauseTests {
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
        for (cause, found) in try CauseReader(ledger: played.ledger).causes(of: rejection) {
          let key = CauseKey(code: cause.code, shape: cause.path)
          #expect(key == CauseKey(code: found.first.code, path: found.first.path))
          expected[key, default: []].append((interchange, rejection, found.count))
          if first[key].map({ interchange.id < $0.0 }) ?? true { first[key] = (interchange.id, found.first) }
        }
      }
      let answer = try played.ledger.openCauses(filter)
      #expect(!answer.files.isMore || errors == 130)
      if number == 0 { #expect(answer.files.isMore == (errors == 130)) }
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
