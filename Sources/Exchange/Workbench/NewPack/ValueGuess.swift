import XMLEngine

/// Which type of XML Schema all values have that were seen at one place.
struct ValueGuess: Sendable {
  private var possible: [Kind] = Kind.allCases
  private(set) var count = 0
  private(set) var longest = 0

  private enum Kind: String, CaseIterable {
    case integer, decimal, date, dateTime
  }

  mutating func add(_ text: String) {
    let value = text.collapsingWhiteSpace()
    count += 1
    longest = max(longest, value.unicodeScalars.count)
    possible.removeAll { !Self.fits(value, $0) }
  }

  /// The local name of the type.
  ///
  /// - Parameter name: of the element or attribute. What identifies something is text, whatever it looks like: the next one
  ///   may have a letter or a zero ahead.
  func type(of name: String) -> String {
    guard count > 0, let first = possible.first, !NameWords.isIdentifier(name) else { return "string" }
    return first.rawValue
  }

  private static func fits(_ value: String, _ kind: Kind) -> Bool {
    switch kind {
    case .integer:
      let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
      return isDigits(digits) && digits.count <= 18 && (digits == "0" || digits.first != "0")
    case .decimal:
      let parts = (value.hasPrefix("-") ? value.dropFirst() : value[...]).split(
        separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, parts.allSatisfy(isDigits), value.utf8.count <= 30 else { return false }
      return parts[0] == "0" || parts[0].first != "0"
    case .date: return isDate(value[...])
    case .dateTime:
      let parts = value.split(separator: "T", omittingEmptySubsequences: false)
      return parts.count == 2 && isDate(parts[0]) && isTime(parts[1])
    }
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy(isDigits), let year = Int(parts[0]), year > 0,
      let month = Int(parts[1]), (1...12).contains(month), let day = Int(parts[2])
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func isTime(_ text: Substring) -> Bool {
    var time = text
    if time.hasSuffix("Z") {
      time = time.dropLast()
    } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let zone = time[time.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
      guard zone.map(\.count) == [2, 2], zone.allSatisfy(isDigits), let hours = Int(zone[0]), hours <= 13,
        let minutes = Int(zone[1]), minutes <= 59
      else { return false }
      time = time[..<sign]
    }
    let fraction = time.split(separator: ".", omittingEmptySubsequences: false)
    guard fraction.count <= 2, fraction.dropFirst().allSatisfy(isDigits) else { return false }
    let parts = fraction[0].split(separator: ":", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2, 2], parts.allSatisfy(isDigits) else { return false }
    return zip(parts, [23, 59, 59]).allSatisfy { part, most in Int(part).map { $0 <= most } ?? false }
  }
}
