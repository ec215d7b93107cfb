/// What the clocks of a zone show at a moment, to the second.
package struct LocalTime: Hashable, Sendable, CustomStringConvertible {
  package let date: CivilDate
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// Seconds ahead of UTC.
  package let offset: Int

  package init(_ moment: Timestamp, in zone: Zone) {
    let seconds = moment.milliseconds.floorDivided(by: 1000)
    offset = Int(zone.offset(at: seconds))
    let wall = Int(seconds) + offset
    let days = wall.floorDivided(by: 86_400)
    let rest = wall - days * 86_400
    date = CivilDate(days: days)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// `2026-03-30T06:00:00+02:00` (ISO 8601, xs:dateTime).
  package var description: String { "\(date)T\(time)\(offsetText)" }

  /// `06:00:00`.
  package var time: String { [hour, minute, second].map { CivilDate.padded($0, 2) }.joined(separator: ":") }

  /// `+02:00`. Of offsets with seconds, which zones had a century ago, the seconds are left out.
  package var offsetText: String {
    let minutes = abs(offset) / 60
    return (offset < 0 ? "-" : "+") + CivilDate.padded(minutes / 60, 2) + ":" + CivilDate.padded(minutes % 60, 2)
  }

  /// `Mon 2026-03-30 06:00 +02:00`, with seconds where there are any.
  package var text: String {
    let day = CronField.weekdays[date.weekday]
    return
      "\(day.prefix(1).uppercased())\(day.dropFirst()) \(date) \(second == 0 ? String(time.prefix(5)) : time) \(offsetText)"
  }
}
