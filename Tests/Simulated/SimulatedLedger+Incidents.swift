package import Exchange

extension SimulatedLedger {
  package func openIncidents() throws(LedgerError) -> [Incident] { try ask { $0.incidents.open } }

  package func openIncidentGroups() throws(LedgerError) -> [IncidentGroup] {
    let groups = Dictionary(grouping: try openIncidents()) { $0.key.group }
    return groups.map { key, incidents in
      IncidentGroup(
        key, count: incidents.count, acknowledged: incidents.count { $0.acknowledged != nil },
        first: incidents.map(\.id).min() ?? 0, last: incidents.map(\.id).max() ?? 0,
        since: incidents.map(\.since).min() ?? .now())
    }.sorted { ($1.key.cause.entry.severity, $0.first) < ($0.key.cause.entry.severity, $1.first) }
  }

  package func openIncidents(
    of group: IncidentGroup.Key, before id: Int64, limit: Int
  ) throws(LedgerError) -> [Incident] {
    Array(try openIncidents().reversed().filter { $0.key.group == group && $0.id < id }.prefix(max(0, limit)))
  }

  package func incidentsClosedByHand() throws(LedgerError) -> [Incident] {
    try ask { $0.incidents.incidents.filter { $0.state == .closed && $0.isTold } }
  }

  package func pendingTroubles() throws(LedgerError) -> [PendingTrouble] {
    try ask { Array($0.incidents.pending.values) }
  }

  package func incident(_ id: Int64) throws(LedgerError) -> Incident? { try ask { $0.incidents.incident(id) } }

  package func lastClosedIncident(of key: IncidentKey) throws(LedgerError) -> Incident? {
    try ask { $0.incidents.incidents.last { $0.key == key && $0.state == .closed } }
  }

  package func incidents(before id: Int64, limit: Int) throws(LedgerError) -> [Incident] {
    try ask { Array($0.incidents.incidents.reversed().filter { $0.id < id }.prefix(max(0, limit))) }
  }

  package func incidentMarks() throws(LedgerError) -> [String: Int64] { try ask { $0.incidents.marks } }

  package func keep(
    _ round: IncidentBook.Round, notices: [IncidentNotice], dropping: [Int64], marks: [String: Int64]
  ) throws(LedgerError) -> [Incident] {
    try transaction(.keepIncidents) { (state) throws(LedgerError) in
      try state.incidents.keep(round, notices, dropping: dropping, marks)
    }
  }

  package func notices(dueAt moment: Timestamp, limit: Int) throws(LedgerError) -> [IncidentNotice] {
    let due = try waitingNotices().filter { $0.due <= moment }.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    return due.prefix(max(0, limit)).sorted { $0.number < $1.number }
  }

  package func waitingNotices() throws(LedgerError) -> [IncidentNotice] {
    try ask { $0.incidents.notices.values.filter { $0.toldAt == nil }.sorted { $0.number < $1.number } }
  }

  package func notices(of incident: Int64) throws(LedgerError) -> [IncidentNotice] {
    try ask { $0.incidents.notices.values.filter { $0.incident == incident }.sorted { $0.number < $1.number } }
  }

  package func keep(_ notices: [IncidentNotice], adding: [IncidentNotice]) throws(LedgerError) {
    try transaction(.keepNotices) { (state) throws(LedgerError) in state.incidents.keep(notices, adding: adding) }
  }
}

extension SimulatedDecisions {
  func incident(_ id: Int64) throws(LedgerError) -> Incident? { try ask { $0.incidents.incident(id) } }

  func acknowledge(_ incident: Int64, _ word: PersonalWord) throws(LedgerError) {
    try requireOpen()
    try state.incidents.acknowledge(incident, word)
  }

  func close(_ incident: Int64, _ word: PersonalWord) throws(LedgerError) {
    try requireOpen()
    try state.incidents.close(incident, word)
  }
}
