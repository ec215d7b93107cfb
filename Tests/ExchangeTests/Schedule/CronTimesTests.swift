import Foundation
import Testing

@testable import Exchange

@Suite("When cron expressions come")
struct CronTimesTests {
  private static let zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"]

  /// A form of the days of an expression, and when it fits.
  struct Days: CustomStringConvertible, Sendable {
    var text: String
    /// Day of the month, month, weekday from Sunday as 0, and the length of the month.
    var fits: @Sendable (Int, Int, Int, Int) -> Bool

    init(_ text: String, _ fits: @escaping @Sendable (Int, Int, Int, Int) -> Bool) {
      (self.text, self.fits) = (text, fits)
    }

    var description: String { text }
  }

  static let days = [
    Days("* * *") { _, _, _, _ in true },
    Days("? * ?") { _, _, _, _ in true },
    Days("* * mon-fri") { _, _, weekday, _ in (1...5).contains(weekday) },
    Days("* * fri-mon") { _, _, weekday, _ in [5, 6, 0, 1].contains(weekday) },
    Days("* * 7") { _, _, weekday, _ in weekday == 0 },
    Days("* * 0,3") { _, _, weekday, _ in weekday == 0 || weekday == 3 },
    Days("? jan,jul ?") { _, month, _, _ in month == 1 || month == 7 },
    Days("1 * *") { day, _, _, _ in day == 1 },
    Days("31 * *") { day, _, _, _ in day == 31 },
    Days("29 2 *") { day, month, _, _ in day == 29 && month == 2 },
    Days("L * *") { day, _, _, length in day == length },
    Days("15,L feb *") { day, month, _, length in month == 2 && (day == 15 || day == length) },
    Days("* * 5L") { day, _, weekday, length in weekday == 5 && day > length - 7 },
    Days("* * friL,sun") { day, _, weekday, length in weekday == 0 || (weekday == 5 && day > length - 7) },
    Days("* * 1#2") { day, _, weekday, _ in weekday == 1 && (8...14).contains(day) },
    Days("* * tue#5") { day, _, weekday, _ in weekday == 2 && day >= 29 },
    Days("* 6 7#1") { day, month, weekday, _ in month == 6 && weekday == 0 && day <= 7 },
    // Either, where both are restricted.
    Days("13 * fri") { day, _, weekday, _ in day == 13 || weekday == 5 },
    Days("L * 1#1") { day, _, weekday, length in day == length || (weekday == 1 && day <= 7) },
    // Both, where one begins with an asterisk.
    Days("*/2 * mon") { day, _, weekday, _ in day % 2 == 1 && weekday == 1 },
    Days("13 * */2") { day, _, weekday, _ in day == 13 && weekday % 2 == 0 },
    Days("10-20/5 mar-nov/4 *") { day, month, _, _ in [10, 15, 20].contains(day) && [3, 7, 11].contains(month) },
  ]

