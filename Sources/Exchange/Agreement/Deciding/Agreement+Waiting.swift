/// What of that which is sent has to wait for its flow, and what takes the place of it there.
extension Agreement {
  /// The flow for which a document about an entity has to wait; nil where it may go.
  ///
  /// It waits where its flow carries nothing now, and behind whatever it must not overtake: an earlier document about the
  /// same entity, and the first one about a customer that the receiver does not know yet.
  ///
  /// - Parameter record: what is sent.
  func wait(of entity: EntityState, _ record: Composer.Composed, for system: System) throws -> String? {
    guard gates.concern(system.name) else { return nil }
    if isUrgent {
      try requireNothingAhead(of: record, system)
      return nil
    }
    if let flow = terms.flow(of: carriedBy ?? entity.kind, from: sender, to: system.name), gates.isClosed(flow) {
      return flow.name
    }
    if let flow = try waitingFlow(of: entity, system) { return flow }
    for customer in try newCustomers(in: record, for: system) {
      if let flow = try waitingFlow(of: customer, system) { return flow }
    }
    gates.use(system.name)
    return nil
  }

  /// The flow for which the last document about an entity waits.
  private func waitingFlow(of entity: EntityState, _ system: System) throws -> String? {
    guard let last = try log.lastDelivery(of: entity.id, to: system.name) else { return nil }
    if let flow = pending.waiting[last.document] { return flow }
    guard let document = try log.document(last.document), document.state == .waiting else { return nil }
    return document.flow
  }

  /// Customers that a record names and its receiver has not heard of.
  private func newCustomers(in record: Composer.Composed, for system: System) throws -> [EntityState] {
    try References.all(in: record.root).map(Named.init).filter { $0.entity == .customer }.compactMap { reference in
      guard let customer = try composer.entity(of: reference, from: system), customer.keys[system.name] == nil else {
        return nil
      }
      return customer
    }
  }

  private func requireNothingAhead(of record: Composer.Composed, _ system: System) throws {
    for customer in try newCustomers(in: record, for: system) where terms.travelsAlone(customer.kind, to: system) {
      guard let flow = try waitingFlow(of: customer, system) else { continue }
      throw NotAgreed(
        .decisionUnfit, value: flow,
        "\(system.name) does not know \(customer.name) yet: that document waits for the flow \(flow). Send the customer "
          + "first: kontor transfer \(customer.name).")
    }
  }

  /// Takes documents about an entity out of the queue that a newer one makes superfluous.
  func supersedeWaiting(_ entity: EntityState, for system: System, _ source: RecordReference) throws {
    guard gates.concern(system.name), isUrgent || maySupersede(entity, for: system) else { return }
    for delivery in try log.deliveries(of: entity.id) where delivery.system == system.name {
      guard let document = try log.document(delivery.document), document.state == .waiting else { continue }
      guard try isAlone(in: document) else {
        guard isUrgent else { continue }
        throw NotAgreed(
          .decisionUnfit, value: document.flow,
          "An older version waits in a document with other records, and would take this one back. Send that first: "
            + "kontor schedule run \(document.flow ?? "").")
      }
      guard try isUrgent || !isRelied(on: entity, delivery, system) else { continue }
      try log.supersede(document.id, by: interchange)
      try note(entity, source, .superseded, system.name, "\(document.id): something newer takes its place.")
      if try !log.hasWaiting(of: document.interchange) {
        pending.answers.add(
          delivery.source,
          LaterAnswers.Answer(
            verdict: .superseded, level: .validated, sentence: "A newer version is sent to \(system.name) instead."))
      }
    }
  }

  /// Has the last document about an entity taken back that lies in the outbox, if nobody has taken it when the newer one
  /// is published.
  func takeBackUnfetched(
    _ entity: EntityState, for system: System, inFavourOf replacement: String, _ source: RecordReference
  ) throws {
    guard system.supersede == .unfetched, maySupersede(entity, for: system) else { return }
    let sent = try log.deliveries(of: entity.id).filter { $0.system == system.name && $0.state == .sent }
    for delivery in sent.sorted(by: { $0.number > $1.number }) {
      guard let document = try log.document(delivery.document), document.state == .published else { continue }
      guard try !isRelied(on: entity, delivery, system), try isAlone(in: document) else { return }
      try log.takeBack(document.id, for: replacement)
      return try note(
        entity, source, .superseded, system.name, "\(document.id) is taken back, unless it was fetched.")
    }
  }

  /// Whether a document is of one record, whoever goes along with it.
  private func isAlone(in document: Document) throws -> Bool {
    try log.deliveries(in: document.id).filter { try !goesAlong($0, in: document) }.count == 1
  }

  /// A document with changes alone says less than the one before it did.
  private func maySupersede(_ entity: EntityState, for system: System) -> Bool {
    system.supersede != .no
      && terms.configuration.format(for: system, writing: entity.kind)?.document.content == .full
  }

  /// Whether something that is sent after the first document about an entity may need it to have come.
  private func isRelied(on entity: EntityState, _ delivery: Delivery, _ system: System) throws -> Bool {
    guard delivery.number == 1 else { return false }
    return terms.isReferred(to: entity.kind, in: system.name)
  }
}
