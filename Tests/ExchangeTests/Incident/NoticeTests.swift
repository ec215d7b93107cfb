import Testing

@testable import Exchange

@Suite("what is to be told of incidents")
struct NoticeTests {
  /// Monday, 2 November 2026, at noon in UTC.
  private let noon = Timestamp("2026-11-02T12:00:00.000Z")!

  private func way(_ change: (inout TellingWay) -> Void = { _ in }) -> TellingWay {
    var way = TellingWay(.command(["/bin/true"], timeout: .seconds(1)), name: "w")
    change(&way)
    return way
  }

  private func news(_ event: IncidentBook.News.Event, _ cause: IncidentCause = .fileMissing) -> IncidentBook.News {
    var incident = Incident(Trouble(cause, "x", since: noon, "d"), at: noon)
    incident.id = 7
    return IncidentBook.News(event, incident)
  }

  private func night() throws -> Exchange.Schedule { Exchange.Schedule(during: [try Window("20:00-06:00")]) }

  @Test("each way is told from its severity on")
  func severity() {
    let ways = [way { $0.name = "all" }, way { ($0.name, $0.least) = ("bad", .error) }]
    let book = NoticeBook(ways: ways, waiting: [])
    #expect(book.change(for: [news(.opened, .heldOverdue)], at: noon).added.map(\.way) == ["all"])
    #expect(book.change(for: [news(.opened)], at: noon).added.map(\.way) == ["all", "bad"])
  }

  @Test("in quiet hours it waits for their end, unless it is as bad as what is exempt")
  func quiet() throws {
    let quiet = try night()
    let ways = [way { ($0.quiet, $0.exempt) = (quiet, .critical) }]
    let night = noon + .seconds(10 * 3600)
    let book = NoticeBook(ways: ways, waiting: [])
    #expect(book.change(for: [news(.opened)], at: night).added.map(\.due) == [noon + .seconds(18 * 3600)])
    #expect(book.change(for: [news(.opened, .folderAway)], at: night).added.map(\.due) == [night])
    #expect(book.change(for: [news(.opened)], at: noon).added.map(\.due) == [noon])
  }

  @Test("a digest collects until its time is over, then begins anew")
  func digest() {
    let ways = [way { $0.digest = .seconds(3600) }]
    let first = NoticeBook(ways: ways, waiting: []).change(for: [news(.opened)], at: noon).added
    #expect(first.map(\.due) == [noon + .seconds(3600)])
    let later = noon + .seconds(3000)
    let second = NoticeBook(ways: ways, waiting: first).change(for: [news(.opened, .numberGap)], at: later).added
    #expect(second.map(\.due) == [noon + .seconds(3600)])
    let after = NoticeBook(ways: ways, waiting: first).change(
      for: [news(.opened, .numberGap)], at: noon + .seconds(3600))
    #expect(after.added.map(\.due) == [noon + .seconds(7200)])
  }

  @Test("nobody hears of the end of what they did not hear of")
  func cancelled() throws {
    let quiet = try night()
    let ways = [way { ($0.quiet, $0.remind) = (quiet, .seconds(86_400)) }]
    let night = noon + .seconds(10 * 3600)
    var waiting = NoticeBook(ways: ways, waiting: []).change(for: [news(.opened)], at: night).added
    #expect(waiting.map(\.event) == [.opened, .reminder])
    for index in waiting.indices { waiting[index].number = Int64(index + 1) }
    let closed = NoticeBook(ways: ways, waiting: waiting).change(for: [news(.closed)], at: night + .seconds(60))
    #expect(closed.added == [])
    #expect(closed.dropped.sorted() == [1, 2])
    // What was tried may have arrived.
    waiting[0].attempts = 1
    let tried = NoticeBook(ways: ways, waiting: waiting).change(for: [news(.closed)], at: night + .seconds(60))
    #expect(tried.added.map(\.event) == [.closed])
    #expect(tried.dropped == [2])
  }

  @Test("what waits for a way that is gone is dropped")
  func gone() {
    var notice = IncidentNotice(.opened, of: IncidentKey(.numberGap, "x"), by: "old", at: noon, due: noon)
    notice.number = 3
    #expect(NoticeBook(ways: [way()], waiting: [notice]).change(for: [], at: noon).dropped == [3])
  }

  @Test("a way that fails is left alone for longer and longer, an hour at most")
  func backOff() {
    let round = NoticeRound(ways: [way()], node: "main")
    var notice = IncidentNotice(.opened, of: IncidentKey(.numberGap, "x"), by: "w", at: noon, due: noon)
    let message = IncidentMessage([.init(.opened, at: noon, news(.opened).incident)], notices: [1], node: "main")
    var pauses: [Int64] = []
    for _ in 1...8 {
      let result = TellingResult(way: "w", message: message, failure: "no")
      notice = round.after(result, notice, nil, at: noon).changed
      pauses.append((notice.due.milliseconds - noon.milliseconds) / 60_000)
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60])
    #expect(notice.attempts == 8)
    #expect(notice.toldAt == nil)
    let told = round.after(TellingResult(way: "w", message: message, failure: nil), notice, nil, at: noon).changed
    #expect(told.toldAt == noon)
    #expect(told.failure == nil)
  }

  @Test("a reminder brings the next one, as long as nobody takes care")
  func reminder() {
    let ways = [way { $0.remind = .seconds(86_400) }]
    let round = NoticeRound(ways: ways, node: "main")
    let notice = IncidentNotice(.reminder, of: IncidentKey(.fileMissing, "x"), by: "w", at: noon, due: noon)
    var incident = news(.opened).incident
    let message = IncidentMessage([.init(.reminder, at: noon, incident)], notices: [1], node: "main")
    let result = TellingResult(way: "w", message: message, failure: nil)
    #expect(round.after(result, notice, incident, at: noon).next?.due == noon + .seconds(86_400))
    incident.acknowledged = PersonalWord(by: "ada", at: noon)
    #expect(round.after(result, notice, incident, at: noon).next == nil)
  }

  @Test("few events are told one by one, many together, and files always one by one")
  func together() throws {
    let round = NoticeRound(ways: [], node: "main")
    let due = (1...30).map { number in
      var notice = IncidentNotice(.opened, of: IncidentKey(.numberGap, "x \(number)"), by: "w", at: noon, due: noon)
      notice.number = Int64(number)
      var incident = Incident(Trouble(.numberGap, "x \(number)", since: noon, "d"), at: noon)
      incident.id = Int64(number)
      return (notice: notice, incident: incident)
    }
    #expect(round.messages(Array(due.prefix(5)), by: way()).count == 5)
    let flood = round.messages(due, by: way())
    #expect(flood.count == 1)
    #expect(flood[0].notices == Array(1...30))
    #expect(flood[0].text.hasSuffix("\nand 10 more: kontor incidents lists all\n"))
    #expect(flood[0].title == "[kontor main] error: 30 open")
    #expect(round.messages(Array(due.prefix(2)), by: way { $0.digest = .seconds(60) }).count == 1)
    let path = ConfiguredPath(written: "d", absolute: "/d", place: .start)
    #expect(round.messages(due, by: TellingWay(.drop(path), name: "w")).count == 30)
  }
}
