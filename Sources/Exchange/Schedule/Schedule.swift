/// When the documents of a flow go: a pure value, made of the configuration, that knows of no state.
///
/// Either at points in time, its runs, or for as long as it is open. Dates, days and times are those of its zone.
package struct Schedule: Sendable, Equatable {
  package enum Rhythm: Sendable, Equatable {
    /// For as long as it is open.
    case whenever
    /// So often, in seconds, counted from the beginning of the window, or where there is none from midnight.
    case every(Int64)
    /// Whenever one of them comes, if it is open then. Never empty.
    case at([CronExpression])
  }

  package var rhythm: Rhythm
  /// Outside of these it is closed; without any, it is open on all days.
  package var windows: [Window]
  /// Closed from midnight to midnight, except for windows that name holidays.
  package var holidays: Holidays
  /// The names of the calendars that they are from.
  package var calendars: [String] = []
  package var zone: Zone

  package static let always = Schedule()

  package init(
    _ rhythm: Rhythm = .whenever, during windows: [Window] = [], except holidays: Holidays = .none, in zone: Zone = .utc
  ) {
    self.rhythm = rhythm
    self.windows = windows
    self.holidays = holidays
    self.zone = zone
  }

  /// Whether nothing ever has to wait for it.
  package var isAlways: Bool { rhythm == .whenever && isUnbounded }

  /// Whether it has points in time. One without opens and closes; a point in time that was missed can be made up later.
  package var hasRuns: Bool { rhythm != .whenever }

  /// Whether documents may go right now. Never, where it has points in time: ask for those.
  package func isOpen(at moment: Timestamp) -> Bool {
    !hasRuns && isInside(moment)
  }

  /// Whether a moment lies inside the windows and on no holiday, whatever the points in time.
  package func isInside(_ moment: Timestamp) -> Bool {
    let second = moment.milliseconds.floorDivided(by: 1000)
    return isUnbounded || opening(from: second)?.lowerBound == second
  }

  /// The first run after one moment that is not after the other.
  package func runs(after start: Timestamp, through end: Timestamp) -> Timestamp? {
    guard hasRuns, end > start, let run = nextRun(after: start), run <= end else { return nil }
    return run
  }

  /// The next runs, in order; fewer where no more come within some years. None of a schedule without points in time.
  package func nextRuns(after moment: Timestamp, count: Int) -> [Timestamp] {
    var runs: [Timestamp] = []
    while runs.count < count, let next = nextRun(after: runs.last ?? moment) { runs.append(next) }
    return runs
  }

  /// The next run; nil where none comes within ``horizon``, or there are none.
  package func nextRun(after moment: Timestamp) -> Timestamp? {
    first(from: moment.milliseconds.floorDivided(by: 1000) + 1).map { Timestamp(milliseconds: $0 * 1000) }
  }

  /// When a schedule that opens and closes does so next: nil where it stays as it is for ``horizon``.
  package func nextChange(after moment: Timestamp) -> Timestamp? {
    guard !isUnbounded else { return nil }
    let second = moment.milliseconds.floorDivided(by: 1000)
    guard var open = opening(from: second) else { return nil }
    if open.lowerBound > second { return Timestamp(milliseconds: open.lowerBound * 1000) }
    while let next = opening(from: open.upperBound), next.lowerBound == open.upperBound {
      open = next
      if open.upperBound > second + Self.horizon { return nil }
    }
    return Timestamp(milliseconds: open.upperBound * 1000)
  }

  /// How far ahead is looked where windows and holidays have a say: five years, in seconds.
  package static let horizon: Int64 = 5 * 366 * 86_400

  // MARK: - Runs

  private var isUnbounded: Bool { windows.isEmpty && holidays.isEmpty }

  private func first(from second: Int64) -> Int64? {
    switch rhythm {
    case .whenever: nil
    case .every(let interval): firstStep(of: interval, from: second)
    case .at(let expressions): expressions.compactMap { first(of: $0, from: second) }.min()
    }
  }

  private func first(of expression: CronExpression, from second: Int64) -> Int64? {
    var from = second
    while let found = expression.first(from: from, in: zone) {
      if isUnbounded { return found }
      guard found < second + Self.horizon, let open = opening(from: found) else { return nil }
      if open.lowerBound == found { return found }
      // Nothing before the next opening can be one.
      from = open.lowerBound
    }
    return nil
  }

  private func firstStep(of interval: Int64, from second: Int64) -> Int64? {
    firstPiece(from: second) { piece in
      let wanted = max(second, piece.open.lowerBound)
      let steps = -(piece.start - wanted).floorDivided(by: interval)
      let found = piece.start + steps * interval
      return found < piece.open.upperBound ? found : nil
    }?.moment
  }
}
