import Exchange
import GRDB

extension ErasedFile {
  /// In the order in which ``init(columns:)`` reads them and ``values`` gives them.
  static let columns = "interchange, kind, before, after, byInterchange, byPosition, who, saidAt, doneAt"

  static let insertion = "INSERT INTO erasedFile (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

  init(columns: inout Columns) throws {
    self.init(
      InterchangeID(try columns.text()), try columns.word(), before: try columns.text(),
      after: try columns.optionalText(), source: try columns.record(), who: try columns.text(),
      saidAt: try columns.moment(), doneAt: try columns.optionalMoment())
  }

  var values: StatementArguments {
    [
      interchange.text, kind.rawValue, before, after, source.interchange.text, source.position, who,
      saidAt.milliseconds, doneAt?.milliseconds,
    ]
  }
}

extension Erasure {
  static let columns = "interchange, position, entity, who, at"

  init(columns: inout Columns) throws {
    self.init(
      source: try columns.record(), entity: try columns.integer(), who: try columns.text(), at: try columns.moment())
  }

  var values: StatementArguments {
    [source.interchange.text, source.position, entity, who, at.milliseconds]
  }
}

extension Database {
  func erasedFiles(_ condition: String, _ arguments: StatementArguments = []) throws -> [ErasedFile] {
    var found: [ErasedFile] = []
    try forEach("SELECT \(ErasedFile.columns) FROM erasedFile \(condition) ORDER BY number", arguments) {
      found.append(try ErasedFile(columns: &$0))
    }
    return found
  }

  func erasure(_ condition: String, _ arguments: StatementArguments) throws -> Erasure? {
    var found: Erasure?
    try forEach("SELECT \(Erasure.columns) FROM erasure \(condition) ORDER BY at DESC LIMIT 1", arguments) {
      found = try Erasure(columns: &$0)
    }
    return found
  }

  /// The hash of what is left of an interchange out of whose rows values were taken; nil where none were.
  func rest(of id: InterchangeID) throws -> String? {
    var hash: String?
    try forEach("SELECT rest FROM erasedRest WHERE interchange = ?", [id.text]) { hash = try $0.optionalText() }
    return hash
  }
}
