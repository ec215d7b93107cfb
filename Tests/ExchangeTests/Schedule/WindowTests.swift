import Testing

@testable import Exchange

@Suite("Windows and holidays")
struct WindowTests {
  @Test(
    "a window is read as days and times",
    arguments: [
      ("06:00-20:00", [0, 1, 2, 3, 4, 5, 6], false, [360..<1200]),
      ("mon-fri 06:00-20:00", [1, 2, 3, 4, 5], false, [360..<1200]), ("sat-sun", [0, 6], false, [0..<1440]),
      ("Fri-MON  6:00-12:00", [0, 1, 5, 6], false, [360..<720]),
      ("mon,wed 06:00-12:00,13:00-18:30", [1, 3], false, [360..<720, 780..<1110]),
      ("fri 20:00-06:00", [5], false, [1200..<1800]), ("20:00-24:00", [0, 1, 2, 3, 4, 5, 6], false, [1200..<1440]),
      ("20:00-00:00", [0, 1, 2, 3, 4, 5, 6], false, [1200..<1440]), ("holidays", [], true, [0..<1440]),
      ("sun,holidays 08:00-12:00", [0], true, [480..<720]),
    ] as [(String, [Int], Bool, [Range<Int>])])
  func reading(text: String, weekdays: [Int], onHolidays: Bool, times: [Range<Int>]) throws {
    let window = try Window(text)
    #expect((0..<7).filter { window.weekdays >> UInt8($0) & 1 == 1 } == weekdays)
    #expect(window.onHolidays == onHolidays)
    #expect(window.times == times)
  }

  @Test(
    "a mistake names its place and what was expected",
    arguments: [
      ("", 0, "the window is empty; expected days and times such as mon-fri 06:00-20:00, sat-sun, or 22:00-04:00"),
      ("mon-fir 06:00-20:00", 4, "\"fir\" is no day; did you mean \"fri\"?"),
      ("holiday 06:00-20:00", 0, "\"holiday\" is no day; did you mean \"holidays\"?"),
      (
        "mon-wed-fri", 0,
        "\"mon-wed-fri\" is no day; expected days and times such as mon-fri 06:00-20:00, sat-sun, or 22:00-04:00"
      ),
      (
        "mon 06:00", 4,
        "\"06:00\" is no time of the day; expected days and times such as mon-fri 06:00-20:00, sat-sun, or 22:00-04:00"
      ),
      ("mon 06:00-20", 10, "\"20\" is no time of the day; expected 00:00 to 24:00, such as 06:00"),
      ("mon 06:00-24:01", 10, "\"24:01\" is no time of the day; expected 00:00 to 24:00, such as 06:00"),
      ("mon 06:60-20:00", 4, "\"06:60\" is no time of the day; expected 00:00 to 24:00, such as 06:00"),
      ("06:00-06:00", 0, "\"06:00-06:00\" is empty; expected a begin and another end; the whole day is 00:00-24:00"),
      ("24:00-06:00", 0, "\"24:00-06:00\" is empty; expected a begin and another end; the whole day is 00:00-24:00"),
      (
        "06:00-20:00 mon", 12,
        "\"06:00-20:00 mon\" has two parts of times; expected days and times such as mon-fri 06:00-20:00, sat-sun, or 22:00-04:00"
      ),
      (
        "mon 06:00 - 20:00", 10,
        "\"mon 06:00 - 20:00\" has too many parts; expected days and times such as mon-fri 06:00-20:00, sat-sun, or 22:00-04:00"
      ),
    ] as [(String, Int, String)])
  func mistakes(text: String, offset: Int, expected: String) throws {
    let mistake = try #require(throws: ScheduleMistake.self) { try Window(text) }
    #expect(mistake.description == expected)
    #expect(mistake.offset == offset)
  }

  struct Case: CustomStringConvertible, Sendable {
    var windows: [String]
    var zone: String
    var from: String
    /// When it opens and closes, in turn; the first is an opening.
    var changes: [String]

    init(_ windows: [String], _ zone: String, _ from: String, _ changes: String...) {
      (self.windows, self.zone, self.from, self.changes) = (windows, zone, from, changes)
    }

    var description: String { "\(windows) \(zone) \(from)" }
  }

