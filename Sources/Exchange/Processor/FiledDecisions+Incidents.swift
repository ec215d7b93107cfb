import XMLEngine

/// What a person says about operational incidents.
extension FiledDecisions {
  func acknowledge(_ id: Int64, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    let (incident, word) = try open(id, record)
    if let before = incident.acknowledged {
      agreement.pending.trail = DecisionTrail(before: "acknowledged by \(before.by)", after: "acknowledged")
    } else {
      agreement.pending.trail = DecisionTrail(before: "open, \(incident.key.subject)", after: "acknowledged")
    }
    try log.acknowledge(id, word)
    return Ruling(verdict: .accepted)
  }

  func close(_ id: Int64, _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    let (incident, word) = try open(id, record)
    guard incident.entry.isClosedByPerson else {
      throw NotAgreed(
        .decisionUnfit, value: String(id),
        "Incident \(id) closes by itself; closed by hand, it would open again at once. Acknowledge it, so that nobody is "
          + "reminded: kontor incidents acknowledge \(id).")
    }
    agreement.pending.trail = DecisionTrail(before: "open, \(incident.key.subject)", after: "closed")
    try log.close(id, word)
    return Ruling(verdict: .accepted)
  }

  private func open(_ id: Int64, _ record: ToldRecord) throws -> (incident: Incident, word: PersonalWord) {
    guard let reason = record.root.token(at: "Reason") else {
      throw NotAgreed(.decisionUnfit, "Say why: whoever looks at the incident later wants to know.")
    }
    guard let incident = try log.incident(id) else {
      throw NotAgreed(
        .referenceUnknown, value: String(id), "There is no incident \(id) in this ledger; kontor incidents lists them.")
    }
    if let closed = incident.closedAt {
      throw NotAgreed(
        .decisionUnfit, value: String(id), "Incident \(id) was closed at \(closed). Nothing was changed.")
    }
    return (incident, PersonalWord(by: record.person, at: now, reason: reason))
  }
}
