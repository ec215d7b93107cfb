import DropFolder
import Exchange
import Foundation
import GRDB

/// What the ledger and its decisions are asked alike about entities, rejections and documents that wait.
protocol SQLiteMemory: EntityMemory, RejectionMemory, WaitingMemory, RetentionMemory {
  var connection: Connection { get }
  func ask<Answer>(_ body: (Database) throws -> Answer) throws(LedgerError) -> Answer
}

extension SQLiteLedger: SQLiteMemory {
  func ask<Answer>(_ body: (Database) throws -> Answer) throws(LedgerError) -> Answer {
    // An entity and its keys are read by two statements, and another process may write between them.
    try connection.access { database in try database.snapshot { try body(database) } }
  }
}

extension SQLiteDecisions: SQLiteMemory {
  func ask<Answer>(_ body: (Database) throws -> Answer) throws(LedgerError) -> Answer {
    try perform { try body(database) }
  }
}

extension SQLiteMemory {
  /// What rows say that are asked for again and again.
  func all<Element>(
    _ query: Query, _ bind: (inout Bindings) -> Void, _ read: (inout Columns) throws -> Element
  ) throws(LedgerError) -> [Element] {
    try ask { database in
      var found: [Element] = []
      try connection.statements.forEach(query, in: database, bind) { found.append(try read(&$0)) }
      return found
    }
  }

  package func entity(_ id: Int64) throws(LedgerError) -> EntityState? { try readEntity(id) }

  package func entity(_ kind: Entity, system: String, key: String) throws(LedgerError) -> EntityState? {
    try readEntity(kind, system: system, key: key)
  }

  func readEntity(_ id: Int64) throws(LedgerError) -> EntityState? {
    try entity(EntityState.byNumber) { $0.integer(id) }
  }

  func readEntity(_ kind: Entity, system: String, key: String) throws(LedgerError) -> EntityState? {
    try entity(EntityState.byKey) {
      $0.word(kind)
      $0.text(system)
      $0.text(key)
    }
  }

  private func entity(_ query: Query, _ bind: (inout Bindings) -> Void) throws(LedgerError) -> EntityState? {
    try ask { database in
      var found: EntityState?
      try connection.statements.forEach(query, in: database, bind) { found = try EntityState(columns: &$0) }
      guard var entity = found else { return nil }
      try connection.statements.forEach(EntityState.presentKeys, in: database) {
        $0.integer(entity.id)
      } _: {
        let system = try $0.text()
        entity.keys[system] = try $0.text()
      }
      return entity
    }
  }

  package func carried(_ kind: Entity, system: String, key: String) throws(LedgerError) -> CarriedRecord? {
    try all(CarriedRecord.byKey) {
      $0.word(kind)
      $0.text(system)
      $0.text(key)
    } _: {
      try CarriedRecord(columns: &$0)
    }.first
  }

  package func crossReferences(of entity: Int64) throws(LedgerError) -> [CrossReference] {
    try all(CrossReference.ofEntity) {
      $0.integer(entity)
    } _: {
      try CrossReference(columns: &$0)
    }
  }

  package func crossReference(_ kind: Entity, system: String, key: String) throws(LedgerError) -> CrossReference? {
    try all(CrossReference.byKey) {
      $0.word(kind)
      $0.text(system)
      $0.text(key)
    } _: {
      try CrossReference(columns: &$0)
    }.first
  }

  package func entities(_ kind: Entity, identifiedBy identifier: Identifier) throws(LedgerError) -> [Int64] {
    try all(Identifier.entities) {
      $0.word(kind)
      $0.word(identifier.kind)
      $0.text(identifier.value)
    } _: {
      try $0.integer()
    }
  }

  package func events(of entity: Int64) throws(LedgerError) -> [EntityEvent] {
    try ask { database in
      try database.all("SELECT \(EntityEvent.columns) FROM entityEvent WHERE entity = ? ORDER BY number", [entity]) {
        try EntityEvent(columns: &$0)
      }
    }
  }

  package func events(from source: RecordReference) throws(LedgerError) -> [EntityEvent] {
    try ask { database in
      try database.all(
        "SELECT \(EntityEvent.columns) FROM entityEvent WHERE interchange = ? AND position = ? ORDER BY number",
        [source.interchange.text, source.position]
      ) { try EntityEvent(columns: &$0) }
    }
  }

  package func deliveries(of entity: Int64) throws(LedgerError) -> [Delivery] {
    try ask { database in
      // Sorted here, for the index has them by system and number.
      try database.all("SELECT \(Delivery.columns) FROM delivery WHERE entity = ?", [entity]) {
        try Delivery(columns: &$0)
      }.sorted { $0.document < $1.document }
    }
  }

