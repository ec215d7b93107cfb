/// A time of the day, on some days of the week, in which something is open.
///
/// `mon-fri 06:00-20:00`; `mon,wed 06:00-12:00,13:00-18:00`; `fri 20:00-06:00`, which ends on Saturday; `sat-sun`, whole
/// days; `22:00-04:00`, on all days. Days are taken as the clocks show them: a time that comes twice counts at its first
/// coming, and one that is skipped at the moment of the change.
package struct Window: Sendable, Equatable, CustomStringConvertible {
  /// As it was written, without superfluous blanks.
  package let text: String
  /// The days on which it begins, one bit each from Sunday.
  package let weekdays: UInt8
  /// Whether it begins on holidays too, whatever day of the week they fall on. Then no holiday closes it.
  package let onHolidays: Bool
  /// In minutes from midnight, each not empty; one that ends on the next day ends beyond 1440.
  package let times: [Range<Int>]

  /// All days, all day.
  package static let whole = Window(text: "00:00-24:00", weekdays: 0x7F, onHolidays: false, times: [0..<1440])

  package var description: String { text }

  private init(text: String, weekdays: UInt8, onHolidays: Bool, times: [Range<Int>]) {
    self.text = text
    self.weekdays = weekdays
    self.onHolidays = onHolidays
    self.times = times
  }

  static let expected = "expected days and times such as mon-fri 06:00-20:00, sat-sun, or 22:00-04:00"

  package init(_ written: String) throws(ScheduleMistake) {
    let words = TextPart(text: written[...], offset: 0).words()
    guard let first = words.first else { throw ScheduleMistake("the window is empty", Self.expected, at: 0) }
    guard words.count <= 2 else {
      throw ScheduleMistake("\"\(written)\" has too many parts", Self.expected, at: words[2].offset)
    }
    text = words.map { String($0.text) }.joined(separator: " ")
    let isTimes = first.text.first?.isNumber ?? false
    if isTimes, words.count == 2 {
      throw ScheduleMistake("\"\(written)\" has two parts of times", Self.expected, at: words[1].offset)
    }
    (weekdays, onHolidays) = isTimes ? (0x7F, false) : try Self.days(first)
    times = isTimes ? try Self.times(first) : words.count == 2 ? try Self.times(words[1]) : [0..<1440]
  }

  private static let holidays = "holidays"

  private static func days(_ whole: TextPart) throws(ScheduleMistake) -> (weekdays: UInt8, onHolidays: Bool) {
    var (weekdays, onHolidays): (UInt8, Bool) = (0, false)
    for part in whole.split(",") {
      if part.text.lowercased() == holidays {
        onHolidays = true
        continue
      }
      let ends = part.split("-")
      guard ends.count <= 2 else { throw ScheduleMistake("\"\(part.text)\" is no day", expected, at: part.offset) }
      let first = try weekday(ends[0])
      let last = ends.count == 2 ? try weekday(ends[1]) : first
      // fri-mon goes over the end of the week.
      for distance in 0...(last - first + 7) % 7 { weekdays |= 1 << UInt8((first + distance) % 7) }
    }
    return (weekdays, onHolidays)
  }

  private static func weekday(_ part: TextPart) throws(ScheduleMistake) -> Int {
    let name = part.text.lowercased()
    if let day = CronField.weekdays.firstIndex(of: name) { return day }
    throw ScheduleMistake(
      "\"\(part.text)\" is no day", "expected sun, mon, tue, wed, thu, fri, sat or holidays",
      suggestion: NearestName.of(name, among: CronField.weekdays + [holidays]), at: part.offset)
  }

  private static func times(_ whole: TextPart) throws(ScheduleMistake) -> [Range<Int>] {
    var times: [Range<Int>] = []
    for part in whole.split(",") {
      let ends = part.split("-")
      guard ends.count == 2 else {
        throw ScheduleMistake("\"\(part.text)\" is no time of the day", Self.expected, at: part.offset)
      }
      let (start, end) = (try minute(ends[0]), try minute(ends[1]))
      guard start != end, start < 1440 else {
        throw ScheduleMistake(
          "\"\(part.text)\" is empty", "expected a begin and another end; the whole day is 00:00-24:00", at: part.offset
        )
      }
      times.append(start..<(end > start ? end : end + 1440))
    }
    return times
  }

  /// `06:00`, `6:00` or `24:00`, in minutes from midnight.
  private static func minute(_ part: TextPart) throws(ScheduleMistake) -> Int {
    let parts = part.text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), minute < 60, hour < 24 || (hour == 24 && minute == 0)
    {
      return hour * 60 + minute
    }
    throw ScheduleMistake(
      "\"\(part.text)\" is no time of the day", "expected 00:00 to 24:00, such as 06:00", at: part.offset)
  }

  /// Whether it begins on a date.
  func begins(on date: CivilDate, isHoliday: Bool) -> Bool {
    weekdays >> UInt8(date.weekday) & 1 == 1 || (isHoliday && onHolidays)
  }
}
