import Exchange
import GRDB
import XMLEngine

extension RecordOutcome {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns = "position, entity, key, verdict, startLine, startColumn, startByte"

  /// Takes ``bind(to:of:)``.
  static let insertion = Query("INSERT INTO record (interchange, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")

  init(columns: inout Columns) throws {
    self.init(
      position: try columns.int(), entity: try columns.text(), key: try columns.optionalText(),
      verdict: try columns.word(),
      start: Position(line: try columns.int(), column: try columns.int(), byteOffset: try columns.int()))
  }

  func bind(to row: inout Bindings, of interchange: InterchangeID) {
    row.text(interchange.text)
    row.int(position)
    row.text(entity)
    row.text(key)
    row.word(verdict)
    row.int(start.line)
    row.int(start.column)
    row.int(start.byteOffset)
  }
}
