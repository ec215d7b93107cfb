package import Exchange

extension Words {
  /// `2026-11-29 10:58:00 CET`, `29.11.2026, 10:58:00 MEZ`.
  package func time(_ moment: Timestamp) -> String {
    "\(clock(LocalTime(moment, in: zone))) \(zone.abbreviation(at: moment, in: language))"
  }

  private func clock(_ local: LocalTime) -> String {
    say("\(local.date) \(local.time)", "\(date(local.date)), \(local.time)")
  }

  /// `2026-11-29`, `29.11.2026`.
  package func date(_ date: CivilDate) -> String {
    let parts = date.description.split(separator: "-")
    return say(date.description, parts.reversed().joined(separator: "."))
  }

  /// `10:00`, as the clocks of the zone show.
  package func hour(_ moment: Timestamp) -> String {
    String(LocalTime(moment, in: zone).time.prefix(5))
  }

  /// How long something has been, as exactly as a person wants to know: `7 min`, `2 hr`, `3 days`.
  ///
  /// The words are those of ECMA-402's Intl.NumberFormat (style `unit`), by which the script goes on counting.
  package func age(_ moment: Timestamp, at now: Timestamp) -> String {
    let seconds = Int(max(0, (now.milliseconds - moment.milliseconds) / 1000))
    if seconds < 120 { return "\(seconds) \(say("sec", "Sek."))" }
    if seconds < 7200 { return "\(seconds / 60) \(say("min", "Min."))" }
    if seconds < 172_800 { return "\(seconds / 3600) \(say("hr", "Std."))" }
    return "\(number(seconds / 86_400)) \(say("days", "Tage"))"
  }

  /// How long something took: `7 ms`, `1.4 s`, `12 min`.
  package func duration(milliseconds: Int64) -> String {
    let milliseconds = max(0, milliseconds)
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    if milliseconds < 120_000 { return "\(decimal(tenths: Int(milliseconds / 100))) s" }
    let minutes = Int(milliseconds / 60_000)
    if minutes < 120 { return "\(minutes) min" }
    if minutes < 2880 { return "\(minutes / 60) h" }
    return "\(number(minutes / 1440)) \(say("days", "Tage"))"
  }

  // MARK: - Elements

  /// A moment and how long ago it was.
  package func moment(_ moment: Timestamp) -> Markup {
    instant(moment) + Markup(" ") + ago(moment)
  }

  /// A moment alone.
  package func instant(_ moment: Timestamp) -> Markup {
    .element("time", [Attribute("datetime", moment.description)]) { time(moment) }
  }

  /// How long ago it was, alone. The script counts on.
  package func ago(_ moment: Timestamp) -> Markup {
    span(age(moment, at: now), .class("age"), Attribute("data-at", moment.description))
  }
}
