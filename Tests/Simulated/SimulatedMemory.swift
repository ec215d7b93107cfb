package import DropFolder
package import Exchange

/// What a simulated ledger and its decisions are asked alike about entities and rejections.
package protocol SimulatedMemory: EntityMemory, RejectionMemory, WaitingMemory, ReceiptMemory, RetentionMemory {
  func ask<Answer>(_ body: (LedgerState) -> Answer) throws(LedgerError) -> Answer
}

extension SimulatedMemory {
  package func entity(_ id: Int64) throws(LedgerError) -> EntityState? {
    try ask { $0.memory.entity(id) }
  }

  package func entity(_ kind: Entity, system: String, key: String) throws(LedgerError) -> EntityState? {
    try ask { state in
      state.memory.crossReference(kind, system: system, key: key).flatMap { state.memory.entity($0.entity) }
    }
  }

  package func crossReferences(of entity: Int64) throws(LedgerError) -> [CrossReference] {
    try ask { $0.memory.crossReferences(of: entity) }
  }

  package func crossReference(_ kind: Entity, system: String, key: String) throws(LedgerError) -> CrossReference? {
    try ask { $0.memory.crossReference(kind, system: system, key: key) }
  }

  package func entities(_ kind: Entity, identifiedBy identifier: Identifier) throws(LedgerError) -> [Int64] {
    try ask { $0.memory.entities(kind, identifiedBy: identifier) }
  }

  package func events(of entity: Int64) throws(LedgerError) -> [EntityEvent] {
    try ask { state in state.memory.events { $0.entity == entity } }
  }

  package func events(from source: RecordReference) throws(LedgerError) -> [EntityEvent] {
    try ask { state in state.memory.events { $0.source == source } }
  }

  package func deliveries(of entity: Int64) throws(LedgerError) -> [Delivery] {
    try ask { state in state.memory.deliveries { $0.entity == entity } }
  }

  package func lastDelivery(of entity: Int64, to system: String) throws(LedgerError) -> Delivery? {
    try deliveries(of: entity).filter { $0.system == system }.max { $0.number < $1.number }
  }

  package func document(named name: FileName, for system: String) throws(LedgerError) -> String? {
    try ask { state in
      state.documents.values.flatMap(\.values)
        .filter { $0.kind == .import && $0.name == name && $0.system == system }.map(\.id).max()
    }
  }

  package func deliveries(in document: String) throws(LedgerError) -> [Delivery] {
    try ask { state in state.memory.deliveries { $0.document == document } }
  }

  package func carried(_ kind: Entity, system: String, key: String) throws(LedgerError) -> CarriedRecord? {
    try ask { $0.memory.carried(kind, system: system, key: key) }
  }

  package func hold(_ id: Int64) throws(LedgerError) -> Hold? {
    try ask { $0.memory.hold(id) }
  }

  package func holds(after id: Int64, limit: Int) throws(LedgerError) -> [Hold] {
    try ask { state in Array(state.memory.openHolds.drop { $0.id <= id }.prefix(max(0, limit))) }
  }

  package func holds(awaiting awaited: Awaited) throws(LedgerError) -> [Hold] {
    try ask { state in state.memory.openHolds.filter { $0.awaits == awaited } }
  }

  package func hold(of kind: Entity, sender: String, key: String) throws(LedgerError) -> Hold? {
    try ask { state in
      state.memory.openHolds.first { $0.record.kind == kind && $0.record.sender == sender && $0.record.key == key }
    }
  }

  package func holds(dueAt moment: Timestamp, limit: Int) throws(LedgerError) -> [Hold] {
    try ask { state in Array(state.memory.holds(dueAt: moment).prefix(max(0, limit))) }
  }

  package func endedHolds(of interchange: InterchangeID) throws(LedgerError) -> [Hold.State: Int] {
    try ask { state in
      let ended = state.memory.holds.filter { $0.record.source.interchange == interchange && $0.state != .open }
      return Dictionary(ended.map { ($0.state, 1) }, uniquingKeysWith: +)
    }
  }

  package func laterAnswers(to interchange: InterchangeID) throws(LedgerError) -> [FileName] {
    try ask { $0.memory.laterAnswers[interchange] ?? [] }
  }

  package func hasAcknowledgement(named name: FileName, in interchange: InterchangeID) throws(LedgerError) -> Bool {
    try ask { $0.documents(of: interchange, kind: .acknowledgement).contains { $0.name == name } }
  }

  package func record(at position: Int, of interchange: InterchangeID) throws(LedgerError) -> RecordOutcome? {
    try ask { $0.records[interchange]?[position] }
  }

  package func rejectedRecords(_ kinds: [Entity], key: String) throws(LedgerError) -> [RecordReference] {
    try ask { state in
      kinds.flatMap { kind in
        state.records.flatMap { id, records in
          records.values.filter { $0.verdict == .rejected && $0.key == key && $0.entity == kind.rawValue }
            .map { RecordReference(id, $0.position) }
        }.sorted { ($0.interchange.text, $0.position) < ($1.interchange.text, $1.position) }
      }
    }
  }

  package func issues(ofRecord position: Int, of interchange: InterchangeID) throws(LedgerError) -> [Issue] {
    try ask { ($0.issues[interchange] ?? []).filter { $0.record == position }.map(\.issue) }
  }

  package func entitiesInConflict(after id: Int64, limit: Int) throws(LedgerError) -> [EntityState] {
    try ask { state in
      state.memory.entities(after: id, limit: limit) { entity in entity.fields.values.contains { $0.conflict != nil } }
    }
  }

  package func entities(_ kind: Entity, after id: Int64, limit: Int) throws(LedgerError) -> [EntityState] {
    try ask { state in state.memory.entities(after: id, limit: limit) { $0.kind == kind } }
  }
}
