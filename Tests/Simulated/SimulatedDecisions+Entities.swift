import DropFolder
import Exchange

extension SimulatedDecisions {
  func add(_ entity: EntityState) throws(LedgerError) -> Int64 {
    try require(entity.created, entity.content)
    return state.memory.add(entity)
  }

  func update(_ entity: EntityState) throws(LedgerError) {
    try require(entity.content)
    try state.memory.update(entity)
  }

  func add(_ reference: CrossReference) throws(LedgerError) {
    try require(reference.source)
    try state.memory.add(reference)
  }

  func identify(_ entity: Int64, _ kind: Entity, by identifiers: Set<Identifier>) throws(LedgerError) {
    try requireOpen()
    try state.memory.identify(entity, kind, by: identifiers)
  }

  func add(_ event: EntityEvent) throws(LedgerError) {
    try require(event.source)
    try state.memory.add(event)
  }

  func add(_ delivery: Delivery) throws(LedgerError) {
    try require(delivery.source)
    try state.memory.add(delivery)
  }

  func addLaterAnswer(_ name: FileName, to interchange: InterchangeID) throws(LedgerError) {
    try requireOpen()
    state.memory.laterAnswers[interchange, default: []].append(name)
  }

  func mark(_ delivery: Delivery, as deliveryState: Delivery.State) throws(LedgerError) {
    try requireOpen()
    try state.memory.mark(delivery, as: deliveryState)
  }

  func carry(_ record: CarriedRecord) throws(LedgerError) {
    try require(record.source)
    state.memory.carry(record)
  }

  func forgetCarried(_ kind: Entity, system: String, key: String) throws(LedgerError) {
    try requireOpen()
    state.memory.forgetCarried(kind, system: system, key: key)
  }

  func add(_ hold: Hold) throws(LedgerError) -> Int64 {
    try require(hold.record.source)
    return try state.memory.add(hold)
  }

  func update(_ hold: Hold) throws(LedgerError) {
    try require(hold.record.source)
    try state.memory.update(hold)
  }

  func close(_ hold: Int64, as holdState: Hold.State, at moment: Timestamp) throws(LedgerError) {
    try requireOpen()
    try state.memory.close(hold, as: holdState, at: moment)
  }

  /// Records must be of interchanges that are known.
  private func require(_ records: RecordReference?...) throws(LedgerError) {
    try requireOpen()
    for case let record? in records where state.interchange(record.interchange) == nil {
      throw .misuse("Interchange \(record.interchange) is unknown.")
    }
  }
}
