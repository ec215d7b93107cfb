import Exchange
import GRDB

extension SQLiteDecisions {
  package func closings(after number: Int64, limit: Int) throws(LedgerError) -> [Closing] {
    try perform { try database.closings("WHERE number > ? ORDER BY number LIMIT ?", [number, max(0, limit)]) }
  }

  package func open() throws(LedgerError) -> [Interchange] {
    try perform {
      try database.interchanges(
        "SELECT \(Interchange.columns) FROM interchange WHERE state <> 'done' ORDER BY number", [])
    }
  }

  package func restore(_ erasure: Erasure) throws(LedgerError) {
    try perform {
      try run(
        "INSERT INTO erasure (\(Erasure.columns), doneAt) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        erasure.values + [erasure.at.milliseconds])
    }
  }

  package func restore(_ file: ErasedFile) throws(LedgerError) {
    try perform { try run(ErasedFile.insertion, file.values) }
  }

  package func restore(erased record: RecordReference) throws(LedgerError) {
    try perform {
      try run(
        "INSERT INTO erasedRecord (interchange, position) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [record.interchange.text, record.position])
    }
  }

  package func erase(_ order: ErasureOrder) throws(LedgerError) -> ErasureOutcome {
    try perform {
      var rows = ErasedRows(order, database)
      try rows.find()
      // What is changed must be what was closed, or its new hash would make right what is wrong.
      for id in rows.interchanges.sorted() {
        guard let link = try database.closings("WHERE interchange = ?", [id.text]).first else { continue }
        if try !database.isWhole(link, after: database.hashBefore(link)) { return .chainBroken(id) }
      }
      // What is taken out is written over in the file as well.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try run("INSERT INTO erasure (\(Erasure.columns)) VALUES (?, ?, ?, ?, ?)", order.erasure.values)
      for file in order.files { try run(ErasedFile.insertion, file.values) }
      for record in order.changed {
        try run(
          "INSERT INTO erasedRecord (interchange, position) VALUES (?, ?) ON CONFLICT DO NOTHING",
          [record.interchange.text, record.position])
      }
      let count = try rows.change()
      for id in rows.interchanges { try database.restate(id) }
      try database.execute(sql: "PRAGMA secure_delete = OFF")
      return .done(rows: count)
    }
  }
}

extension Database {
  /// Hashes what is left of a link; one that is not a link yet will be made of it.
  fileprivate func restate(_ id: InterchangeID) throws {
    guard let link = try closings("WHERE interchange = ?", [id.text]).first else { return }
    if try remains(of: id) != nil {
      try execute(
        sql: "UPDATE pruning SET remains = ? WHERE interchange = ? AND class = 'metadata'",
        arguments: [try ClosedRows.sha256(ofRemains: link, in: self), id.text])
    }
    try execute(
      sql: """
        INSERT INTO erasedRest (interchange, rest, isTold) VALUES (?1, ?2, 0)
        ON CONFLICT (interchange) DO UPDATE SET rest = ?2, isTold = 0
        """, arguments: [id.text, try ClosedRows.sha256(ofRest: link, in: self)])
  }
}

/// The rows in which a person's values may stand in sentences, or as values of an issue.
private struct ErasedRows {
  private let order: ErasureOrder
  private let database: Database
  private var updates: [(sql: String, values: StatementArguments)] = []
  /// Interchanges of which hashed rows change.
  private(set) var interchanges: Set<InterchangeID> = []

  init(_ order: ErasureOrder, _ database: Database) {
    self.order = order
    self.database = database
  }

  /// Carries out what was found. Answers how many rows that changed.
  mutating func change() throws -> Int {
    for update in updates { try database.cachedStatement(sql: update.sql).execute(arguments: update.values) }
    return updates.count
  }

  mutating func find() throws {
    for id in Set(order.records.map(\.interchange)).sorted() { try findIssues(of: id) }
    try findSummaries()
    try findEvents()
    try findHolds()
    try findAudit()
    try findRefusals()
    try findIncidents()
  }

  private func clean(_ text: String?) -> String? { text.map { order.words.clean($0) } }

  private func isConcerned(_ id: InterchangeID, _ position: Int) -> Bool {
    order.records.contains(RecordReference(id, position))
  }

  private mutating func findIssues(of id: InterchangeID) throws {
    var found: [(number: Int64, record: Int?, value: String?, expected: String?, message: String)] = []
    try database.forEach("SELECT number, record, value, expected, message FROM issue WHERE interchange = ?", [id.text])
    {
      found.append(
        (
          try $0.integer(), try $0.optionalInt(), try $0.optionalText(), try $0.optionalText(), try $0.text()
        ))
    }
    for (number, record, value, expected, message) in found {
      var new: (value: String?, expected: String?, message: String)
      if let record {
        guard isConcerned(id, record) else { continue }
        new = (value.map { _ in ErasedWords.mark }, clean(expected), ErasedWords.message)
      } else {
        new = (clean(value), clean(expected), order.words.clean(message))
      }
      guard (value, expected, message) != new else { continue }
      interchanges.insert(id)
      updates.append(
        (
          "UPDATE issue SET value = ?, expected = ?, message = ? WHERE number = ?",
          [new.value, new.expected, new.message, number]
        ))
    }
  }

  /// Of a file that was refused as a whole the summary quotes what was wrong with it.
  private mutating func findSummaries() throws {
    for id in Set(order.records.map(\.interchange)).sorted() {
      var summary: String?
      try database.forEach("SELECT summary FROM interchange WHERE id = ?", [id.text]) {
        summary = try $0.optionalText()
      }
      guard let summary, let new = clean(summary), new != summary else { continue }
      interchanges.insert(id)
      updates.append(("UPDATE interchange SET summary = ? WHERE id = ?", [new, id.text]))
    }
  }

  private mutating func findEvents() throws {
    var events: [(number: Int64, event: EntityEvent)] = []
    func add(_ condition: String, _ arguments: StatementArguments) throws {
      try database.forEach("SELECT number, \(EntityEvent.columns) FROM entityEvent WHERE \(condition)", arguments) {
        events.append((try $0.integer(), try EntityEvent(columns: &$0)))
      }
    }
    try add("entity = ?", [order.erasure.entity])
    for record in order.records {
      try add(
        "interchange = ? AND position = ? AND entity <> ?",
        [record.interchange.text, record.position, order.erasure.entity])
    }
    for (number, event) in events {
      let isOwn = event.entity == order.erasure.entity
      let detail = clean(event.detail)
      let fields = isOwn ? event.fields.map(\.erased) : event.fields
      guard detail != event.detail || fields != event.fields else { continue }
      updates.append(
        (
          "UPDATE entityEvent SET detail = ?, fields = ? WHERE number = ?",
          [detail, StoredOutcomes.text(of: fields), number]
        ))
    }
  }

  private mutating func findHolds() throws {
    var holds: [(id: Int64, sentence: String)] = []
    for record in order.records {
      try database.forEach(
        "SELECT id, sentence FROM hold WHERE interchange = ? AND position = ?",
        [record.interchange.text, record.position]
      ) { holds.append((try $0.integer(), try $0.text())) }
    }
    for (id, sentence) in holds where order.words.clean(sentence) != sentence {
      updates.append(("UPDATE hold SET sentence = ? WHERE id = ?", [order.words.clean(sentence), id]))
    }
  }

  private mutating func findAudit() throws {
    var entries: [AuditEntry] = []
    try database.forEach("SELECT number, \(AuditEntry.columns) FROM audit") {
      entries.append(try AuditEntry(columns: &$0))
    }
    for entry in entries where entry.source != order.erasure.source {
      let isOwn =
        order.names.contains(entry.subject) || isConcerned(entry.source.interchange, entry.source.position)
      guard isOwn else { continue }
      // What systems said of fields stands there as it was, however short.
      let tellsValues = ["resolve", "correct"].contains(entry.action)
      let before = tellsValues ? entry.before.map { _ in ErasedWords.mark } : clean(entry.before)
      let after = tellsValues ? entry.after.map { _ in ErasedWords.mark } : clean(entry.after)
      let reason = clean(entry.reason)
      guard (before, after, reason) != (entry.before, entry.after, entry.reason) else { continue }
      interchanges.insert(entry.source.interchange)
      updates.append(
        (
          "UPDATE audit SET before = ?, after = ?, reason = ? WHERE number = ?",
          [before, after, reason, entry.number]
        ))
    }
  }

  /// What the other side wrote when it refused an order of the person.
  private mutating func findRefusals() throws {
    var refusals: [(id: Int64, text: String)] = []
    try database.forEach("SELECT id, refusal FROM entity WHERE refusal IS NOT NULL") {
      refusals.append((try $0.integer(), try $0.text()))
    }
    for (id, text) in refusals where order.words.clean(text) != text {
      updates.append(("UPDATE entity SET refusal = ? WHERE id = ?", [order.words.clean(text), id]))
    }
  }

  private mutating func findIncidents() throws {
    for (table, key, column) in [
      ("incident", "id", "detail"), ("incident", "id", "acknowledgedReason"), ("incident", "id", "closedReason"),
      ("incidentNotice", "number", "failure"),
    ] {
      var texts: [(key: Int64, text: String)] = []
      try database.forEach("SELECT \(key), \(column) FROM \(table) WHERE \(column) IS NOT NULL") {
        texts.append((try $0.integer(), try $0.text()))
      }
      for (number, text) in texts where order.words.clean(text) != text {
        updates.append(("UPDATE \(table) SET \(column) = ? WHERE \(key) = ?", [order.words.clean(text), number]))
      }
    }
  }
}
