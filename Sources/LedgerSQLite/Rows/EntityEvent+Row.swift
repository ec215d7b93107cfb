import Exchange
import GRDB

extension EntityEvent {
  /// In the order in which ``init(columns:)`` reads them and ``values`` gives them.
  static let columns = "entity, interchange, position, at, what, subject, detail, fields"

  /// Takes ``values``.
  static let insertion = "INSERT INTO entityEvent (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

  init(columns: inout Columns) throws {
    self.init(
      entity: try columns.integer(), source: try columns.record(), at: try columns.moment(), try columns.word(),
      try columns.optionalText(), try columns.optionalText(),
      fields: try columns.stored(StoredOutcomes.outcomes(in:)))
  }

  var values: StatementArguments {
    [
      entity, source.interchange.text, source.position, at.milliseconds, what.rawValue, subject, detail,
      StoredOutcomes.text(of: fields),
    ]
  }
}
