import Testing

@testable import Exchange

@Suite("expected files")
struct ExpectationTests {
  /// Monday, 2 November 2026, at midnight in UTC.
  private static let monday = Timestamp("2026-11-02T00:00:00.000Z")!

  private static func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Timestamp {
    monday + .seconds(day * 86_400 + hour * 3600 + minute * 60)
  }

  private let daily = Exchange.Expectation(
    name: "c-*.xml", by: Exchange.Schedule(.at([try! CronExpression("30 7 * * mon-fri")])))

  /// Looks every ten minutes at files that come at given moments, and answers when something was missing from and to.
  private func missing(
    _ arrivals: [Timestamp], _ expectation: Exchange.Expectation? = nil, until end: Timestamp = at(7, 0)
  ) -> [String] {
    let expectation = expectation ?? daily
    var memory = Exchange.Expectation.Memory(judged: Self.monday, used: 0)
    var missing: Exchange.Expectation.Missing?
    var story: [String] = []
    let all = arrivals.enumerated().map { Exchange.Expectation.Arrival(number: Int64($0.offset + 1), at: $0.element) }
    var now = Self.monday
    while now <= end {
      let outcome = expectation.look(
        memory, missing: missing, arrivals: all.filter { $0.at <= now && $0.number > memory.used }, at: now)
      if let began = outcome.missing, missing == nil { story.append("missing since \(Self.words(began.since))") }
      if let before = missing, outcome.missing == nil {
        let came = outcome.came.map(Self.words) ?? "?"
        story.append("came \(came) after \(before.deadlines)")
      }
      (memory, missing) = (outcome.memory, outcome.missing)
      now = now + .seconds(600)
    }
    return story
  }

  private static func words(_ moment: Timestamp) -> String { String(moment.description.dropFirst(8).prefix(8)) }

  @Test("a file in time for each deadline is nothing to talk about")
  func inTime() {
    #expect(missing((0..<5).map { Self.at($0, 7) }) == [])
  }

  @Test("a deadline counts to the minute")
  func exactly() {
    #expect(missing([Self.at(0, 7, 30)] + (1..<5).map { Self.at($0, 7) }) == [])
    #expect(
      missing([Self.at(0, 7, 40)] + (1..<5).map { Self.at($0, 7) })
        == ["missing since 02T07:30", "came 02T07:40 after 1"])
  }

  @Test("a late file is for the deadline that it missed, not for the next one")
  func late() {
    #expect(
      missing([Self.at(0, 9), Self.at(2, 7), Self.at(3, 7), Self.at(4, 7)])
        == ["missing since 02T07:30", "came 02T09:00 after 1", "missing since 03T07:30", "came 04T07:00 after 1"])
  }

  @Test("a file that is nearer to the next deadline is in time for that one")
  func skipped() {
    #expect(
      missing([Self.at(1, 7), Self.at(2, 7), Self.at(3, 7), Self.at(4, 7)])
        == ["missing since 02T07:30", "came 03T07:00 after 1"])
  }

  @Test("what does not come for days is missing once, and counted")
  func forDays() {
    #expect(
      missing([Self.at(3, 12), Self.at(4, 7)]) == ["missing since 02T07:30", "came 05T12:00 after 4"])
  }

  @Test("with a time back, an older file does not count")
  func since() {
    var strict = daily
    strict.since = .seconds(2 * 3600)
    let files = [Self.at(0, 4), Self.at(1, 6), Self.at(2, 6), Self.at(3, 6), Self.at(4, 6)]
    #expect(missing(files, strict) == ["missing since 02T07:30", "came 03T06:00 after 1"])
    #expect(missing(files) == [])
  }

  @Test("holidays and the zone belong to the deadline")
  func holidays() throws {
    var holidays = Holidays()
    try holidays.add("11-03")
    let zone = try #require(Zone(named: "Europe/Berlin"))
    let expectation = Exchange.Expectation(
      by: Exchange.Schedule(.at([try CronExpression("30 7 * * *")]), except: holidays, in: zone))
    #expect(
      missing([], expectation, until: Self.at(2, 12)) == ["missing since 02T06:30"])
    #expect(
      missing([Self.at(0, 6)], expectation, until: Self.at(2, 12)) == ["missing since 04T06:30"])
  }
}
