import DropFolder
import Exchange
import Testing

@testable import LedgerSQLite

extension SQLitePlanTests {
  /// Every entity has its place in an index by whatever it is asked for.
  static let entityCalls = [
    Call(testDescription: "deciding on an entity") { ledger in
      _ = try ledger.receive([arrival("C", content: "3")])
      try ledger.decide { decisions in
        var state = entity(created: source(of: "C"))
        state.id = try decisions.add(state)
        try decisions.add(key("K-1", of: state.id, source: source(of: "C")))
        try decisions.identify(state.id, .customer, by: [Identifier(.vatId, "1"), Identifier(.email, "2")])
        try decisions.identify(state.id, .customer, by: [Identifier(.vatId, "1")])
        try decisions.update(state)
        try decisions.add(EntityEvent(entity: state.id, source: source(of: "C"), at: someTime, .told))
        let delivery = Delivery(document: "C-1-1", entity: state.id, system: "erp", source: source(of: "C"))
        try decisions.add(delivery)
        try decisions.mark(delivery, as: .imported)
        var waiting = hold("SO-1")
        waiting.record.source = source(of: "C")
        waiting.id = try decisions.add(waiting)
        try decisions.update(waiting)
        try decisions.close(waiting.id, as: .released, at: someTime)
      }
    },
    Call(testDescription: "an acknowledgement by its name") { ledger in
      _ = try ledger.hasAcknowledgement(named: "a.ack.xml", in: InterchangeID("A"))
    },
    Call(testDescription: "entity") { ledger in
      try addTo(ledger)
      _ = try ledger.entity(1)
    },
    Call(testDescription: "entity by its key") { ledger in
      try addTo(ledger)
      #expect(try ledger.entity(.customer, system: "crm", key: "K-1") != nil)
    },
    Call(testDescription: "cross-references") { ledger in
      _ = try ledger.crossReferences(of: 1)
      _ = try ledger.crossReference(.customer, system: "crm", key: "K-1")
    },
    Call(testDescription: "entities by an identifier") {
      _ = try $0.entities(.customer, identifiedBy: Identifier(.vatId, "1"))
    },
    Call(testDescription: "events") { ledger in
      _ = try ledger.events(of: 1)
      _ = try ledger.events(from: source())
    },
    Call(testDescription: "deliveries") { ledger in
      _ = try ledger.deliveries(of: 1)
      _ = try ledger.lastDelivery(of: 1, to: "erp")
      _ = try ledger.deliveries(in: "A-1-1")
    },
    Call(testDescription: "entities of a kind") { _ = try $0.entities(.customer, after: 0, limit: 9) },
    Call(testDescription: "entities in conflict") { _ = try $0.entitiesInConflict(after: 0, limit: 9) },
    Call(testDescription: "open holds") { ledger in
      _ = try ledger.hold(1)
      _ = try ledger.holds(after: 0, limit: 9)
      _ = try ledger.holds(awaiting: .entity(1))
      _ = try ledger.hold(of: .order, sender: "crm", key: "SO-1")
      _ = try ledger.holds(dueAt: someTime, limit: 9)
    },
  ]

  private static func addTo(_ ledger: SQLiteLedger) throws {
    try ledger.decide { decisions in
      try decisions.add(key("K-1", of: try decisions.add(entity())))
    }
  }
}
