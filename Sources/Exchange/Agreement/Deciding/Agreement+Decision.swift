import XMLEngine

/// What a person decided, or the clock: a record like any other, whoever wrote it.
extension Agreement {
  func takeDecision(_ record: ToldRecord) throws -> Ruling {
    guard let action = record.root.token(at: "Action").flatMap(Decision.Action.init(rawValue:)) else {
      throw NotAgreed(.decisionUnfit, "The decision names no action that is known.")
    }
    if let subject = record.filedSubject {
      guard record.sender.name == System.desk else {
        throw NotAgreed(
          .deskOnly, value: record.sender.name,
          "What becomes of files, documents and incidents is decided with kontor alone, and not by a file of \(record.sender.name)."
        )
      }
      if let outcome = receipt(in: action), case .document(let id) = subject {
        return try take(outcome, ofDocument: id, record)
      }
      return try wayBack?.take(action, on: subject, record, self) ?? Ruling(verdict: .accepted)
    }
    switch action {
    case .resolve: return try resolve(record)
    case .correct: return try correct(record)
    case .transfer: return try transfer(record)
    case .link: return try linkHeld(record)
    case .separate: return try goOn(record) { .separate($0) }
    case .release: return try goOn(record) { .released($0) }
    case .discard: return try discard(record)
    case .due: return try endWait(record)
    case .erase:
      guard record.sender.name == System.desk else {
        throw NotAgreed(
          .deskOnly, value: record.sender.name,
          "Who is erased is decided with kontor alone, and not by a file of \(record.sender.name).")
      }
      return try wayBack?.erase(try subject(of: record), record, self) ?? Ruling(verdict: .accepted)
    case .reprocess, .resend, .imported, .refused:
      throw NotAgreed(
        .decisionUnfit, value: action.rawValue, "A file or a document has to be named for \(action.rawValue).")
    case .run, .pause, .resume:
      throw NotAgreed(.decisionUnfit, value: action.rawValue, "A flow has to be named for \(action.rawValue).")
    case .acknowledge, .close:
      throw NotAgreed(.decisionUnfit, value: action.rawValue, "An incident has to be named for \(action.rawValue).")
    }
  }

  // MARK: - Fields

  private func resolve(_ record: ToldRecord) throws -> Ruling {
    var entity = try subject(of: record)
    var outcomes: [FieldOutcome] = []
    for choice in try choices(in: record) {
      guard var state = entity.fields[choice.field], let conflict = state.conflict else {
        throw NotAgreed(
          .conflictGone, value: choice.field.text,
          "There is no conflict on \(choice.field) of \(entity.name) any more; kontor explain tells how it ended. Nothing "
            + "was changed.")
      }
      let value = try choice.value(among: conflict.values, of: entity)
      trail(choice.field, conflict.values)
      state.decide(value, by: record.person, at: now)
      entity.fields[choice.field] = state
      outcomes.append(
        FieldOutcome(
          choice.field, .applied, value: value, said: value, winner: choice.system ?? record.person,
          rule: RuleWords.decided(by: record.person).text))
    }
    return try conclude(record, &entity, outcomes)
  }

  /// Sets a field right on a system that has drifted away from it.
  private func correct(_ record: ToldRecord) throws -> Ruling {
    var entity = try subject(of: record)
    let only = record.root.token(at: "System")
    var outcomes: [FieldOutcome] = []
    for choice in try choices(in: record) {
      var state = entity.fields[choice.field] ?? FieldState()
      let value = try choice.value(among: state.sides.compactMapValues(\.said), of: entity)
      trail(choice.field, state.sides.compactMapValues(\.said))
      state.decide(value, by: record.person, at: now)
      for system in terms.receivers(of: entity) where (only ?? system.name) == system.name {
        if system.name != choice.system { state.forget(system.name) }
      }
      if let only, let holder = holder(of: entity, choice.field), holder != only { state.recognise(holder) }
      entity.fields[choice.field] = state
      outcomes.append(
        FieldOutcome(
          choice.field, .applied, value: value, said: value, winner: choice.system ?? record.person,
          rule: RuleWords.corrected(by: record.person).text))
    }
    return try conclude(record, &entity, outcomes)
  }

  /// Whose word it is: that system does not have to be told what it says itself.
  private func holder(of entity: EntityState, _ field: FieldName) -> String? {
    let terms = terms.terms(of: entity, field)
    guard case .system(let owner) = terms.owner else { return terms.conflict == .ownerWins ? terms.lastWord : nil }
    return owner
  }

