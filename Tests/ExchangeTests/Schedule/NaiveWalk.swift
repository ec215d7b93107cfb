import Foundation

@testable import Exchange

/// Time minute by minute, told by Foundation's calendar: what the field stepping is held against.
struct NaiveWalk {
  struct Minute {
    var moment: Timestamp
    /// Minutes of the wall since 1970, as if it were UTC.
    var wall: Int
    var fields: Fields
  }

  /// A moment, as the fields of an expression see it.
  struct Fields {
    var minute: Int
    var hour: Int
    var day: Int
    var month: Int
    var weekday: Int
  }

  let minutes: [Minute]

  init(_ zone: String, from start: Timestamp, days: Int) throws {
    guard let timeZone = TimeZone(identifier: zone), start.milliseconds % 60_000 == 0 else {
      throw CocoaError(.formatting)
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    minutes = try (0..<days * 1440).map { index in
      let moment = start + .seconds(60 * index)
      let date = Date(timeIntervalSince1970: Double(moment.milliseconds / 1000))
      let parts = calendar.dateComponents([.minute, .hour, .day, .month, .weekday], from: date)
      guard let minute = parts.minute, let hour = parts.hour, let day = parts.day, let month = parts.month,
        let weekday = parts.weekday
      else { throw CocoaError(.formatting) }
      return Minute(
        moment: moment, wall: Int(moment.milliseconds / 60_000) + timeZone.secondsFromGMT(for: date) / 60,
        fields: Fields(
          minute: minute, hour: hour, day: day, month: month, weekday: weekday - 1))
    }
  }

  /// The moments at which an expression comes, by the rule as it is documented.
  ///
  /// - Parameter fields: of each minute of the wall that is skipped, which no moment has.
  func times(goesOn: Bool, _ fits: (Fields) -> Bool, skipped fields: (_ wall: Int, _ beside: Fields) -> Fields)
    -> [Timestamp]
  {
    var found: [Timestamp] = []
    var shown: Set<Int> = []
    for (index, minute) in minutes.enumerated() {
      let isRepeated = !shown.insert(minute.wall).inserted
      var comes = fits(minute.fields) && (goesOn || !isRepeated)
      if !goesOn, index > 0, minute.wall > minutes[index - 1].wall + 1 {
        for wall in minutes[index - 1].wall + 1..<minute.wall where fits(fields(wall, minute.fields)) { comes = true }
      }
      if comes { found.append(minute.moment) }
    }
    return found
  }
}
