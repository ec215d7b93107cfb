/// Points in time that come again and again, in the five fields of crontab(5).
///
/// Which minutes, in a zone, is what the fields say. Where the clocks are changed, cronie's rule holds: a **fixed** time
/// comes once, at its first coming or, where it is skipped, at the moment of the change; an expression whose minute or
/// hour **goes on** (`*`, `?`, `*/15`, `5/10`) follows the clock on the wall, over a skipped hour and through a repeated
/// one twice.
package struct CronExpression: Sendable, Equatable, CustomStringConvertible {
  /// As it was written, without blanks around it.
  package let text: String
  let minutes: CronValues
  let hours: CronValues
  let daysOfMonth: CronValues
  let months: CronValues
  let daysOfWeek: CronValues

  package var description: String { text }

  /// Whether it follows the clock on the wall.
  package var goesOn: Bool { minutes.goesOn || hours.goesOn }

  private static let nicknames = [
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
  ]

  /// Reads five fields, or a nickname such as `@daily`.
  package init(_ written: String) throws(ScheduleMistake) {
    let whole = TextPart(text: written[...], offset: 0)
    var words = whole.words()
    text = words.map { String($0.text) }.joined(separator: " ")
    if let first = words.first, first.text.hasPrefix("@") {
      guard words.count == 1, let meant = Self.nicknames[first.text.lowercased()] else {
        let names = Self.nicknames.keys.sorted()
        throw ScheduleMistake(
          "\"\(text)\" is no cron expression", "expected \(ConfigurationReader.either(names)), or five fields",
          suggestion: NearestName.of(String(first.text), among: names), at: first.offset)
      }
      words = TextPart(text: meant[...], offset: 0).words()
    }
    guard words.count == CronField.allCases.count else {
      throw ScheduleMistake(
        "\"\(text)\" has \(words.count) field\(words.count == 1 ? "" : "s")",
        "expected five: minute, hour, day of the month, month, day of the week; such as 30 6 * * mon-fri",
        at: words.count > 5 ? words[5].offset : written.count)
    }
    minutes = try CronValues(.minute, words[0])
    hours = try CronValues(.hour, words[1])
    daysOfMonth = try CronValues(.dayOfMonth, words[2])
    months = try CronValues(.month, words[3])
    daysOfWeek = try CronValues(.dayOfWeek, words[4])
  }

  // MARK: - Days

  /// Whether it has times on a date: a month that fits, and a day that fits by either field if both restrict it, by both
  /// if one of them begins with `*`, as crontab(5) has it.
  func comes(on date: CivilDate) -> Bool {
    guard months.contains(date.month) else { return false }
    let last = CivilDate.days(inMonth: date.month, of: date.year)
    let byMonth = daysOfMonth.contains(date.day) || (daysOfMonth.isLast && date.day == last)
    let weekday = date.weekday
    let byWeek =
      daysOfWeek.contains(weekday)
      || (daysOfWeek.lastBits >> UInt64(weekday) & 1 == 1 && date.day > last - 7)
      || daysOfWeek.nthBits >> UInt64(7 * ((date.day - 1) / 7 + 1) + weekday) & 1 == 1
    return daysOfMonth.isOpen || daysOfWeek.isOpen ? byMonth && byWeek : byMonth || byWeek
  }

  /// How far ahead a date is looked for. The rarest date, a fifth Monday in February, comes again after 40 years at most.
  private static let longestWait = 50 * 366

  /// The first date that fits, from one on; both in days since 1970-01-01.
  func firstDate(from start: Int) -> Int? {
    var days = start
    while days <= start + Self.longestWait {
      let date = CivilDate(days: days)
      guard months.contains(date.month) else {
        days = date.month == 12 ? CivilDate.days(date.year + 1, 1, 1) : CivilDate.days(date.year, date.month + 1, 1)
        continue
      }
      if comes(on: date) { return days }
      days += 1
    }
    return nil
  }

  /// Whether it ever comes: the 30th of February does not.
  package var everComes: Bool { firstDate(from: 0) != nil }

  // MARK: - Times

  /// The first minute of the day that fits, from one on.
  private func firstMinute(from minute: Int) -> Int? {
    guard minute < 1440, let hour = hours.first(from: minute / 60) else { return nil }
    if hour == minute / 60, let found = minutes.first(from: minute % 60) { return hour * 60 + found }
    guard let hour = hours.first(from: minute / 60 + 1), let found = minutes.first(from: 0) else { return nil }
    return hour * 60 + found
  }

  /// The first moment from one on, both in seconds since 1970-01-01T00:00:00Z; nil where it never comes.
  func first(from second: Int64, in zone: Zone) -> Int64? {
    // Where the clocks are put back over midnight, a day goes on while the next has begun: hence from the day before,
    // and of two days in a row the earlier moment.
    var start = zone.date(at: second) - 1
    while let date = firstDate(from: start) {
      if let today = first(on: date, from: second, in: zone) {
        let isFollowed = comes(on: CivilDate(days: date + 1))
        let tomorrow = isFollowed ? first(on: date + 1, from: second, in: zone) : nil
        return min(today, tomorrow ?? today)
      }
      start = date + 1
    }
    return nil
  }

  private func first(on date: Int, from second: Int64, in zone: Zone) -> Int64? {
    let midnight = Int64(date) * 86_400
    let stretches = zone.stretches(around: date)
    guard goesOn else { return firstFixed(from: second, midnight, stretches) }
    for stretch in stretches where stretch.seconds.upperBound > second {
      let wall = max(second, stretch.seconds.lowerBound) + stretch.offset
      // The first whole minute of the day that is not before.
      let start = max(0, -(midnight - wall).floorDivided(by: 60))
      guard start < 1440, let minute = firstMinute(from: Int(start)) else { continue }
      let found = midnight + Int64(minute) * 60
      if found < stretch.wall.upperBound { return found - stretch.offset }
    }
    return nil
  }

  private func firstFixed(from second: Int64, _ midnight: Int64, _ stretches: [Zone.Stretch]) -> Int64? {
    var start = 0
    if stretches.count == 1, let stretch = stretches.first {
      start = Int(max(0, min(1440, -(midnight - second - stretch.offset).floorDivided(by: 60))))
    }
    while let minute = firstMinute(from: start) {
      let found = Zone.moment(at: midnight + Int64(minute) * 60, in: stretches)
      if found >= second { return found }
      start = minute + 1
    }
    return nil
  }

  /// The next moment after one; nil where it never comes. At most a few thousand steps, whatever the expression.
  package func next(after moment: Timestamp, in zone: Zone) -> Timestamp? {
    first(from: moment.milliseconds.floorDivided(by: 1000) + 1, in: zone).map { Timestamp(milliseconds: $0 * 1000) }
  }
}
