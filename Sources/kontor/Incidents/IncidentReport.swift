import Exchange

/// What the incident commands say of one with `--json`. Keys stay the same from version to version.
struct IncidentReport: Encodable {
  struct Word: Encodable {
    var by: String
    var at: String
    var reason: String?

    init(_ word: PersonalWord) {
      by = word.by
      at = word.at.description
      reason = word.reason
    }
  }

  struct Notice: Encodable {
    var way: String
    var event: String
    var at: String
    var due: String
    var told: String?
    var attempts: Int
    var failure: String?

    init(_ notice: IncidentNotice) {
      way = notice.way
      event = notice.event.rawValue
      at = notice.at.description
      due = notice.due.description
      told = notice.toldAt?.description
      attempts = notice.attempts
      failure = notice.failure
    }
  }

  var id: Int64
  var code: String
  var severity: String
  /// Who has to act.
  var actor: String
  var state: String
  var subject: String
  var title: String
  var detail: String
  var count: Int
  var returns: Int
  var since: String
  var opened: String
  var seen: String
  var closed: String?
  var acknowledgement: Word?
  /// By whom it was closed; left out where it closed by itself.
  var closing: Word?
  var remedy: String
  var closes: String
  /// What was or is to be told of it; only for a single one.
  var notices: [Notice]?

  init(_ incident: Incident, notices: [IncidentNotice]? = nil) {
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
    since = incident.since.description
    opened = incident.openedAt.description
    seen = incident.seenAt.description
    closed = incident.closedAt?.description
    acknowledgement = incident.acknowledged.map(Word.init)
    closing = incident.closed.map(Word.init)
    remedy = incident.entry.remedy
    closes = incident.entry.closes
    self.notices = notices?.map(Notice.init)
  }
}

/// What `incidents --json` says.
struct IncidentsReport: Encodable {
  var open: Int
  var incidents: [IncidentReport]
}
