import Simulated
import Testing

@testable import Exchange

@Suite("Schedules")
struct ScheduleTests {
  private func expect(
    _ schedule: FlowSchedule, from: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let runs = schedule.nextRuns(after: try Moments.at(from), count: expected.count)
    #expect(
      Moments.local(runs, in: schedule.zone).map { String($0.dropFirst(9)) } == expected, sourceLocation: sourceLocation
    )
  }

  @Test("always is open, and has no runs")
  func always() throws {
    let now = try Moments.at("2026-03-29T01:00:00Z")
    #expect(FlowSchedule.always.isAlways)
    #expect(FlowSchedule.always.isOpen(at: now))
    #expect(FlowSchedule.always.nextRun(after: now) == nil)
    #expect(FlowSchedule.always.nextChange(after: now) == nil)
    #expect(FlowSchedule.always.words == "always")
  }

  @Test("an interval is counted from midnight, anew each day, through both clock changes")
  func everyFromMidnight() throws {
    let berlin = try Moments.zone("Europe/Berlin")
    // Seven hours do not go into a day.
    let schedule = FlowSchedule(.every(7 * 3600), in: berlin)
    try expect(
      schedule, from: "2026-05-01T20:00:00Z",
      ["05-02 00:00 +02:00", "05-02 07:00 +02:00", "05-02 14:00 +02:00", "05-02 21:00 +02:00", "05-03 00:00 +02:00"])
    try expect(
      schedule, from: "2026-03-28T23:00:00Z",
      ["03-29 08:00 +02:00", "03-29 15:00 +02:00", "03-29 22:00 +02:00", "03-30 00:00 +02:00"])
    try expect(
      schedule, from: "2026-10-24T22:00:00Z",
      ["10-25 06:00 +01:00", "10-25 13:00 +01:00", "10-25 20:00 +01:00", "10-26 00:00 +01:00"])
    try expect(
      FlowSchedule(.every(1800), in: berlin), from: "2026-10-25T00:15:00Z",
      ["10-25 02:30 +02:00", "10-25 02:00 +01:00", "10-25 02:30 +01:00"])
  }

  @Test("an interval is counted from the beginning of its window")
  func everyInWindow() throws {
    let schedule = FlowSchedule(
      .every(40 * 60), during: [try Window("mon-fri 22:10-00:20")], in: try Moments.zone("America/New_York"))
    try expect(
      schedule, from: "2026-05-08T12:00:00Z",
      [
        "05-08 22:10 -04:00", "05-08 22:50 -04:00", "05-08 23:30 -04:00", "05-09 00:10 -04:00", "05-11 22:10 -04:00",
      ])
    #expect(schedule.words == "every 40 minutes, within mon-fri 22:10-00:20")
  }

  @Test(
    "a window that is shorter than the interval has one run, at its beginning; of two windows each counts for itself")
  func everyShort() throws {
    let schedule = FlowSchedule(.every(7200), during: [try Window("08:00-09:00,08:30-11:00")])
    try expect(
      schedule, from: "2026-05-08T00:00:00Z",
      ["05-08 08:00 +00:00", "05-08 08:30 +00:00", "05-08 10:30 +00:00", "05-09 08:00 +00:00"])
  }

  @Test("a run is where an expression comes inside of a window; the end of a window is outside")
  func meeting() throws {
    let schedule = FlowSchedule(
      .at([try CronExpression("*/30 * * * *"), try CronExpression("5 7 * * *")]),
      during: [try Window("mon 06:30-07:30")],
      in: try Moments.zone("Asia/Kolkata"))
    try expect(
      schedule, from: "2026-05-08T00:00:00Z",
      ["05-11 06:30 +05:30", "05-11 07:00 +05:30", "05-11 07:05 +05:30", "05-18 06:30 +05:30"])
    #expect(!schedule.isOpen(at: try Moments.at("2026-05-11T01:15:00Z")))
    #expect(schedule.isInside(try Moments.at("2026-05-11T01:15:00Z")))
    #expect(schedule.nextRuns(after: try Moments.at("2026-05-08T00:00:00Z"), count: 0) == [])
  }

  @Test("no run falls on a holiday")
  func holidays() throws {
    var holidays = Holidays()
    try holidays.add("12-25")
    let daily = FlowSchedule(.at([try CronExpression("30 6 * * *")]), except: holidays)
    try expect(daily, from: "2026-12-24T00:00:00Z", ["12-24 06:30 +00:00", "12-26 06:30 +00:00"])
    let often = FlowSchedule(.every(43_200), except: holidays)
    try expect(often, from: "2026-12-24T00:00:00Z", ["12-24 12:00 +00:00", "12-26 00:00 +00:00"])
  }

  @Test("a missed run is found: the first after one moment that is not after the other")
  func missed() throws {
    let schedule = FlowSchedule(.at([try CronExpression("0 6 * * *")]))
    let (five, six, seven) = (
      try Moments.at("2026-05-08T05:00:00Z"), try Moments.at("2026-05-08T06:00:00Z"),
      try Moments.at("2026-05-08T07:00:00Z")
    )
    #expect(schedule.runs(after: five, through: seven) == six)
    #expect(schedule.runs(after: five, through: six) == six)
    #expect(schedule.runs(after: six, through: seven) == nil)
    #expect(schedule.runs(after: seven, through: five) == nil)
    #expect(FlowSchedule.always.runs(after: five, through: seven) == nil)
    let windowed = FlowSchedule(during: [try Window("06:00-07:00")])
    #expect(windowed.runs(after: five, through: seven) == nil)
  }

  @Test(
    "windows and times that never meet come to an end of the search",
    arguments: ["* 5 * * *", "*/7 0-5,20-23 * * *", "0 12 * * sun"])
  func neverMeeting(text: String) throws {
    let schedule = FlowSchedule(
      .at([try CronExpression(text)]), during: [try Window("mon-sat 06:00-20:00")],
      in: try Moments.zone("Europe/Berlin"))
    let clock = ContinuousClock()
    var run: Timestamp?
    let moment = try Moments.at("2026-01-01T00:00:00Z")
    let time = clock.measure { run = schedule.nextRun(after: moment) }
    #expect(run == nil)
    #expect(time < .seconds(10))
  }

  @Test(
    "random schedules: open, changes and runs say the same as a walk through time",
    arguments: [
      ("Europe/Berlin", "2026-03-27T00:00:00Z"), ("Europe/Berlin", "2026-10-23T00:00:00Z"),
      ("America/New_York", "2027-03-12T00:00:00Z"), ("America/New_York", "2026-10-30T00:00:00Z"),
      ("Asia/Kolkata", "2026-12-23T00:00:00Z"),
    ])
  func walk(zoneName: String, from: String) throws {
    let (zone, start) = (try Moments.zone(zoneName), try Moments.at(from))
    let walk = try NaiveWalk(zoneName, from: start, days: 4)
    let end = start + .seconds(4 * 86_400)
    // Windows begin and end at quarters of an hour.
    let minutes = walk.minutes.filter { $0.fields.minute % 5 == 0 }
    var dice = Dice(seed: UInt64(start.milliseconds))
    var holidays = Holidays()
    try holidays.add("12-25")
    for _ in 0..<12 {
      let text = "\(dice.number(0...23)):\(["00", "15", "30"][dice.number(0...2)])-\(dice.number(0...23)):45"
      let windows = dice.coin() ? [try Window(text)] : [try Window(text), try Window("sat-mon \(text)")]
      let schedule = FlowSchedule(during: windows, except: dice.coin() ? holidays : .none, in: zone)
      let open = minutes.filter { schedule.isOpen(at: $0.moment) }.map(\.moment)
      // Changes tell the same.
      var told: [Timestamp] = []
      var isOpen = schedule.isOpen(at: start)
      var change = schedule.nextChange(after: start)
      for minute in minutes.map(\.moment) {
        while let next = change, next <= minute {
          isOpen.toggle()
          change = schedule.nextChange(after: next)
        }
        if isOpen { told.append(minute) }
      }
      #expect(told == open, "\(text)")
      // Runs are where both say so.
      let expression = try CronExpression("*/\(dice.number(5...40)) * * * *")
      var timed = schedule
      timed.rhythm = .at([expression])
      let expected = Moments.all(from: start, before: end) { expression.next(after: $0, in: zone) }
        .filter { schedule.isOpen(at: $0) }
      #expect(Moments.all(from: start, before: end) { timed.nextRun(after: $0) } == expected, "\(text) \(expression)")
      // On days without a change of the clocks, a window is what the wall shows.
      let offset = zone.offset(at: start.milliseconds / 1000)
      let plain = minutes.prefix { zone.offset(at: $0.moment.milliseconds / 1000) == offset }
      for minute in plain where schedule.holidays.isEmpty {
        let time = minute.fields.hour * 60 + minute.fields.minute
        let isDue = windows.contains { window in
          window.times.contains { times in
            times.contains(time) && window.weekdays >> UInt8(minute.fields.weekday) & 1 == 1
              || times.contains(time + 1440) && window.weekdays >> UInt8((minute.fields.weekday + 6) % 7) & 1 == 1
          }
        }
        #expect(schedule.isOpen(at: minute.moment) == isDue, "\(text) \(minute.moment)")
      }
    }
  }
}
