package import Exchange

extension Reading {
  /// The gravest first, and of those the one that opened first.
  package func openIncidents() throws -> [IncidentReport] {
    let incidents = try ledger.openIncidents()
    return IncidentSeverity.allCases.reversed().flatMap { severity in
      incidents.filter { $0.severity == severity }
    }.map { IncidentReport($0) }
  }

  /// One page of what is open, for a person to read: the gravest first. Many of one cause and sender are one entry.
  ///
  /// - Parameters:
  ///   - place: how many entries came on the pages before.
  ///   - limit: so many entries at most.
  package func openIncidents(after place: Int, limit: Int = 50) throws -> OpenIncidents {
    let groups = try ledger.openIncidentGroups()
    var page = OpenIncidents(count: groups.reduce(0) { $0 + $1.count })
    var passed = 0
    for group in groups {
      let isMany = group.count > OpenIncidents.mostAlone
      let entries = isMany ? 1 : group.count
      defer { passed += entries }
      if passed + entries <= place { continue }
      let room = limit - page.entries.count
      guard room > 0 else {
        page.next = place + limit
        break
      }
      let some = try ledger.openIncidents(
        of: group.key, before: .max, limit: isMany ? OpenIncidents.mostShown : group.count)
      if isMany {
        page.entries.append(.many(group, first: some.map { IncidentReport($0) }))
      } else {
        // Of few the one that opened first stands first, as of the groups.
        let rest = some.reversed().dropFirst(max(0, place - passed))
        page.entries += rest.prefix(room).map { .one(IncidentReport($0)) }
        if rest.count > room { page.next = place + limit }
      }
    }
    return page
  }

  /// One page of what is open of one cause and sender, newest first; nil where nothing of it is open.
  ///
  /// - Parameter number: the last one of the page before; nil for the newest.
  package func openIncidents(of key: IncidentGroup.Key, before number: Int64? = nil, limit: Int = 50) throws
    -> (group: IncidentGroup, incidents: [IncidentReport], next: Int64?)?
  {
    guard let group = try ledger.openIncidentGroups().first(where: { $0.key == key }) else { return nil }
    let some = try ledger.openIncidents(of: key, before: number ?? .max, limit: limit + 1)
    let incidents = some.prefix(limit).map { IncidentReport($0) }
    return (group, incidents, some.count > limit ? incidents.last?.id : nil)
  }

  /// What a person decides on all that is open of one cause and sender, as far as they saw it: as many as one file takes,
  /// the newest first.
  ///
  /// - Parameters:
  ///   - action: `acknowledge`, which leaves out what somebody takes care of, or `close`.
  ///   - last: the number of the newest one that they saw.
  /// - Returns: with how many are left for the next time.
  package func decisions(
    _ action: Decision.Action, on key: IncidentGroup.Key, through last: Int64, because reason: String
  ) throws -> (decisions: [Decision], left: Int) {
    let before = last < .max ? last + 1 : last
    let meant = try ledger.openIncidents(of: key, before: before, limit: .max).filter { incident in
      action != .acknowledge || incident.acknowledged == nil
    }
    let decisions = meant.prefix(DecisionFiles.mostDecisions).map { incident in
      var decision = Decision(action, .incident(incident.id))
      decision.reason = reason
      return decision
    }
    return (decisions, meant.count - decisions.count)
  }

  /// Those that are over, newest first.
  ///
  /// - Parameters:
  ///   - number: the last one of the page before; nil for the newest.
  ///   - limit: so many at most.
  /// - Returns: with the number before which the next page begins; nil where there is none.
  package func closedIncidents(before number: Int64? = nil, limit: Int = 20) throws -> (
    incidents: [IncidentReport], next: Int64?
  ) {
    var closed: [IncidentReport] = []
    var last = number ?? .max
    while case let some = try ledger.incidents(before: last, limit: 100), !some.isEmpty {
      for incident in some where incident.state == .closed {
        if closed.count == limit { return (closed, closed.last?.id) }
        closed.append(IncidentReport(incident))
      }
      last = some[some.count - 1].id
    }
    return (closed, nil)
  }

  package func incident(_ number: Int64) throws -> IncidentReport? {
    try ledger.incident(number).map { IncidentReport($0) }
  }
}
