package import Exchange
import GRDB

extension SQLiteLedger {
  package func records(
    of id: InterchangeID, _ selection: RecordSelection, after position: Int, limit: Int
  ) throws(LedgerError) -> RecordPage {
    let limit = max(1, limit)
    return try connection.access { database in
      try database.snapshot {
        let found = try database.records(of: id, selection, after: position, limit: limit + 1)
        var page = RecordPage()
        page.records = found.prefix(limit).map { RecordDetails($0, issues: [], documents: []) }
        guard let first = page.records.first?.record.position, let last = page.records.last?.record.position else {
          return page
        }
        if found.count > limit { page.next = last }
        let places = Dictionary(
          page.records.enumerated().map { ($0.element.record.position, $0.offset) }, uniquingKeysWith: { one, _ in one }
        )
        try database.forEach(
          """
          SELECT record, \(Issue.columns) FROM issue INDEXED BY issueByRecord
          WHERE interchange = ? AND record BETWEEN ? AND ? ORDER BY record, number
          """, [id.text, first, last]
        ) { columns in
          let position = try columns.int()
          if let place = places[position] { page.records[place].issues.append(try Issue(columns: &columns)) }
        }
        for (position, document) in try database.documents(sentFor: id, first, last) {
          if let place = places[position], !page.records[place].documents.contains(document) {
            page.records[place].documents.append(document)
          }
        }
        return page
      }
    }
  }

  package func codes(of id: InterchangeID) throws(LedgerError) -> [String: Int] {
    try connection.access { database in
      var codes: [String: Int] = [:]
      try database.forEach(
        """
        SELECT code, count(DISTINCT coalesce(record, 0)) FROM issue INDEXED BY issueByRecord
        WHERE interchange = ? GROUP BY code
        """, [id.text]
      ) { columns in
        let code = try columns.text()
        codes[code] = try columns.int()
      }
      return codes
    }
  }

  package func attemptGroups(handedInBy id: InterchangeID) throws(LedgerError) -> [AttemptGroup] {
    try connection.access { database in
      try database.all(
        """
        SELECT state, verdict, count(*) FROM interchange INDEXED BY interchangeByHandedIn
        WHERE handedInterchange = ? GROUP BY state, verdict
        """, [id.text]
      ) { AttemptGroup(try $0.word(), try $0.optionalWord(), count: try $0.int()) }
    }
  }
}

extension Database {
  fileprivate func records(
    of id: InterchangeID, _ selection: RecordSelection, after position: Int, limit: Int
  ) throws -> [RecordOutcome] {
    let read: (inout Columns) throws -> RecordOutcome = { try RecordOutcome(columns: &$0) }
    if selection == .all {
      return try all(
        """
        SELECT \(RecordOutcome.columns) FROM record WHERE interchange = ? AND position > ? ORDER BY position LIMIT ?
        """, [id.text, position, limit], read)
    }
    // Two ways to an exception, each with an index that has them in order.
    let positions = try all(
      """
      SELECT position FROM record INDEXED BY recordException
      WHERE interchange = ? AND position > ? AND verdict <> 'accepted' AND verdict <> 'unchanged'
      ORDER BY position LIMIT ?
      """, [id.text, position, limit]
    ) { try $0.int() }
    let noted = try all(
      """
      SELECT DISTINCT record FROM issue INDEXED BY issueByRecord WHERE interchange = ? AND record > ?
      ORDER BY record LIMIT ?
      """, [id.text, position, limit]
    ) { try $0.int() }
    return try Set(positions + noted).sorted().prefix(limit).flatMap { position in
      try all(
        "SELECT \(RecordOutcome.columns) FROM record WHERE interchange = ? AND position = ?", [id.text, position], read)
    }
  }

  /// The documents in which records of a range went, by what the story of their objects says.
  fileprivate func documents(
    sentFor id: InterchangeID, _ first: Int, _ last: Int
  ) throws -> [(position: Int, document: Document)] {
    var known: [String: Document] = [:]
    return try all(
      """
      SELECT position, detail FROM entityEvent INDEXED BY entityEventBySource
      WHERE interchange = ? AND position BETWEEN ? AND ? AND what = ? ORDER BY position, number
      """, [id.text, first, last, EntityEvent.What.sent.rawValue]
    ) { (try $0.int(), try $0.optionalText()) }.compactMap { position, name in
      guard let name else { return nil }
      if known[name] == nil { known[name] = try document(name) }
      return known[name].map { (position, $0) }
    }
  }
}
