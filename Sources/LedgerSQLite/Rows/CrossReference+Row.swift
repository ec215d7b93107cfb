import Exchange
import GRDB

extension CrossReference {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns = "entity, kind, system, key, standing, interchange, position, since"

  /// Takes ``values``. Adds nothing where no entity of that kind has the number; where another one has the key, the row
  /// stays as it is.
  static let insertion =
    """
    INSERT INTO entityKey (\(columns), ordinal)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
      1 + coalesce((SELECT max(ordinal) FROM entityKey WHERE entity = ?1 AND system = ?3), 0)
    WHERE EXISTS (SELECT 1 FROM entity WHERE id = ?1 AND kind = ?2)
    ON CONFLICT (kind, system, key) DO UPDATE SET standing = excluded.standing WHERE entity = excluded.entity
    """

  init(columns: inout Columns) throws {
    self.init(
      entity: try columns.integer(), kind: try columns.word(), system: try columns.text(), key: try columns.text(),
      standing: try columns.word(), source: try columns.record(), since: try columns.moment())
  }

  var values: StatementArguments {
    [
      entity, kind.rawValue, system, key, standing.rawValue, source.interchange.text, source.position,
      since.milliseconds,
    ]
  }
}
