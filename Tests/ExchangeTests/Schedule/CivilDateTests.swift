import Foundation
import Testing

@testable import Exchange

@Suite("Civil dates")
struct CivilDateTests {
  @Test("every day of four centuries is numbered as Foundation numbers it")
  func foundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    // Every 11th day falls on each day of the month and of the week.
    for days in stride(from: -73_000, to: 73_000, by: 11) {
      let date = CivilDate(days: days)
      let moment = Date(timeIntervalSince1970: Double(days) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: moment)
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      #expect(date.weekday + 1 == parts.weekday)
      #expect(date.days == days)
    }
  }

  @Test("days follow each other", arguments: [1899, 1900, 1970, 2000, 2026, 2027, 2100])
  func following(year: Int) throws {
    let first = try #require(CivilDate(year: year, month: 1, day: 1))
    let length = CivilDate.isLeap(year) ? 366 : 365
    for distance in 1..<length {
      let (before, after) = (CivilDate(days: first.days + distance - 1), CivilDate(days: first.days + distance))
      #expect(before < after)
      #expect(after.year == year)
      #expect(after.day == before.day + 1 || (after.day == 1 && after.month == before.month + 1))
    }
    #expect(CivilDate(days: first.days + length) == CivilDate(year: year + 1, month: 1, day: 1))
  }

  @Test("there are days that no year has, and one that few have")
  func impossible() {
    #expect(CivilDate(year: 2026, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2028, month: 2, day: 29)?.description == "2028-02-29")
    #expect(CivilDate(year: 2100, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2026, month: 4, day: 31) == nil)
    #expect(CivilDate(year: 2026, month: 13, day: 1) == nil)
    #expect(CivilDate(year: 2026, month: 0, day: 1) == nil)
    #expect(CivilDate(year: 2026, month: 1, day: 0) == nil)
    #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
  }
}
