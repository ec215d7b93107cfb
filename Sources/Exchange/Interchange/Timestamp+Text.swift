extension Timestamp {
  /// Reads what ``description`` writes, and nothing else.
  package init?(_ text: String) {
    let pattern = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z/
    guard let match = text.wholeMatch(of: pattern)?.output,
      let year = Int64(match.1), let month = Int64(match.2), let day = Int64(match.3), let hour = Int64(match.4),
      let minute = Int64(match.5), let second = Int64(match.6), let fraction = Int64(match.7)
    else { return nil }
    let seconds = (hour * 60 + minute) * 60 + second
    self.init(milliseconds: (Self.days(year, month, day) * 86_400 + seconds) * 1000 + fraction)
    // What is no date, such as the 31st of June, would come out as another one.
    if description != text { return nil }
  }

  /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, whose years are not negative.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    // Years that begin on 1 March, so that the leap day comes last; 719,468 days lie before 1970.
    let shifted = month <= 2 ? year - 1 : year
    let monthOfYear = (month + 9) % 12
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + (153 * monthOfYear + 2) / 5 + day - 1 - 719_468
  }
}
