extension ConfigurationReader {
  enum RetentionKey: String, CaseIterable {
    case compress
    case payload
    case rejected
    case metadata
  }

  mutating func readRetention(_ node: ConfigurationNode?) -> RetentionRule {
    var rule = RetentionRule()
    guard let node else { return rule }
    let section = section(node, "retention", at: node.place, keys: RetentionKey.self)
    rule.compress = term(section[.compress])
    rule.payload = term(section[.payload])
    rule.rejected = term(section[.rejected])
    rule.metadata = term(section[.metadata])
    return rule
  }

  private mutating func term(_ node: ConfigurationNode?) -> RetentionRule.Term? {
    let expected = "a number of days or years such as 400d or 10y"
    guard let text = text(node, expected) else { return nil }
    guard let days = Quantity.days(text.value), days > 0 else {
      note(text.place, "expected \(expected), found \"\(text.written)\"")
      return nil
    }
    return RetentionRule.Term(written: text.value, days: days, place: text.place)
  }
}
