import Exchange
import GRDB
import Testing

@testable import LedgerSQLite

/// What somebody does to the entities of a ledger behind Kontor's back, and what the ledger says of it.
@Suite("entities of a ledger that was tampered with")
struct SQLiteEntityProofTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    /// Code and subject of what must be found.
    let code: Discrepancy.Code
    let subject: String
  }

  private static let changes = [
    Change(
      testDescription: "fields that are no JSON", sql: "UPDATE entity SET fields = 'x' WHERE id = 1",
      code: .ledgerDamaged, subject: "entity 1"),
    Change(
      testDescription: "fields that go on after their end",
      sql: "UPDATE entity SET fields = fields || ' ' WHERE id = 1",
      code: .ledgerDamaged, subject: "entity 1"),
    Change(
      testDescription: "a field of another form",
      sql: "UPDATE entity SET fields = json_set(fields, '$.fields.Name.z', 1) WHERE id = 1", code: .ledgerDamaged,
      subject: "entity 1"),
    Change(
      testDescription: "a field that names a record of no list",
      sql: "UPDATE entity SET fields = json_set(fields, '$.by', json('[]')) WHERE id = 1", code: .ledgerDamaged,
      subject: "entity 1"),
    Change(
      testDescription: "a conflict taken out of the fields", sql: "UPDATE entity SET fields = NULL WHERE id = 1",
      code: .tally, subject: "entity 1"),
    Change(
      testDescription: "another number of conflicts", sql: "UPDATE entity SET conflicts = 0 WHERE id = 1",
      code: .tally, subject: "entity 1"),
    Change(
      testDescription: "a list of systems that is none", sql: "UPDATE entity SET deletedBy = '[1]' WHERE id = 2",
      code: .ledgerDamaged, subject: "entity 2"),
    Change(
      testDescription: "a stage that is none", sql: "UPDATE entity SET stage = 'x' WHERE id = 2", code: .ledgerDamaged,
      subject: "entity 2"),
    Change(
      testDescription: "another kind of entity", sql: "UPDATE entity SET kind = 'Order' WHERE id = 1",
      code: .ledgerDamaged, subject: "entity 1"),
    Change(
      testDescription: "an identifier of another kind", sql: "UPDATE identifier SET entityKind = 'Order'",
      code: .ledgerDamaged, subject: "entity 2"),
    Change(
      testDescription: "an entity taken out, its keys left", sql: "DELETE FROM entity WHERE id = 1; DELETE FROM hold",
      code: .orphan, subject: "entity 1"),
    Change(
      testDescription: "an entity taken out, its identifiers left", sql: "DELETE FROM entity WHERE id = 2",
      code: .orphan, subject: "entity 2"),
    Change(
      testDescription: "an event of nothing", sql: "UPDATE entityEvent SET entity = 9", code: .orphan,
      subject: "entity 9"),
    Change(
      testDescription: "a delivery of nothing", sql: "UPDATE delivery SET entity = 9", code: .orphan,
      subject: "entity 9"),
    Change(
      testDescription: "a key of nothing", sql: "UPDATE entityKey SET entity = 9", code: .orphan, subject: "entity 9"),
    Change(
      testDescription: "a document taken out", sql: "DELETE FROM document", code: .orphan, subject: "document A-1-1"),
    Change(
      testDescription: "an event that is none", sql: "UPDATE entityEvent SET what = 'x'", code: .ledgerDamaged,
      subject: "event 1"),
    Change(
      testDescription: "an event whose fields are none", sql: "UPDATE entityEvent SET fields = '[{}]'",
      code: .ledgerDamaged, subject: "event 1"),
    Change(
      testDescription: "a record taken out of a hold", sql: "UPDATE hold SET canonical = x''", code: .ledgerDamaged,
      subject: "hold 1"),
    Change(
      testDescription: "a hold that waits for something that is none", sql: "UPDATE hold SET awaits = 'x'",
      code: .ledgerDamaged, subject: "hold 1"),
    Change(
      testDescription: "a hold that waits for an entity that is gone", sql: "UPDATE hold SET awaits = '#9'",
      code: .orphan, subject: "hold 1"),
    Change(
      testDescription: "an entity of an unknown interchange",
      sql: "UPDATE entity SET createdInterchange = 'Z' WHERE id = 2", code: .orphan, subject: "Z"),
    Change(
      testDescription: "content of an unknown interchange",
      sql: "UPDATE entity SET contentInterchange = 'Z' WHERE id = 1", code: .orphan, subject: "Z"),
    Change(
      testDescription: "a key of an unknown interchange", sql: "UPDATE entityKey SET interchange = 'Z'", code: .orphan,
      subject: "Z"),
    Change(
      testDescription: "an event of an unknown interchange", sql: "UPDATE entityEvent SET interchange = 'Z'",
      code: .orphan, subject: "Z"),
    Change(
      testDescription: "a delivery of an unknown interchange", sql: "UPDATE delivery SET interchange = 'Z'",
      code: .orphan, subject: "Z"),
    Change(
      testDescription: "a hold of an unknown interchange", sql: "UPDATE hold SET interchange = 'Z'", code: .orphan,
      subject: "Z"),
  ]

  /// A customer whom two systems know and on whom they do not agree, another one, and an order that waits.
  private func fill(_ ledger: any Ledger) throws {
    let received = try ledger.receive([arrival("A")])[0]
    try ledger.decide { decisions in
      try decisions.add(outcome(1), of: received.id)
      try decisions.add(document(1, of: "A", records: 1...1))
      var divided = entity()
      divided.fields = dividedFields()
      divided.content = source()
      let id = try decisions.add(divided)
      try decisions.add(key("K-1", of: id))
      try decisions.add(
        EntityEvent(
          entity: id, source: source(), at: someTime, .told,
          fields: [FieldOutcome(.whole, .applied, value: "x", said: "x", winner: "crm", rule: ".")]))
      try decisions.add(Delivery(document: "A-1-1", entity: id, system: "erp", source: source()))
      let other = try decisions.add(entity())
      try decisions.identify(other, .customer, by: [Identifier(.vatId, "DE1")])
      _ = try decisions.add(hold("SO-1", awaiting: .entity(id)))
      try decisions.conclude(received.decided(records: [.accepted]))
    }
  }

  @Test("every change is found and named", arguments: changes)
  func found(_ change: Change) throws {
    try withFolder { folder in
      try fill(try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing))
      #expect(try findings(folder) == [])
      try tamper(folder, change.sql)
      let found = try findings(folder)
      #expect(found.contains { $0.code == change.code && $0.subject == change.subject }, "\(found)")
      #expect(found.allSatisfy { $0.severity == .error && !$0.message.isEmpty })
    }
  }

  @Test("a row that cannot be read back is told as damage, and not as another entity")
  func damaged() throws {
    try withFolder { folder in
      try fill(try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing))
      try tamper(folder, "UPDATE entity SET fields = 'x' WHERE id = 1")
      let ledger = try SQLiteLedger(path: folder + "/ledger.sqlite", access: .processing)
      #expect(ledgerError { _ = try ledger.entity(1) }?.code == .corrupt)
      #expect(try ledger.entity(2)?.id == 2)
    }
  }
}
