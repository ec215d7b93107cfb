import Exchange
import GRDB

/// How one list of interchanges is walked: which index brings its candidates in its order, and what else each must be.
///
/// Every list is walked by an index from a place on. Where a condition remains that the index does not answer, only so
/// many candidates are looked at, so that a rare thing does not take a walk through the whole ledger.
struct InterchangeListing {
  /// By what a list is sorted.
  enum Order {
    /// By the number of the interchange, in this column.
    case number(String)
    case moment
    /// By the id, which an issue has.
    case id
  }

  struct Condition {
    var sql: String
    var values: [(any DatabaseValueConvertible)?]
  }

  /// What stands after FROM.
  private(set) var source = wholeTable
  private(set) var order = Order.number("interchange.number")
  private static let wholeTable = "interchange NOT INDEXED"
  /// It is walked by the numbers of all interchanges.
  var isWholeTable: Bool { source == Self.wholeTable }
  /// What the index answers.
  private(set) var driving: [Condition] = []
  /// What is looked up for each candidate.
  private(set) var rest: [Condition] = []
  private(set) var since = Int64.min
  private(set) var before = Int64.max

  init(_ query: InterchangeQuery) {
    var query = query
    if query.text == nil { drive(&query) }
    require(&rest, "interchange.sender = ?", query.sender)
    require(&rest, "interchange.verdict = ?", query.verdict?.rawValue)
    require(&rest, "interchange.state = ?", query.state?.rawValue)
    require(&rest, "interchange.receivedAt >= ?", query.since?.milliseconds)
    require(&rest, "interchange.receivedAt < ?", query.until?.milliseconds)
    requireContent(query)
    if let state = query.rejection {
      rest.append(
        Condition(
          sql: "EXISTS (SELECT 1 FROM rejection WHERE rejection.number = interchange.number AND rejection.state = ?)",
          values: [state.rawValue]))
    }
    if query.sender == nil, !isOfOneSender {
      rest.append(Condition(sql: "interchange.sender <> ?", values: [System.desk]))
    }
  }

  private var isOfOneSender = false

  /// Chooses what brings the candidates, and takes out of the query what that answers.
  private mutating func drive(_ query: inout InterchangeQuery) {
    if let code = query.code {
      source = "issue INDEXED BY issueByCode CROSS JOIN interchange ON interchange.id = issue.interchange"
      order = .id
      require(&driving, "issue.code = ?", code)
      // With an entity, both have to be of the same record.
      if query.entity == nil { query.code = nil }
    } else if let state = query.rejection {
      source = """
        rejection INDEXED BY rejectionByState CROSS JOIN interchange ON interchange.number = rejection.number
        """
      order = .number("rejection.number")
      require(&driving, "rejection.state = ?", state.rawValue)
      query.rejection = nil
    } else if let state = query.state, state != .done {
      source = "interchange INDEXED BY interchangeOpen"
      // The second condition is what lets SQLite use the index of what is open.
      require(&driving, "interchange.state = ? AND interchange.state <> 'done'", state.rawValue)
      query.state = nil
    } else if query.since != nil || query.until != nil {
      source = "interchange INDEXED BY interchangeReceived"
      order = .moment
      since = query.since?.milliseconds ?? .min
      before = query.until?.milliseconds ?? .max
      (query.since, query.until) = (nil, nil)
    } else if let verdict = query.verdict, query.sender == nil || verdict != .accepted {
      source = "interchange INDEXED BY interchangeByVerdict"
      require(&driving, "interchange.verdict = ?", verdict.rawValue)
      query.verdict = nil
    } else if let sender = query.sender {
      source = "interchange INDEXED BY interchangeBySender"
      require(&driving, "interchange.sender = ?", sender)
      query.sender = nil
      isOfOneSender = true
    }
  }

  private mutating func requireContent(_ query: InterchangeQuery) {
    if let code = query.code, let entity = query.entity {
      rest.append(
        Condition(
          sql: """
            EXISTS (SELECT 1 FROM issue AS one INDEXED BY issueByRecord
              CROSS JOIN record ON record.interchange = one.interchange AND record.position = one.record
              WHERE one.interchange = interchange.id AND one.code = ? AND record.entity = ?)
            """, values: [code, entity]))
      return
    }
    require(
      &rest,
      """
      EXISTS (SELECT 1 FROM issue AS one INDEXED BY issueByRecord
        WHERE one.interchange = interchange.id AND one.code = ?)
      """, query.code)
    require(
      &rest,
      """
      EXISTS (SELECT 1 FROM record WHERE record.interchange = interchange.id AND record.entity = ?)
      """, query.entity)
  }

