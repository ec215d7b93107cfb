import Exchange
import GRDB

extension Delivery {
  /// In the order in which ``init(columns:)`` reads them and ``values`` gives them.
  static let columns = "document, entity, system, number, interchange, position, state"

  /// Takes ``values``. A document of many records may carry an entity twice; it counts once, for the later record.
  static let insertion = """
    INSERT INTO delivery (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (document, entity) DO UPDATE
    SET number = excluded.number, interchange = excluded.interchange, position = excluded.position
    """

  init(columns: inout Columns) throws {
    self.init(
      document: try columns.text(), entity: try columns.integer(), system: try columns.text(),
      number: try columns.integer(), source: try columns.record(), state: try columns.word())
  }

  var values: StatementArguments {
    [document, entity, system, number, source.interchange.text, source.position, state.rawValue]
  }
}
