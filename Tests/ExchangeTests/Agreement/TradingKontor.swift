import Exchange

/// Kontor, as far as it matters to one record: it takes every field of a file that arrives, and writes one document to
/// every system that is owed something.
struct TradingKontor {
  let fields: [FieldName]
  let terms: [FieldName: FieldTerms]
  let full: Bool
  var states: [FieldName: FieldState] = [:]
  /// How many it wrote.
  var documents = 0
  var decided: [FieldName: String] = [:]
  var lastResults = ""
  private var files = 0
  private var numbers: [String: Int64] = [:]
  var witness = Witness()
  var complaints: [String] = []

  init(fields: [FieldName], terms: [FieldName: FieldTerms], full: Bool) {
    self.fields = fields
    self.terms = terms
    self.full = full
  }

  mutating func process(_ file: TradingSystem.Export, at now: Timestamp) -> [String: TradingSystem.Document] {
    let before = states
    let isRepeated = take(file, at: now)
    let written = settle()
    if isRepeated, !written.isEmpty { complaints.append("a repeated file caused a document") }
    if isRepeated, before != states { complaints.append("a repeated file changed what is known") }
    return written
  }

  /// Answers whether the file is a repeated one.
  @discardableResult
  mutating func take(_ file: TradingSystem.Export, at now: Timestamp) -> Bool {
    files += 1
    let source = RecordReference(InterchangeID("F\(files)"), 1)
    let isRepeated = witness.see(file)
    lastResults = ""
    let proved = Merge.importProved(
      by: file.contents.mapValues(\.value), of: file.system, file.version, in: states)
    for field in fields {
      guard let content = file.contents[field], let terms = terms[field] else { continue }
      var knows = true
      if case .system(let owner) = terms.owner { knows = witness.newest[owner] != nil }
      let word = Merge.Word(
        content.value, by: file.system, file.version, source: source, ownerKnowsEntity: knows, importProved: proved)
      var state = states[field] ?? FieldState()
      let result = Merge.take(word, into: &state, by: terms, at: now)
      lastResults += " \(field) \(result)"
      states[field] = state
    }
    return isRepeated
  }

  /// A person decides, as the desk lets them.
  mutating func decide(_ field: FieldName, _ value: String, at now: Timestamp) -> [String: TradingSystem.Document] {
    states[field]?.decide(value, by: "A. Clerk", at: now)
    decided[field] = value
    return settle()
  }

  mutating func confirm(_ document: Int64, by system: String) -> [String: TradingSystem.Document] {
    witness.confirm(document, by: system)
    for field in fields { states[field]?.confirm(document: document, by: system) }
    return settle()
  }

  private mutating func settle() -> [String: TradingSystem.Document] {
    var written: [String: TradingSystem.Document] = [:]
    for name in TradingHistory.systems {
      let owed = fields.filter { states[$0]?.isOwed(to: name) ?? false }
      if owed.isEmpty { continue }
      let number = (numbers[name] ?? 0) + 1
      numbers[name] = number
      documents += 1
      var values: [FieldName: String] = [:]
      for field in full ? fields : owed {
        guard let value = states[field]?.target(of: name) else { continue }
        values[field] = value
        states[field]?.send(to: name, document: number)
      }
      let document = TradingSystem.Document(number: number, values: values)
      witness.send(document, to: name)
      written[name] = document
    }
    return written
  }
}