  private func conclude(_ record: ToldRecord, _ entity: inout EntityState, _ outcomes: [FieldOutcome]) throws -> Ruling
  {
    try log.update(entity)
    pending.trail.after = outcomes.sorted().map { "\($0.field): “\(shown($0.value ?? "", of: $0.field))”" }
      .joined(separator: "; ")
    try note(
      entity, record.source, .decided, record.person, record.root.token(at: "Reason"), fields: outcomes.sorted())
    try deliver(&entity, record.source, only: record.root.token(at: "System"))
    try wake(.entity(entity.id), record.source)
    return Ruling(verdict: .accepted)
  }

  /// What each system said of a field before the decision.
  private func trail(_ field: FieldName, _ values: [String: String]) {
    let said = values.sorted { $0.key < $1.key }
      .map { "“\(shown($0.value, of: field))” (\($0.key))" }.joined(separator: ", ")
    pending.trail.before = [pending.trail.before, "\(field): \(said)"].compactMap(\.self).joined(separator: "; ")
  }

  /// A value for the audit trail, unless it is one of those that are shown to nobody.
  private func shown(_ value: String, of field: FieldName) -> String {
    let names = field.text.split(separator: "/").map { $0.prefix { $0 != "[" } }
    return names.contains { terms.configuration.masked.contains(String($0)) } ? Exchange.Issue.mask : value
  }

  private struct Choice {
    var field: FieldName
    var system: String?
    var written: String?

    func value(among values: [String: String], of entity: EntityState) throws -> String {
      if let written { return written }
      guard let system, let value = values[system] else {
        throw NotAgreed(
          .decisionUnfit, value: system, expected: ConfigurationReader.either(values.keys.sorted()),
          "\(system ?? "Nobody") said nothing of \(field) of \(entity.name) that could be taken.")
      }
      return value
    }
  }

  private func choices(in record: ToldRecord) throws -> [Choice] {
    let choices = record.root.children.filter { $0.name == "Field" }.map { field in
      Choice(
        field: FieldName(field.attribute("name") ?? ""), system: field.token(at: "Take"),
        written: field.value(at: "Value"))
    }
    if choices.isEmpty { throw NotAgreed(.decisionUnfit, "The decision names no field.") }
    return choices
  }

  // MARK: - Single records

  private func transfer(_ record: ToldRecord) throws -> Ruling {
    let only = record.root.token(at: "System")
    if let only, terms.configuration.system(named: only) == nil {
      throw NotAgreed(
        .decisionUnfit, value: only, expected: ConfigurationReader.either(terms.configuration.systems.map(\.name)),
        "There is no system \(only).")
    }
    isUrgent = true
    defer { isUrgent = false }
    if let hold = try heldSubject(of: record) { return try goOn(hold, record) { .released($0) } }
    var entity = try subject(of: record)
    try requireNotErased(entity)
    let count =
      entity.kind == .customer
      ? try deliver(&entity, record.source, only: only ?? composer.onlyOther(than: entity), isForced: true)
      : try sendAgain(&entity, only: only, record.source)
    if count == 0 {
      throw NotAgreed(.nothingToSend, value: record.key, try composer.nothingToSend(of: entity, to: only, log))
    }
    pending.trail.after = pending.drafts.map { "\($0.documentID) for \($0.system.name)" }.joined(separator: ", ")
    try note(entity, record.source, .decided, record.person, EventDetail.sentAlone.text)
    return Ruling(verdict: .accepted)
  }

  // MARK: - Holds

  private func linkHeld(_ record: ToldRecord) throws -> Ruling {
    guard let hold = try heldSubject(of: record), hold.reason == .decision else { throw noHold(record) }
    guard let with = record.root.token(at: "With"), var entity = try entity(hold.record.kind, anyKey: with) else {
      throw NotAgreed(
        .decisionUnfit, value: record.root.token(at: "With"),
        "The one that it is to be the same as is not known.")
    }
    let told = try told(hold)
    pending.trail = DecisionTrail(before: hold.sentence, after: "the same as \(entity.name)")
    try note(
      entity, record.source, .linked, told.sender.name,
      "\(told.key) of \(told.sender.name) is the same, by \(record.person).")
    if entity.keys[told.sender.name] == nil {
      try give(told.sender.name, told.key, to: &entity, record.source)
      try log.update(entity)
    } else {
      try log.add(
        CrossReference(
          entity: entity.id, kind: entity.kind, system: told.sender.name, key: told.key, standing: .alias,
          source: record.source, since: now))
    }
    let ruling = try decide(told, .held(hold))
    if try log.hold(hold.id)?.state == .open {
      try log.close(hold.id, as: .released, at: now)
      tell(of: hold, ruling.verdict, "It is the same as \(entity.name).")
    }
    try wake(.key(hold.record.kind, system: told.sender.name, key: told.key), record.source)
    return Ruling(verdict: .accepted)
  }

