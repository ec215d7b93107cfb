import DropFolder
import XMLEngine

/// What the other side made of a document: imported, with the key that it gave, or refused.
extension Agreement {
  func takeConfirmation(_ record: ToldRecord) throws -> Ruling {
    let isImported = record.root.token(at: "Outcome") == "imported"
    let confirmed = try deliveries(confirmedBy: record)
    var isNews = false
    for delivery in confirmed {
      guard var entity = try log.entity(delivery.entity) else { continue }
      // The key, or what was wrong, is that of the record the document is of, unless another is named.
      let goesAlong = try record.root.token(at: "Key") == nil && goesAlong(delivery)
      if isImported {
        let key = goesAlong ? nil : record.root.token(at: "AssignedKey")
        isNews = try confirm(delivery, &entity, key: key, record) || isNews
      } else if goesAlong {
        isNews = try settle(companion: delivery, as: .refused) || isNews
      } else {
        let words = [record.root.token(at: "Code"), record.root.token(at: "Text")].compactMap(\.self)
        isNews =
          try refuse(delivery, &entity, because: words.isEmpty ? nil : words.joined(separator: ": "), record) || isNews
      }
    }
    return Ruling(verdict: isNews ? .accepted : .unchanged)
  }

  /// The deliveries that a confirmation means: those of its document, or the last one of its record.
  private func deliveries(confirmedBy record: ToldRecord) throws -> [Delivery] {
    let system = record.sender.name
    let kind = record.root.token(at: "Entity").flatMap(Entity.init(rawValue:))
    let key = record.root.token(at: "Key")
    if let document = record.root.token(at: "DocumentId") {
      var found = try log.deliveries(in: try documentID(document, for: system)).filter { $0.system == system }
      if let kind, let key {
        found = try found.filter { delivery in
          guard let entity = try log.entity(delivery.entity) else { return false }
          return entity.kind == kind && entity.keys.values.contains(key)
        }
      }
      if !found.isEmpty { return found }
      throw NotAgreed(
        .documentUnknown, value: document,
        "\(system) confirms document \(document)\(key.map { " with \($0)" } ?? ""), but no such document was sent there. "
          + "Check which document is meant; nothing was changed.")
    }
    guard let kind, let key else { return [] }
    for name in Set([terms.crm, terms.erp, system].compactMap(\.self)).sorted(by: { first, _ in first != system }) {
      guard let entity = try log.entity(kind, system: name, key: key) else { continue }
      if let last = try log.lastDelivery(of: entity.id, to: system) { return [last] }
    }
    throw NotAgreed(
      .documentUnknown, value: key,
      "\(system) confirms \(kind.rawValue) \(key), but was never sent a document of it. Check the key; nothing was changed."
    )
  }

  /// A document by its id, which stands in some documents, or by the name of its file.
  private func documentID(_ written: String, for system: String) throws -> String {
    if try !log.deliveries(in: written).isEmpty { return written }
    do {
      return try log.document(named: FileName(written), for: system) ?? written
    } catch is FolderError {
      // No file can be called so.
      return written
    }
  }

  /// The other side took it. False where that is no news.
  func confirm(_ delivery: Delivery, _ entity: inout EntityState, key: String?, _ record: ToldRecord) throws
    -> Bool
  {
    let system = record.sender.name
    let isFirst = delivery.state != .imported
    let isNewKey = key != nil && entity.keys[system] != key
    guard isFirst || isNewKey else { return false }
    if isFirst { try log.mark(delivery, as: .imported) }
    if let key, isNewKey { try give(system, key, to: &entity, record.source) }
    entity.refusal = nil
    for name in entity.fields.keys { entity.fields[name]?.confirm(document: delivery.number, by: system) }
    try log.update(entity)
    try note(entity, record.source, .confirmed, system, delivery.document)
    if try !isCarriedAlong(entity, by: delivery.source) {
      pending.answers.add(
        delivery.source,
        LaterAnswers.Answer(
          verdict: .accepted, level: .imported, sentence: nil,
          otherKey: (key ?? entity.keys[system]).map { (system, $0) }))
    }
    try settle(&entity, confirmedBy: record)
    return true
  }

  /// Whether an entity only goes along in the document of another.
  func goesAlong(_ delivery: Delivery) throws -> Bool {
    try log.document(delivery.document).map { try goesAlong(delivery, in: $0) } ?? false
  }

  func goesAlong(_ delivery: Delivery, in document: Document) throws -> Bool {
    guard let kind = document.entity, let entity = try log.entity(delivery.entity) else { return false }
    return entity.kind.rawValue != kind
  }

  /// What became of an order tells whether its customer came, and nothing of what is wrong with it. False where that is
  /// no news.
  func settle(companion delivery: Delivery, as state: Delivery.State) throws -> Bool {
    guard delivery.state == .sent, var entity = try log.entity(delivery.entity) else { return false }
    try log.mark(delivery, as: state)
    guard state == .imported else { return true }
    for name in entity.fields.keys { entity.fields[name]?.confirm(document: delivery.number, by: delivery.system) }
    try log.update(entity)
    return true
  }

