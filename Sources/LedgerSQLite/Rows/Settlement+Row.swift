import Exchange
import GRDB

extension Settlement {
  /// In the order in which ``init(columns:)`` reads them and ``values`` gives them.
  static let columns = "interchange, position, byInterchange, byPosition, state, at"

  /// Takes ``values``. Adds nothing where that is settled, or the interchange that settles it is unknown or done.
  static let insertion =
    """
    INSERT INTO settlement (\(columns))
    SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM interchange WHERE id = ?3 AND state <> 'done')
    ON CONFLICT DO NOTHING
    """

  init(columns: inout Columns) throws {
    self.init(
      of: InterchangeID(try columns.text()), position: try columns.optionalInt(),
      by: InterchangeID(try columns.text()), byPosition: try columns.optionalInt(), try columns.word(),
      at: try columns.moment())
  }

  var values: StatementArguments {
    [interchange.text, position, by.text, byPosition, state.rawValue, at.milliseconds]
  }
}
