import Exchange

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
  }

  let entity: String
  let fields: [Field]
  /// Fields of documents that come from no field of the record.
  let constants: [Constant]
  let disagreements: [String]

  init(_ coverage: Coverage) {
    entity = coverage.entity.rawValue
    fields = coverage.rows.map {
      Field(
        path: $0.path, written: $0.written?.rawValue, read: $0.read?.rawValue, survives: $0.survives, isLoss: $0.isLoss)
    }
    constants = coverage.constants.map { Constant(path: $0.path, value: $0.value) }
    disagreements = coverage.disagreements
  }
}

/// The same for people.
struct CoverageText {
  let coverage: Coverage
  let output: Output

  func print() {
    let counts =
      "\(Phrase.count(coverage.traced.written, "record")) written, \(Phrase.count(coverage.traced.read, "file")) read"
    output.line(output.styled(coverage.entity.rawValue, .strong) + ", tried with \(counts)")
    var table = Table(["  FIELD", "WRITTEN", "READ", "WRITTEN AND READ"])
    for row in coverage.rows {
      table.add([Cell("  " + row.path), Self.cell(row.written), Self.cell(row.read), Self.fate(row)])
    }
    table.print(to: output)
    if !coverage.constants.isEmpty { output.line("  From no field, but parameters and constants:") }
    for constant in coverage.constants {
      output.line("    \(Printable.line(constant.path)) = \(Printable.line(constant.value))")
    }
    if !coverage.disagreements.isEmpty {
      output.line("  " + output.styled("The losses in format.yaml are not what was seen:", .bad))
    }
    for line in coverage.disagreements { output.line("    " + Printable.line(line)) }
    output.line()
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