  static let cases = [
    Case(
      ["mon-fri 06:00-20:00"], "Europe/Berlin", "2026-05-08T20:00:00Z", "Mon 2026-05-11 06:00 +02:00",
      "Mon 2026-05-11 20:00 +02:00", "Tue 2026-05-12 06:00 +02:00"),
    Case(
      ["fri 20:00-06:00"], "America/New_York", "2026-05-08T12:00:00Z", "Fri 2026-05-08 20:00 -04:00",
      "Sat 2026-05-09 06:00 -04:00", "Fri 2026-05-15 20:00 -04:00"),
    // Days in a row are one opening.
    Case(
      ["sat-sun"], "Asia/Kolkata", "2026-05-08T12:00:00Z", "Sat 2026-05-09 00:00 +05:30", "Mon 2026-05-11 00:00 +05:30"),
    Case(
      ["mon 20:00-24:00", "tue 00:00-02:00,02:00-04:00"], "UTC", "2026-05-08T12:00:00Z", "Mon 2026-05-11 20:00 +00:00",
      "Tue 2026-05-12 04:00 +00:00"),
    Case(
      ["mon 08:00-12:00", "mon 10:00-14:00"], "UTC", "2026-05-08T12:00:00Z", "Mon 2026-05-11 08:00 +00:00",
      "Mon 2026-05-11 14:00 +00:00"),
    // The night that has no time between two and three.
    Case(
      ["sun 02:30-06:00"], "Europe/Berlin", "2026-03-28T12:00:00Z", "Sun 2026-03-29 03:00 +02:00",
      "Sun 2026-03-29 06:00 +02:00"),
    Case(
      ["sat 20:00-02:30"], "Europe/Berlin", "2026-03-28T12:00:00Z", "Sat 2026-03-28 20:00 +01:00",
      "Sun 2026-03-29 03:00 +02:00"),
    Case(["sun 02:15-02:45"], "Europe/Berlin", "2026-03-28T12:00:00Z", "Sun 2026-04-05 02:15 +02:00"),
    Case(["sun 02:00-03:00"], "America/New_York", "2027-03-13T12:00:00Z", "Sun 2027-03-21 02:00 -04:00"),
    // The night that has it twice: an end counts at its first coming, as a beginning does.
    Case(
      ["sun 02:30-06:00"], "Europe/Berlin", "2026-10-24T12:00:00Z", "Sun 2026-10-25 02:30 +02:00",
      "Sun 2026-10-25 06:00 +01:00"),
    Case(
      ["sat 20:00-02:30"], "Europe/Berlin", "2026-10-24T12:00:00Z", "Sat 2026-10-24 20:00 +02:00",
      "Sun 2026-10-25 02:30 +02:00"),
    Case(
      ["sun 02:30-03:00"], "Europe/Berlin", "2026-10-24T12:00:00Z", "Sun 2026-10-25 02:30 +02:00",
      "Sun 2026-10-25 03:00 +01:00"),
    Case(
      ["sun 01:00-01:30"], "America/New_York", "2026-10-31T12:00:00Z", "Sun 2026-11-01 01:00 -04:00",
      "Sun 2026-11-01 01:30 -04:00"),
    // There nothing is changed.
    Case(
      ["sun 02:30-06:00"], "Asia/Kolkata", "2026-03-28T12:00:00Z", "Sun 2026-03-29 02:30 +05:30",
      "Sun 2026-03-29 06:00 +05:30"),
  ]

  @Test("a schedule with windows alone opens and closes with them", arguments: cases)
  func changes(one: Case) throws {
    let schedule = FlowSchedule(during: try one.windows.map { try Window($0) }, in: try Moments.zone(one.zone))
    var moment = try Moments.at(one.from)
    var isOpen = false
    #expect(!schedule.isOpen(at: moment))
    for change in one.changes {
      let next = try #require(schedule.nextChange(after: moment))
      #expect(LocalTime(next, in: schedule.zone).text == change)
      #expect(schedule.isOpen(at: Timestamp(milliseconds: next.milliseconds - 1)) == isOpen)
      isOpen.toggle()
      #expect(schedule.isOpen(at: next) == isOpen)
      moment = next
    }
    #expect(schedule.nextRuns(after: moment, count: 1).isEmpty)
  }

