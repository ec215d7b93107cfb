import Exchange
import Testing

@testable import LedgerSQLite

@Suite("what else the console asks of a ledger")
struct ConsoleFactsTests {
  @Test("the overview agrees with the counts of kontor status", arguments: [2000, 3])
  func overview(counted: Int) throws {
    try withPlayedLedger(seed: 60) { played in
      let ledger = played.ledger
      ledger.limits.counted = counted
      try ledger.decide { decisions in
        for number in 1...5 {
          var waiting = hold("H-\(number)")
          waiting.record.source = RecordReference(played.ids[0], number)
          _ = try decisions.add(waiting)
        }
      }
      var question = OverviewQuestion()
      question.outboxes = ["erp", "shop", "none"]
      question.confirming = ["erp": someTime + .seconds(4000), "shop": someTime + .seconds(-100_000)]
      let overview = try ledger.overview(question)
      let counts = try ledger.counts()
      #expect(overview.held == Backlog(count: counts.held, since: someTime))
      #expect(overview.rejected?.count == counts.rejections)
      #expect(overview.rejected?.since == counts.rejectionsSince)
      #expect(overview.documentsPrepared == counts.documentsPrepared)
      #expect(overview.documentsInDoubt == counts.documentsInDoubt)
      #expect(overview.documentsWaiting?.count == counts.documentsWaiting)
      #expect(counts.documentsWaiting > 0)
      let open = try ledger.open().filter { $0.sender != System.desk }
      for state in InterchangeState.allCases {
        let these = open.filter { $0.state == state }
        #expect(overview.underWay[state]?.count ?? 0 == these.count)
        #expect(overview.underWay[state]?.since == these.map(\.receivedAt).min())
      }
      for system in ["erp", "shop", "none"] {
        let standing = try ledger.standing(inOutboxOf: system)
        #expect(overview.standing[system]?.count == Capped(found: standing.count, most: counted))
        #expect(overview.standing[system]?.since == standing.since)
      }
      let unconfirmed = try ledger.unconfirmed(by: "erp", publishedBy: someTime + .seconds(4000))
      if counted == 2000 {
        let all = try #require(unconfirmed)
        #expect(overview.unconfirmed["erp"] == CappedBacklog(count: Capped(all.count), since: all.since))
      } else {
        #expect(overview.unconfirmed["erp"]?.count.isMore == true)
      }
      #expect(overview.unconfirmed["shop"]?.count.count == 0)
      #expect(overview.unconfirmed["shop"]?.since == nil)
    }
  }

  @Test("every partner's file stands in one span of the chart")
  func arrivals() throws {
    try withPlayedLedger(seed: 61) { played in
      let start = someTime + .seconds(1200)
      let spans = try played.ledger.arrivals(from: start, every: .seconds(600), spans: 6)
      #expect(spans.map(\.from) == (0..<6).map { start + .seconds(600 * $0) })
      for span in spans {
        let these = played.all.filter {
          $0.sender != System.desk && $0.receivedAt >= span.from && $0.receivedAt < span.from + .seconds(600)
        }
        #expect(span.count == these.count)
        #expect(span.undecided == these.count { $0.verdict == nil })
        #expect(span.rejected == these.count { $0.verdict == .rejected || $0.verdict == .partiallyAccepted })
        #expect(span.accepted + span.rejected + span.undecided == these.count)
      }
      #expect(try played.ledger.arrivals(from: start, every: .seconds(600), spans: 0) == [])
    }
  }

  @Test("records come page by page, with all that belongs to each", arguments: RecordSelection.allCases)
  func records(_ selection: RecordSelection) throws {
    try withPlayedLedger(seed: 62, 120) { played in
      var seen = 0
      for interchange in played.all {
        var expected: [RecordDetails] = []
        try played.ledger.forEachRecord(of: interchange.id, exceptions: false) { record, issues, documents in
          let isPlain = (record.verdict == .accepted || record.verdict == .unchanged) && issues.isEmpty
          let sent = record.verdict == .accepted ? documents : []
          if selection == .all || !isPlain { expected.append(RecordDetails(record, issues: issues, documents: sent)) }
        }
        var page = try played.ledger.records(of: interchange.id, selection, after: 0, limit: 3)
        var found = page.records
        while let next = page.next {
          page = try played.ledger.records(of: interchange.id, selection, after: next, limit: 3)
          found += page.records
        }
        #expect(found == expected)
        seen += found.count
        let codes = try played.ledger.codes(of: interchange.id)
        var counted: [String: Set<Int>] = [:]
        try played.ledger.forEachRecord(of: interchange.id, exceptions: false) { record, issues, _ in
          for issue in issues { counted[issue.code, default: []].insert(record.position) }
        }
        for issue in try played.ledger.issues(of: interchange.id) { counted[issue.code, default: []].insert(0) }
        #expect(codes == counted.mapValues(\.count))
      }
      #expect(seen > 100)
    }
  }

