import Foundation

/// A time zone by its IANA name: what the clocks on its walls show.
///
/// What its rules are Foundation knows; all reckoning with dates is done here.
package struct Zone: Sendable, Hashable, CustomStringConvertible {
  /// As it was named.
  package let name: String
  /// Nil for UTC, which needs none.
  let rules: TimeZone?

  package static let utc = Zone(name: "UTC", rules: nil)

  private static let namesOfUTC: Set<String> = ["UTC", "Etc/UTC", "GMT", "Etc/GMT"]

  private init(name: String, rules: TimeZone?) {
    self.name = name
    self.rules = rules
  }

  /// Nil where there is no such zone. Abbreviations such as `CET` or `EST` are none: they name half of a zone, and some
  /// of them several.
  package init?(named name: String) {
    if Self.namesOfUTC.contains(name) {
      self.init(name: name, rules: nil)
    } else {
      guard name.contains("/"), let rules = TimeZone(identifier: name), rules.identifier == name else { return nil }
      self.init(name: name, rules: rules)
    }
  }

  /// All names to choose from.
  package static var names: [String] {
    // The list leaves out the present names of places that were called otherwise once.
    TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
      + ["UTC", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Yangon", "Asia/Ho_Chi_Minh"]
  }

  package var description: String { name }

  /// Two names of one zone are two zones: what is shown differs.
  package static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// How far its clocks are ahead of UTC.
  ///
  /// - Parameter second: since 1970-01-01T00:00:00Z.
  /// - Returns: seconds, negative in the west.
  package func offset(at second: Int64) -> Int64 {
    guard let rules else { return 0 }
    return Int64(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
  }

  // MARK: - From the wall to the moment

  /// A time during which the clocks were not changed.
  struct Stretch {
    /// In seconds of UTC.
    var seconds: Range<Int64>
    var offset: Int64

    /// What the clocks show meanwhile, in seconds as if it were UTC.
    var wall: Range<Int64> { seconds.lowerBound + offset..<seconds.upperBound + offset }
  }

  private static let day: Int64 = 86_400

  /// The stretches in which a date, and the nights beside it, are spent. More than one where the clocks are changed.
  ///
  /// - Parameter date: in days since 1970-01-01.
  func stretches(around date: Int) -> [Stretch] {
    // No zone is a whole day ahead or behind, so all of the date lies between these two.
    let start = (Int64(date) - 1) * Self.day
    return stretches(start..<start + 3 * Self.day, offset(at: start), offset(at: start + 3 * Self.day))
  }

  private func stretches(_ seconds: Range<Int64>, _ first: Int64, _ last: Int64) -> [Stretch] {
    guard first != last else { return [Stretch(seconds: seconds, offset: first)] }
    // By halves, down to the second at which the clocks are changed.
    var (before, after) = (seconds.lowerBound, seconds.upperBound)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if offset(at: middle) == first { before = middle } else { after = middle }
    }
    return [Stretch(seconds: seconds.lowerBound..<after, offset: first)]
      + (after < seconds.upperBound ? stretches(after..<seconds.upperBound, offset(at: after), last) : [])
  }

  /// The moment at which the clocks show a time: of a time that comes twice the first, and of one that is skipped the
  /// moment of the change.
  ///
  /// - Parameters:
  ///   - date: In days since 1970-01-01.
  ///   - minute: Of that date; may lie beyond midnight.
  package func moment(on date: Int, at minute: Int) -> Int64 {
    let wall = Int64(date) * Self.day + Int64(minute) * 60
    let stretches = stretches(around: Int(wall.floorDivided(by: Self.day)))
    return Self.moment(at: wall, in: stretches)
  }

  static func moment(at wall: Int64, in stretches: [Stretch]) -> Int64 {
    for stretch in stretches where wall < stretch.wall.upperBound {
      return max(wall, stretch.wall.lowerBound) - stretch.offset
    }
    // The stretches around a date reach beyond it, so one of them has its times.
    return wall - (stretches.last?.offset ?? 0)
  }

  /// The date on which a moment falls, in days since 1970-01-01. A date begins when the clocks show its midnight for the
  /// first time, and ends with the next.
  package func date(at second: Int64) -> Int {
    let date = Int((second + offset(at: second)).floorDivided(by: Self.day))
    return moment(on: date + 1, at: 0) <= second ? date + 1 : date
  }

  /// When a date begins.
  package func start(of date: CivilDate) -> Timestamp {
    Timestamp(milliseconds: moment(on: date.days, at: 0) * 1000)
  }
}
