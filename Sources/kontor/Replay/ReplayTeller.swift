import Exchange
import Operations

/// Tells what comes out otherwise as it is found, and what it comes to at the end. Keeps nothing of it.
final class ReplayTeller {
  private let session: Session
  private let showsAll: Bool
  private var shown = 0

  /// How many interchanges are shown, where not all are asked for.
  private static let first = 10

  init(_ session: Session, showsAll: Bool) {
    self.session = session
    self.showsAll = showsAll
  }

  func tell(_ difference: ReplayDifference, _ contents: ReplayContents) throws {
    if session.options.json {
      try session.out.json(ReplayReport(difference, contents), onOneLine: true)
      return session.out.flush()
    }
    guard showsAll || shown < Self.first else { return }
    shown += 1
    try ReplayText(output: session.out, showsAll: showsAll).print(difference, contents)
    session.out.flush()
  }

  func finish(_ tally: ReplayTally) throws {
    if session.options.json {
      for failure in tally.failures { try session.out.json(ReplayReport(failure), onOneLine: true) }
      return try session.out.json(ReplayReport(tally), onOneLine: true)
    }
    let text = ReplayText(output: session.out, showsAll: showsAll)
    for failure in tally.failures { text.print(failure) }
    text.print(tally, hidden: tally.differing - shown)
  }
}
