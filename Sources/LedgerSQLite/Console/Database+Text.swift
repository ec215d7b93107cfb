import Exchange
import Foundation
import GRDB

extension Database {
  /// Interchanges that a person's text finds, in the direction of a stretch.
  func found(
    by text: SearchText, _ listing: InterchangeListing, _ stretch: InterchangeListing.Stretch, limit: Int,
    _ limits: ConsoleLimits
  ) throws -> Found {
    var exact: Set<Int64> = []
    if !text.isPiece { exact = try numbers(by: text, limits.exact) }
    let names: NameSearch
    if text.isPiece {
      names = .piece(text.text)
    } else {
      let beginning = NameSearch.beginning(text.text)
      // A walk over all names only where nothing else is meant.
      let isMeant = try !exact.isEmpty || has(beginning, more: 0)
      names = isMeant ? beginning : .piece(text.text)
    }
    func found(_ numbers: [Int64], _ end: Int64?) throws -> Found {
      let candidates = stretch.ordered(exact.union(numbers), to: end)
      return Found(
        rows: try interchanges(numbered: candidates, listing.rest, limit: limit), end: end.map { .number($0) })
    }
    // What many names have need not be looked for in all of them.
    let near = try end(of: stretch, after: limits.nearest)
    let nearest = try found(numbers(by: names, stretch, to: near), near)
    if nearest.rows.count == limit || near == nil { return nearest }
    if case .beginning = names, try has(names, more: limits.candidates) {
      let end = try end(of: stretch, after: limits.candidates)
      return try found(numbers(by: names, stretch, to: end), end)
    }
    let named = try numbers(by: names, stretch, limit: limits.names)
    return try found(named, named.count == limits.names ? named.last : nil)
  }

  /// Those of the numbers, in their order, that are what is asked for.
  private func interchanges(
    numbered numbers: [Int64], _ conditions: [InterchangeListing.Condition], limit: Int
  ) throws -> [(Interchange, Int64)] {
    let sql = """
      SELECT \(Interchange.columns), number FROM interchange
      WHERE \((["number = ?"] + conditions.map(\.sql)).joined(separator: " AND "))
      """
    var rows: [(Interchange, Int64)] = []
    for number in numbers {
      if rows.count == limit { break }
      let arguments = StatementArguments([number] + conditions.flatMap(\.values))
      try forEach(sql, arguments) { rows.append((try Interchange(columns: &$0), try $0.integer())) }
    }
    return rows
  }

  // MARK: - File names

  /// Letter case counts for nothing, as far as ASCII goes.
  private enum NameSearch {
    case beginning(String)
    case piece(String)

    static let name = "lower(CAST(fileName AS TEXT))"

    var condition: InterchangeListing.Condition {
      switch self {
      case .beginning(let text):
        let first = Self.small(text)
        // The same with its last byte one higher: names need not be UTF-8.
        var end = first
        end[end.count - 1] += 1
        return InterchangeListing.Condition(
          // With something that has no affinity, as the index has none: otherwise SQLite would not use it.
          sql: "\(Self.name) >= CAST(? AS TEXT) || '' AND \(Self.name) < CAST(? AS TEXT) || ''",
          values: [Data(first), Data(end)])
      case .piece(let text):
        return InterchangeListing.Condition(
          sql: "instr(\(Self.name), CAST(? AS TEXT))", values: [Data(Self.small(text))])
      }
    }

    private static func small(_ text: String) -> [UInt8] {
      text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
  }

  /// Looked for among all interchanges of a stretch up to its end, one by one.
  private func numbers(
    by names: NameSearch, _ stretch: InterchangeListing.Stretch, to end: Int64?
  ) throws -> [Int64] {
    let bounds = stretch.numbers(to: end)
    return try all(
      "SELECT number FROM interchange NOT INDEXED WHERE number BETWEEN ? AND ? AND \(names.condition.sql)",
      StatementArguments([bounds.lowerBound, bounds.upperBound] + names.condition.values)
    ) { try $0.integer() }
  }

