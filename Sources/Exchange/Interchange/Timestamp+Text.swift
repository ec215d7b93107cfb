import XMLEngine

extension Timestamp {
  /// Reads what ``description`` writes, and nothing else.
  package init?(_ text: String) {
    self.init(dateTime: text)
    if description != text { return nil }
  }

  /// Reads an xs:dateTime with a zone (XML Schema part 2, section 3.2.7). What is finer than a millisecond is cut off.
  package init?(dateTime text: String) {
    let text = text.collapsingWhiteSpace()
    var reader = MomentReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), reader.take("T"), let hour = reader.number(2), reader.take(":"),
      let minute = reader.number(2), reader.take(":"), let second = reader.number(2),
      let milliseconds = reader.fraction(), let offset = reader.offset(), reader.isAtEnd,
      (1...12).contains(month), hour <= 24, minute < 60, second < 60
    else { return nil }
    let days = Self.days(year, month, day)
    // What is no date, such as the 31st of June, would come out as another one.
    guard Timestamp(milliseconds: days * 86_400_000).day == text.prefix(10) else { return nil }
    // 24:00:00 is the end of the day.
    let seconds = days * 86_400 + (hour * 60 + minute - offset) * 60 + second
    self.init(milliseconds: seconds * 1000 + milliseconds)
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

/// Reads a moment from the left. Every record has one, and a regular expression would be compiled anew for each.
private struct MomentReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest.removeFirst()
    return true
  }

  /// So many digits.
  mutating func number(_ count: Int) -> Int64? {
    var number: Int64 = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// Milliseconds behind a point; 0 where there is none.
  mutating func fraction() -> Int64? {
    guard take(".") else { return 0 }
    guard var milliseconds = digit() else { return nil }
    var places = 1
    while let digit = digit() {
      if places < 3 { milliseconds = milliseconds * 10 + digit }
      places += 1
    }
    while places < 3 {
      milliseconds *= 10
      places += 1
    }
    return milliseconds
  }

  /// The zone, as minutes ahead of UTC.
  mutating func offset() -> Int64? {
    if take("Z") { return 0 }
    let isBehind = take("-")
    guard isBehind || take("+"), let hours = number(2), take(":"), let minutes = number(2) else { return nil }
    return (hours * 60 + minutes) * (isBehind ? -1 : 1)
  }

  private mutating func digit() -> Int64? {
    guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
    rest.removeFirst()
    return Int64(byte - 0x30)
  }
}
