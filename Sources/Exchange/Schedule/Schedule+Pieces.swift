/// Windows and holidays, day by day. All moments are in seconds since 1970-01-01T00:00:00Z.
extension Schedule {
  /// What holidays leave of one window on one day.
  struct Piece {
    /// When the window begins.
    var start: Int64
    /// When it is open: from its beginning to its end, or the part of it that is on no holiday.
    var open: Range<Int64>
  }

  /// The windows that begin on a date, in days since 1970-01-01, without what falls on a holiday.
  func pieces(on days: Int) -> [Piece] {
    let isHoliday = holidays.contains(CivilDate(days: days))
    let isFollowedByOne = holidays.contains(CivilDate(days: days + 1))
    var pieces: [Piece] = []
    for window in windows.isEmpty ? [.whole] : windows
    where window.begins(on: CivilDate(days: days), isHoliday: isHoliday) {
      for time in window.times {
        let start = zone.moment(on: days, at: time.lowerBound)
        var (lower, upper) = (start, zone.moment(on: days, at: time.upperBound))
        if !window.onHolidays, isHoliday || isFollowedByOne {
          // It ends on the next day at the latest, so one midnight is enough to cut at.
          let midnight = zone.moment(on: days + 1, at: 0)
          if isHoliday { lower = max(lower, midnight) }
          if isFollowedByOne { upper = min(upper, midnight) }
        }
        // A window in the hour that is skipped is not there on that day.
        if lower < upper { pieces.append(Piece(start: start, open: lower..<upper)) }
      }
    }
    return pieces
  }

  /// The piece in which a moment comes first; of several with the same, the one that is open longest.
  ///
  /// - Parameters:
  ///   - second: Pieces that end before are passed over.
  ///   - moment: What to look for in a piece; nil where it has none.
  /// - Returns: nil where there is none within ``horizon``.
  func firstPiece(from second: Int64, _ moment: (Piece) -> Int64?) -> (moment: Int64, piece: Piece)? {
    func best(on date: Int) -> (moment: Int64, piece: Piece)? {
      pieces(on: date).filter { $0.open.upperBound > second }
        .compactMap { piece in moment(piece).map { (moment: $0, piece: piece) } }
        .min { ($0.moment, -$0.piece.open.upperBound) < ($1.moment, -$1.piece.open.upperBound) }
    }
    let today = zone.date(at: second)
    let last = today + Int(Self.horizon / 86_400)
    // Yesterday's windows may go on over midnight.
    var date = today - 1
    while date <= last {
      if let found = best(on: date) {
        // One that begins a day later can only come first where the clocks are put back over midnight.
        guard let next = best(on: date + 1), next.moment < found.moment else { return found }
        return next
      }
      date += 1
    }
    return nil
  }

  /// The time from a moment on for which a window is open; where none is, the next such time.
  func opening(from second: Int64) -> Range<Int64>? {
    firstPiece(from: second) { max(second, $0.open.lowerBound) }.map { $0.moment..<$0.piece.open.upperBound }
  }
}
