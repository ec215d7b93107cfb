package import Exchange

/// Small pieces of sentences.
package enum Phrase {
  /// `1 record`, `5 records`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `1 B`, `3.4 MB`; decimal, as the configuration writes sizes.
  package static func size(_ bytes: Int64) -> String {
    var (number, unit) = (Double(bytes), "B")
    for next in ["kB", "MB", "GB", "TB"] where number >= 1000 { (number, unit) = (number / 1000, next) }
    if unit == "B" { return "\(bytes) B" }
    return "\((number * 10).rounded() / 10) \(unit)"
  }

  /// `4 s`, `12 min`, `3 h`, `5 days`: as exact as a person wants to know.
  package static func age(seconds: Int64) -> String {
    if seconds < 120 { return "\(seconds) s" }
    if seconds < 7200 { return "\(seconds / 60) min" }
    if seconds < 172_800 { return "\(seconds / 3600) h" }
    return "\(seconds / 86_400) days"
  }

  /// `500ms`, `5s`, as the configuration writes it.
  package static func duration(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    return milliseconds == 0 ? "\(seconds)s" : "\(seconds * 1000 + milliseconds)ms"
  }

  /// `2026-11-24 08:01:04 UTC`.
  package static func moment(_ moment: Timestamp) -> String {
    moment.description.prefix(19).replacing("T", with: " ") + " UTC"
  }

  package static func verdict(_ verdict: InterchangeVerdict?, _ state: InterchangeState) -> String {
    verdict?.rawValue ?? state.rawValue
  }

  /// `owner crm`, of `Customer Name: owner crm`.
  package static func withoutSubject(_ rule: String) -> String {
    rule.firstRange(of: ": ").map { String(rule[$0.upperBound...]) } ?? rule
  }

  /// `5 records: 3 accepted, 2 rejected`.
  package static func totals(_ totals: Totals) -> String {
    let counts = RecordVerdict.allCases.filter { totals[$0] > 0 }.map { "\(totals[$0]) \($0.rawValue)" }
    return count(totals.read, "record") + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
  }
}
