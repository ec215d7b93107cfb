/// One way by which people are told of incidents.
package struct TellingWay: Sendable, Equatable {
  package enum Means: Sendable, Equatable {
    /// A program with its arguments, run without a shell; the text comes on standard input.
    case command([String], timeout: Duration)
    /// A message to these addresses, handed to a program that is called as sendmail is.
    case mail(to: [String], from: String, via: String, timeout: Duration)
    /// A folder into which one JSON file is dropped for each event.
    case drop(ConfiguredPath)
  }

  package var means: Means
  /// How it is called in ledger and log. No two ways have the same one.
  package var name: String
  /// The least severity that is told. Default: warning.
  package var least = IncidentSeverity.warning
  /// How long what is to be told is collected. Nil: everything is told at once.
  package var digest: Duration?
  /// When nothing is told; what comes meanwhile is told afterwards. Nil for never.
  package var quiet: Schedule?
  /// What is told in quiet hours all the same. Nil for nothing.
  package var exempt: IncidentSeverity?
  /// How often people are reminded of what is open and not acknowledged. Nil for never.
  package var remind: Duration?
  package var place: Place

  package init(_ means: Means, name: String, place: Place = .start) {
    self.means = means
    self.name = name
    self.place = place
  }

  /// Each event has a file of its own.
  package var tellsOneByOne: Bool {
    if case .drop = means { true } else { false }
  }

  /// The first moment from one on at which something of a severity may be told.
  package func moment(from start: Timestamp, _ severity: IncidentSeverity) -> Timestamp {
    guard let quiet, exempt.map({ severity < $0 }) ?? true, quiet.isInside(start) else { return start }
    return quiet.nextChange(after: start) ?? start
  }
}
