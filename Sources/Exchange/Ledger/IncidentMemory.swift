package import DropFolder

/// What a ledger keeps of incidents. None of it is part of the chain: what was observed can be observed again, and
/// changes nothing that was agreed.
package protocol IncidentMemory: AnyObject {
  /// In the order in which they opened.
  func openIncidents() throws(LedgerError) -> [Incident]

  /// What is open by cause and sender, the gravest first and of those the one that opened first. Walks over what is open.
  func openIncidentGroups() throws(LedgerError) -> [IncidentGroup]

  /// What is open of one cause and sender, newest first, page by page: at most `limit` before a number.
  func openIncidents(of group: IncidentGroup.Key, before id: Int64, limit: Int) throws(LedgerError) -> [Incident]

  /// Closed by a person, and whoever was told that they opened has not been told that.
  func incidentsClosedByHand() throws(LedgerError) -> [Incident]

  func pendingTroubles() throws(LedgerError) -> [PendingTrouble]

  func incident(_ id: Int64) throws(LedgerError) -> Incident?

  /// The last closed incident of a cause and subject.
  func lastClosedIncident(of key: IncidentKey) throws(LedgerError) -> Incident?

  /// Newest first, page by page: at most `limit` before a number.
  func incidents(before id: Int64, limit: Int) throws(LedgerError) -> [Incident]

  /// Numbers that the search for troubles remembers from round to round, by their names.
  func incidentMarks() throws(LedgerError) -> [String: Int64]

  /// Keeps what a round came to, and answers its incidents with their numbers.
  func keep(_ round: IncidentBook.Round, notices: [IncidentNotice], dropping: [Int64], marks: [String: Int64])
    throws(LedgerError) -> [Incident]

  /// What is to be told by a moment, in the order in which it came up.
  func notices(dueAt moment: Timestamp, limit: Int) throws(LedgerError) -> [IncidentNotice]

  /// All that is still to be told, in the order in which it came up.
  func waitingNotices() throws(LedgerError) -> [IncidentNotice]

  /// All that was or is to be told of an incident, in the order in which it came up.
  func notices(of incident: Int64) throws(LedgerError) -> [IncidentNotice]

  /// Keeps how telling went: ``IncidentNotice/due``, `attempts`, `toldAt` and `failure` of known notices, and new ones.
  func keep(_ notices: [IncidentNotice], adding: [IncidentNotice]) throws(LedgerError)
}

/// What a person decides on incidents, inside the transaction of the decision.
package protocol IncidentDecisions: AnyObject {
  func incident(_ id: Int64) throws(LedgerError) -> Incident?

  /// Notes that somebody takes care of an open incident; nobody is reminded of it any more.
  ///
  /// - Throws: `unexpected` where it is unknown or closed.
  func acknowledge(_ incident: Int64, _ word: PersonalWord) throws(LedgerError)

  /// Closes an open incident.
  ///
  /// - Throws: `unexpected` where it is unknown or closed.
  func close(_ incident: Int64, _ word: PersonalWord) throws(LedgerError)
}

/// What the ledger can be asked about troubles. Each question takes time in proportion to what it finds, not to what the
/// ledger holds.
package protocol TroubleMemory: AnyObject {
  /// The number of the interchange that was received last; 0 before the first one.
  func lastArrival() throws(LedgerError) -> Int64

  /// Interchanges of a sender in the order of receipt, page by page: at most `limit` after a number.
  func arrivals(from sender: String, after number: Int64, limit: Int) throws(LedgerError) -> [ArrivedFile]

  /// Whether an interchange brought a record of one of some kinds.
  func hasRecord(of kinds: [Entity], in interchange: InterchangeID) throws(LedgerError) -> Bool

  /// Control numbers that were out of turn, and files that ended the program, in the order in which that was noted, page
  /// by page: at most `limit` after a number.
  func oddities(after number: Int64, limit: Int) throws(LedgerError) -> [Oddity]

  /// The number of the last of them; 0 before the first one.
  func lastOddity() throws(LedgerError) -> Int64

  /// The highest control number below that of an interchange, among those that were received before it and not rejected.
  func numberBelow(_ interchange: InterchangeID) throws(LedgerError) -> Int64?

  /// Control numbers of a sender in a range that came, also in rejected files, from the lowest, each once.
  func numbers(from sender: String, in range: ClosedRange<Int64>, limit: Int) throws(LedgerError) -> [Int64]

  /// The highest control number of a sender among files that were not rejected.
  func highestNumber(from sender: String) throws(LedgerError) -> Int64?

  /// Import documents that are decided and not published, or wait for their flow, by the system they are for; since when
  /// the oldest of them does.
  func unpublished() throws(LedgerError) -> [String: Backlog]

  /// Documents in doubt, by the system they are for.
  func inDoubt() throws(LedgerError) -> [String: Backlog]

  /// Records that it has neither confirmed nor refused, of documents published for a system by a moment; not those that a
  /// later document brought once more. Walks over all that was never confirmed.
  func unconfirmed(by system: String, publishedBy moment: Timestamp) throws(LedgerError) -> Backlog?

  /// Rejections of a sender that have been open since a moment or longer.
  func openRejections(from sender: String, since moment: Timestamp) throws(LedgerError) -> Backlog?

  /// Open holds that wait on although their deadline has passed; since that.
  func overdueHolds(at moment: Timestamp) throws(LedgerError) -> Backlog?

  /// Entities on whose fields a person has to decide, as far as they are counted.
  func conflicts(limit: Int) throws(LedgerError) -> Int
}

/// How much stands somewhere, and since when the oldest of it does.
package struct Backlog: Hashable, Sendable {
  package var count: Int
  package var since: Timestamp

  package init(count: Int, since: Timestamp) {
    self.count = count
    self.since = since
  }
}

/// A file that came, as far as expectations have to know it.
package struct ArrivedFile: Hashable, Sendable {
  package var number: Int64
  package var interchange: InterchangeID
  package var name: FileName
  package var at: Timestamp
  package var isDecided: Bool
  package var isRepeat: Bool

  package init(
    number: Int64, interchange: InterchangeID, name: FileName, at moment: Timestamp, isDecided: Bool, isRepeat: Bool
  ) {
    self.number = number
    self.interchange = interchange
    self.name = name
    at = moment
    self.isDecided = isDecided
    self.isRepeat = isRepeat
  }
}

/// Something about an interchange that people should hear of beyond its own acknowledgement.
package struct Oddity: Hashable, Sendable {
  package var number: Int64
  package var code: IssueCode
  package var interchange: InterchangeID

  package static let codes: [IssueCode] = [.controlNumberGap, .controlNumberLower, .endedTheProgram]

  package init(number: Int64, code: IssueCode, interchange: InterchangeID) {
    self.number = number
    self.code = code
    self.interchange = interchange
  }
}