  /// Whether more names than so many are like that: too many for their numbers to be sorted.
  private func has(_ names: NameSearch, more most: Int) throws -> Bool {
    var found = 0
    try forEach(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM interchange INDEXED BY interchangeName WHERE \(names.condition.sql) LIMIT ?)
      """, StatementArguments(names.condition.values + [most + 1])
    ) { found = try $0.int() }
    return found > most
  }

  /// Looked for in the index of all names.
  private func numbers(
    by names: NameSearch, _ stretch: InterchangeListing.Stretch, limit: Int
  ) throws -> [Int64] {
    var conditions = [names.condition]
    if case .number(let number)? = stretch.start {
      conditions.append(.init(sql: "number \(stretch.isOlder ? "<" : ">") ?", values: [number]))
    }
    return try all(
      """
      SELECT number FROM interchange INDEXED BY interchangeName
      WHERE \(conditions.map(\.sql).joined(separator: " AND "))
      ORDER BY number \(stretch.isOlder ? "DESC" : "ASC") LIMIT ?
      """, StatementArguments(conditions.flatMap(\.values) + [limit])
    ) { try $0.integer() }
  }

  // MARK: - Everything else

  /// What a text says by its form, each looked up in an index.
  private func numbers(by text: SearchText, _ most: Int) throws -> Set<Int64> {
    var found: Set<Int64> = []
    func add(_ sql: String, _ arguments: StatementArguments) throws {
      found.formUnion(try all(sql, arguments + [most]) { try $0.integer() })
    }
    if let prefix = text.idPrefix {
      try add(
        "SELECT number FROM interchange WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?", [prefix, prefix + "~"])
    }
    for sender in try senders() {
      if let prefix = text.hashPrefix {
        try add(
          """
          SELECT number FROM interchange INDEXED BY interchangeByContent
          WHERE sender = ? AND sha256 >= ? AND sha256 < ? AND repeats IS NULL LIMIT ?
          """, [sender, prefix, prefix + "~"])
      }
      try add(
        """
        SELECT number FROM interchange INDEXED BY interchangeByControlNumber
        WHERE sender = ? AND controlNumber = ? AND controlNumber IS NOT NULL ORDER BY number DESC LIMIT ?
        """, [sender, text.text])
      guard let number = text.wholeNumber else { continue }
      for (index, sign) in [("interchangeByControlValue", "<>"), ("interchangeRejectedNumber", "=")] {
        try add(
          """
          SELECT number FROM interchange INDEXED BY \(index)
          WHERE sender = ? AND controlValue = ? AND controlValue IS NOT NULL AND verdict \(sign) 'rejected'
          ORDER BY number DESC LIMIT ?
          """, [sender, number])
      }
    }
    for id in try interchanges(ofKey: text.text, most) {
      try add("SELECT number FROM interchange WHERE id = ? LIMIT ?", [id])
    }
    return found
  }

  /// Every sender that there ever was, from one to the next.
  private func senders() throws -> [String] {
    try all(
      """
      WITH RECURSIVE sender (name) AS (
        SELECT min(sender) FROM interchange INDEXED BY interchangeBySender
        UNION ALL
        SELECT (SELECT min(sender) FROM interchange INDEXED BY interchangeBySender WHERE sender > name)
        FROM sender WHERE name IS NOT NULL)
      SELECT name FROM sender WHERE name IS NOT NULL
      """, []
    ) { try $0.text() }
  }

  /// The ids of interchanges that told of what has a key, that hold it back, or that were rejected with it.
  private func interchanges(ofKey key: String, _ most: Int) throws -> Set<String> {
    var ids: Set<String> = []
    for entity in Set(try crossReferences(withKey: key).map(\.entity)) {
      ids.formUnion(
        try all(
          """
          SELECT interchange FROM entityEvent INDEXED BY entityEventByEntity WHERE entity = ?
          ORDER BY number DESC LIMIT ?
          """, [entity, most]
        ) { try $0.text() })
    }
    ids.formUnion(
      try all(
        "SELECT interchange FROM record INDEXED BY recordRejected WHERE verdict = 'rejected' AND key = ? LIMIT ?",
        [key, most]
      ) { try $0.text() })
    for kind in Entity.allCases {
      for sender in try senders() {
        ids.formUnion(
          try all(
            """
            SELECT interchange FROM hold INDEXED BY holdByKey WHERE state = 'open' AND kind = ? AND sender = ? AND key = ?
            """, [kind.rawValue, sender, key]
          ) { try $0.text() })
      }
    }
    return ids
  }
}

extension InterchangeListing.Stretch {
  /// The numbers that lie on it, up to an end.
  fileprivate func numbers(to end: Int64?) -> ClosedRange<Int64> {
    var range = isOlder ? (end ?? .min)...Int64.max : Int64.min...(end ?? .max)
    if case .number(let number)? = start {
      range = isOlder ? range.clamped(to: .min...(number - 1)) : range.clamped(to: (number + 1)...(.max))
    }
    return range
  }

  /// Those of the numbers that lie on it, up to an end, in its direction.
  fileprivate func ordered(_ numbers: Set<Int64>, to end: Int64?) -> [Int64] {
    let range = self.numbers(to: end)
    return numbers.filter(range.contains).sorted(by: isOlder ? { $0 > $1 } : { $0 < $1 })
  }
}