  @Test("over two years every form comes on its days, in each zone, and on no other", arguments: days, zones)
  func twoYears(form: Days, zoneName: String) throws {
    let zone = try Moments.zone(zoneName)
    let expression = try CronExpression("30 6 \(form.text)")
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zoneName))
    var expected: [Timestamp] = []
    for offset in 0..<730 {
      let date = CivilDate(days: 20_454 + offset)
      let length = CivilDate.days(inMonth: date.month, of: date.year)
      guard form.fits(date.day, date.month, (4 + 20_454 + offset) % 7, length) else { continue }
      let parts = DateComponents(year: date.year, month: date.month, day: date.day, hour: 6, minute: 30)
      let moment = try #require(calendar.date(from: parts))
      expected.append(Timestamp(milliseconds: Int64(moment.timeIntervalSince1970) * 1000))
    }
    let start = Timestamp(milliseconds: zone.moment(on: 20_454, at: 0) * 1000)
    let end = Timestamp(milliseconds: zone.moment(on: 20_454 + 730, at: 0) * 1000)
    #expect(LocalTime(start, in: zone).date.description == "2026-01-01")
    #expect(Moments.all(from: start, before: end) { expression.next(after: $0, in: zone) } == expected)
  }

  struct Night: CustomStringConvertible, Sendable {
    var expression: String
    var zone: String
    var from: String
    var expected: [String]

    init(_ expression: String, _ zone: String, _ from: String, _ expected: String...) {
      (self.expression, self.zone, self.from, self.expected) = (expression, zone, from, expected)
    }

    var description: String { "\(expression) \(zone) \(from)" }
  }

  static let nights = [
    // Forward: a fixed time that is skipped comes at the moment of the change, however many they are.
    Night("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "29 03:00 +02:00", "30 02:30 +02:00"),
    Night("0,15,30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "29 03:00 +02:00", "30 02:00 +02:00"),
    Night("0 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "29 03:00 +02:00", "30 02:00 +02:00"),
    Night("30 2 * * sun", "America/New_York", "2027-03-13T12:00:00Z", "14 03:00 -04:00", "21 02:30 -04:00"),
    Night("30 2 * * *", "Asia/Kolkata", "2026-03-28T12:00:00Z", "29 02:30 +05:30", "30 02:30 +05:30"),
    // What goes on follows the clock on the wall: over the hour that is skipped,
    Night(
      "*/30 * * * *", "Europe/Berlin", "2026-03-29T00:15:00Z", "29 01:30 +01:00", "29 03:00 +02:00", "29 03:30 +02:00"),
    Night("30 * * * *", "America/New_York", "2027-03-14T06:00:00Z", "14 01:30 -05:00", "14 03:30 -04:00"),
    Night("*/20 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "30 02:00 +02:00", "30 02:20 +02:00"),
    // and through the one that is repeated twice.
    Night(
      "*/30 * * * *", "Europe/Berlin", "2026-10-25T00:15:00Z", "25 02:30 +02:00", "25 02:00 +01:00", "25 02:30 +01:00",
      "25 03:00 +01:00"),
    Night(
      "0 * * * *", "America/New_York", "2026-11-01T04:30:00Z", "1 01:00 -04:00", "1 01:00 -05:00", "1 02:00 -05:00"),
    Night(
      "15/30 2 * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "25 02:15 +02:00", "25 02:45 +02:00", "25 02:15 +01:00",
      "25 02:45 +01:00", "26 02:15 +01:00"),
    // A fixed time comes once in the hour that is repeated.
    Night("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "25 02:30 +02:00", "26 02:30 +01:00"),
    Night(
      "0,30 2-3 * * *", "Europe/Berlin", "2026-10-25T00:00:00Z", "25 02:30 +02:00", "25 03:00 +01:00", "25 03:30 +01:00"
    ),
    Night("30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z", "1 01:30 -04:00", "2 01:30 -05:00"),
    Night("30 1 * * *", "America/New_York", "2026-11-01T05:30:00Z", "2 01:30 -05:00"),
    // Half an hour, over midnight, and a whole day.
    Night("10 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "4 02:30 +11:00", "5 02:10 +11:00"),
    Night(
      "*/30 23,0 * * *", "America/St_Johns", "2010-11-07T02:00:00Z", "7 00:00 -02:30", "6 23:30 -03:30",
      "7 00:00 -03:30", "7 00:30 -03:30"),
    Night(
      "0 12 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z", "29 12:00 -10:00", "31 00:00 +14:00", "31 12:00 +14:00"),
  ]

  @Test("in the nights of the clock changes", arguments: nights)
  func changes(night: Night) throws {
    let zone = try Moments.zone(night.zone)
    let expression = try CronExpression(night.expression)
    var moment = try Moments.at(night.from)
    for expected in night.expected {
      moment = try #require(expression.next(after: moment, in: zone))
      let shown = LocalTime(moment, in: zone)
      #expect("\(shown.date.day) \(shown.time.prefix(5)) \(shown.offsetText)" == expected)
    }
  }

  @Test(
    "what no year has never comes, and the search for it ends",
    arguments: ["0 0 30 2 *", "0 0 31 4,6,9,11 ?", "0 0 30-31 feb *"])
  func never(text: String) throws {
    let expression = try CronExpression(text)
    #expect(!expression.everComes)
    #expect(
      expression.next(after: try Moments.at("2026-01-01T00:00:00Z"), in: try Moments.zone("Europe/Berlin")) == nil)
  }

  @Test(
    "what is rare comes",
    arguments: [
      ("0 0 29 2 *", "2096-03-01T00:00:00Z", "2104-02-29"), ("0 0 * 2 1#5", "2026-01-01T00:00:00Z", "2044-02-29"),
      ("0 0 * 2 1#5", "2072-03-01T00:00:00Z", "2112-02-29"), ("59 23 31 12 *", "2026-12-31T23:58:59Z", "2026-12-31"),
    ])
  func rare(text: String, from: String, expected: String) throws {
    let expression = try CronExpression(text)
    #expect(expression.everComes)
    let next = try #require(expression.next(after: try Moments.at(from), in: .utc))
    #expect(next.day == expected)
  }

  @Test("the next one is later, by a millisecond at least")
  func later() throws {
    let expression = try CronExpression("* * * * *")
    let noon = try Moments.at("2026-05-05T12:00:00Z")
    let before = Timestamp(milliseconds: noon.milliseconds - 1)
    #expect(expression.next(after: before, in: .utc) == noon)
    #expect(expression.next(after: noon, in: .utc) == noon + .seconds(60))
  }

  @Test(
    "an expression is told in words",
    arguments: [
      ("*/15 6-20 * * mon-fri", "every 15 minutes of hours 6 to 20, on Monday to Friday"),
      ("30 6 * * *", "at 06:30, every day"), ("@hourly", "every hour, every day"),
      ("* * * * *", "every minute, every day"), ("0 8-18 * * *", "on the hour of hours 8 to 18, every day"),
      ("0 */2 * * sat,sun", "on the hour of every 2nd hour, on Saturday and Sunday"),
      ("5,35 * 1 jan *", "at minutes 5 and 35 of every hour, on the 1st of the month in January"),
      ("0 0 L * *", "at 00:00, on the last day of the month"),
      ("0 7,19 * * 5L,1#2", "at 07:00 and 19:00, on the 2nd Monday and the last Friday"),
      ("0 0 13 * fri", "at 00:00, on the 13th of the month or on Friday"),
      (
        "0 0 */2 * mon",
        "at 00:00, on the 1st, 3rd, 5th, 7th, 9th, 11th, 13th, 15th, 17th, 19th, 21st, 23rd, 25th, 27th, 29th and 31st of the month if it falls on Monday"
      ),
      ("1-7 3 * dec-feb *", "at minutes 1 to 7 of hour 3, in January, February and December"),
    ])
  func words(text: String, expected: String) throws {
    #expect(try CronExpression(text).words == expected)
  }
}
