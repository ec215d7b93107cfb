import Exchange
import XMLEngine

extension Issue {
  /// In the order in which ``init(columns:)`` reads them.
  static let columns = "severity, code, phase, atLine, atColumn, atByte, path, value, expected, message"

  /// Takes ``bind(to:record:of:)``.
  static let insertion = Query(
    "INSERT INTO issue (interchange, record, \(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")

  /// Of an interchange itself, not of its records.
  static let ofFile = "SELECT \(columns) FROM issue WHERE interchange = ? AND record IS NULL ORDER BY number"

  init(columns: inout Columns) throws {
    let severity: Severity = try columns.word()
    let code = try columns.text()
    let phase: Phase = try columns.word()
    let (line, column, byte) = (try columns.optionalInt(), try columns.optionalInt(), try columns.optionalInt())
    var position: Position?
    if let line, let column, let byte { position = Position(line: line, column: column, byteOffset: byte) }
    self.init(
      stored: code, severity, phase: phase, at: position, path: try columns.optionalText(),
      value: try columns.optionalText(),
      expected: try columns.optionalText(), try columns.text())
  }

  func bind(to row: inout Bindings, record: Int?, of interchange: InterchangeID) {
    row.text(interchange.text)
    row.int(record)
    row.word(severity)
    row.text(code)
    row.word(phase)
    row.int(position?.line)
    row.int(position?.column)
    row.int(position?.byteOffset)
    row.text(path)
    row.text(value)
    row.text(expected)
    row.text(message)
  }
}
