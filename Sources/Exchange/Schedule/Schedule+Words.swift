/// A schedule in words, for people.
extension Schedule {
  /// `every 15 minutes, mon-fri 06:00-20:00, not on german`.
  package var words: String {
    var parts: [String] = []
    switch rhythm {
    case .whenever: parts.append(isAlways ? "always" : windows.isEmpty ? "open" : "open \(windowWords)")
    case .every(let seconds): parts.append("every \(Self.interval(seconds))")
    case .at(let expressions): parts.append(expressions.map(\.words).joined(separator: "; and "))
    }
    if hasRuns, !windows.isEmpty { parts.append("within \(windowWords)") }
    if !calendars.isEmpty { parts.append("not on \(ConfigurationReader.either(calendars))") }
    return parts.joined(separator: ", ")
  }

  private var windowWords: String { ConfigurationReader.list(windows.map(\.text)) }

  private static func interval(_ seconds: Int64) -> String {
    for (unit, name) in [(86_400, "day"), (3600, "hour"), (60, "minute")] as [(Int64, String)]
    where seconds % unit == 0 {
      return seconds == unit ? name : "\(seconds / unit) \(name)s"
    }
    return "\(seconds) seconds"
  }
}
