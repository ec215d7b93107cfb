extension ConfigurationReader {
  private enum ScheduleKey: String, CaseIterable {
    case at
    case every
    case during
    case except
    case timeZone = "time-zone"
  }

  /// `always`, `every 15m`, a cron expression, or a map.
  mutating func readSchedule(_ node: ConfigurationNode, in standard: Zone) -> Schedule {
    guard node.isMap else {
      let expected = "\(Schedule.Rhythm.expected), or a map with at, every, during and except"
      guard let text = text(node, expected) else { return .always }
      return Schedule(
        reading(text) { text throws(ScheduleMistake) in try Schedule.Rhythm(text) } ?? .whenever, in: standard)
    }
    let known = problems.count
    let section = section(node, "a schedule", at: node.place, keys: ScheduleKey.self)
    var schedule = Schedule(in: zone(section[.timeZone], default: standard))
    if let every = section[.every] {
      if let at = section[.at] {
        note(max(at.place, every.place), "a schedule has one kind of points in time", "keep one of at and every")
      }
      schedule.rhythm =
        text(every, "a duration such as 15m").flatMap { text in
          reading(text) { text throws(ScheduleMistake) in try Schedule.Rhythm(interval: text) }
        } ?? .whenever
    } else if let at = section[.at] {
      schedule.rhythm = .at(texts(at, "a cron expression").compactMap { cron($0) })
    }
    if let during = section[.during] {
      schedule.windows = texts(during, "a window such as \"mon-fri 06:00-20:00\"").compactMap { window($0) }
    }
    if let except = section[.except] {
      for name in texts(except, "the name of a calendar") {
        schedule.holidays.formUnion(calendar(name))
        schedule.calendars.append(name.value)
      }
    }
    // Of a slip in a key it was told already.
    if problems.count == known, ScheduleKey.allCases.allSatisfy({ $0 == .timeZone || section[$0] == nil }) {
      note(node.place, "the schedule says nothing", "add at, every, during or except, or write always")
    }
    return schedule
  }

  mutating func cron(_ text: ConfiguredText) -> CronExpression? {
    reading(text) { value throws(ScheduleMistake) in try CronExpression(value) }
  }

  mutating func window(_ text: ConfiguredText) -> Window? {
    reading(text) { value throws(ScheduleMistake) in try Window(value) }
  }

  private mutating func reading<Value>(
    _ text: ConfiguredText, _ read: (String) throws(ScheduleMistake) -> Value
  ) -> Value? {
    do throws(ScheduleMistake) {
      return try read(text.value)
    } catch {
      // The value of a reference is nobody's business.
      let message = text.value == text.written ? error.message : "\"\(text.written)\" cannot be read"
      note(text.place, message, error.remedy, suggestion: error.suggestion)
      return nil
    }
  }

  mutating func zone(_ node: ConfigurationNode?, default standard: Zone) -> Zone {
    guard let text = text(node, "a time zone such as Europe/Berlin") else { return standard }
    if let zone = Zone(named: text.value) { return zone }
    note(
      text.place, "there is no time zone \"\(text.written)\"", "expected UTC, or a name such as Europe/Berlin",
      suggestion: NearestName.of(text.value, among: Zone.names))
    return standard
  }

  /// One text, or a list of them, at least one.
  mutating func texts(_ node: ConfigurationNode, _ expected: String) -> [ConfiguredText] {
    guard case .list(let items) = node.content else { return text(node, "\(expected), or a list").map { [$0] } ?? [] }
    if items.isEmpty { note(node.place, "the list is empty", "expected \(expected)") }
    return items.compactMap { text($0, expected) }
  }

  // MARK: - Calendars

  private enum CalendarKey: String, CaseIterable {
    case days
    case file
  }

  /// The longest file of holidays, in bytes.
  private static let longestCalendar = 1 << 20

  mutating func calendar(_ name: ConfiguredText) -> Holidays {
    if let holidays = calendars[name.value] { return holidays }
    let names = calendars.keys.sorted()
    note(
      name.place, "unknown calendar \"\(name.written)\"",
      names.isEmpty ? "add it to calendars" : "expected \(Self.either(names))",
      suggestion: NearestName.of(name.value, among: names))
    return .none
  }

  mutating func readCalendars(_ node: ConfigurationNode?) -> [String: Holidays] {
    var calendars: [String: Holidays] = [:]
    for entry in map(node, "calendars by name") {
      if !Self.isSafeName(entry.key) { note(entry.place, "\"\(entry.key)\" cannot name a calendar", Self.safeNames) }
      calendars[entry.key] = readCalendar(entry)
    }
    return calendars
  }

  private mutating func readCalendar(_ entry: ConfigurationNode.Entry) -> Holidays {
    let known = problems.count
    let section = section(entry.value, "calendar \"\(entry.key)\"", at: entry.place, keys: CalendarKey.self)
    if problems.count == known, section[.days] == nil, section[.file] == nil {
      note(entry.place, "calendar \"\(entry.key)\" has no days", "add days or file")
    }
    var holidays = Holidays()
    for item in list(section[.days], "a list of days") {
      guard let day = text(item, "a day such as 12-25 or 2027-03-26") else { continue }
      do throws(ScheduleMistake) {
        try holidays.add(day.value)
      } catch {
        note(day.place, day.value == day.written ? error.message : "\"\(day.written)\" is no day", error.remedy)
      }
    }
    if let path = path(section[.file], "a file of days"), let text = days(in: path) {
      for slip in holidays.add(lines: text) {
        note(path.place, "line \(slip.line) of \"\(path.written)\": \(slip.mistake.message)", slip.mistake.remedy)
      }
    }
    return holidays
  }

  private mutating func days(in path: ConfiguredPath) -> String? {
    referencedFiles.insert(path.absolute)
    do throws(SmallFile.Refusal) {
      let bytes = try SmallFile(path: path.absolute, limit: Self.longestCalendar).bytes
      guard let text = String(validating: bytes, as: UTF8.self) else {
        note(path.place, "the file \"\(path.written)\" is not UTF-8 text", "save it in the encoding UTF-8")
        return nil
      }
      return text
    } catch {
      note(path.place, "cannot read the file \"\(path.written)\": \(error.message)", "one day a line, such as 12-25")
      return nil
    }
  }
}
