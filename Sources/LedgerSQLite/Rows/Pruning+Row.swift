import Exchange
import GRDB

extension Pruning {
  /// In the order in which ``init(columns:)`` reads them and ``values`` gives them.
  static let columns = "interchange, class, rule, who, saidAt, doneAt"

  /// Takes ``values``. Adds nothing where that was said before.
  static let insertion = "INSERT INTO pruning (\(columns)) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"

  init(columns: inout Columns) throws {
    self.init(
      InterchangeID(try columns.text()), try columns.word(), rule: try columns.text(), who: try columns.optionalText(),
      saidAt: try columns.moment(), doneAt: try columns.optionalMoment())
  }

  var values: StatementArguments {
    [interchange.text, `class`.rawValue, rule, who, saidAt.milliseconds, doneAt?.milliseconds]
  }
}

extension Database {
  func prunings(_ condition: String, _ arguments: StatementArguments) throws -> [Pruning] {
    var found: [Pruning] = []
    try forEach("SELECT \(Pruning.columns) FROM pruning \(condition)", arguments) {
      found.append(try Pruning(columns: &$0))
    }
    return found
  }

  /// The hash of what is left of an interchange whose records are forgotten; nil where they are not, and where nobody
  /// could tell what it was.
  func remains(of id: InterchangeID) throws -> String? {
    var hash: String?
    try forEach("SELECT remains FROM pruning WHERE interchange = ? AND class = 'metadata'", [id.text]) {
      hash = try $0.optionalText()
    }
    return hash
  }

  func isThinned(_ id: InterchangeID) throws -> Bool {
    var isThinned = false
    try forEach("SELECT 1 FROM pruning WHERE interchange = ? AND class = 'metadata'", [id.text]) { _ in
      isThinned = true
    }
    return isThinned
  }
}