  /// An order makes its customer travel too. That the customer was imported says nothing of the order, and its number
  /// is not the order's.
  private func isCarriedAlong(_ entity: EntityState, by source: RecordReference) throws -> Bool {
    guard entity.kind == .customer else { return false }
    return try log.events(from: source).contains { event in
      try event.entity != entity.id && log.entity(event.entity)?.kind != .customer
    }
  }

  /// What follows from that the ERP has it.
  private func settle(_ entity: inout EntityState, confirmedBy record: ToldRecord) throws {
    guard record.sender.role == .erp else { return }
    switch entity.kind {
    case .customer:
      try becomeCustomer(&entity, number: entity.keys[record.sender.name], record)
    case .order: try advance(&entity, to: .accepted, because: record.source)
    default: break
    }
  }

  /// The ERP has booked the customer: its number goes to the CRM, and what waited for it goes on.
  private func becomeCustomer(_ entity: inout EntityState, number: String?, _ record: ToldRecord) throws {
    if let number {
      var state = entity.fields[Self.number] ?? FieldState()
      let word = Merge.Word(number, by: record.sender.name, record.version, source: record.source)
      _ = Merge.take(
        word, into: &state, by: fieldTerms(entity, Self.number, FieldPlace([FieldPlace.Step("ErpNumber")])), at: now)
      entity.fields[Self.number] = state
      try log.update(entity)
    }
    let isEnough = number != nil || terms.rules(for: .customer).promotion.confirmation == .none
    if isEnough { try advance(&entity, to: .customer, because: record.source) }
    try deliver(&entity, record.source)
    try wake(.entity(entity.id), record.source)
  }

  /// The other side refused it. False where that is no news.
  func refuse(_ delivery: Delivery, _ entity: inout EntityState, because words: String?, _ record: ToldRecord) throws
    -> Bool
  {
    guard delivery.state != .refused else { return false }
    let system = record.sender.name
    let reason = words ?? "without a reason"
    try log.mark(delivery, as: .refused)
    entity.refusal = reason
    try log.update(entity)
    try note(entity, record.source, .refused, system, reason)
    pending.answers.add(
      delivery.source,
      LaterAnswers.Answer(
        verdict: .rejected, level: .imported, sentence: "\(system) refused \(entity.name): \(reason)",
        code: .refusedByReceiver))
    // What waits for the number waits for something else now, and says so.
    try wake(.entity(entity.id), record.source)
    return true
  }

  // MARK: - News of orders

  /// What the ERP tells of an order tells something of the order itself, and of its customer.
  func takeNews(of record: ToldRecord) throws {
    guard record.kind == .orderStatus, record.sender.role == .erp else { return }
    for reference in References.all(in: record.root).map(Named.init) {
      guard var entity = try entity(of: reference, from: record.sender) else { continue }
      switch reference.entity {
      case .order: try takeNews(of: &entity, reference, record)
      case .customer:
        guard let number = reference.erpNumber, entity.keys[record.sender.name] == nil else { continue }
        try give(record.sender.name, number, to: &entity, record.source)
        for delivery in try log.deliveries(of: entity.id)
        where delivery.system == record.sender.name && delivery.state == .sent {
          try log.mark(delivery, as: .imported)
        }
        try log.update(entity)
        try note(entity, record.source, .confirmed, record.sender.name, "by the status of an order")
        try becomeCustomer(&entity, number: number, record)
      default: continue
      }
    }
  }

  private func takeNews(of order: inout EntityState, _ reference: Named, _ record: ToldRecord) throws {
    let system = record.sender.name
    if let number = reference.erpNumber, order.keys[system] != number {
      try give(system, number, to: &order, record.source)
    }
    let isRefused = record.root.token(at: "State") == "rejected"
    let reason = record.root.token(at: "Reason") ?? "without a reason"
    for delivery in try log.deliveries(of: order.id) where delivery.system == system && delivery.state == .sent {
      try log.mark(delivery, as: isRefused ? .refused : .imported)
      pending.answers.add(
        delivery.source,
        isRefused
          ? LaterAnswers.Answer(
            verdict: .rejected, level: .imported, sentence: "\(system) refused \(order.name): \(reason)",
            code: .refusedByReceiver)
          : LaterAnswers.Answer(
            verdict: .accepted, level: .imported, sentence: nil, otherKey: order.keys[system].map { (system, $0) }))
      for other in try log.deliveries(in: delivery.document) where try goesAlong(other) {
        _ = try settle(companion: other, as: isRefused ? .refused : .imported)
      }
    }
    order.refusal = isRefused ? reason : nil
    try log.update(order)
    try note(order, record.source, isRefused ? .refused : .confirmed, system, record.root.token(at: "State"))
    if !isRefused, record.root.token(at: "State") != "received" {
      try advance(&order, to: .accepted, because: record.source)
    }
  }
}
