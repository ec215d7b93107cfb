import Exchange
import GRDB

extension Database {
  /// Makes an interchange that is done the next link of the chain.
  ///
  /// - Parameter form: the first only in a ledger whose links have no other.
  func close(_ id: InterchangeID, as origin: Closing.Origin, in form: ClosedForm = .third) throws {
    let last = try lastClosing()
    let number = (last?.number ?? 0) + 1
    let hash = try ClosedRows.sha256(
      number: number, id, origin, after: last?.sha256 ?? "", as: form, in: self)
    let link: StatementArguments = [number, id.text, origin.rawValue, hash]
    switch form {
    case .first:
      try cachedStatement(sql: "INSERT INTO closing (number, interchange, origin, sha256) VALUES (?, ?, ?, ?)")
        .execute(arguments: link)
    case .second, .third:
      try cachedStatement(sql: "INSERT INTO closing (number, interchange, origin, sha256, form) VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: link + [form.rawValue])
    }
  }

  /// Whether what the ledger holds of a link is what was closed: all of it, or what is left where the rest is forgotten.
  func isWhole(_ link: Closing, after previous: String) throws -> Bool {
    if let remains = try remains(of: link.interchange) {
      return try ClosedRows.sha256(ofRemains: link, in: self) == remains
    }
    if let rest = try rest(of: link.interchange) { return try ClosedRows.sha256(ofRest: link, in: self) == rest }
    return try hash(of: link, after: previous) == link.sha256
  }

  /// The hash that a link must have after the one before it; nil where no form is known by which it could be made.
  func hash(of link: Closing, after previous: String) throws -> String? {
    var form: ClosedForm?
    try forEach("SELECT form FROM closing WHERE number = ?", [link.number]) {
      form = ClosedForm(rawValue: try $0.integer())
    }
    return try form.map { form in
      try ClosedRows.sha256(
        number: link.number, link.interchange, link.origin, after: previous, as: form, in: self)
    }
  }

  /// The last link of the chain.
  func lastClosing() throws -> Closing? {
    try closings("WHERE number = (SELECT max(number) FROM closing)").first
  }

  func closings(_ condition: String, _ arguments: StatementArguments = []) throws -> [Closing] {
    var found: [Closing] = []
    try forEachClosing(condition, arguments) { found.append($0) }
    return found
  }

  func forEachClosing(
    _ condition: String, _ arguments: StatementArguments = [], _ body: (Closing) throws -> Void
  ) throws {
    try forEach("SELECT number, interchange, origin, sha256 FROM closing \(condition)", arguments) { columns in
      try body(
        Closing(
          number: try columns.integer(), interchange: InterchangeID(try columns.text()), origin: try columns.word(),
          sha256: try columns.text()))
    }
  }
}
