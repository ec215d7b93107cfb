import Foundation

extension Zone {
  /// What people call the zone's time at a moment: `CET`, `CEST`, in German `MEZ`, `MESZ`. Where a language has no such
  /// word, how far it is from Greenwich: `GMT-5`.
  ///
  /// Foundation looks it up, which takes some microseconds.
  package func abbreviation(at moment: Timestamp, in language: Language) -> String {
    guard let rules else { return "UTC" }
    let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    let style: NSTimeZone.NameStyle = rules.isDaylightSavingTime(for: date) ? .shortDaylightSaving : .shortStandard
    // British English knows the names of European zones; American English does not.
    let locale = Locale(identifier: language == .german ? "de_DE" : "en_GB")
    return rules.localizedName(for: style, locale: locale) ?? LocalTime(moment, in: self).offsetText
  }
}
