import Testing

@testable import Exchange

@Suite("Time zones")
struct ZoneTests {
  @Test(
    "zones have the names of IANA, and no others", arguments: ["", "CET", "EST", "GMT+2", "Europe/Berln", "../UTC"])
  func unknown(name: String) {
    #expect(Zone(named: name) == nil)
  }

  @Test(
    "the clocks are as far ahead as the zone has them in winter and in summer",
    arguments: [
      ("UTC", 0, 0), ("Europe/Berlin", 3600, 7200), ("America/New_York", -18_000, -14_400),
      ("Asia/Kolkata", 19_800, 19_800), ("Australia/Lord_Howe", 39_600, 37_800),
    ] as [(String, Int, Int)])
  func offsets(name: String, january: Int, july: Int) throws {
    let zone = try Moments.zone(name)
    #expect(LocalTime(try Moments.at("2026-01-15T12:00:00Z"), in: zone).offset == january)
    #expect(LocalTime(try Moments.at("2026-07-15T12:00:00Z"), in: zone).offset == july)
  }

  struct Case: CustomStringConvertible {
    var zone: String
    var date: (Int, Int, Int)
    var minute: Int
    var moment: String

    init(_ zone: String, _ date: (Int, Int, Int), _ minute: Int, _ moment: String) {
      (self.zone, self.date, self.minute, self.moment) = (zone, date, minute, moment)
    }

    var description: String { "\(zone) \(date) \(minute / 60):\(minute % 60)" }
  }

  @Test(
    "a time that is skipped is the moment of the change, and one that comes twice counts at its first coming",
    arguments: [
      Case("Europe/Berlin", (2026, 3, 29), 119, "2026-03-29T00:59:00.000Z"),
      Case("Europe/Berlin", (2026, 3, 29), 120, "2026-03-29T01:00:00.000Z"),
      Case("Europe/Berlin", (2026, 3, 29), 179, "2026-03-29T01:00:00.000Z"),
      Case("Europe/Berlin", (2026, 3, 29), 181, "2026-03-29T01:01:00.000Z"),
      Case("Europe/Berlin", (2026, 10, 25), 150, "2026-10-25T00:30:00.000Z"),
      Case("Europe/Berlin", (2026, 10, 25), 180, "2026-10-25T02:00:00.000Z"),
      Case("America/New_York", (2027, 3, 14), 150, "2027-03-14T07:00:00.000Z"),
      Case("America/New_York", (2026, 11, 1), 90, "2026-11-01T05:30:00.000Z"),
      Case("Asia/Kolkata", (2026, 3, 29), 150, "2026-03-28T21:00:00.000Z"),
      // Half an hour is skipped there.
      Case("Australia/Lord_Howe", (2026, 10, 4), 135, "2026-10-03T15:30:00.000Z"),
      // A whole day was.
      Case("Pacific/Apia", (2011, 12, 30), 720, "2011-12-30T10:00:00.000Z"),
      // Beyond midnight is the next day.
      Case("Europe/Berlin", (2026, 3, 28), 1440 + 150, "2026-03-29T01:00:00.000Z"),
    ])
  func changes(one: Case) throws {
    let date = try #require(CivilDate(year: one.date.0, month: one.date.1, day: one.date.2))
    let second = try Moments.zone(one.zone).moment(on: date.days, at: one.minute)
    #expect(Timestamp(milliseconds: second * 1000).description == one.moment)
  }

  @Test("a day lasts until the clocks show the midnight of the next one for the first time")
  func days() throws {
    // At a minute past midnight the clocks went back to a minute past eleven.
    let zone = try Moments.zone("America/St_Johns")
    let moments = try ["2010-11-07T02:29:59Z", "2010-11-07T02:30:00Z", "2010-11-07T03:00:00Z"].map(Moments.at)
    #expect(
      Moments.local(moments, in: zone).map { $0.prefix(20) } == [
        "Sat 2010-11-06 23:59", "Sun 2010-11-07 00:00", "Sat 2010-11-06 23:30",
      ])
    let dates = moments.map { CivilDate(days: zone.date(at: $0.milliseconds / 1000)).day }
    #expect(dates == [6, 7, 7])
  }

  @Test("local times are written as xs:dateTime has them, and read back as the moment that they are")
  func text() throws {
    for (name, text) in [
      ("Asia/Kolkata", "2026-03-30T06:00:00+05:30"), ("America/New_York", "2026-03-30T06:00:00-04:00"),
      ("UTC", "2026-03-30T06:00:00+00:00"),
    ] {
      #expect(LocalTime(try Moments.at(text), in: try Moments.zone(name)).description == text)
    }
    let time = LocalTime(try Moments.at("2026-03-30T06:00:07Z"), in: .utc)
    #expect(time.text == "Mon 2026-03-30 06:00:07 +00:00")
  }
}