  private func goOn(_ record: ToldRecord, as occasion: (Hold) -> Occasion) throws -> Ruling {
    guard let hold = try heldSubject(of: record) else { throw noHold(record) }
    return try goOn(hold, record, as: occasion)
  }

  private func goOn(_ hold: Hold, _ record: ToldRecord, as occasion: (Hold) -> Occasion) throws -> Ruling {
    let ruling = try decide(told(hold), occasion(hold))
    pending.trail = DecisionTrail(before: hold.sentence, after: ruling.verdict.rawValue)
    if ruling.verdict == .held { return ruling }
    return Ruling(verdict: .accepted)
  }

  private func discard(_ record: ToldRecord) throws -> Ruling {
    guard let hold = try heldSubject(of: record) else { throw noHold(record) }
    let reason = record.root.token(at: "Reason") ?? "no reason was given"
    try end(hold, .discarded, "\(record.person) discarded it: \(reason)", record.source)
    return Ruling(verdict: .accepted)
  }

  private func end(_ hold: Hold, _ state: Hold.State, _ sentence: String, _ source: RecordReference) throws {
    try log.close(hold.id, as: state, at: now)
    pending.trail = DecisionTrail(before: hold.sentence, after: state.rawValue)
    if let entity = try log.entity(hold.record.kind, system: hold.record.sender, key: hold.record.key) {
      try note(entity, source, state == .expired ? .expired : .discarded, hold.reason.rawValue, sentence)
    }
    tell(of: hold, .rejected, sentence)
  }

  /// The deadline of a hold has passed.
  private func endWait(_ record: ToldRecord) throws -> Ruling {
    guard let hold = try heldSubject(of: record), let deadline = hold.deadline, deadline <= now else {
      return Ruling(verdict: .unchanged)
    }
    switch hold.afterwards {
    case .wait: return Ruling(verdict: .unchanged)
    case .send: return try goOn(hold, record) { .released($0) }
    case .reject:
      try end(hold, .expired, "It waited until \(deadline). \(hold.sentence)", record.source)
      return Ruling(verdict: .accepted)
    }
  }

  // MARK: - Subjects

  private func heldSubject(of record: ToldRecord) throws -> Hold? {
    if let number = record.root.token(at: "HoldId") {
      guard let hold = try Int64(number).flatMap({ try log.hold($0) }), hold.state == .open else { return nil }
      return hold
    }
    guard let kind = record.root.token(at: "Entity").flatMap(Entity.init(rawValue:)),
      let key = record.root.token(at: "Key")
    else { return nil }
    return try log.hold(of: kind, anyKey: key, by: terms)
  }

  private func noHold(_ record: ToldRecord) -> NotAgreed {
    NotAgreed(
      .holdGone, value: record.key,
      "Nothing waits there any more: \(record.key). kontor held lists what does.")
  }

  /// Of what was erased nothing is left that could be sent.
  private func requireNotErased(_ entity: EntityState) throws {
    let erasure: Erasure?
    if let content = entity.content {
      let isErased = try log.erasedRecords(of: content.interchange).contains(content.position)
      erasure = isErased ? try log.erasure(in: content.interchange) : nil
    } else {
      erasure = entity.fields.isEmpty ? try log.erasure(of: entity.id) : nil
    }
    guard let erasure else { return }
    throw NotAgreed(
      .nothingToSend, value: entity.name,
      "The personal data of \(entity.name) was \(erasure.words), so it cannot be sent as it was. Let its sender export it "
        + "once more.")
  }

  private func subject(of record: ToldRecord) throws -> EntityState {
    if let kind = record.root.token(at: "Entity").flatMap(Entity.init(rawValue:)),
      let key = record.root.token(at: "Key"), let entity = try entity(kind, anyKey: key)
    {
      return entity
    }
    throw NotAgreed(
      .referenceUnknown, value: record.key,
      "\(record.root.token(at: "Entity") ?? "The record") \(record.key) is not known here.")
  }

  private func entity(_ kind: Entity, anyKey key: String) throws -> EntityState? {
    try log.entity(kind, anyKey: key, by: terms)
  }

}
