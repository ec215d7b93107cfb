/// A column of a table.
package struct Column: Sendable {
  package enum Kind: String, Sendable {
    case text = ""
    /// To the right.
    case number = "num"
    /// May be broken anywhere, and wants room: names of files, paths.
    case long
    /// A box to tick.
    case tick
  }

  let title: String
  let kind: Kind
  /// Whether its cell says what the row is about.
  let isHeading: Bool
  let hidesTitle: Bool

  package init(_ title: String, _ kind: Kind = .text, isHeading: Bool = false, hidesTitle: Bool = false) {
    self.title = title
    self.kind = kind
    self.isHeading = isHeading
    self.hidesTitle = hidesTitle || kind == .tick
  }

  var attributes: [Attribute] { kind == .text ? [] : [.class(kind.rawValue)] }
}

/// A row of a table, with a cell for each column.
package struct Row: Sendable {
  let id: String?
  let cells: [Markup]

  package init(_ id: String? = nil, @CellBuilder cells: () -> [Markup]) {
    self.id = id
    self.cells = cells()
  }
}

/// Each line is a cell.
@resultBuilder
package enum CellBuilder {
  package static func buildExpression(_ markup: Markup) -> [Markup] { [markup] }
  package static func buildExpression(_ text: String) -> [Markup] { [Markup(text)] }
  package static func buildExpression(_ number: Int) -> [Markup] { [Markup(String(number))] }
  package static func buildExpression(_ cells: [Markup]) -> [Markup] { cells }
  package static func buildBlock(_ cells: [Markup]...) -> [Markup] { cells.flatMap { $0 } }
  package static func buildOptional(_ cells: [Markup]?) -> [Markup] { cells ?? [] }
  package static func buildEither(first: [Markup]) -> [Markup] { first }
  package static func buildEither(second: [Markup]) -> [Markup] { second }
  package static func buildArray(_ cells: [[Markup]]) -> [Markup] { cells.flatMap { $0 } }
}

/// A table of at most seven columns. Where there is little room its rows become cards; the roles are written out
/// because a row that is shown as a block loses its own.
///
/// - Parameters:
///   - caption: Says what the rows are. No links in it: not every reader can follow them there.
///   - isStacked: Whether rows become cards; small tables of two or three columns fit as they are.
package func table(
  _ caption: Markup, _ columns: [Column], id: String? = nil, isStacked: Bool = true, rows: [Row]
) -> Markup {
  assert(columns.count <= 7, "more than seven columns cannot be read")
  return .element(
    "table", [.role("table")] + (isStacked ? [.class("stack")] : []) + (id.map { [.id($0)] } ?? [])
  ) {
    Console.caption { caption }
    Markup.element("thead", [.role("rowgroup")]) {
      Markup.element("tr", [.role("row")]) {
        for column in columns {
          Markup.element("th", [.role("columnheader"), Attribute("scope", "col")] + column.attributes) {
            if column.hidesTitle { unseen(column.title) } else { column.title }
          }
        }
      }
    }
    Markup.element("tbody", [.role("rowgroup")]) {
      for row in rows { tableRow(row, columns) }
    }
  }
}

package func table(
  _ caption: String, _ columns: [Column], id: String? = nil, isStacked: Bool = true, rows: [Row]
) -> Markup {
  table(Markup(caption), columns, id: id, isStacked: isStacked, rows: rows)
}

/// One row by itself, to be swapped by its id.
package func tableRow(_ row: Row, _ columns: [Column]) -> Markup {
  assert(row.cells.count == columns.count, "a cell for each column")
  return .element("tr", [.role("row")] + (row.id.map { [.id($0)] } ?? [])) {
    for (cell, column) in zip(row.cells, columns) {
      let named = column.attributes + [Attribute("data-label", column.title)]
      if column.isHeading {
        Markup.element("th", [.role("rowheader"), Attribute("scope", "row")] + named) { cell }
      } else {
        Markup.element("td", [.role("cell")] + named) { cell }
      }
    }
  }
}
