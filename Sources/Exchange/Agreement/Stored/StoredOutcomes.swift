/// What became of a record's fields, as the text that a database keeps: `f` the field, `o` the outcome, `v` what holds,
/// `s` what the record said where that is something else, `w` whose value holds, `u` the rule.
package enum StoredOutcomes {
  /// Nil for no fields.
  package static func text(of outcomes: [FieldOutcome]) -> String? {
    if outcomes.isEmpty { return nil }
    var writer = StoredWriter()
    writer.array { writer in
      for outcome in outcomes { outcome.write(to: &writer) }
    }
    return writer.text
  }

  package static func outcomes(in text: String?) throws(UnreadableFields) -> [FieldOutcome] {
    guard let text else { return [] }
    var reader = StoredReader(text)
    var outcomes: [FieldOutcome] = []
    try reader.array { (reader) throws(UnreadableFields) in outcomes.append(try FieldOutcome(&reader)) }
    try reader.requireEnd()
    return outcomes
  }
}

extension FieldOutcome {
  fileprivate func write(to writer: inout StoredWriter) {
    writer.object { writer in
      writer.name("f")
      writer.string(field.text)
      writer.name("o")
      writer.string(outcome.rawValue)
      writer.write("s", said, unless: value)
      writer.name("u")
      writer.string(rule)
      writer.write("v", value, unless: nil)
      writer.write("w", winner, unless: nil)
    }
  }

  fileprivate init(_ reader: inout StoredReader) throws(UnreadableFields) {
    var texts: [String: String?] = [:]
    try reader.object { (reader, name) throws(UnreadableFields) in
      texts.updateValue(try reader.optionalString(), forKey: name)
    }
    guard let field = texts["f"] ?? nil, let word = texts["o"] ?? nil, let outcome = Word(rawValue: word),
      let rule = texts["u"] ?? nil, texts.keys.allSatisfy({ ["f", "o", "s", "u", "v", "w"].contains($0) })
    else { throw UnreadableFields() }
    let value = texts["v"] ?? nil
    self.init(
      FieldName(field), outcome, value: value, said: texts["s"] ?? value, winner: texts["w"] ?? nil, rule: rule)
  }
}
