/// A record that its sender deleted: what happens is agreed for each entity.
extension Agreement {
  func deletedUnknown(_ record: ToldRecord) -> Ruling {
    Ruling(
      verdict: .ignored,
      issues: [
        Issue(
          .deleted, .information, phase: .delivery,
          "\(record.kind.rawValue) \(record.key) was deleted there, and was never known here.")
      ])
  }

  func takeDeletion(_ record: ToldRecord, of entity: inout EntityState) throws -> Ruling {
    let system = record.sender.name
    let policy = terms.rules(for: record.kind).deletion
    guard policy != .ignore else {
      return Ruling(
        verdict: .ignored,
        issues: [
          Issue(
            .deleted, .information, phase: .delivery,
            "\(entity.name) was deleted in \(system). By agreement that is passed over.")
        ])
    }
    guard !entity.deletedBy.contains(system) else { return Ruling(verdict: .unchanged) }
    entity.deletedBy.insert(system)
    try log.update(entity)
    try note(entity, record.source, .deleted, system, EventDetail.deletedForGood(by: system).text)
    let owner = terms.ownership.terms(entity.kind, entity.stage, FieldPlace([])).owner
    let mayDelete = owner == .shared || owner == .system(system)
    if policy == .send, mayDelete {
      if record.kind == .customer {
        for receiver in terms.receivers(of: entity)
        where !entity.deletedBy.contains(receiver.name) && entity.keys[receiver.name] != nil {
          try deliver(&entity, record.source, only: receiver.name, isForced: true, asDeleted: true)
        }
      } else {
        try sendWhole(record, &entity)
      }
      return Ruling(verdict: .accepted)
    }
    let rest = policy == .send ? " The others are not told: another system has the last word on it." : ""
    return Ruling(
      verdict: .accepted,
      issues: [
        Issue(
          .deleted, .information, phase: .delivery,
          "\(entity.name) is marked as deleted in \(system).\(rest)")
      ])
  }
}
