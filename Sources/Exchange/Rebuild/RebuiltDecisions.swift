import XMLEngine

/// What people decided on files and documents, as far as it comes back by deciding again: attempts, settlements and
/// documents have side files of their own; what went with them into the memory of entities and acknowledgements has not.
struct RebuiltDecisions: WayBack {
  let interchange: InterchangeID
  let log: any Decisions
  let now: Timestamp

  func take(_ action: Decision.Action, on subject: FiledSubject, _ record: ToldRecord, _ agreement: Agreement) throws
    -> Ruling
  {
    switch action {
    case .discard:
      for settlement in try log.settlements(by: interchange) where settlement.byPosition == record.source.position {
        agreement.pending.answers.close(settlement.interchange, "")
      }
    case .resend:
      for document in try documents() where document.records?.contains(record.source.position) ?? false {
        guard let original = document.resends else { continue }
        try log.note(resent: document, in: original, by: record.source, at: now)
      }
    case .pause:
      if case .flow(let name) = subject {
        try log.pause(
          FlowPause(flow: name, since: now, by: record.person, reason: record.root.token(at: "Reason")))
      }
    case .resume:
      if case .flow(let name) = subject { _ = try log.resume(name) }
    default: break
    }
    return Ruling(verdict: .accepted)
  }

  /// Files, side files and rows are as the erasure left them.
  func erase(_ entity: EntityState, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    var entity = entity
    entity.fields = [:]
    entity.refusal = nil
    try log.update(entity)
    try log.identify(entity.id, entity.kind, by: [])
    try log.restore(Erasure(source: record.source, entity: entity.id, who: record.person, at: now))
    try agreement.note(entity, record.source, .erased, record.person, record.root.token(at: "Reason"))
    return Ruling(verdict: .accepted)
  }

  private func documents() throws -> [Document] {
    var found: [Document] = []
    while case let page = try log.documents(of: interchange, kind: .import, after: found.last, limit: 1000),
      !page.isEmpty
    {
      found += page
    }
    return found
  }
}

extension Decisions {
  /// Remembers that a document was sent once more, under another id: what its receiver says of that is about the same.
  func note(resent document: Document, in original: String, by source: RecordReference, at now: Timestamp) throws {
    for delivery in try deliveries(in: original) {
      var again = delivery
      again.document = document.id
      again.state = .sent
      try add(again)
      guard let entity = try entity(delivery.entity) else { continue }
      try add(EntityEvent(entity: entity.id, source: source, at: now, .sent, document.system, document.id))
    }
  }
}