  package func lastDelivery(of entity: Int64, to system: String) throws(LedgerError) -> Delivery? {
    try all(Delivery.last) {
      $0.integer(entity)
      $0.text(system)
    } _: {
      try Delivery(columns: &$0)
    }.first
  }

  package func document(named name: FileName, for system: String) throws(LedgerError) -> String? {
    try ask { database in
      try database.all(
        """
        SELECT id FROM document INDEXED BY documentByName WHERE kind = 'import' AND name = ? AND system = ?
        ORDER BY id DESC LIMIT 1
        """, [Data(name.bytes), system]
      ) { try $0.text() }.first
    }
  }

  package func deliveries(in document: String) throws(LedgerError) -> [Delivery] {
    try all(Delivery.inDocument) {
      $0.text(document)
    } _: {
      try Delivery(columns: &$0)
    }
  }

  package func laterAnswers(to interchange: InterchangeID) throws(LedgerError) -> [FileName] {
    try ask { database in
      try database.all("SELECT name FROM laterAnswer WHERE interchange = ? ORDER BY number", [interchange.text]) {
        try FileName(bytes: try $0.blob())
      }
    }
  }

  package func hasAcknowledgement(named name: FileName, in interchange: InterchangeID) throws(LedgerError) -> Bool {
    try ask { database in
      // From the last ordinal: acknowledgements come after the import documents.
      try !database.all(
        """
        SELECT 1 FROM document WHERE interchange = ? AND kind = 'acknowledgement' AND name = ?
        ORDER BY ordinal DESC LIMIT 1
        """, [interchange.text, Data(name.bytes)]
      ) { try $0.int() }.isEmpty
    }
  }

  package func record(at position: Int, of interchange: InterchangeID) throws(LedgerError) -> RecordOutcome? {
    try ask { database in
      try database.all(
        "SELECT \(RecordOutcome.columns) FROM record WHERE interchange = ? AND position = ?",
        [interchange.text, position]
      ) { try RecordOutcome(columns: &$0) }.first
    }
  }

  package func rejectedRecords(_ kinds: [Entity], key: String) throws(LedgerError) -> [RecordReference] {
    try ask { database in
      try kinds.flatMap { kind in
        try database.all(
          """
          SELECT record.interchange, record.position FROM record INDEXED BY recordRejected
          WHERE record.verdict = 'rejected' AND record.key = ? AND record.entity = ? ORDER BY record.interchange, position
          """, [key, kind.rawValue]
        ) { RecordReference(InterchangeID(try $0.text()), try $0.int()) }
      }
    }
  }

  package func issues(ofRecord position: Int, of interchange: InterchangeID) throws(LedgerError) -> [Issue] {
    try ask { database in
      try database.all(
        "SELECT \(Issue.columns) FROM issue WHERE interchange = ? AND record = ? ORDER BY number",
        [interchange.text, position]
      ) { try Issue(columns: &$0) }
    }
  }

  package func entitiesInConflict(after id: Int64, limit: Int) throws(LedgerError) -> [EntityState] {
    try ask { database in
      // Named, so that the walk never takes the whole table's order instead.
      try database.entities(
        "FROM entity INDEXED BY entityInConflict WHERE conflicts > 0 AND id > ? ORDER BY id LIMIT ?",
        [id, max(0, limit)])
    }
  }

  package func entities(_ kind: Entity, after id: Int64, limit: Int) throws(LedgerError) -> [EntityState] {
    try ask { database in
      try database.entities(
        "FROM entity INDEXED BY entityByKind WHERE kind = ? AND id > ? ORDER BY id LIMIT ?",
        [kind.rawValue, id, max(0, limit)])
    }
  }
}

extension Database {
  func all<Element>(
    _ sql: String, _ arguments: StatementArguments, _ read: (inout Columns) throws -> Element
  ) throws -> [Element] {
    var found: [Element] = []
    try forEach(sql, arguments) { found.append(try read(&$0)) }
    return found
  }

  /// Entities with their keys.
  fileprivate func entities(_ source: String, _ arguments: StatementArguments) throws -> [EntityState] {
    var found = try all("SELECT \(EntityState.columns) \(source)", arguments) { try EntityState(columns: &$0) }
    for index in found.indices {
      try forEach("SELECT system, key FROM entityKey WHERE entity = ? AND standing = 'present'", [found[index].id]) {
        let system = try $0.text()
        found[index].keys[system] = try $0.text()
      }
    }
    return found
  }
}

extension Identifier {
  fileprivate static let entities = Query(
    "SELECT entity FROM identifier WHERE entityKind = ? AND kind = ? AND value = ? ORDER BY entity")
}
