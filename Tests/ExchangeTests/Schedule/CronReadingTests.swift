import Testing

@testable import Exchange

@Suite("Reading cron expressions")
struct CronReadingTests {
  @Test(
    "a field is a list of numbers, names, ranges and steps",
    arguments: [
      (0, "*", Array(0...59)), (0, "?", Array(0...59)), (0, "7", [7]), (0, "0,30,15,30", [0, 15, 30]),
      (0, "*/15", [0, 15, 30, 45]), (0, "*/7", [0, 7, 14, 21, 28, 35, 42, 49, 56]), (0, "*/90", [0]),
      (0, "5/10", [5, 15, 25, 35, 45, 55]), (0, "10-20/3,58", [10, 13, 16, 19, 58]), (0, "58-2", [0, 1, 2, 58, 59]),
      (0, "007", [7]), (1, "6-20/2", [6, 8, 10, 12, 14, 16, 18, 20]), (1, "22-4/2", [0, 2, 4, 22]),
      (2, "1,15", [1, 15]), (2, "*/10", [1, 11, 21, 31]), (2, "30-2", [1, 2, 30, 31]), (3, "jan-mar", [1, 2, 3]),
      (3, "NOV-Feb,6", [1, 2, 6, 11, 12]), (3, "*/3", [1, 4, 7, 10]), (4, "mon-fri", [1, 2, 3, 4, 5]),
      (4, "fri-mon", [0, 1, 5, 6]), (4, "0", [0]), (4, "7", [0]), (4, "5-7", [0, 5, 6]), (4, "0-7", Array(0...6)),
      (4, "7-2", [0, 1, 2]), (4, "sun-7", Array(0...6)), (4, "7-7", [0]), (4, "1-0", Array(0...6)),
      (4, "Sat,SUN", [0, 6]), (4, "4/2", [4, 6]),
    ] as [(Int, String, [Int])])
  func values(field: Int, text: String, expected: [Int]) throws {
    var words = ["1", "1", "1", "1", "1"]
    words[field] = text
    let expression = try CronExpression(words.joined(separator: " "))
    let fields = [
      expression.minutes, expression.hours, expression.daysOfMonth, expression.months, expression.daysOfWeek,
    ]
    #expect(fields[field].numbers == expected)
  }

  @Test(
    "a nickname is short for five fields",
    arguments: [
      ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@Midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"),
      ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"),
    ])
  func nicknames(nickname: String, meant: String) throws {
    let (short, long) = (try CronExpression(nickname), try CronExpression(meant))
    #expect(short.minutes == long.minutes && short.hours == long.hours && short.months == long.months)
    #expect(short.daysOfMonth == long.daysOfMonth && short.daysOfWeek == long.daysOfWeek)
    #expect(short.text == nickname)
  }

  @Test("blanks between fields do not matter")
  func blanks() throws {
    let (loose, tight) = (try CronExpression("  0\t6   * * 1 "), try CronExpression("0 6 * * 1"))
    #expect(loose == tight)
  }

  struct Slip: CustomStringConvertible {
    var text: String
    var offset: Int
    var expected: String

    init(_ text: String, _ offset: Int, _ expected: String) {
      (self.text, self.offset, self.expected) = (text, offset, expected)
    }

    var description: String { text }
  }

  @Test(
    "a mistake names its field, its place in the text and what was expected",
    arguments: [
      Slip("60 * * * *", 0, "\"60\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip("0 6,24 * * *", 4, "\"24\" is no hour; expected 0 to 23, such as 5, 0,30, 8-17, */5 or *"),
      Slip(
        "0 6 0 * *", 4,
        "\"0\" is no day of the month; expected 1 to 31, such as 1, 1,15, 1-7 or *, or L for the last day"),
      Slip("0 6 1 jna *", 6, "\"jna\" is no month; did you mean \"jan\"?"),
      Slip("0 6 1 13 *", 6, "\"13\" is no month; expected 1 to 12 or jan to dec, such as 1, jan,jul, apr-sep or *"),
      Slip("0 6 * * mon-fir", 12, "\"fir\" is no day of the week; did you mean \"fri\"?"),
      Slip(
        "0 6 * * 8", 8,
        "\"8\" is no day of the week; expected 0 to 7 or sun to sat, such as 1, mon-fri or *, 5L for the last Friday, or "
          + "1#2 for the second Monday"),
      Slip(
        "0 6 * * 1#6", 8,
        "\"1#6\" is no day of the week; expected a day and which of the month's it is, 1 to 5, such as 1#2 or mon#2"),
      Slip(
        "0 6 * * L", 8,
        "\"L\" is no day of the week; expected 0 to 7 or sun to sat, such as 1, mon-fri or *, 5L for the last Friday, or "
          + "1#2 for the second Monday"),
      Slip("*/0 * * * *", 2, "\"0\" is no step for the minute; expected a number from 1, such as */5"),
      Slip("*/x * * * *", 2, "\"x\" is no step for the minute; expected a number from 1, such as */5"),
      Slip("1,,2 * * * *", 2, "\"\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip("1-2-3 * * * *", 0, "\"1-2-3\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip("*-3 * * * *", 0, "\"*-3\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip("1/2/3 * * * *", 0, "\"1/2/3\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip("+5 * * * *", 0, "\"+5\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip("٣ * * * *", 0, "\"٣\" is no minute; expected 0 to 59, such as 5, 0,30, 8-17, */5 or *"),
      Slip(
        "0 6 * *", 7,
        "\"0 6 * *\" has 4 fields; expected five: minute, hour, day of the month, month, day of the week; such as 30 6 * * "
          + "mon-fri"),
      Slip(
        "0 0 6 * * *", 10,
        "\"0 0 6 * * *\" has 6 fields; expected five: minute, hour, day of the month, month, day of the week; such as 30 6 "
          + "* * mon-fri"),
      Slip("@dayly", 0, "\"@dayly\" is no cron expression; did you mean \"@daily\"?"),
      Slip(
        "@reboot", 0,
        "\"@reboot\" is no cron expression; expected @annually, @daily, @hourly, @midnight, @monthly, @weekly or @yearly, "
          + "or five fields"),
    ])
  func mistakes(slip: Slip) throws {
    let mistake = try #require(throws: ScheduleMistake.self) { try CronExpression(slip.text) }
    #expect(mistake.description == slip.expected)
    #expect(mistake.offset == slip.offset)
  }

  @Test("any text is read or refused, and never ends the program")
  func anything() {
    var dice = SystemRandomNumberGenerator()
    let characters = Array("0123456789*/,-#L?@ \tmonfrijan\u{0}é")
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...20, using: &dice)).compactMap { _ in characters.randomElement(using: &dice) })
      guard let expression = try? CronExpression(text) else { continue }
      _ = expression.next(after: Timestamp(milliseconds: 0), in: .utc)
      #expect(!expression.words.isEmpty)
    }
  }
}
