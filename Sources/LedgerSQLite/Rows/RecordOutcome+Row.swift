import Exchange
import GRDB
import XMLEngine

extension RecordOutcome {
  /// In the order in which ``init(row:)`` reads them.
  static let columns = "position, entity, key, verdict, startLine, startColumn, startByte"

  /// Takes ``values(of:)``. Made once, because it runs for every record.
  static let insertion = "INSERT INTO record (interchange, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

  init(row: Row) throws {
    var columns = Columns(row)
    self.init(
      position: try columns.int(), entity: try columns.text(), key: try columns.optionalText(),
      verdict: try columns.word(),
      start: Position(line: try columns.int(), column: try columns.int(), byteOffset: try columns.int()))
  }

  func values(of interchange: InterchangeID) -> StatementArguments {
    [interchange.text, position, entity, key, verdict.rawValue, start.line, start.column, start.byteOffset]
  }
}
