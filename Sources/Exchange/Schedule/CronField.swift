/// One of the five fields of a cron expression.
enum CronField: Int, CaseIterable {
  case minute, hour, dayOfMonth, month, dayOfWeek

  var title: String {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    case .dayOfMonth: "day of the month"
    case .month: "month"
    case .dayOfWeek: "day of the week"
    }
  }

  var range: ClosedRange<Int> {
    switch self {
    case .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    case .dayOfWeek: 0...6
    }
  }

  /// Names in place of numbers, from the lowest.
  var names: [String] {
    switch self {
    case .month: Self.months
    case .dayOfWeek: Self.weekdays
    default: []
    }
  }

  static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  var expected: String {
    switch self {
    case .minute, .hour: "expected \(range.lowerBound) to \(range.upperBound), such as 5, 0,30, 8-17, */5 or *"
    case .dayOfMonth: "expected 1 to 31, such as 1, 1,15, 1-7 or *, or L for the last day"
    case .month: "expected 1 to 12 or jan to dec, such as 1, jan,jul, apr-sep or *"
    case .dayOfWeek:
      "expected 0 to 7 or sun to sat, such as 1, mon-fri or *, 5L for the last Friday, or 1#2 for the second Monday"
    }
  }
}