  @Test("the audit trail goes back from its end, as far as it is looked through", arguments: [20_000, 4])
  func audit(candidates: Int) throws {
    try withPlayedLedger(seed: 63) { played in
      played.ledger.limits.candidates = candidates
      for change: (inout AuditFilter) -> Void in [
        { _ in }, { $0.who = "anna" }, { ($0.who, $0.action) = ("boris", "release") }, { $0.subject = "INTERCHANGE 2" },
        { $0.until = someTime },
      ] {
        var filter = AuditFilter()
        change(&filter)
        var page = try played.ledger.audit(matching: filter, before: nil, limit: 3)
        var found = page.entries
        while let next = page.next {
          page = try played.ledger.audit(matching: filter, before: next, limit: 3)
          found += page.entries
        }
        let forward = try played.ledger.audit(matching: filter, after: 0, limit: .max)
        #expect(found == forward.reversed())
      }
    }
  }

  @Test("a flow tells how long its steps took, and what waited is no time of the outbox")
  func steps() throws {
    try withPlayedLedger(seed: 64) { played in
      let steps = try played.ledger.steps(of: "crm-erp", nil, since: someTime)
      let published = try played.ledger.publishedCount(of: "crm-erp", after: someTime)
      #expect(steps.published == Capped(published))
      let deciding = try #require(steps.deciding)
      #expect(deciding.count == steps.published.count)
      #expect((1...9).contains(deciding.median.components.seconds))
      #expect(deciding.median <= deciding.percentile95)
      let (publishing, taking) = (try #require(steps.publishing), try #require(steps.taking))
      #expect(publishing.count == deciding.count)
      #expect(taking.count < deciding.count)
      #expect(steps.waiting == nil)
      #expect(try played.ledger.steps(of: "none", nil, since: someTime) == FlowSteps(published: Capped(0)))
      played.ledger.limits.published = 2
      #expect(try played.ledger.steps(of: "crm-erp", nil, since: someTime).published == Capped(2, isMore: true))
    }
  }

  @Test("attempts that a decision handed in are counted by where they stand")
  func attempts() throws {
    try withPlayedLedger(seed: 65) { played in
      for id in played.ids {
        let attempts = try played.ledger.attempts(handedInBy: id)
        let groups = try played.ledger.attemptGroups(handedInBy: id)
        #expect(groups.reduce(0) { $0 + $1.count } == attempts.count)
        for group in groups {
          #expect(group.count == attempts.count { $0.state == group.state && $0.verdict == group.verdict })
        }
      }
      let numbered = try #require(played.all.first { $0.envelope.controlNumber != nil && $0.repeats == nil })
      let number = try #require(numbered.envelope.controlNumber)
      #expect(try played.ledger.interchanges(from: numbered.sender, controlNumber: number) == [numbered])
    }
  }

  @Test("the mark moves with every arrival and every end, the change number with what another connection writes")
  func mark() throws {
    try withFolder { folder in
      let writer = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      let reader = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .reading)
      #expect(try reader.mark().description == "1-0-0")
      let empty = try reader.size()
      #expect(empty.first == nil && empty.received == 0 && empty.bytes + empty.logBytes > 0)
      let first = try reader.changeNumber()
      #expect(try reader.changeNumber() == first)
      try writer.take(arrival("A", at: 5))
      try writer.take(arrival("B", content: "b", at: 3))
      #expect(try reader.changeNumber() != first)
      #expect(try reader.mark() == LedgerMark(generation: 1, arrival: 2, closing: 0))
      try writer.markPublished([], completing: [InterchangeID("A")])
      try writer.done("A")
      #expect(try reader.mark() == LedgerMark(generation: 1, arrival: 2, closing: 1))
      let size = try reader.size()
      #expect(size.first == someTime + .seconds(3))
      #expect(size.last == someTime + .seconds(5))
      #expect(size.received == 2)
    }
  }
}
