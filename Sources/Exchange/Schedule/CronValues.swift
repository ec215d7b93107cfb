/// What one field of a cron expression allows.
struct CronValues: Equatable, Sendable {
  /// The numbers, one bit each.
  var bits: UInt64 = 0
  /// It is written with `*`, `?`, or a step that has no end, such as `5/10`: it goes on and on.
  var goesOn = false
  /// It begins with `*` or `?`: it leaves the choice to the other field of days.
  var isOpen = false
  /// Day of the month: the last one, whichever it is.
  var isLast = false
  /// Day of the week: those that are the last of their kind in the month, one bit each.
  var lastBits: UInt64 = 0
  /// Day of the week: those that are the nth of their kind in the month; bit 7n + weekday.
  var nthBits: UInt64 = 0

  func contains(_ number: Int) -> Bool { bits >> UInt64(number) & 1 == 1 }

  /// The least one that is not below a number.
  func first(from number: Int) -> Int? {
    guard number < 64 else { return nil }
    let rest = bits >> UInt64(number)
    return rest == 0 ? nil : number + rest.trailingZeroBitCount
  }

  /// From the lowest.
  var numbers: [Int] { (0..<64).filter { contains($0) } }

  mutating func insert(_ number: Int) { bits |= 1 << UInt64(number) }
}

// MARK: - Reading

extension CronValues {
  /// Reads a field: parts between commas.
  init(_ field: CronField, _ text: TextPart) throws(ScheduleMistake) {
    isOpen = text.text.first == "*" || text.text.first == "?"
    for part in text.split(",") {
      try read(field, part)
    }
  }

  private mutating func read(_ field: CronField, _ part: TextPart) throws(ScheduleMistake) {
    if part.text.isEmpty { throw Self.mistake(field, part) }
    if try readDays(field, part) { return }
    let halves = part.split("/")
    guard halves.count <= 2 else { throw Self.mistake(field, part) }
    let ends = halves[0].split("-")
    var step: Int?
    if halves.count == 2 {
      guard let number = Self.number(halves[1].text), number >= 1 else {
        throw ScheduleMistake(
          "\"\(halves[1].text)\" is no step for the \(field.title)", "expected a number from 1, such as */5",
          at: halves[1].offset)
      }
      step = number
    }
    let whole = field.range
    if ends[0].text == "*" || ends[0].text == "?" {
      guard ends.count == 1 else { throw Self.mistake(field, part) }
      goesOn = true
      insert(from: whole.lowerBound, to: whole.upperBound, by: step ?? 1, in: whole)
      return
    }
    guard ends.count <= 2 else { throw Self.mistake(field, part) }
    var first = try Self.value(field, ends[0])
    guard ends.count == 2 else {
      if field == .dayOfWeek, first == 7 { first = 0 }
      if step != nil { goesOn = true }
      insert(from: first, to: step == nil ? first : whole.upperBound, by: step ?? 1, in: whole)
      return
    }
    var last = try Self.value(field, ends[1])
    if field == .dayOfWeek {
      // Both are Sunday: at the beginning of a range 7 is the beginning of the week, at its end 0 is the end.
      if first == 7 { first = 0 }
      if last == 7, first == 0, ends[0].text != "7" { last = 6 }
      if last == 7 { last = 0 }
    }
    insert(from: first, to: last, by: step ?? 1, in: whole)
  }

  /// Every step-th from one number to another; past the highest it goes on at the lowest.
  private mutating func insert(from first: Int, to last: Int, by step: Int, in range: ClosedRange<Int>) {
    let length = last >= first ? last - first : last - first + range.count
    for distance in stride(from: 0, through: length, by: step) {
      insert(range.lowerBound + (first - range.lowerBound + distance) % range.count)
    }
  }

  /// What only days have: `L`, `5L` and `1#2`.
  private mutating func readDays(_ field: CronField, _ part: TextPart) throws(ScheduleMistake) -> Bool {
    switch field {
    case .dayOfMonth where part.text == "L" || part.text == "l":
      isLast = true
      return true
    case .dayOfWeek where part.text.contains("#"):
      let halves = part.split("#")
      guard halves.count == 2, let count = Self.number(halves[1].text), (1...5).contains(count) else {
        throw ScheduleMistake(
          "\"\(part.text)\" is no \(field.title)",
          "expected a day and which of the month's it is, 1 to 5, such as 1#2 or mon#2", at: part.offset)
      }
      let day = try Self.value(field, halves[0]) % 7
      nthBits |= 1 << UInt64(7 * count + day)
      return true
    case .dayOfWeek where part.text.count > 1 && (part.text.last == "L" || part.text.last == "l"):
      let day = try Self.value(field, part.part(part.text.dropLast())) % 7
      lastBits |= 1 << UInt64(day)
      return true
    default:
      return false
    }
  }

  private static func value(_ field: CronField, _ part: TextPart) throws(ScheduleMistake) -> Int {
    let highest = field == .dayOfWeek ? 7 : field.range.upperBound
    if let number = number(part.text), (field.range.lowerBound...highest).contains(number) { return number }
    let name = part.text.lowercased()
    if let index = field.names.firstIndex(of: name) { return field.range.lowerBound + index }
    throw ScheduleMistake(
      "\"\(part.text)\" is no \(field.title)", field.expected,
      suggestion: name.count >= 2 ? NearestName.of(name, among: field.names) : nil, at: part.offset)
  }

  private static func mistake(_ field: CronField, _ part: TextPart) -> ScheduleMistake {
    ScheduleMistake("\"\(part.text)\" is no \(field.title)", field.expected, at: part.offset)
  }

  /// Digits only: `Int` would take a sign.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.count <= 4, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(text)
  }
}
