import Exchange

extension CrossReference {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns = "entity, kind, system, key, standing, interchange, position, since"

  /// Takes ``bind(to:)`` and the ordinal. Where another entity has the key, the row stays as it is.
  static let insertion = Query(
    """
    INSERT INTO entityKey (\(columns), ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (kind, system, key) DO UPDATE SET standing = excluded.standing WHERE entity = excluded.entity
    """)

  /// What the next key of an entity in a system counts as; nothing where no entity of that kind has the number. Asked
  /// apart, for a statement that reads the table into which it writes has to copy what it read.
  static let nextOrdinal = Query(
    """
    SELECT 1 + coalesce((SELECT max(ordinal) FROM entityKey WHERE entity = ?1 AND system = ?3), 0)
    FROM entity WHERE id = ?1 AND kind = ?2
    """)

  static let ofEntity = Query("SELECT \(columns) FROM entityKey WHERE entity = ? ORDER BY system, ordinal")

  static let byKey = Query("SELECT \(columns) FROM entityKey WHERE kind = ? AND system = ? AND key = ?")

  init(columns: inout Columns) throws {
    self.init(
      entity: try columns.integer(), kind: try columns.word(), system: try columns.text(), key: try columns.text(),
      standing: try columns.word(), source: try columns.record(), since: try columns.moment())
  }

  func bind(to row: inout Bindings) {
    row.integer(entity)
    row.word(kind)
    row.text(system)
    row.text(key)
    row.word(standing)
    row.record(source)
    row.moment(since)
  }
}
