/// Turns what is wrong right now into incidents: opens, updates and closes them. Pure; the ledger remembers what it
/// holds, and ``TroubleSearch`` finds out what is wrong.
package struct IncidentBook {
  package struct Rules: Hashable, Sendable {
    /// How long something must have been seen before it opens, where its cause has grace.
    package var grace = Duration.seconds(120)
    /// What comes back within this time of its closing is the same incident, and what was told within this time is not
    /// told again.
    package var again = Duration.seconds(3600)

    package init() {}
  }

  /// What a round came to, for the ledger to keep in one transaction.
  package struct Round: Hashable, Sendable {
    /// Opened, changed and closed ones; those that are new have the number 0.
    package var incidents: [Incident] = []
    /// What is wrong for the first time, and not yet for long enough.
    package var begun: [PendingTrouble] = []
    /// What was so, and is over, or has become an incident.
    package var over: [IncidentKey] = []
    /// What is to be told, the worst first.
    package var news: [News] = []

    package var isEmpty: Bool { incidents.isEmpty && begun.isEmpty && over.isEmpty }

    package init() {}
  }

  /// What has become of an incident that people should hear of.
  package struct News: Hashable, Sendable {
    package enum Event: String, Hashable, Sendable, CaseIterable {
      case opened
      /// It is open again, soon after it had closed.
      case returned
      /// It is still open, and nobody has said that they take care.
      case reminder
      case closed
      /// Only to see whether it can be told.
      case test
    }

    package var event: Event
    package var incident: Incident

    package init(_ event: Event, _ incident: Incident) {
      self.event = event
      self.incident = incident
    }
  }

  private let rules: Rules
  private let open: [IncidentKey: Incident]
  /// What is wrong and not yet an incident.
  private let pending: [IncidentKey: PendingTrouble]
  private let closedByHand: [Incident]

  /// - Parameter closedByHand: what a person closed since the last round, and was told to have opened.
  package init(
    open: [Incident], pending: [PendingTrouble], closedByHand: [Incident] = [], rules: Rules = Rules()
  ) {
    self.closedByHand = closedByHand
    self.rules = rules
    self.open = Dictionary(open.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    self.pending = Dictionary(pending.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// So long the ledger is not told again that an incident is still there.
  private static let seenAgain = Duration.seconds(600)

  /// Compares what is wrong now with what was.
  ///
  /// - Parameters:
  ///   - endings: of what is not wrong any more, what is to be said of its end.
  ///   - lastClosed: the last closed incident of a key.
  package func see(
    _ troubles: [Trouble], endings: [IncidentKey: String] = [:], at now: Timestamp,
    lastClosed: (IncidentKey) throws(LedgerError) -> Incident?
  ) throws(LedgerError) -> Round {
    var round = Round()
    var seen: Set<IncidentKey> = []
    for trouble in troubles where seen.insert(trouble.key).inserted {
      var trouble = trouble
      if let first = pending[trouble.key] { trouble.since = min(trouble.since, first.since) }
      if let incident = open[trouble.key] {
        update(incident, trouble, at: now, in: &round)
        continue
      }
      let isPending = pending[trouble.key] != nil
      let isRipe = isRipe(trouble, at: now)
      guard isRipe || !isPending else { continue }
      let last = try lastClosed(trouble.key)
      // A person said that this is over, and it has not happened again.
      let isEnded =
        last.map { last in last.closed != nil && last.closedAt.map { trouble.since <= $0 } ?? false } ?? false
      if isPending, isRipe || isEnded { round.over.append(trouble.key) }
      if isEnded { continue }
      if isRipe {
        begin(trouble, after: last, at: now, in: &round)
      } else {
        round.begun.append(PendingTrouble(trouble.key, since: trouble.since, seenAt: now))
      }
    }
    for incident in closedByHand {
      var told = incident
      told.isTold = false
      round.incidents.append(told)
      round.news.append(News(.closed, told))
    }
    round.over += pending.keys.filter { !seen.contains($0) }
    for incident in open.values where !seen.contains(incident.key) {
      close(incident, because: endings[incident.key], at: now, in: &round)
    }
    round.over.sort()
    round.incidents.sort { $0.key < $1.key }
    round.news.sort { $0.incident.key < $1.incident.key }
    return round
  }

  private func isRipe(_ trouble: Trouble, at now: Timestamp) -> Bool {
    guard trouble.since + trouble.patience <= now else { return false }
    guard trouble.key.cause.entry.hasGrace else { return true }
    return (pending[trouble.key]?.seenAt ?? now) + rules.grace <= now
  }

  private func begin(_ trouble: Trouble, after last: Incident?, at now: Timestamp, in round: inout Round) {
    var incident: Incident
    // A file that does not come is not the one that did not come before.
    let canReturn = trouble.key.cause != .fileMissing
    if canReturn, let last, let end = last.closedAt, now < end + rules.again {
      incident = last
      incident.state = .open
      incident.closedAt = nil
      incident.closed = nil
      incident.returns += 1
      incident.seenAt = now
      incident.count = trouble.count
      incident.detail = trouble.detail
    } else {
      incident = Incident(trouble, at: now)
    }
    tell(&incident, at: now, in: &round)
    round.incidents.append(incident)
  }

  /// Tells an opening, unless one was told a short while ago: then later, if it is still open.
  private func tell(_ incident: inout Incident, at now: Timestamp, in round: inout Round) {
    if let told = incident.toldAt, now < told + rules.again { return }
    incident.toldAt = now
    incident.isTold = true
    round.news.append(News(incident.returns == 0 ? .opened : .returned, incident))
  }

  private func update(_ incident: Incident, _ trouble: Trouble, at now: Timestamp, in round: inout Round) {
    var changed = incident
    changed.count = trouble.count
    changed.detail = trouble.detail
    if !incident.isTold { tell(&changed, at: now, in: &round) }
    if changed != incident || now >= incident.seenAt + Self.seenAgain {
      changed.seenAt = now
      round.incidents.append(changed)
    }
  }

  private func close(_ incident: Incident, because ending: String?, at now: Timestamp, in round: inout Round) {
    var closed = incident
    closed.state = .closed
    closed.closedAt = now
    if let ending { closed.detail = ending }
    closed.isTold = false
    round.incidents.append(closed)
    if incident.isTold { round.news.append(News(.closed, closed)) }
  }
}

extension IncidentBook.News {
  /// What has happened, on one line: `incident 12 opened: error, a folder is away: /srv/share/inbox`.
  package var sentence: String {
    let what = "\(incident.entry.title): \(Printable.line(incident.key.subject))"
    let word =
      switch event {
      case .opened: "opened: \(incident.severity.rawValue), "
      case .returned: "is back: \(incident.severity.rawValue), "
      case .reminder: "is still open: \(incident.severity.rawValue), "
      case .closed: "closed: "
      case .test: "test: "
      }
    return "incident \(incident.id) \(word)\(what)"
  }
}
