/// A cron expression in words, for people.
extension CronExpression {
  /// `every 15 minutes of hours 6 to 20, Monday to Friday`.
  package var words: String {
    [times, days].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  // MARK: - Times

  private var times: String {
    let (minutes, hours) = (self.minutes.numbers, self.hours.numbers)
    // Few times are told one by one.
    if minutes.count * hours.count <= 4 {
      return "at "
        + ConfigurationReader.list(
          hours.flatMap { hour in
            minutes.map { "\(CivilDate.padded(hour, 2)):\(CivilDate.padded($0, 2))" }
          })
    }
    let ofHours: String
    if hours.count == 24 {
      ofHours = ""
    } else if let step = Self.step(of: hours, below: 24) {
      ofHours = " of every \(Self.ordinal(step)) hour"
    } else {
      ofHours = " of hour\(hours.count == 1 ? "" : "s") \(Self.list(hours) { "\($0)" })"
    }
    if minutes.count == 60 { return "every minute\(ofHours)" }
    if let step = Self.step(of: minutes, below: 60) { return "every \(step) minutes\(ofHours)" }
    if minutes == [0] { return ofHours.isEmpty ? "every hour" : "on the hour\(ofHours)" }
    let at = "at minute\(minutes.count == 1 ? "" : "s") \(Self.list(minutes) { "\($0)" })"
    return at + (ofHours.isEmpty ? " of every hour" : ofHours)
  }

  /// The step of numbers that go from 0 to the end in equal steps.
  private static func step(of numbers: [Int], below end: Int) -> Int? {
    guard numbers.count >= 3, numbers[0] == 0 else { return nil }
    return numbers == Array(stride(from: 0, to: end, by: numbers[1])) && end % numbers[1] == 0 ? numbers[1] : nil
  }

  // MARK: - Days

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private var days: String {
    var byMonth: [String] = []
    if daysOfMonth.bits != 0 { byMonth.append("the \(Self.list(daysOfMonth.numbers, Self.ordinal))") }
    if daysOfMonth.isLast { byMonth.append("the last day") }
    var byWeek: [String] = []
    if daysOfWeek.bits != 0 { byWeek.append(Self.weekdays(daysOfWeek.numbers)) }
    for day in 0..<7 {
      for count in 1...5 where daysOfWeek.nthBits >> UInt64(7 * count + day) & 1 == 1 {
        byWeek.append("the \(Self.ordinal(count)) \(Self.weekdays[day])")
      }
      if daysOfWeek.lastBits >> UInt64(day) & 1 == 1 { byWeek.append("the last \(Self.weekdays[day])") }
    }
    let month = daysOfMonth.numbers.count == 31 ? "" : "on \(ConfigurationReader.list(byMonth)) of the month"
    let week = daysOfWeek.numbers.count == 7 ? "" : "on \(ConfigurationReader.list(byWeek))"
    let joint = daysOfMonth.isOpen || daysOfWeek.isOpen ? " if it falls " : " or "
    var words: String
    switch (month.isEmpty, week.isEmpty) {
    case (true, true): words = ""
    case (true, false): words = joint == " or " ? "" : week
    case (false, true): words = joint == " or " ? "" : month
    case (false, false): words = month + joint + week
    }
    if months.numbers.count < 12 {
      words += (words.isEmpty ? "" : " ") + "in \(Self.list(months.numbers) { Self.months[$0 - 1] })"
    }
    return words.isEmpty ? "every day" : words
  }

  /// Beginning with Monday, as weeks do in words.
  private static func weekdays(_ numbers: [Int]) -> String {
    list(numbers.map { ($0 + 6) % 7 }.sorted()) { weekdays[($0 + 1) % 7] }
  }

  /// `1, 2 and 7`; three or more in a row are told by their ends.
  private static func list(_ numbers: [Int], _ word: (Int) -> String) -> String {
    var words: [String] = []
    var index = 0
    while index < numbers.count {
      var end = index
      while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
      if end - index >= 2 {
        words.append("\(word(numbers[index])) to \(word(numbers[end]))")
      } else {
        words += numbers[index...end].map(word)
      }
      index = end + 1
    }
    return ConfigurationReader.list(words)
  }

  /// `1st`, `22nd`.
  private static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}
