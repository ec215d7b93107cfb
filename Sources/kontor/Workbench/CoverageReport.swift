import Exchange
import Operations

/// What `coverage --json` says of one entity.
struct CoverageReport: Encodable {
  struct Field: Encodable {
    let path: String
    /// `mapped`, `checked` or `ignored`; nil where it was not tried.
    let written: String?
    /// `mapped` or `invented`; nil where no file filled it.
    let read: String?
    let survives: Bool?
    let isLoss: Bool
  }

  struct Constant: Encodable {
    let path: String
    let value: String
    /// The parameters on which it depends; none for what the stylesheet says itself.
    let parameters: [String]
  }

  let entity: String
  /// In whose documents it was looked at, where it goes along there; nil for those of its own.
  let along: String?
  let fields: [Field]
  /// Fields of documents that come from no field of the record.
  let constants: [Constant]
  let disagreements: [String]

  init(_ coverage: Coverage) {
    entity = coverage.entity.rawValue
    along = nil
    fields = coverage.rows.map(Field.init)
    constants = coverage.constants.map { Constant(path: $0.path, value: $0.value, parameters: $0.parameters) }
    disagreements = coverage.disagreements
  }

  /// What goes along with another.
  init(_ companion: Coverage.Fields, with other: Coverage) {
    entity = companion.entity.rawValue
    along = other.entity.rawValue
    fields = companion.rows.map(Field.init)
    (constants, disagreements) = ([], [])
  }
}

extension CoverageReport.Field {
  fileprivate init(_ row: Coverage.Row) {
    self.init(
      path: row.path, written: row.written?.rawValue, read: row.read?.rawValue, survives: row.survives,
      isLoss: row.isLoss)
  }
}

/// The same for people.
struct CoverageText {
  let coverage: Coverage
  let output: Output

  func print() {
    output.line(output.styled(coverage.entity.rawValue, .strong) + ", tried with \(counts)")
    printTable(coverage.rows)
    if !coverage.constants.isEmpty { output.line("  From no field, but parameters and constants:") }
    for constant in coverage.constants {
      let names = constant.parameters.map { "parameter \($0)" }.joined(separator: ", ")
      output.line(
        "    \(Printable.line(constant.path)) = \(Printable.line(constant.value))  "
          + output.styled(names.isEmpty ? "constant" : names, .faint))
    }
    printDisagreements()
    output.line()
    for companion in coverage.companions { print(companion) }
  }

  /// Only what goes along with it.
  func print(_ companion: Coverage.Fields) {
    let title = "\(companion.entity.rawValue), in its \(coverage.entity.rawValue.lowercased())"
    output.line(output.styled(title, .strong) + ", tried with \(counts)")
    printTable(companion.rows)
    output.line()
  }

  private var counts: String {
    "\(Phrase.count(coverage.traced.written, "record")) written, \(Phrase.count(coverage.traced.read, "file")) read"
  }

  private func printTable(_ rows: [Coverage.Row]) {
    var table = Table(["  FIELD", "WRITTEN", "READ", "WRITTEN AND READ"])
    for row in rows {
      table.add([Cell("  " + row.path), Self.cell(row.written), Self.cell(row.read), Self.fate(row)])
    }
    table.print(to: output)
  }

  private func printDisagreements() {
    if !coverage.disagreements.isEmpty {
      output.line("  " + output.styled("The losses in format.yaml are not what was seen:", .bad))
    }
    for line in coverage.disagreements { output.line("    " + Printable.line(line)) }
  }

  private static func cell(_ use: Coverage.Use?) -> Cell {
    switch use {
    case .mapped?: Cell("mapped", .good)
    case .ignored?: Cell("ignored", .warning)
    case let other?: Cell(other.rawValue)
    case nil: Cell("–", .faint)
    }
  }

  private static func fate(_ row: Coverage.Row) -> Cell {
    switch (row.survives, row.isLoss) {
    case (true?, _): Cell("survives")
    case (false?, true): Cell("lost, as documented", .warning)
    case (false?, false): Cell("lost", .bad)
    case (nil, _): Cell("–", .faint)
    }
  }
}
