/// Records that wait, and how they go on.
extension Agreement {
  /// Puts a record on hold, or leaves it there for another reason.
  func hold(
    _ record: ToldRecord, _ occasion: Occasion, _ reason: Hold.Reason, awaiting awaited: Awaited, code: IssueCode,
    _ sentence: String, entity: EntityState? = nil
  ) throws -> Ruling {
    if var hold = occasion.hold {
      let isNews = hold.reason != reason || hold.sentence != sentence
      hold.reason = reason
      hold.awaits = awaited
      hold.sentence = sentence
      try log.update(hold)
      if isNews, let entity { try note(entity, record.source, .held, reason.rawValue, sentence) }
    } else {
      let rule = terms.rules(for: record.kind).hold
      _ = try log.add(
        Hold(
          reason: reason, awaits: awaited, record: record.held(), since: now, deadline: rule.time.map { now + $0 },
          afterwards: rule.afterwards, sentence: sentence))
      if let entity { try note(entity, record.source, .held, reason.rawValue, sentence) }
    }
    return Ruling(verdict: .held, issues: [Issue(code, .warning, phase: .delivery, sentence)])
  }

  /// Where an earlier version of the record waits, this one takes its place. Nil where none does, and nil as well once it
  /// is out of the way.
  func overtakesHeld(_ record: ToldRecord) throws -> Ruling? {
    guard let hold = try log.hold(of: record.kind, sender: record.sender.name, key: record.key) else { return nil }
    let waiting = try told(hold)
    if record.version.isOlder(than: waiting.version) {
      return Ruling(
        verdict: .superseded,
        issues: [
          Issue(
            .late, .information, phase: .delivery,
            "A later version of \(record.kind.rawValue) \(record.key) waits already.")
        ])
    }
    if RecordContent.hash(of: record.root) == RecordContent.hash(of: waiting.root) {
      return Ruling(
        verdict: .unchanged,
        issues: [Issue(.held, .information, phase: .delivery, "It waits already. \(hold.sentence)")])
    }
    tell(of: hold, .superseded, "A later version took its place.")
    try log.close(hold.id, as: .superseded, at: now)
    return nil
  }

  /// Ends the hold of a record that was decided now.
  func endHold(of record: ToldRecord, _ occasion: Occasion, _ entity: EntityState, _ source: RecordReference) throws {
    guard let hold = occasion.hold else { return }
    try log.close(hold.id, as: .released, at: now)
    try note(entity, source, .released, hold.reason.rawValue)
    tell(of: hold, .accepted, nil)
  }

  /// Decides anew, in the order in which they came, what waits for something that has happened.
  func wake(_ awaited: Awaited, _ source: RecordReference) throws {
    for hold in try log.holds(awaiting: awaited) { try reconsider(hold, source) }
  }

  private func reconsider(_ hold: Hold, _ source: RecordReference) throws {
    // An earlier one may have brought it to its end meanwhile.
    guard let present = try log.hold(hold.id), present.state == .open else { return }
    do {
      _ = try attempt { try decide(told(present), .held(present)) }
    } catch let refusal as NotAgreed {
      try keepWaiting(present, refusal.issues)
    } catch let refusal as NotMapped {
      try keepWaiting(present, refusal.issues)
    }
  }

  /// What is wrong with a held record is for a person to see; it must not spoil the record that woke it.
  private func keepWaiting(_ hold: Hold, _ issues: [Issue]) throws {
    var hold = hold
    hold.reason = .data
    hold.sentence =
      "\(hold.record.kind.rawValue) \(hold.record.key) cannot be sent. \(issues.map(\.message).joined(separator: " "))"
    try log.update(hold)
  }

  func told(_ hold: Hold) throws -> ToldRecord { try ToldRecord(hold.record, by: terms, now: now) }

  /// Notes what became of a held record, for those who were told that it waits.
  func tell(of hold: Hold, _ verdict: RecordVerdict, _ reason: String?) {
    let source = hold.record.source
    if source.interchange == interchange {
      // Not told yet: the acknowledgement of this file says at once how it ended.
      pending.changed.append(Change(position: source.position, verdict: verdict))
    } else {
      pending.answers.add(source, LaterAnswers.Answer(verdict: verdict, level: .delivered, sentence: reason))
    }
  }
}
