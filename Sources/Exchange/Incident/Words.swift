/// Small pieces of sentences about incidents.
enum Words {
  /// `1 file`, `5 files`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// `40 s`, `35 min`, `2 h 10 min`, `3 days`: as exact as a person wants to know.
  static func time(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    if seconds < 120 { return "\(seconds) s" }
    let minutes = seconds / 60
    if minutes < 120 { return "\(minutes) min" }
    if minutes >= 48 * 60 { return "\(minutes / 1440) days" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}

extension Timestamp {
  /// The time from an earlier moment to this one.
  func since(_ earlier: Timestamp) -> Duration { .milliseconds(milliseconds - earlier.milliseconds) }
}
