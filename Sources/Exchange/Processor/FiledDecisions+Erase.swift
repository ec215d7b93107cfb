import DropFolder
import XMLEngine

/// The data of a person that is erased on request.
extension FiledDecisions {
  func erase(_ entity: EntityState, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    guard entity.kind == .customer else {
      throw NotAgreed(
        .decisionUnfit, value: entity.kind.rawValue, expected: Entity.customer.rawValue,
        "\(entity.name) is no person. Erase its customer: what is personal in orders goes with that.")
    }
    guard record.root.token(at: "Reason") != nil else {
      throw NotAgreed(.decisionUnfit, "Say why it is erased: whoever is asked for it later wants to know.")
    }
    try requireNothingUnderWay(entity)
    guard let search = place.erase else { return try forget(entity, record, agreement) }
    let found = try search(entity, record, log, interchange)
    if !found.findings.obstacles.isEmpty {
      throw NotAgreed(
        .decisionUnfit, value: entity.name,
        "Nothing was erased, because not all could be: \(found.findings.obstacles.joined(separator: ". ")).")
    }
    try requireNothingRejected(entity, found.findings)
    try requireAllPublished(entity, found.findings)
    let erasure = Erasure(source: record.source, entity: entity.id, who: record.person, at: now)
    let names = Set(try log.crossReferences(of: entity.id).map { "\(entity.kind.rawValue) \($0.key)" })
    let outcome = try log.erase(
      ErasureOrder(
        erasure, names: names, files: found.files, records: found.findings.records, changed: found.findings.changed,
        words: found.findings.words))
    switch outcome {
    case .chainBroken(let id):
      throw NotAgreed(
        .decisionUnfit, value: id.text,
        "Nothing was erased: \(id) is not what was closed, so what would be left could prove nothing. kontor verify tells "
          + "more.")
    case .done(let rows):
      let ruling = try forget(entity, record, agreement)
      agreement.pending.trail = DecisionTrail(before: "known", after: found.words(rows: rows))
      return ruling
    }
  }

  /// Takes out what the ledger itself knows of it; keys and story stay.
  func forget(_ entity: EntityState, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    var entity = entity
    entity.fields = [:]
    entity.refusal = nil
    try log.update(entity)
    try log.identify(entity.id, entity.kind, by: [])
    for reference in try log.crossReferences(of: entity.id) {
      try log.forgetCarried(entity.kind, system: reference.system, key: reference.key)
    }
    try agreement.note(entity, record.source, .erased, record.person, record.root.token(at: "Reason"))
    return Ruling(verdict: .accepted)
  }

  // MARK: - What keeps it

  private func requireNothingUnderWay(_ entity: EntityState) throws {
    let keys = try log.crossReferences(of: entity.id)
    var last: Int64 = 0
    while case let page = try log.holds(after: last, limit: 500), let end = page.last {
      for hold in page where try concerns(hold, keys) {
        throw NotAgreed(
          .decisionUnfit, value: String(hold.id),
          "\(hold.record.kind.rawValue) \(hold.record.key) of \(entity.name) still waits (\(hold.id)). Release or discard it "
            + "first: kontor held.")
      }
      last = end.id
    }
    for event in try log.events(of: entity.id) where event.source.interchange != interchange {
      guard let source = try log.interchange(event.source.interchange), source.state != .done else { continue }
      throw NotAgreed(
        .decisionUnfit, value: source.id.text,
        "\(source.id) told of \(entity.name) and is still under way; kontor status tells why. Erase it afterwards.")
    }
  }

  private func concerns(_ hold: Hold, _ keys: [CrossReference]) throws -> Bool {
    let record = try ToldRecord(hold.record, by: place.terms, now: now)
    if record.kind == .customer { return keys.contains { $0.system == record.sender.name && $0.key == record.key } }
    let composer = Composer(terms: place.terms, memory: log, now: now)
    for reference in References.all(in: record.root).map(Named.init) where reference.entity == .customer {
      if try composer.entity(of: reference, from: record.sender)?.id == keys.first?.entity { return true }
    }
    return false
  }

  private func requireNothingRejected(_ entity: EntityState, _ findings: ErasureFindings) throws {
    let concerned = Dictionary(grouping: findings.records, by: \.interchange)
    for (id, records) in concerned {
      guard let rejection = try log.rejection(of: id), rejection.state == .open else { continue }
      let isWhole = try log.interchange(id)?.verdict == .rejected
      let positions = Set(records.map(\.position))
      var last = 0
      var isOpen = isWhole
      while !isOpen, case let page = try log.openRejections(of: id, after: last, limit: 500), let end = page.last {
        isOpen = page.contains(where: positions.contains)
        last = end
      }
      if isOpen {
        throw NotAgreed(
          .decisionUnfit, value: id.text,
          "Something of \(entity.name) was rejected with \(id) and is still to be put right. Put it right or discard it "
            + "first: kontor rejected.")
      }
    }
  }

  private func requireAllPublished(_ entity: EntityState, _ findings: ErasureFindings) throws {
    for id in findings.documents.sorted() {
      guard let document = try log.document(id) else { continue }
      switch document.state {
      case .published, .superseded: continue
      case .waiting, .prepared, .inDoubt:
        throw NotAgreed(
          .decisionUnfit, value: id,
          "Document \(id) about \(entity.name) is \(document.state.rawValue): it was not sent yet. Let it go first; kontor "
            + "status tells what it waits for.")
      }
    }
  }
}

/// What was found and prepared for one erasure.
struct PreparedErasure {
  var findings: ErasureFindings
  var files: [ErasedFile] = []
  /// How each of them is shown.
  var paths: [String] = []
  var documents = 0

  /// For the audit trail: how much, and each file with both hashes.
  func words(rows: Int) -> String {
    let deleted = files.count { $0.after == nil }
    let counts =
      "erased: \(findings.changed.count) records and \(documents) documents in \(files.count - deleted) files, "
      + "\(deleted) reports, \(rows) rows"
    let each = zip(paths, files).map { "\($0): \($1.before) → \($1.after ?? "deleted")" }
    return ([counts] + each).joined(separator: "; ")
  }
}
