import Exchange

extension EntityEvent {
  /// In the order in which ``init(columns:)`` reads them and ``bind(to:)`` gives them.
  static let columns = "entity, interchange, position, at, what, subject, detail, fields"

  static let insertion = Query("INSERT INTO entityEvent (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")

  init(columns: inout Columns) throws {
    self.init(
      entity: try columns.integer(), source: try columns.record(), at: try columns.moment(), try columns.word(),
      try columns.optionalText(), try columns.optionalText(),
      fields: try columns.stored(StoredOutcomes.outcomes(in:)))
  }

  func bind(to row: inout Bindings) {
    row.integer(entity)
    row.record(source)
    row.moment(at)
    row.word(what)
    row.text(subject)
    row.text(detail)
    row.text(StoredOutcomes.text(of: fields))
  }
}
