import Exchange

extension CarriedRecord {
  /// In the order in which ``init(columns:)`` reads them and ``bind(to:)`` gives them.
  private static let columns = "kind, system, key, sequence, changed, interchange, position, content"

  static let keeping = Query("INSERT OR REPLACE INTO carried (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")

  static let byKey = Query("SELECT \(columns) FROM carried WHERE kind = ? AND system = ? AND key = ?")

  static let deletion = Query("DELETE FROM carried WHERE kind = ? AND system = ? AND key = ?")

  init(columns: inout Columns) throws {
    self.init(
      kind: try columns.word(), system: try columns.text(), key: try columns.text(),
      version: RecordVersion(sequence: try columns.optionalInteger(), changed: try columns.moment()),
      source: try columns.record(), content: try columns.blob())
  }

  func bind(to row: inout Bindings) {
    row.word(kind)
    row.text(system)
    row.text(key)
    row.integer(version.sequence)
    row.moment(version.changed)
    row.record(source)
    row.blob(content)
  }
}
