import Exchange
import GRDB

extension Delivery {
  /// In the order in which ``init(columns:)`` reads them and ``values`` gives them.
  static let columns = "document, entity, system, interchange, position, state"

  /// Takes ``values``.
  static let insertion = "INSERT INTO delivery (\(columns)) VALUES (?, ?, ?, ?, ?, ?)"

  init(columns: inout Columns) throws {
    self.init(
      document: try columns.text(), entity: try columns.integer(), system: try columns.text(),
      source: try columns.record(), state: try columns.word())
  }

  var values: StatementArguments {
    [document, entity, system, source.interchange.text, source.position, state.rawValue]
  }
}
