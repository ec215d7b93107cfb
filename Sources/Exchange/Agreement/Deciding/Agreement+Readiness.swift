import XMLEngine

/// Whether a record can go, or what it has to wait for: the promotion of a lead is decided here.
extension Agreement {
  enum Readiness {
    case ready
    case wait(Wait)
  }

  struct Wait {
    var reason: Hold.Reason
    var awaits: Awaited
    var code: IssueCode
    var sentence: String
  }

  func readiness(of record: ToldRecord, _ occasion: Occasion) throws -> Readiness {
    for reference in try requiredReferences(of: record) {
      guard let entity = try entity(of: reference, from: record.sender) else {
        if occasion.isForced { continue }
        switch terms.rules(for: record.kind).missing {
        case .send: continue
        case .reject:
          throw NotAgreed(
            .referenceUnknown, value: reference.key,
            "\(record.kind.rawValue) \(record.key) is for \(reference.words), who is not known here. Send that record "
              + "first, or together with it.")
        case .hold: return try waitForUnknown(reference, record)
        }
      }
      if reference.entity == .customer, case .wait(let wait) = try customerReadiness(entity, record, occasion) {
        return .wait(wait)
      }
      if reference.entity != .customer, entity.fields[.whole]?.agreed == nil, !occasion.isForced {
        // It is held itself.
        return try waitForUnknown(reference, record)
      }
    }
    return .ready
  }

  /// The references that the record cannot go without, as its entity's rules name them.
  private func requiredReferences(of record: ToldRecord) throws -> [Named] {
    let rules = terms.rules(for: record.kind)
    guard !rules.refersTo.isEmpty else { return [] }
    let standard = References.all(in: record.root).map(Named.init)
    return rules.refersTo.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { target, path -> [Named] in
      let same = standard.filter { $0.entity == target }
      if !same.isEmpty { return same }
      guard let key = record.root.token(at: path.description), !key.isEmpty else { return [] }
      return record.sender.role == .erp
        ? [Named(target, crmId: nil, erpNumber: key)] : [Named(target, crmId: key, erpNumber: nil)]
    }
  }

  private func waitForUnknown(_ reference: Named, _ record: ToldRecord) throws -> Readiness {
    guard
      let awaited = reference.crmId.flatMap({ key in
        terms.crmSystem(besides: record.sender).map { Awaited.key(reference.entity, system: $0, key: key) }
      })
        ?? reference.erpNumber.flatMap({ key in
          terms.erpSystem(besides: record.sender).map { Awaited.key(reference.entity, system: $0, key: key) }
        })
    else { return .ready }
    try requireNoCycle(awaited, record)
    return .wait(
      Wait(
        reason: .reference, awaits: awaited, code: .referenceUnknown,
        sentence: EventDetail.waits("\(record.kind.rawValue) \(record.key)", for: reference.words).text))
  }

  /// Records that wait for each other would wait for ever.
  private func requireNoCycle(_ first: Awaited, _ record: ToldRecord) throws {
    var awaited = first
    var way = ["\(record.kind.rawValue) \(record.key)"]
    while case .key(let kind, let system, let key) = awaited {
      way.append("\(kind.rawValue) \(key)")
      if kind == record.kind, system == record.sender.name, key == record.key {
        throw NotAgreed(
          .referenceCycle, value: key,
          "These records wait for each other, so none of them could ever go: \(way.joined(separator: ", which waits for ")). "
            + "Correct one of the references.")
      }
      guard way.count < 100, let next = try log.hold(of: kind, sender: system, key: key) else { return }
      awaited = next.awaits
    }
  }

  /// Whether an order's customer is ready for it; a lead is made ready here.
  private func customerReadiness(_ known: EntityState, _ record: ToldRecord, _ occasion: Occasion) throws -> Readiness {
    let promotion = terms.rules(for: .customer).promotion
    guard promotion.on.value == record.kind else { return .ready }
    var customer = known
    if customer.stage == .lead {
      if let missing = missing(of: customer), !occasion.isForced {
        return .wait(
          Wait(
            reason: .data, awaits: .entity(customer.id), code: .dataMissing,
            sentence: "\(record.kind.rawValue) \(record.key) waits: \(customer.name) lacks what the receiver needs "
              + "(\(missing)). Add it in the CRM and export the customer again."))
      }
      if let wait = try promote(&customer, record) { return .wait(wait) }
    }
    if occasion.isForced { return .ready }
    if let missing = missing(of: customer), !isKnownEverywhere(customer, record) {
      return .wait(
        Wait(
          reason: .data, awaits: .entity(customer.id), code: .dataMissing,
          sentence: "\(record.kind.rawValue) \(record.key) waits: \(customer.name) lacks what the receiver needs "
            + "(\(missing)). Add it in the CRM and export the customer again."))
    }
    if let refusal = customer.refusal {
      return .wait(
        Wait(
          reason: .refused, awaits: .entity(customer.id), code: .refusedByReceiver,
          sentence: "\(record.kind.rawValue) \(record.key) waits: \(customer.name) was refused (\(refusal)). Put the "
            + "customer right; the order follows."))
    }
    if promotion.orders == .hold, !hasItsNumbers(customer, record) {
      return .wait(
        Wait(
          reason: .number, awaits: .entity(customer.id), code: .numberAwaited,
          sentence: "\(record.kind.rawValue) \(record.key) waits until \(customer.name) has its number."))
    }
    return .ready
  }

  private func isKnownEverywhere(_ customer: EntityState, _ record: ToldRecord) -> Bool {
    terms.receivers(of: record.kind, from: record.sender.name).allSatisfy { customer.keys[$0.name] != nil }
  }

  /// Whether it has the number of every system that gets it ahead of its orders. Where it comes with them, it gets none
  /// before.
  private func hasItsNumbers(_ customer: EntityState, _ record: ToldRecord) -> Bool {
    terms.receivers(of: record.kind, from: record.sender.name)
      .allSatisfy { customer.keys[$0.name] != nil || !terms.travelsAlone(customer.kind, to: $0) }
  }

  /// Makes an ordering customer of a lead: its document goes ahead of the order. Answers why it cannot be.
  private func promote(_ customer: inout EntityState, _ record: ToldRecord) throws -> Wait? {
    do {
      var promoted = customer
      try attempt {
        try advance(&promoted, to: .ordered, because: record.source)
        // It travels with its order, whenever customers go otherwise.
        carriedBy = record.kind
        defer { carriedBy = nil }
        try deliver(&promoted, record.source)
      }
      customer = promoted
      return nil
    } catch let refusal as NotMapped {
      return Wait(
        reason: .data, awaits: .entity(customer.id), code: .dataMissing,
        sentence: "\(record.kind.rawValue) \(record.key) waits: \(customer.name) cannot be sent. \(refusal.sentence)")
    }
  }
}
