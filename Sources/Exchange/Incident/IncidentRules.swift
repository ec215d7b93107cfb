/// What the configuration says about incidents.
package struct IncidentRules: Sendable, Equatable {
  /// How long a folder must be away, or a file missing, before that is an incident. Default: 2 min.
  package var grace = Duration.seconds(120)
  /// What comes back within this time is the same incident, and is not told twice. Default: 1 h.
  package var again = Duration.seconds(3600)
  /// How long conflicts may wait to be decided. Nil for ever. Default: 3 days.
  package var conflicts: Duration? = .seconds(3 * 86_400)
  /// How long a flow may be paused. Nil for ever. Default: 1 day.
  package var paused: Duration? = .seconds(86_400)
  /// By which ways people are told, in the order of the file. The log is always told.
  package var tell: [TellingWay] = []

  package static let standard = IncidentRules()

  var book: IncidentBook.Rules {
    var rules = IncidentBook.Rules()
    rules.grace = grace
    rules.again = again
    return rules
  }
}
