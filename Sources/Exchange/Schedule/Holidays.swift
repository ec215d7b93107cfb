/// Days on which work rests: each year's, and single ones.
package struct Holidays: Sendable, Equatable {
  package struct Annual: Hashable, Sendable {
    package var month: Int
    package var day: Int
  }

  package var annual: Set<Annual> = []
  package var single: Set<CivilDate> = []

  package static let none = Holidays()

  package init() {}

  package var isEmpty: Bool { annual.isEmpty && single.isEmpty }

  package func contains(_ date: CivilDate) -> Bool {
    annual.contains(Annual(month: date.month, day: date.day)) || single.contains(date)
  }

  package mutating func formUnion(_ others: Holidays) {
    annual.formUnion(others.annual)
    single.formUnion(others.single)
  }

  // MARK: - Reading

  static let expected = "expected a month and day such as 12-25, or a date such as 2027-03-26"

  /// Adds `12-25`, a day of every year, or `2027-03-26`, of one.
  package mutating func add(_ written: some StringProtocol) throws(ScheduleMistake) {
    let text = String(written)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.count == 3 ? [4, 2, 2] : [2, 2]
    let numbers = zip(parts, widths).compactMap { part, width in
      part.count == width && part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    guard parts.count == widths.count, numbers.count == widths.count else {
      throw ScheduleMistake("\"\(text)\" is no day", Self.expected, at: 0)
    }
    // 29 February is a day of every year that has it.
    let year = numbers.count == 3 ? numbers[0] : 2000
    guard let date = CivilDate(year: year, month: numbers[numbers.count - 2], day: numbers[numbers.count - 1]) else {
      throw ScheduleMistake("there is no day \"\(text)\"", Self.expected, at: 0)
    }
    if numbers.count == 3 { single.insert(date) } else { annual.insert(Annual(month: date.month, day: date.day)) }
  }

  /// One mistake in a file of days.
  package struct LineMistake: Equatable {
    /// From 1.
    package var line: Int
    package var mistake: ScheduleMistake
  }

  /// Adds the days of a text: one a line, then perhaps a blank and its name; `#` begins a comment.
  ///
  /// - Returns: What is wrong with it, line by line. The other lines count.
  package mutating func add(lines text: String) -> [LineMistake] {
    var mistakes: [LineMistake] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard let day = line.split(whereSeparator: \.isWhitespace).first, !day.hasPrefix("#") else { continue }
      do throws(ScheduleMistake) {
        try add(day.prefix { $0 != "#" })
      } catch {
        mistakes.append(LineMistake(line: index + 1, mistake: error))
      }
    }
    return mistakes
  }
}
