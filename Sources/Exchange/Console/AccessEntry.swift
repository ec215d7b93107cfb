/// What somebody did at the console that is no decision: it came in, was refused, or looked at what a file holds. Decisions
/// stand in the ledger's audit trail.
package struct AccessEntry: Hashable, Sendable {
  package enum What: String, Sendable, CaseIterable {
    case loggedIn = "logged-in"
    /// With the name where it is a user's. Other names are not kept: people type their password in the wrong field.
    case logInFailed = "log-in-failed"
    /// Not even looked at: there were too many that failed before it.
    case logInSlowed = "log-in-slowed"
    case loggedOut = "logged-out"
    /// By time, by a restart, or because the user was removed or changed.
    case sessionEnded = "session-ended"
    /// A token of the API that is none, or no longer.
    case tokenRefused = "token-refused"
    /// Somebody whose role does not reach, or who may not see payloads.
    case roleRefused = "role-refused"
    /// A form without the session's token.
    case formRefused = "form-refused"
    /// A request that another site made the browser send.
    case crossSiteRefused = "cross-site-refused"
    /// Something that was sent after somebody else had done it, or changed what it was about.
    case tooLate = "too-late"
    /// The content of a file, or values of its records.
    case payloadShown = "payload-shown"
    /// Lists taken along as a file.
    case listExported = "list-exported"
    case jobCreated = "job-created"
    case jobStopped = "job-stopped"
    case userAdded = "user-added"
    case userChanged = "user-changed"
    case userRemoved = "user-removed"
    case passwordChanged = "password-changed"
    case tokenIssued = "token-issued"
    case tokenWithdrawn = "token-withdrawn"
    /// So many of people unknown came within a minute that they were only counted.
    case leftOut = "left-out"
  }

  /// The book's own number, in the order of entry; 0 until it is noted.
  package var number: Int64
  package var at: Timestamp
  /// The user's name; empty where it is not known.
  package var who: String
  package var what: What
  /// What it was about: `interchange 01K…`, `Customer C-1001`, `/interchanges/…/edit`.
  package var subject: String?
  /// Of the client, as ``WebRequest`` of the console has it; nil for what the command line did.
  package var address: String?
  /// More in a few words, never anything that came out of a file, and never a secret.
  package var detail: String?

  package init(
    at moment: Timestamp, who: String, what: What, subject: String? = nil, address: String? = nil,
    detail: String? = nil
  ) {
    number = 0
    at = moment
    self.who = who
    self.what = what
    self.subject = subject
    self.address = address
    self.detail = detail
  }
}

/// Which entries are asked for. Nil takes all.
package struct AccessFilter: Hashable, Sendable {
  package var who: String?
  package var what: AccessEntry.What?
  /// A piece of text that the subject contains.
  package var subject: String?
  /// Not before this moment.
  package var since: Timestamp?
  /// Before this moment.
  package var until: Timestamp?

  package init() {}
}
