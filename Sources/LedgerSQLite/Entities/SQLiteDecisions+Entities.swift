import DropFolder
import Exchange
import Foundation
import GRDB

extension SQLiteDecisions {
  func entity(_ id: Int64) throws(LedgerError) -> EntityState? {
    try requireWhole()
    if let known = entities.entity(id) { return known }
    let read = try readEntity(id)
    if let read { entities.note(read) }
    return read
  }

  func entity(_ kind: Entity, system: String, key: String) throws(LedgerError) -> EntityState? {
    if let number = entities.number(of: EntityCache.Key(kind: kind, system: system, key: key)),
      let known = try entity(number), known.kind == kind, known.keys[system] == key
    {
      return known
    }
    let read = try readEntity(kind, system: system, key: key)
    if let read { entities.note(read) }
    return read
  }

  func change(_ verdict: RecordVerdict, ofRecord position: Int, of interchange: InterchangeID) throws(LedgerError) {
    try perform {
      try run(
        """
        UPDATE record SET verdict = ?1 WHERE interchange = ?2 AND position = ?3
          AND EXISTS (SELECT 1 FROM interchange WHERE id = ?2 AND verdict IS NULL)
        """, [verdict.rawValue, interchange.text, position])
      try requireChange("Record \(position) of \(interchange) is unknown, or was decided before.")
      for code in IssueCode.waiting {
        try run(
          "DELETE FROM issue WHERE interchange = ? AND record = ? AND code = ?",
          [interchange.text, position, code.rawValue])
      }
    }
  }

  func add(_ entity: EntityState) throws(LedgerError) -> Int64 {
    try perform {
      try run(EntityState.insertion) {
        entity.bindCreation(to: &$0)
        entity.bindChange(to: &$0)
      }
      var added = entity
      added.id = database.lastInsertedRowID
      added.keys = [:]
      entities.add(added)
      return added.id
    }
  }

  func update(_ entity: EntityState) throws(LedgerError) {
    try perform {
      try run(EntityState.change) {
        entity.bindChange(to: &$0)
        $0.integer(entity.id)
      }
      try requireChange("Entity \(entity.id) is unknown.")
      entities.change(entity.id) { known in
        let (kind, origin, created, keys) = (known.kind, known.origin, known.created, known.keys)
        known = entity
        (known.kind, known.origin, known.created, known.keys) = (kind, origin, created, keys)
      }
    }
  }

  func add(_ reference: CrossReference) throws(LedgerError) {
    try perform {
      var ordinal: Int64?
      try connection.statements.forEach(CrossReference.nextOrdinal, in: database) {
        $0.integer(reference.entity)
        $0.word(reference.kind)
        $0.text(reference.system)
      } _: {
        ordinal = try $0.integer()
      }
      guard let ordinal else { throw misuse("Entity \(reference.entity) is no \(reference.kind.rawValue).") }
      try run(CrossReference.insertion) {
        reference.bind(to: &$0)
        $0.integer(ordinal)
      }
      try requireChange("A key of system \(reference.system) is another entity's.")
      entities.change(reference.entity) { known in
        if reference.standing == .present {
          known.keys[reference.system] = reference.key
        } else if known.keys[reference.system] == reference.key {
          known.keys[reference.system] = nil
        }
      }
    }
  }

  func identify(_ entity: Int64, _ kind: Entity, by identifiers: Set<Identifier>) throws(LedgerError) {
    try perform {
      var isThere = false
      try connection.statements.forEach(Self.entityOfKind, in: database) {
        $0.integer(entity)
        $0.word(kind)
      } _: { _ in
        isThere = true
      }
      if !isThere { throw misuse("Entity \(entity) is no \(kind.rawValue).") }
      var known: Set<Identifier> = []
      try connection.statements.forEach(Identifier.allOf, in: database) {
        $0.integer(entity)
      } _: {
        known.insert(Identifier(try $0.word(), try $0.text()))
      }
      try run(Identifier.deletion, kind, entity, known.subtracting(identifiers))
      try run(Identifier.insertion, kind, entity, identifiers.subtracting(known))
    }
  }

  private func run(_ query: Query, _ kind: Entity, _ entity: Int64, _ identifiers: Set<Identifier>) throws {
    for identifier in identifiers {
      try run(query) {
        $0.word(kind)
        $0.word(identifier.kind)
        $0.text(identifier.value)
        $0.integer(entity)
      }
    }
  }

  private static let entityOfKind = Query("SELECT 1 FROM entity WHERE id = ? AND kind = ?")

  func add(_ event: EntityEvent) throws(LedgerError) {
    try perform { try run(EntityEvent.insertion) { event.bind(to: &$0) } }
  }

  func add(_ delivery: Delivery) throws(LedgerError) {
    try perform { try run(Delivery.insertion) { delivery.bind(to: &$0) } }
  }

  func addLaterAnswer(_ name: FileName, to interchange: InterchangeID) throws(LedgerError) {
    try perform {
      try run(
        """
        INSERT INTO laterAnswer (interchange, number, name)
        SELECT ?1, coalesce(max(number), 1) + 1, ?2 FROM laterAnswer WHERE interchange = ?1
        """, [interchange.text, Data(name.bytes)])
    }
  }

  func mark(_ delivery: Delivery, as state: Delivery.State) throws(LedgerError) {
    try perform {
      try run(Delivery.marking) {
        $0.word(state)
        $0.text(delivery.document)
        $0.integer(delivery.entity)
      }
      try requireChange("Document \(delivery.document) never carried entity \(delivery.entity).")
    }
  }

  func carry(_ record: CarriedRecord) throws(LedgerError) {
    try perform { try run(CarriedRecord.keeping) { record.bind(to: &$0) } }
  }

  func forgetCarried(_ kind: Entity, system: String, key: String) throws(LedgerError) {
    try perform {
      // It may be about a person.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try run(CarriedRecord.deletion) {
        $0.word(kind)
        $0.text(system)
        $0.text(key)
      }
      try database.execute(sql: "PRAGMA secure_delete = OFF")
    }
  }

  func add(_ hold: Hold) throws(LedgerError) -> Int64 {
    try perform {
      guard hold.state == .open else { throw misuse("A hold begins open.") }
      try run(Hold.insertion) {
        $0.moment(hold.since)
        hold.bindChange(to: &$0)
      }
      return database.lastInsertedRowID
    }
  }

  func update(_ hold: Hold) throws(LedgerError) {
    try perform {
      try run(Hold.change) {
        hold.bindChange(to: &$0)
        $0.integer(hold.id)
      }
      try requireChange("Hold \(hold.id) is unknown, or over.")
    }
  }

  func close(_ hold: Int64, as state: Hold.State, at moment: Timestamp) throws(LedgerError) {
    try perform {
      guard state != .open else { throw misuse("A hold does not end open.") }
      try run(
        "UPDATE hold SET state = ?, closedAt = ?, canonical = x'' WHERE id = ? AND state = 'open'",
        [state.rawValue, moment.milliseconds, hold])
      try requireChange("Hold \(hold) is unknown, or over.")
    }
  }

  func requireChange(_ sentence: String) throws {
    guard database.changesCount == 1 else { throw misuse(sentence) }
  }
}

extension Identifier {
  fileprivate static let allOf = Query("SELECT kind, value FROM identifier WHERE entity = ?")

  fileprivate static let deletion = Query(
    "DELETE FROM identifier WHERE entityKind = ? AND kind = ? AND value = ? AND entity = ?")

  fileprivate static let insertion = Query(
    "INSERT INTO identifier (entityKind, kind, value, entity) VALUES (?, ?, ?, ?)")
}
