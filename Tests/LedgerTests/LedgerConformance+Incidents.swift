import DropFolder
import Exchange
import Testing

extension LedgerConformance {
  private func trouble(_ subject: String, _ cause: IncidentCause = .heldOverdue) -> Trouble {
    Trouble(cause, subject, since: someTime, count: 3, "It waits.")
  }

  private func opened(_ subjects: String..., at moment: Timestamp = someTime) -> IncidentBook.Round {
    var round = IncidentBook.Round()
    round.incidents = subjects.map { Incident(trouble($0), at: moment) }
    return round
  }

  @Test("incidents come back whole, with numbers in the order in which they opened", arguments: LedgerBackend.all)
  func keepsIncidents(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      var expected: [Incident] = []
      do {
        let ledger = try backend.open(folder)
        expected = try ledger.keep(opened("a", "b"), notices: [], dropping: [], marks: [:])
        #expect(expected.map(\.id) == [1, 2])
        var round = IncidentBook.Round()
        expected[0].detail = "It waits on."
        expected[0].toldAt = someTime + .seconds(1)
        expected[0].isTold = true
        expected[1].state = .closed
        expected[1].closedAt = someTime + .seconds(2)
        expected[1].returns = 4
        round.incidents = expected
        #expect(try ledger.keep(round, notices: [], dropping: [], marks: [:]) == expected)
      }
      let ledger = try backend.open(folder)
      #expect(try ledger.openIncidents() == [expected[0]])
      #expect(try ledger.incidents(before: .max, limit: 9) == expected.reversed())
      #expect(try ledger.incidents(before: 2, limit: 9) == [expected[0]])
      #expect(try ledger.incidents(before: .max, limit: 1) == [expected[1]])
      #expect(try ledger.incident(2) == expected[1])
      #expect(try ledger.incident(3) == nil)
      #expect(try ledger.lastClosedIncident(of: expected[1].key) == expected[1])
      #expect(try ledger.lastClosedIncident(of: expected[0].key) == nil)
      let again = try ledger.keep(opened("b"), notices: [], dropping: [], marks: [:])
      #expect(again.map(\.id) == [3])
    }
  }

  @Test("what is not yet an incident is kept from run to run, once", arguments: LedgerBackend.all)
  func keepsPending(_ backend: LedgerBackend) throws {
    try withFolder { folder in
      let key = IncidentKey(.folderAway, "/a")
      let first = PendingTrouble(key, since: someTime, seenAt: someTime + .seconds(1))
      var round = IncidentBook.Round()
      round.begun = [first]
      _ = try backend.open(folder).keep(round, notices: [], dropping: [], marks: ["x": 4])
      round.begun = [PendingTrouble(key, since: someTime + .seconds(9), seenAt: someTime + .seconds(9))]
      let ledger = try backend.open(folder)
      _ = try ledger.keep(round, notices: [], dropping: [], marks: ["x": 5, "y": -1])
      #expect(try ledger.pendingTroubles() == [first])
      #expect(try ledger.incidentMarks() == ["oddities": 0, "x": 5, "y": -1])
      var over = IncidentBook.Round()
      over.over = [key]
      _ = try ledger.keep(over, notices: [], dropping: [], marks: [:])
      #expect(try ledger.pendingTroubles() == [])
    }
  }

  @Test("what is to be told is kept with its incident until it was told", arguments: LedgerBackend.all)
  func keepsNotices(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let key = trouble("a").key
      let notices = (0..<3).map {
        IncidentNotice(.opened, of: key, by: "w\($0)", at: someTime, due: someTime + .seconds(3 - $0))
      }
      _ = try ledger.keep(opened("a"), notices: notices, dropping: [], marks: [:])
      var waiting = try ledger.waitingNotices()
      #expect(waiting.map(\.number) == [1, 2, 3])
      #expect(waiting.map(\.incident) == [1, 1, 1])
      #expect(waiting.map(\.way) == ["w0", "w1", "w2"])
      #expect(waiting.map(\.key) == [key, key, key])
      #expect(try ledger.notices(dueAt: someTime + .seconds(2), limit: 9).map(\.number) == [2, 3])
      #expect(try ledger.notices(dueAt: someTime + .seconds(3), limit: 1).map(\.number) == [3])
      waiting[0].toldAt = someTime + .seconds(4)
      waiting[1].attempts = 2
      waiting[1].failure = "no"
      waiting[1].due = someTime + .seconds(60)
      var reminder = IncidentNotice(.reminder, of: key, by: "w0", at: someTime, due: someTime + .seconds(99))
      reminder.incident = 1
      try ledger.keep(Array(waiting.prefix(2)), adding: [reminder])
      #expect(try ledger.notices(of: 1).prefix(3) == waiting[...])
      #expect(try ledger.waitingNotices().map(\.number) == [2, 3, 4])
      _ = try ledger.keep(IncidentBook.Round(), notices: [], dropping: [3], marks: [:])
      #expect(try ledger.waitingNotices().map(\.number) == [2, 4])
      let stray = IncidentNotice(.opened, of: IncidentKey(.numberGap, "z"), by: "w", at: someTime, due: someTime)
      let error = ledgerError { _ = try ledger.keep(opened("c"), notices: [stray], dropping: [], marks: [:]) }
      #expect(error?.code == .unexpected)
      #expect(try ledger.openIncidents().count == 1)
    }
  }

  @Test("a person acknowledges and closes what is open, in a decision", arguments: LedgerBackend.all)
  func decidesIncidents(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let key = trouble("a").key
      let notices = [IncidentBook.News.Event.opened, .reminder].map {
        IncidentNotice($0, of: key, by: "w", at: someTime, due: someTime)
      }
      var told = opened("a")
      told.incidents[0].isTold = true
      told.incidents[0].toldAt = someTime
      _ = try ledger.keep(told, notices: notices, dropping: [], marks: [:])
      let word = PersonalWord(by: "ada", at: someTime + .seconds(1), reason: "on it")
      try ledger.decide { try $0.acknowledge(1, word) }
      #expect(try ledger.incident(1)?.acknowledged == word)
      #expect(try ledger.waitingNotices().map(\.event) == [.opened])
      #expect(try ledger.incidentsClosedByHand() == [])
      let end = PersonalWord(by: "bob", at: someTime + .seconds(2), reason: "never")
      try ledger.decide { decisions in
        #expect(try decisions.incident(1)?.state == .open)
        try decisions.close(1, end)
        #expect(try decisions.incident(1)?.state == .closed)
      }
      let closed = try #require(try ledger.incident(1))
      #expect(closed.closed == end)
      #expect(closed.closedAt == end.at)
      #expect(try ledger.incidentsClosedByHand() == [closed])
      #expect(try ledger.waitingNotices() == [])
      for id in [1, 2] as [Int64] {
        #expect(ledgerError { try ledger.decide { try $0.close(id, end) } }?.code == .unexpected)
        #expect(ledgerError { try ledger.decide { try $0.acknowledge(id, end) } }?.code == .unexpected)
      }
    }
  }

  @Test(
    "what is open is told by cause and sender, the gravest first, and listed newest first", arguments: LedgerBackend.all
  )
  func groupsIncidents(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.openIncidentGroups() == [])
      var round = IncidentBook.Round()
      let subjects: [(IncidentCause, String)] = [
        (.numberGap, "crm 5"), (.numberGap, "crm2 6"), (.numberGap, "crm 10-12"), (.folderAway, "/a b"),
        (.numberGap, "crm 9"), (.fileUnfinished, "crm/a b.xml"), (.folderAway, "/c"), (.numberGap, "erp 1"),
      ]
      round.incidents = subjects.enumerated().map { place, one in
        Incident(trouble(one.1, one.0), at: someTime + .seconds(place))
      }
      round.incidents[7].state = .closed
      round.incidents[7].closedAt = someTime + .seconds(60)
      round.incidents[2].acknowledged = PersonalWord(by: "ada", at: someTime)
      _ = try ledger.keep(round, notices: [], dropping: [], marks: [:])
      let groups = try ledger.openIncidentGroups()
      #expect(
        groups == [
          IncidentGroup(.init(.folderAway), count: 2, acknowledged: 0, first: 4, last: 7, since: someTime),
          IncidentGroup(
            .init(.numberGap, sender: "crm"), count: 3, acknowledged: 1, first: 1, last: 5, since: someTime),
          IncidentGroup(
            .init(.numberGap, sender: "crm2"), count: 1, acknowledged: 0, first: 2, last: 2, since: someTime),
          IncidentGroup(
            .init(.fileUnfinished, sender: "crm"), count: 1, acknowledged: 0, first: 6, last: 6, since: someTime),
        ])
      func ids(_ key: IncidentGroup.Key, before id: Int64 = .max, limit: Int = 9) throws -> [Int64] {
        try ledger.openIncidents(of: key, before: id, limit: limit).map(\.id)
      }
      let crm = IncidentGroup.Key(.numberGap, sender: "crm")
      #expect(try ids(crm) == [5, 3, 1])
      #expect(try ids(crm, limit: 2) == [5, 3])
      #expect(try ids(crm, before: 3) == [1])
      #expect(try ids(IncidentGroup.Key(.folderAway)) == [7, 4])
      #expect(try ids(IncidentGroup.Key(.fileUnfinished, sender: "crm")) == [6])
      #expect(try ids(IncidentGroup.Key(.numberGap, sender: "erp")) == [])
      let all = try ledger.openIncidents()
      #expect(try groups.flatMap { try ids($0.key) }.sorted() == all.map(\.id))
    }
  }

  // MARK: - Troubles

  @Test("arrivals of a sender are told in their order, page by page", arguments: LedgerBackend.all)
  func arrivals(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.lastArrival() == 0)
      try ledger.take(arrival("A", content: "1", name: "a.xml"), records: [.accepted])
      _ = try ledger.receive([arrival("B", from: "erp", content: "2"), arrival("C", content: "1", name: "c.xml")])
      #expect(try ledger.lastArrival() == 3)
      let all = try ledger.arrivals(from: "crm", after: 0, limit: 9)
      #expect(all.map(\.number) == [1, 3])
      #expect(all.map(\.name) == ["a.xml", "c.xml"])
      #expect(all.map(\.isDecided) == [true, false])
      #expect(all.map(\.isRepeat) == [false, true])
      #expect(try ledger.arrivals(from: "crm", after: 1, limit: 9).map(\.interchange.text) == ["C"])
      #expect(try ledger.arrivals(from: "crm", after: 0, limit: 1).map(\.number) == [1])
      #expect(try ledger.hasRecord(of: [.customer, .order], in: InterchangeID("A")))
      #expect(try !ledger.hasRecord(of: [.customer], in: InterchangeID("A")))
    }
  }

  @Test("control numbers are found in ranges, below a file, and at the top", arguments: LedgerBackend.all)
  func numbersInRanges(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      func take(_ number: Int, _ verdict: InterchangeVerdict = .accepted, from sender: String = "crm") throws {
        try ledger.take(
          arrival("N\(number)\(sender)", from: sender, content: "\(number)\(sender)"), verdict,
          controlNumber: String(number))
      }
      try take(4)
      try take(9, from: "erp")
      try take(6, .rejected)
      try take(8)
      try take(5)
      #expect(try ledger.numberBelow(InterchangeID("N8crm")) == 4)
      #expect(try ledger.numberBelow(InterchangeID("N5crm")) == 4)
      #expect(try ledger.numberBelow(InterchangeID("N4crm")) == nil)
      #expect(try ledger.numbers(from: "crm", in: 5...7, limit: 9) == [5, 6])
      #expect(try ledger.numbers(from: "crm", in: 4...8, limit: 2) == [4, 5])
      #expect(try ledger.highestNumber(from: "crm") == 8)
      #expect(try ledger.highestNumber(from: "shop") == nil)
    }
  }

  @Test("numbers out of turn are told once, in the order in which they were noted", arguments: LedgerBackend.all)
  func oddities(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.lastOddity() == 0)
      for (id, code) in [("A", IssueCode.controlNumberGap), ("B", .replay), ("C", .endedTheProgram)] {
        _ = try ledger.receive([arrival(id, content: id)])
        try ledger.decide { decisions in
          try decisions.add(Exchange.Issue(code, phase: .envelope, "."), record: nil, of: InterchangeID(id))
        }
      }
      let found = try ledger.oddities(after: 0, limit: 9)
      #expect(found.map(\.code) == [.controlNumberGap, .endedTheProgram])
      #expect(found.map(\.interchange.text) == ["A", "C"])
      #expect(try ledger.oddities(after: found[0].number, limit: 9) == [found[1]])
      #expect(try ledger.oddities(after: 0, limit: 1) == [found[0]])
      #expect(try ledger.lastOddity() == found[1].number)
    }
  }

  @Test("documents that are not published or in doubt are counted by system", arguments: LedgerBackend.all)
  func standingDocuments(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      let decided = try ledger.take(
        arrival("A"), records: [.accepted, .accepted],
        documents: [
          document(1, of: "A", records: 1...1), document(2, of: "A", records: 2...2),
          document(3, of: "A", system: "crm", kind: .acknowledgement),
        ])
      let since = decided.receivedAt + .seconds(1)
      #expect(try ledger.unpublished() == ["erp": Backlog(count: 2, since: since)])
      #expect(try ledger.inDoubt() == [:])
      try ledger.markPublished([("A-1-1", .published), ("A-1-2", .inDoubt)], completing: [], at: since)
      #expect(try ledger.unpublished() == [:])
      #expect(try ledger.inDoubt() == ["erp": Backlog(count: 1, since: since)])
    }
  }

  @Test("rejections, holds and conflicts that wait are counted", arguments: LedgerBackend.all)
  func waiting(_ backend: LedgerBackend) throws {
    try backend.with { ledger in
      #expect(try ledger.openRejections(from: "crm", since: .max) == nil)
      #expect(try ledger.overdueHolds(at: .max) == nil)
      #expect(try ledger.conflicts(limit: 9) == 0)
      let rejection = try #require(try ledger.reject("B"))
      #expect(try ledger.openRejections(from: "crm", since: .max) == Backlog(count: 1, since: rejection.since))
      #expect(try ledger.openRejections(from: "erp", since: .max) == nil)
      #expect(try ledger.openRejections(from: "crm", since: rejection.since + .seconds(-1)) == nil)
      #expect(try ledger.unconfirmed(by: "erp", publishedBy: .max) == nil)
    }
  }
}

extension Timestamp {
  fileprivate static let max = Timestamp(milliseconds: .max / 2)
}