  private func require(
    _ conditions: inout [Condition], _ sql: String, _ value: (any DatabaseValueConvertible)?
  ) {
    if let value { conditions.append(Condition(sql: sql, values: [value])) }
  }

  /// The place of an interchange in this list.
  func place(of interchange: Interchange, number: Int64) -> InterchangePlace {
    switch order {
    case .number: .number(number)
    case .moment: .moment(interchange.receivedAt, number)
    case .id: .id(interchange.id)
    }
  }

  // MARK: - Statements

  /// Which part of the list is asked for: in one direction from a place on, and not beyond another.
  struct Stretch {
    var isOlder = true
    /// Not in it.
    var start: InterchangePlace?
    /// In it.
    var end: InterchangePlace?
  }

  /// The interchanges of a stretch with their numbers.
  func rows(_ stretch: Stretch, limit: Int) -> (sql: String, arguments: StatementArguments) {
    let conditions = driving + bounds(stretch) + rest
    return statement("\(Interchange.qualifiedColumns), interchange.number", conditions, stretch, "LIMIT ?", [limit])
  }

  /// The candidate that is the `count`th of a stretch, whatever else it is.
  func candidate(_ count: Int, of stretch: Stretch) -> (sql: String, arguments: StatementArguments) {
    let columns =
      switch order {
      case .number(let column): column
      case .moment: "interchange.receivedAt, interchange.number"
      case .id: "issue.interchange"
      }
    return statement(columns, driving + bounds(stretch), stretch, "LIMIT 1 OFFSET ?", [count - 1])
  }

  /// The place that such a candidate is.
  func place(_ columns: inout Columns) throws -> InterchangePlace {
    switch order {
    case .number: .number(try columns.integer())
    case .moment: .moment(try columns.moment(), try columns.integer())
    case .id: .id(InterchangeID(try columns.text()))
    }
  }

  private func statement(
    _ columns: String, _ conditions: [Condition], _ stretch: Stretch, _ end: String, _ values: [Int]
  ) -> (sql: String, arguments: StatementArguments) {
    let direction = stretch.isOlder ? "DESC" : "ASC"
    let (sorted, grouped) =
      switch order {
      case .number(let column): ("\(column) \(direction)", "")
      case .moment: ("interchange.receivedAt \(direction), interchange.number \(direction)", "")
      case .id: ("issue.interchange \(direction)", "GROUP BY issue.interchange ")
      }
    let condition = conditions.isEmpty ? "" : " WHERE " + conditions.map(\.sql).joined(separator: " AND ")
    var arguments = StatementArguments(conditions.flatMap(\.values))
    arguments += StatementArguments(values)
    return ("SELECT \(columns) FROM \(source)\(condition) \(grouped)ORDER BY \(sorted) \(end)", arguments)
  }

  private func bounds(_ stretch: Stretch) -> [Condition] {
    let (beyond, within) = stretch.isOlder ? ("<", ">=") : (">", "<=")
    switch order {
    case .number(let column):
      return [(stretch.start, beyond), (stretch.end, within)].compactMap { place, sign in
        guard case .number(let number)? = place else { return nil }
        return Condition(sql: "\(column) \(sign) ?", values: [number])
      }
    case .id:
      return [(stretch.start, beyond), (stretch.end, within)].compactMap { place, sign in
        guard case .id(let id)? = place else { return nil }
        return Condition(sql: "issue.interchange \(sign) ?", values: [id.text])
      }
    case .moment:
      return moments(stretch, beyond, within)
    }
  }

  /// One range of moments, which the index is entered by, and the numbers at its ends.
  private func moments(_ stretch: Stretch, _ beyond: String, _ within: String) -> [Condition] {
    var (first, last) = (since, before == .max ? Int64.max : before - 1)
    var ends: [Condition] = []
    for (place, sign) in [(stretch.start, beyond), (stretch.end, within)] {
      guard case .moment(let moment, let number)? = place else { continue }
      if sign.first == "<" { last = min(last, moment.milliseconds) } else { first = max(first, moment.milliseconds) }
      ends.append(
        Condition(
          sql: "(interchange.receivedAt <> ? OR interchange.number \(sign) ?)", values: [moment.milliseconds, number]))
    }
    return [Condition(sql: "interchange.receivedAt BETWEEN ? AND ?", values: [first, last])] + ends
  }
}

extension Interchange {
  /// As ``columns``, for a statement that reads other tables too.
  static let qualifiedColumns = columns.replacing(/\w+/) { "interchange.\($0.output)" }
}
