import Exchange
import Operations

/// One field of a table, harmless to a terminal already.
struct Cell {
  let text: String
  let style: Style?

  init(_ text: String, _ style: Style? = nil) {
    self.text = text
    self.style = style
  }
}

/// Columns as wide as what stands in them.
struct Table {
  private var rows: [[Cell]]

  init(_ titles: [String]) {
    rows = [titles.map { Cell($0, .faint) }]
  }

  mutating func add(_ row: [Cell]) {
    rows.append(row)
  }

  func print(to output: Output) {
    let widths = rows[0].indices.map { column in rows.map { Printable.width($0[column].text) }.max() ?? 0 }
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell.style.map { output.styled(cell.text, $0) } ?? cell.text
        guard column < row.count - 1 else { continue }
        line += String(repeating: " ", count: widths[column] - Printable.width(cell.text) + 2)
      }
      output.line(line)
    }
  }
}
