package import Exchange
import GRDB

extension SQLiteLedger {
  package func openIncidentGroups() throws(LedgerError) -> [IncidentGroup] {
    let groups = try connection.access { database in
      try database.all(Self.groups, []) { columns in
        let key = IncidentGroup.Key(try columns.word(), sender: try columns.optionalText())
        return IncidentGroup(
          key, count: try columns.int(), acknowledged: try columns.int(), first: try columns.integer(),
          last: try columns.integer(), since: try columns.moment())
      }
    }
    return groups.sorted { ($1.key.cause.entry.severity, $0.first) < ($0.key.cause.entry.severity, $1.first) }
  }

  package func openIncidents(
    of group: IncidentGroup.Key, before id: Int64, limit: Int
  ) throws(LedgerError) -> [Incident] {
    var conditions = "state = 'open' AND cause = ? AND id < ?"
    var arguments: StatementArguments = [group.cause.rawValue, id]
    if let sender = group.sender, let end = group.cause.senderEnd, let byte = end.asciiValue {
      conditions += " AND subject >= ? AND subject < ?"
      arguments += [sender + String(end), sender + String(Character(UnicodeScalar(byte + 1)))]
    }
    arguments += [max(0, limit)]
    return try connection.access { database in
      try database.all(
        """
        SELECT \(Incident.columns) FROM incident WHERE id IN (
          SELECT id FROM incident INDEXED BY incidentOpen WHERE \(conditions) ORDER BY id DESC LIMIT ?)
        ORDER BY id DESC
        """, arguments
      ) { try Incident(columns: &$0) }
    }
  }

  private static let groups = """
    SELECT cause, CASE \(senders) END AS sender, count(*), count(acknowledgedBy), min(id), max(id), min(since)
    FROM incident INDEXED BY incidentOpen WHERE state = 'open' GROUP BY cause, sender
    """

  private static let senders = IncidentCause.allCases.compactMap { cause in
    cause.senderEnd.map { "WHEN cause = '\(cause.rawValue)' THEN substr(subject, 1, instr(subject, '\($0)') - 1)" }
  }.joined(separator: " ")
}
