import Exchange
import GRDB

/// What the ledger knows of business objects changes with every file, so that no chain can hold it. Its tables name each
/// other, and count what they hold.
extension SelfProof {
  func checkEntities() throws {
    try checkFields()
    try checkEvents()
    try checkHolds()
    try checkEntityOrphans()
    try checkInterchangeOrphans()
  }

  private func checkFields() throws {
    try database.forEach("SELECT id, \(EntityState.columns), conflicts FROM entity ORDER BY id") { columns in
      let name = "entity \(try columns.integer())"
      guard let state = try readable({ try EntityState(columns: &columns) }) else {
        return try changed(name, .ledgerDamaged, "Its row holds something that no Kontor writes")
      }
      let counted = try readable { try columns.int() }
      if counted != state.conflicts.count {
        try changed(
          name, .tally,
          "Its row says that \(counted ?? 0) of its fields are in conflict, but \(state.conflicts.count) of them are")
      }
    }
  }

  private func checkEvents() throws {
    try database.forEach("SELECT number, \(EntityEvent.columns) FROM entityEvent ORDER BY number") { columns in
      let name = "event \(try columns.integer())"
      if try readable({ try EntityEvent(columns: &columns) }) == nil {
        try changed(name, .ledgerDamaged, "Its row holds something that no Kontor writes")
      }
    }
  }

  private func checkHolds() throws {
    try database.forEach("SELECT id, \(Hold.columns) FROM hold ORDER BY id") { columns in
      let name = "hold \(try columns.integer())"
      guard let hold = try readable({ try Hold(columns: &columns) }) else {
        return try changed(name, .ledgerDamaged, "Its row holds something that no Kontor writes")
      }
      if hold.state == .open, hold.record.canonical.isEmpty {
        try changed(name, .ledgerDamaged, "It is open, but the record that waits is gone from it")
      }
      if case .entity(let awaited) = hold.awaits, try !exists("SELECT 1 FROM entity WHERE id = ?", [awaited]) {
        try changed(name, .orphan, "It waits for entity \(awaited), which is gone")
      }
    }
  }

  func exists(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
    var exists = false
    try database.forEach(sql, arguments) { _ in exists = true }
    return exists
  }

  /// Nil where the row cannot be read back.
  func readable<Value>(_ read: () throws -> Value) throws -> Value? {
    do {
      return try read()
    } catch is DamagedRow {
      return nil
    }
  }

  // MARK: - Rows without what they belong to

  private func checkEntityOrphans() throws {
    for (table, thing) in [
      ("entityKey", "keys"), ("identifier", "identifiers"), ("entityEvent", "events"), ("delivery", "documents"),
    ] {
      let orphans = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT entity FROM \(table)
          WHERE NOT EXISTS (SELECT 1 FROM entity WHERE entity.id = \(table).entity) ORDER BY entity
          """)
      for id in orphans {
        try changed("entity \(id)", .orphan, "The ledger has \(thing) of it, but it is gone itself")
      }
    }
    let strangers = try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM entity
        WHERE EXISTS (SELECT 1 FROM entityKey WHERE entity = entity.id AND entityKey.kind <> entity.kind)
          OR EXISTS (SELECT 1 FROM identifier WHERE entity = entity.id AND entityKind <> entity.kind) ORDER BY id
        """)
    for id in strangers {
      try changed("entity \(id)", .ledgerDamaged, "It has a key or an identifier of another kind of entity")
    }
    let documents = try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT document FROM delivery
        WHERE NOT EXISTS (SELECT 1 FROM document WHERE document.id = delivery.document) ORDER BY document
        """)
    for id in documents {
      try changed("document \(id)", .orphan, "The ledger says which entities it carried, but it is gone itself")
    }
  }

  /// Events have an index by interchange, and are looked at with records.
  private func checkInterchangeOrphans() throws {
    for (table, column) in [
      ("entity", "createdInterchange"), ("entity", "contentInterchange"), ("entityKey", "interchange"),
      ("delivery", "interchange"), ("hold", "interchange"), ("settlement", "byInterchange"),
    ] {
      let orphans = try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT \(column) FROM \(table)
          WHERE \(column) IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM interchange WHERE interchange.id = \(table).\(column)) ORDER BY 1
          """)
      for id in orphans {
        try found(
          .changed(InterchangeID(id), .orphan, "The table \(table) names it in \(column), but it is gone itself"))
      }
    }
  }

  private func changed(_ subject: String, _ code: Discrepancy.Code, _ sentence: String) throws {
    try found(
      Discrepancy(
        code, in: subject, "\(sentence). Find out who writes to the ledger, and restore a backup from before."))
  }
}
