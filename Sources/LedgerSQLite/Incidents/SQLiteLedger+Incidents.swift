package import Exchange
import GRDB

extension SQLiteLedger {
  package func openIncidents() throws(LedgerError) -> [Incident] {
    // Asked at the end of every scan: the index holds nothing but what is open.
    let open = try connection.access { database in
      try database.incidents("INDEXED BY incidentOpen WHERE state = 'open'", [])
    }
    return open.sorted { $0.id < $1.id }
  }

  package func incidentsClosedByHand() throws(LedgerError) -> [Incident] {
    try connection.access { database in
      try database.incidents("INDEXED BY incidentClosedByHand WHERE state = 'closed' AND isTold = 1", [])
    }
  }

  package func pendingTroubles() throws(LedgerError) -> [PendingTrouble] {
    try connection.access { database in
      try database.all("SELECT cause, subject, since, seenAt FROM incidentPending", []) { columns in
        PendingTrouble(
          IncidentKey(try columns.word(), try columns.text()), since: try columns.moment(),
          seenAt: try columns.moment())
      }
    }
  }

  package func incident(_ id: Int64) throws(LedgerError) -> Incident? {
    try connection.access { try $0.incident(id) }
  }

  package func lastClosedIncident(of key: IncidentKey) throws(LedgerError) -> Incident? {
    try connection.access { database in
      try database.incidents(
        """
        INDEXED BY incidentClosed WHERE state = 'closed' AND cause = ? AND subject = ? ORDER BY id DESC LIMIT 1
        """, [key.cause.rawValue, key.subject]
      ).first
    }
  }

  package func incidents(before id: Int64, limit: Int) throws(LedgerError) -> [Incident] {
    try connection.access { database in
      try database.incidents("WHERE id < ? ORDER BY id DESC LIMIT ?", [id, max(0, limit)])
    }
  }

  package func incidentMarks() throws(LedgerError) -> [String: Int64] {
    try connection.access { database in
      var marks: [String: Int64] = [:]
      try database.forEach("SELECT name, value FROM incidentMark") { columns in
        marks[try columns.text()] = try columns.integer()
      }
      return marks
    }
  }

  package func keep(
    _ round: IncidentBook.Round, notices: [IncidentNotice], dropping: [Int64], marks: [String: Int64]
  ) throws(LedgerError) -> [Incident] {
    try connection.transaction { database in
      for key in round.over {
        try database.run(
          "DELETE FROM incidentPending WHERE cause = ? AND subject = ?", [key.cause.rawValue, key.subject])
      }
      for pending in round.begun {
        try database.run(
          """
          INSERT INTO incidentPending (cause, subject, since, seenAt) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
          [
            pending.key.cause.rawValue, pending.key.subject, pending.since.milliseconds, pending.seenAt.milliseconds,
          ])
      }
      var kept: [Incident] = []
      for incident in round.incidents {
        try database.run(Incident.keeping, incident.values)
        var incident = incident
        if incident.id == 0 { incident.id = database.lastInsertedRowID }
        kept.append(incident)
      }
      for number in dropping { try database.run("DELETE FROM incidentNotice WHERE number = ?", [number]) }
      let numbers = Dictionary(kept.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
      for notice in notices {
        guard let incident = notice.incident == 0 ? numbers[notice.key] : notice.incident else {
          throw LedgerError.misuse("A notice is of no incident of its round.", path: self.connection.path)
        }
        try database.add(notice, of: incident)
      }
      for (name, value) in marks {
        try database.run(
          "INSERT INTO incidentMark (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
          [name, value])
      }
      return kept
    }
  }

  // MARK: - Notices

  package func notices(dueAt moment: Timestamp, limit: Int) throws(LedgerError) -> [IncidentNotice] {
    let due = try connection.access { database in
      try database.notices(
        "WHERE incidentNotice.toldAt IS NULL AND due <= ? ORDER BY due, number LIMIT ?",
        [moment.milliseconds, max(0, limit)])
    }
    return due.sorted { $0.number < $1.number }
  }

  package func waitingNotices() throws(LedgerError) -> [IncidentNotice] {
    let waiting = try connection.access { try $0.notices("WHERE incidentNotice.toldAt IS NULL ORDER BY due", []) }
    return waiting.sorted { $0.number < $1.number }
  }

  package func notices(of incident: Int64) throws(LedgerError) -> [IncidentNotice] {
    try connection.access { try $0.notices("WHERE incident = ? ORDER BY number", [incident]) }
  }

  package func keep(_ notices: [IncidentNotice], adding: [IncidentNotice]) throws(LedgerError) {
    try connection.transaction { database in
      for notice in notices {
        try database.run(
          "UPDATE incidentNotice SET due = ?, attempts = ?, toldAt = ?, failure = ? WHERE number = ?",
          [
            notice.due.milliseconds, notice.attempts, notice.toldAt?.milliseconds, notice.failure, notice.number,
          ])
      }
      for notice in adding { try database.add(notice, of: notice.incident) }
    }
  }
}

extension SQLiteDecisions {
  func incident(_ id: Int64) throws(LedgerError) -> Incident? {
    try perform { try database.incident(id) }
  }

  func acknowledge(_ incident: Int64, _ word: PersonalWord) throws(LedgerError) {
    try perform {
      try run(
        """
        UPDATE incident SET acknowledgedBy = ?, acknowledgedAt = ?, acknowledgedReason = ? WHERE id = ? AND state = 'open'
        """, [word.by, word.at.milliseconds, word.reason, incident])
      try requireChange("Incident \(incident) is unknown or closed.")
      // Nobody has to be reminded of what somebody takes care of.
      try run(
        "DELETE FROM incidentNotice WHERE incident = ? AND event = 'reminder' AND toldAt IS NULL", [incident])
    }
  }

  func close(_ incident: Int64, _ word: PersonalWord) throws(LedgerError) {
    try perform {
      try run(
        """
        UPDATE incident SET state = 'closed', closedAt = ?, closedBy = ?, closedReason = ?
        WHERE id = ? AND state = 'open'
        """, [word.at.milliseconds, word.by, word.reason, incident])
      try requireChange("Incident \(incident) is unknown or closed.")
      try run("DELETE FROM incidentNotice WHERE incident = ? AND toldAt IS NULL AND attempts = 0", [incident])
    }
  }
}

extension Database {
  fileprivate func incidents(_ condition: String, _ arguments: StatementArguments) throws -> [Incident] {
    try all("SELECT \(Incident.columns) FROM incident \(condition)", arguments) { try Incident(columns: &$0) }
  }

  fileprivate func incident(_ id: Int64) throws -> Incident? { try incidents("WHERE id = ?", [id]).first }

  fileprivate func notices(_ condition: String, _ arguments: StatementArguments) throws -> [IncidentNotice] {
    try all("SELECT \(IncidentNotice.columns) \(IncidentNotice.source) \(condition)", arguments) {
      try IncidentNotice(columns: &$0)
    }
  }

  fileprivate func run(_ sql: String, _ arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  fileprivate func add(_ notice: IncidentNotice, of incident: Int64) throws {
    try run(
      """
      INSERT INTO incidentNotice (way, event, incident, at, due, attempts, toldAt, failure)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        notice.way, notice.event.rawValue, incident, notice.at.milliseconds, notice.due.milliseconds, notice.attempts,
        notice.toldAt?.milliseconds, notice.failure,
      ])
  }
}