  private func holidays() throws -> Holidays {
    var holidays = Holidays()
    for day in ["12-25", "12-26", "2027-03-26"] { try holidays.add(day) }
    return holidays
  }

  @Test("holidays are closed from midnight to midnight, whatever window goes on into them or begins on them")
  func closed() throws {
    let schedule = FlowSchedule(
      during: [try Window("20:00-06:00")], except: try holidays(), in: try Moments.zone("Europe/Berlin"))
    let start = try Moments.at("2026-12-24T12:00:00Z")
    let changes = Moments.all(from: start, before: try Moments.at("2026-12-28T00:00:00Z")) {
      schedule.nextChange(after: $0)
    }
    #expect(
      Moments.local(changes, in: schedule.zone) == [
        "Thu 2026-12-24 20:00 +01:00", "Fri 2026-12-25 00:00 +01:00", "Sun 2026-12-27 00:00 +01:00",
        "Sun 2026-12-27 06:00 +01:00", "Sun 2026-12-27 20:00 +01:00",
      ])
  }

  @Test("without windows, only holidays close")
  func noWindows() throws {
    let schedule = FlowSchedule(except: try holidays(), in: try Moments.zone("America/New_York"))
    #expect(schedule.isOpen(at: try Moments.at("2027-03-25T12:00:00Z")))
    let changes = Moments.all(
      from: try Moments.at("2027-03-25T12:00:00Z"), before: try Moments.at("2027-06-01T00:00:00Z")
    ) {
      schedule.nextChange(after: $0)
    }
    #expect(
      Moments.local(changes, in: schedule.zone) == ["Fri 2027-03-26 00:00 -04:00", "Sat 2027-03-27 00:00 -04:00"])
  }

  @Test("a window that names holidays is open on them, and only such a one")
  func named() throws {
    let schedule = FlowSchedule(
      during: [try Window("mon-fri 06:00-20:00"), try Window("holidays 08:00-10:00")], except: try holidays())
    let changes = Moments.all(
      from: try Moments.at("2026-12-24T21:00:00Z"), before: try Moments.at("2026-12-28T12:00:00Z")
    ) {
      schedule.nextChange(after: $0)
    }
    #expect(
      changes.map { String($0.description.prefix(16)) } == [
        "2026-12-25T08:00", "2026-12-25T10:00", "2026-12-26T08:00", "2026-12-26T10:00", "2026-12-28T06:00",
      ])
  }

  @Test(
    "a day is a month and day, or a date",
    arguments: [
      ("12-25", nil), ("02-29", nil), ("2028-02-29", nil),
      ("2027-02-29", "there is no day \"2027-02-29\""), ("02-30", "there is no day \"02-30\""),
      ("13-01", "there is no day \"13-01\""), ("1-1", "\"1-1\" is no day"), ("25.12.", "\"25.12.\" is no day"),
      ("2027-3-26", "\"2027-3-26\" is no day"), ("", "\"\" is no day"), ("12-25-", "\"12-25-\" is no day"),
    ] as [(String, String?)])
  func days(text: String, mistake: String?) {
    var holidays = Holidays()
    do throws(ScheduleMistake) {
      try holidays.add(text)
      #expect(mistake == nil)
      #expect(!holidays.isEmpty)
    } catch {
      #expect(error.message == mistake)
    }
  }

  @Test("a file of days has one a line, with its name behind it, and comments")
  func file() throws {
    var holidays = Holidays()
    let mistakes = holidays.add(
      lines: "# German\n\n12-25 First day of Christmas\r\n  2027-03-26\tGood Friday\n05-01#Labour\nsoon\n12-31")
    #expect(mistakes.map(\.line) == [6])
    #expect(mistakes.map(\.mistake.message) == ["\"soon\" is no day"])
    #expect(holidays.annual.count == 3)
    #expect(holidays.contains(try #require(CivilDate(year: 2027, month: 3, day: 26))))
    #expect(!holidays.contains(try #require(CivilDate(year: 2026, month: 3, day: 26))))
    #expect(holidays.contains(try #require(CivilDate(year: 2031, month: 5, day: 1))))
  }
}
