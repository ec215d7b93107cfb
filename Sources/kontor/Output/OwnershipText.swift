import Exchange
import Operations

/// The agreement on one kind of record, in lines for a person.
struct OwnershipText {
  let table: OwnershipTable
  let output: Output

  func print() {
    output.line(output.styled(table.entity.rawValue, .strong) + "  " + Self.title(of: table))
    let owners = table.stages.isEmpty ? ["OWNER"] : table.stages.map { $0.rawValue.uppercased() }
    let hasStandards = table.rows.contains { $0.standard != nil }
    var lines = Table(["FIELD"] + owners + ["WAY", "IF BOTH CHANGED IT"] + (hasStandards ? ["DEFAULT"] : []))
    for row in table.rows {
      var cells = [Cell(Printable.line(row.field == FieldName.whole.text ? "as a whole" : row.field))]
      cells += row.owners.map { Cell(Printable.line($0.word), $0 == .shared ? .note : nil) }
      cells.append(Self.way(of: row))
      cells.append(Cell(Self.conflict(of: row), row.isShared ? nil : .faint))
      if hasStandards { cells.append(Cell(Printable.line(row.standard ?? ""))) }
      lines.add(cells)
    }
    lines.print(to: output)
  }

  private static func title(of table: OwnershipTable) -> String {
    let how = table.isMerged ? "merged field by field" : "taken as a whole"
    let kept = table.kept.map(\.rawValue)
    return kept.isEmpty ? how : "\(how); not sent at stage \(kept.joined(separator: ", "))"
  }

  private static func way(of row: OwnershipTable.Row) -> Cell {
    guard !row.ways.isEmpty else { return Cell("stays", .faint) }
    return Cell(
      Printable.line(row.ways.map { "\($0.from) \($0.isTwoWay ? "↔" : "→") \($0.to)" }.joined(separator: ", ")))
  }

  private static func conflict(of row: OwnershipTable.Row) -> String {
    guard row.isShared else {
      return row.conflict == .fillIfEmpty ? "the owner's; others may fill it" : "the owner's"
    }
    let last = Printable.line(row.lastWords.joined(separator: " or "))
    switch row.conflict {
    case .ownerWins: return "\(last)'s"
    case .newest: return "the newer, else \(last)'s"
    case .longest: return "the longer, else \(last)'s"
    case .fillIfEmpty: return "what is there stays"
    case .ask: return "a person decides"
    }
  }
}
