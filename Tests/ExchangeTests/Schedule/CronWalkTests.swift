import Simulated
import Testing

@testable import Exchange

@Suite("Cron expressions beside a walk through every minute")
struct CronWalkTests {
  /// One random field: as it is written, and what it means.
  private struct RandomField {
    var text: String
    var values: Set<Int>
    var goesOn: Bool

    /// - Parameter picked: from where single numbers are taken; nil for the whole range.
    init(_ range: ClosedRange<Int>, picked: ClosedRange<Int>? = nil, _ dice: inout Dice) {
      func number() -> Int { dice.number(picked ?? range) }
      switch dice.number(0...7) {
      case 0, 1, 2: (text, values) = ("*", Set(range))
      case 3:
        let step = dice.number(1...range.count)
        (text, values) = ("*/\(step)", Set(stride(from: range.lowerBound, through: range.upperBound, by: step)))
      case 4:
        let (first, step) = (number(), dice.number(1...range.count / 2))
        (text, values) = ("\(first)/\(step)", Set(stride(from: first, through: range.upperBound, by: step)))
      case 5:
        let (first, last, step) = (number(), number(), dice.number(1...5))
        let length = last >= first ? last - first : last - first + range.count
        text = step == 1 ? "\(first)-\(last)" : "\(first)-\(last)/\(step)"
        values = Set(
          stride(from: 0, through: length, by: step).map {
            range.lowerBound + (first - range.lowerBound + $0) % range.count
          })
      default:
        let numbers = (0...dice.number(0...4)).map { _ in number() }
        (text, values) = (numbers.map { "\($0)" }.joined(separator: ","), Set(numbers))
      }
      goesOn = text.hasPrefix("*") || (text.contains("/") && !text.contains("-"))
    }

    var isOpen: Bool { text.hasPrefix("*") }
  }

  /// Days around each clock change of two years, and some without one.
  static let places = [
    ("Europe/Berlin", "2026-03-28T00:00:00Z"), ("Europe/Berlin", "2026-10-24T00:00:00Z"),
    ("Europe/Berlin", "2027-03-27T00:00:00Z"), ("Europe/Berlin", "2027-10-30T00:00:00Z"),
    ("America/New_York", "2026-03-07T00:00:00Z"), ("America/New_York", "2026-10-31T00:00:00Z"),
    ("America/New_York", "2027-03-13T00:00:00Z"), ("America/New_York", "2027-11-06T00:00:00Z"),
    ("Asia/Kolkata", "2026-12-30T00:00:00Z"), ("Australia/Lord_Howe", "2027-04-03T00:00:00Z"),
    ("Australia/Lord_Howe", "2027-10-02T00:00:00Z"),
  ]

  @Test("each time is later than the one before it, and none is missed in between", arguments: places)
  func walk(zoneName: String, from: String) throws {
    let (zone, start) = (try Moments.zone(zoneName), try Moments.at(from))
    let walk = try NaiveWalk(zoneName, from: start, days: 3)
    let end = start + .seconds(3 * 86_400)
    var dice = Dice(seed: UInt64(start.milliseconds))
    for _ in 0..<100 {
      let minute = RandomField(0...59, &dice)
      // Most hours are those of the night, in which the clocks are changed.
      let hour = RandomField(0...23, picked: dice.coin() ? 0...3 : nil, &dice)
      let (day, month) = (RandomField(1...31, &dice), RandomField(1...12, &dice))
      let weekday = RandomField(0...6, &dice)
      let text = [minute, hour, day, month, weekday].map(\.text).joined(separator: " ")
      let expression = try CronExpression(text)
      func fits(_ fields: NaiveWalk.Fields) -> Bool {
        guard minute.values.contains(fields.minute), hour.values.contains(fields.hour),
          month.values.contains(fields.month)
        else { return false }
        let (byMonth, byWeek) = (day.values.contains(fields.day), weekday.values.contains(fields.weekday))
        return day.isOpen || weekday.isOpen ? byMonth && byWeek : byMonth || byWeek
      }
      let expected = walk.times(goesOn: minute.goesOn || hour.goesOn, fits) { wall, beside in
        // What is skipped here is skipped within one day.
        var fields = beside
        (fields.hour, fields.minute) = (wall / 60 % 24, wall % 60)
        return fields
      }
      let found = Moments.all(from: start, before: end) { expression.next(after: $0, in: zone) }
      #expect(found == expected, "\(text)")
    }
  }
}
