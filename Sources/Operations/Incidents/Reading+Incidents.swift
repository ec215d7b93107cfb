import Exchange

extension Reading {
  /// The gravest first, and of those the one that opened first.
  package func openIncidents() throws -> [IncidentReport] {
    let incidents = try ledger.openIncidents()
    return IncidentSeverity.allCases.reversed().flatMap { severity in
      incidents.filter { $0.severity == severity }
    }.map { IncidentReport($0) }
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
