extension Schedule.Rhythm {
  /// Reads `always`, `every 15m`, or a cron expression.
  package init(_ written: String) throws(ScheduleMistake) {
    let words = TextPart(text: written[...], offset: 0).words()
    if words.count == 1, words[0].text == Self.always {
      self = .whenever
    } else if words.count == 2, words[0].text == "every" {
      self = try .every(Self.interval(words[1]))
    } else if words.count == 1, !words[0].text.hasPrefix("@") {
      // One word is an attempt at a word, not at five fields.
      throw ScheduleMistake(
        "\"\(written)\" is no schedule", "expected \(Self.expected)",
        suggestion: NearestName.of(String(words[0].text), among: [Self.always]), at: words[0].offset)
    } else {
      self = .at([try CronExpression(written)])
    }
  }

  /// Reads `15m`, the interval alone.
  package init(interval written: String) throws(ScheduleMistake) {
    self = try .every(Self.interval(TextPart(text: written[...], offset: 0)))
  }

  private static let always = "always"

  static let expected = "always, every 15m, or a cron expression such as \"30 6 * * mon-fri\""

  private static func interval(_ part: TextPart) throws(ScheduleMistake) -> Int64 {
    let components = Quantity.duration(String(part.text))?.components
    guard let components, components.attoseconds == 0, (60...86_400).contains(components.seconds) else {
      throw ScheduleMistake(
        "\"\(part.text)\" is no interval",
        "expected a duration from 1m to 1d, such as 15m; a cron expression says what is rarer", at: part.offset)
    }
    return components.seconds
  }
}
