import Exchange

extension Delivery {
  /// In the order in which ``init(columns:)`` reads them and ``bind(to:)`` gives them.
  static let columns = "document, entity, system, number, interchange, position, state"

  /// A document of many records may carry an entity twice; it counts once, for the later record.
  static let insertion = Query(
    """
    INSERT INTO delivery (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (document, entity) DO UPDATE
    SET number = excluded.number, interchange = excluded.interchange, position = excluded.position
    """)

  static let marking = Query("UPDATE delivery SET state = ? WHERE document = ? AND entity = ?")

  static let last = Query(
    "SELECT \(columns) FROM delivery WHERE entity = ? AND system = ? ORDER BY number DESC LIMIT 1")

  static let inDocument = Query("SELECT \(columns) FROM delivery WHERE document = ? ORDER BY entity")

  init(columns: inout Columns) throws {
    self.init(
      document: try columns.text(), entity: try columns.integer(), system: try columns.text(),
      number: try columns.integer(), source: try columns.record(), state: try columns.word())
  }

  func bind(to row: inout Bindings) {
    row.text(document)
    row.integer(entity)
    row.text(system)
    row.integer(number)
    row.record(source)
    row.word(state)
  }
}
