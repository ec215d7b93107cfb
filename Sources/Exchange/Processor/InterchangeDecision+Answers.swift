package import DropFolder

/// Acknowledgements of earlier interchanges, of whose records there is something new to say. Each takes the place of the
/// one before it.
extension InterchangeDecision {
  func answer(_ answers: LaterAnswers, from first: Int) throws {
    var ordinal = first
    for id in answers.interchanges {
      guard let original = try log.interchange(id), let outbox = try place.acknowledgements(original.sender) else {
        continue
      }
      let rules = AcknowledgementRules(sender: original.sender, in: place.configuration)
      let news = try answers.news(of: id, by: rules, log)
      let closed = rules.tells(answers.closed[id])
      let isDelivered = answers.delivered.contains(id) && rules.tellsDelivery
      guard !news.isEmpty || closed != nil || isDelivered else { continue }
      try answer(original, news, closed: closed, isDelivered: isDelivered, by: rules, in: outbox, ordinal)
      ordinal += 1
    }
  }

  /// The newest acknowledgement of an interchange; nil where its sender did not want any.
  func lastAnswer(to original: Interchange) throws(LedgerError) -> FileName? {
    if let later = try log.laterAnswers(to: original.id).last { return later }
    let first = original.answerName()
    return try log.hasAcknowledgement(named: first, in: original.id) ? first : nil
  }

  private func answer(
    _ original: Interchange, _ news: [LaterAnswers.News], closed: String?, isDelivered: Bool,
    by rules: AcknowledgementRules, in outbox: Outbox, _ ordinal: Int
  ) throws {
    let outcome = try present(original, news.map(\.answer), closed: closed, isDelivered: isDelivered)
    let acknowledgement = Acknowledgement(
      interchange: outcome, outcome: outcome, issues: [], listing: rules.listing == .none ? .none : .exceptions,
      supersedes: try lastAnswer(to: original))
    let id = Document.id(of: interchange.id, attempt: interchange.attempt, ordinal: ordinal)
    let digest = try files.write(id, in: outbox) { writer in
      try acknowledgement.write(
        records: { each in
          for one in news {
            if let record = one.record { try each(AcknowledgedRecord(record, one.answer)) }
          }
        }, to: { try writer.write($0) })
    }
    let name = original.answerName(number: try log.laterAnswers(to: original.id).count + 2)
    try log.addLaterAnswer(name, to: original.id)
    let document = Document(
      id: id, interchange: interchange.id, ordinal: ordinal, kind: .acknowledgement, system: original.sender,
      name: name, entity: nil, records: nil, size: digest.size, sha256: digest.sha256, publicationOrder: .max)
    try log.add(document)
    try files.writeSidecars(of: document, for: place.configuration.system(named: original.sender), in: outbox)
  }

  /// The earlier interchange as it stands now: held records that went on count as what they became.
  private func present(
    _ original: Interchange, _ answers: [LaterAnswers.Answer], closed: String?, isDelivered: Bool
  ) throws -> Interchange {
    var outcome = original
    let ended = try log.endedHolds(of: original.id)
    for (state, count) in ended {
      outcome.totals[.held] -= count
      outcome.totals[state.verdict] += count
    }
    let refused = answers.contains { $0.verdict == .rejected }
    if isDelivered { outcome.level = .delivered }
    if !answers.isEmpty {
      outcome.level = answers.map(\.level).max() ?? .delivered
      outcome.verdict = outcome.totals.verdict(warnings: refused)
    }
    outcome.advice =
      if refused {
        .fixAndResend
      } else if try log.rejection(of: original.id)?.state == .open {
        // Good news of one record puts no other one right.
        original.advice
      } else {
        outcome.totals[.held] > 0 ? .wait : Advice.none
      }
    outcome.decidedAt = now
    let delivery = isDelivered ? "The documents that waited for their flow lie in the outbox now." : nil
    outcome.summary = [closed, delivery, answers.isEmpty ? nil : Self.summary(of: answers)].compactMap(\.self)
      .joined(separator: " ")
    return outcome
  }

  private static func summary(of answers: [LaterAnswers.Answer]) -> String {
    var counts: [String: Int] = [:]
    for answer in answers {
      let word =
        switch (answer.level, answer.verdict) {
        case (.imported, .rejected): "refused by the receiver"
        case (.imported, _): "imported by the receiver"
        case (_, .accepted): "released"
        case (_, let verdict): verdict.rawValue
        }
      counts[word, default: 0] += 1
    }
    let news = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "News of \(answers.count == 1 ? "one record" : "\(answers.count) records") of this file: \(news)."
  }
}

extension Hold.State {
  /// What a record became whose hold ended so.
  var verdict: RecordVerdict {
    switch self {
    case .open: .held
    case .released: .accepted
    case .discarded, .expired: .rejected
    case .superseded: .superseded
    }
  }
}

extension Interchange {
  /// The name of an acknowledgement of it; the first one has no number.
  package func answerName(number: Int = 1) -> FileName {
    // Made safe before it is cut: a character that is not ASCII becomes several.
    let sent = InterchangeID.nameWithoutID(FileName.makeSafe(from: fileName.display).display)
    let stem = sent.split(separator: ".").dropLast().joined(separator: ".")
    let counted = number == 1 ? id.text : "\(id.text)-\(number)"
    return FileName.makeSafe(from: "\((stem.isEmpty ? sent : stem).prefix(80)).\(counted).ack.xml")
  }
}
