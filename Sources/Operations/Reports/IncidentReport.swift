package import Exchange

/// What the incident commands say of one with `--json`. Keys stay the same from version to version.
package struct IncidentReport: Encodable, Sendable {
  package struct Word: Encodable, Sendable {
    package var by: String
    package var at: Moment
    package var reason: String?

    package init(_ word: PersonalWord) {
      by = word.by
      at = word.at.moment
      reason = word.reason
    }
  }

  package struct Notice: Encodable, Sendable {
    package var way: String
    package var event: String
    package var at: Moment
    package var due: Moment
    package var told: Moment?
    package var attempts: Int
    package var failure: String?

    package init(_ notice: IncidentNotice) {
      way = notice.way
      event = notice.event.rawValue
      at = notice.at.moment
      due = notice.due.moment
      told = notice.toldAt?.moment
      attempts = notice.attempts
      failure = notice.failure
    }
  }

  package var id: Int64
  package var code: String
  package var severity: String
  /// Who has to act.
  package var actor: String
  package var state: String
  package var subject: String
  package var title: String
  package var detail: String
  package var count: Int
  package var returns: Int
  package var since: Moment
  package var opened: Moment
  package var seen: Moment
  package var closed: Moment?
  package var acknowledgement: Word?
  /// By whom it was closed; left out where it closed by itself.
  package var closing: Word?
  package var remedy: String
  package var closes: String
  /// What was or is to be told of it; only for a single one.
  package var notices: [Notice]?

  package init(_ incident: Incident, notices: [IncidentNotice]? = nil) {
    id = incident.id
    code = incident.key.cause.rawValue
    severity = incident.severity.rawValue
    actor = incident.entry.actor.rawValue
    state = incident.state.rawValue
    subject = incident.key.subject
    title = incident.entry.title
    detail = incident.detail
    count = incident.count
    returns = incident.returns
    since = incident.since.moment
    opened = incident.openedAt.moment
    seen = incident.seenAt.moment
    closed = incident.closedAt?.moment
    acknowledgement = incident.acknowledged.map(Word.init)
    closing = incident.closed.map(Word.init)
    remedy = incident.entry.remedy
    closes = incident.entry.closes
    self.notices = notices?.map(Notice.init)
  }
}

/// What `incidents --json` says.
package struct IncidentsReport: Encodable, Sendable {
  package var open: Int
  package var incidents: [IncidentReport]

  package init(open: Int, incidents: [IncidentReport]) {
    self.open = open
    self.incidents = incidents
  }
}
