import Exchange
import GRDB

extension Incident {
  /// In the order in which ``init(columns:)`` reads them, and ``values`` gives them.
  static let columns =
    """
    id, cause, subject, state, since, openedAt, seenAt, closedAt, count, detail, returns, toldAt, isTold,
    acknowledgedBy, acknowledgedAt, acknowledgedReason, closedBy, closedReason
    """

  /// Takes ``values``: adds one without a number, or writes a known one anew.
  static let keeping =
    """
    INSERT INTO incident (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
    ON CONFLICT (id) DO UPDATE SET state = ?4, since = ?5, openedAt = ?6, seenAt = ?7, closedAt = ?8, count = ?9,
      detail = ?10, returns = ?11, toldAt = ?12, isTold = ?13, acknowledgedBy = ?14, acknowledgedAt = ?15,
      acknowledgedReason = ?16, closedBy = ?17, closedReason = ?18
    """

  init(columns: inout Columns) throws {
    self.init(
      id: try columns.integer(), key: IncidentKey(try columns.word(), try columns.text()), state: try columns.word(),
      since: try columns.moment(), openedAt: try columns.moment(), seenAt: try columns.moment(),
      closedAt: try columns.optionalMoment(), count: try columns.int(), detail: try columns.text(),
      returns: try columns.int())
    toldAt = try columns.optionalMoment()
    isTold = try columns.integer() != 0
    let (person, moment, reason) = (
      try columns.optionalText(), try columns.optionalMoment(), try columns.optionalText()
    )
    if let person, let moment { acknowledged = PersonalWord(by: person, at: moment, reason: reason) }
    let (closer, why) = (try columns.optionalText(), try columns.optionalText())
    if let closer, let closedAt { closed = PersonalWord(by: closer, at: closedAt, reason: why) }
  }

  var values: StatementArguments {
    [
      id == 0 ? nil : id, key.cause.rawValue, key.subject, state.rawValue, since.milliseconds, openedAt.milliseconds,
      seenAt.milliseconds, closedAt?.milliseconds, count, detail, returns, toldAt?.milliseconds, isTold,
      acknowledged?.by, acknowledged?.at.milliseconds, acknowledged?.reason, closed?.by, closed?.reason,
    ]
  }
}

extension IncidentNotice {
  /// In the order in which ``init(columns:)`` reads them; of the table `incidentNotice` beside `incident`.
  static let columns =
    """
    number, way, event, cause, subject, incident, at, due, attempts, incidentNotice.toldAt, failure
    """

  static let source = "FROM incidentNotice CROSS JOIN incident ON incident.id = incidentNotice.incident"

  init(columns: inout Columns) throws {
    let number = try columns.integer()
    let (way, event) = (try columns.text(), try columns.word() as IncidentBook.News.Event)
    let key = IncidentKey(try columns.word(), try columns.text())
    let incident = try columns.integer()
    self.init(event, of: key, by: way, at: try columns.moment(), due: try columns.moment())
    self.number = number
    self.incident = incident
    attempts = try columns.int()
    toldAt = try columns.optionalMoment()
    failure = try columns.optionalText()
  }
}
